"""Plain text and Markdown: decode bytes into characters, leave out markup, and put divided words together."""

from __future__ import annotations

from evolve.readers.content import Content, View
from evolve.readers.encodings import decode
from evolve.text.clean import clean
from evolve.text.markup import has_markup, read_markup, without_quote_marks
from evolve.text.metadata.front_matter import metadata_of_front_matter
from evolve.text.running_heads import left_out_heads, without_running_heads
from evolve.text.whole_words import marked_soft_hyphens, with_whole_words


def read_markdown(data: bytes, where: str, view: View = "final") -> Content:
    """Return the text of a Markdown file without its markup, and its encoding. Raises InputError as `decode` does."""
    decoded = decode(data, where)
    text = clean(marked_soft_hyphens(decoded.text))
    metadata = metadata_of_front_matter(text)
    text, links = read_markup(text)
    return Content(with_whole_words(text), decoded.encoding, decoded.note, metadata, links)


def read_text(data: bytes, where: str, view: View = "final") -> Content:
    """Return the text of a plain file and its encoding, without markup if it is plainly Markdown or contains HTML.

    Raises InputError as `decode` does.
    """
    decoded = decode(data, where)
    # Cleaning turns form feeds into line ends.
    pages = without_running_heads(decoded.text)
    text = clean(marked_soft_hyphens(pages.text))
    metadata = metadata_of_front_matter(text)
    text, links = read_markup(text) if has_markup(text) else (without_quote_marks(text), ())
    note = "; ".join(filter(None, (decoded.note, left_out_heads(pages.count))))
    return Content(with_whole_words(text), decoded.encoding, note, metadata, links)
