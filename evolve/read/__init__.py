"""A file becomes a Document: one module a format."""

from __future__ import annotations

from pathlib import Path

from evolve.document import Document


def read(source: str | Path, *, label: str = "", body: str = "auto", language: str = "english") -> Document:
    """Read one document."""
    data = Path(source).read_bytes()
    return Document.from_text(
        data.decode(), label=label or Path(source).stem, body=body, language=language, source=str(source)
    )
