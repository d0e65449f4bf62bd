"""The command that installs an optional part of evolve, from the source that evolve itself was installed from.

On a public package index the name `evolve` belongs to another project. The distribution is named `evolve-text`, and
messages name an index only if evolve was installed from one.
"""

from __future__ import annotations

import json
import shlex
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

DISTRIBUTION = "evolve-text"
"""Name of the distribution on a package index."""
_CHECKOUT = Path(__file__).parents[1]


def install_command(extra: str) -> str:
    """Return the command line that adds an extra to the installed evolve."""
    try:
        text = distribution(DISTRIBUTION).read_text("direct_url.json")
    except PackageNotFoundError:
        return _from_folder(_CHECKOUT, extra)
    return _from_index(extra) if text is None else _from_url(text, extra)


def _from_url(text: str, extra: str) -> str:
    """Return the command for the source that an installer recorded, as specified by PEP 610."""
    try:
        source = json.loads(text)
        url = str(source["url"])
        revision = source.get("vcs_info", {})
        is_folder = "dir_info" in source
    except (ValueError, TypeError, KeyError, AttributeError):
        return _from_index(extra)
    if is_folder:
        return _from_folder(Path(url2pathname(urlsplit(url).path)), extra)
    if revision:
        url = f"{revision.get('vcs', 'git')}+{url}@{revision.get('commit_id', 'HEAD')}"
    return f"pip install {shlex.quote(f'{DISTRIBUTION}[{extra}] @ {url}')}"


def _from_folder(folder: Path, extra: str) -> str:
    try:
        is_here = folder.samefile(".")
    except OSError:
        is_here = False
    return f"pip install '.[{extra}]'" if is_here else f"pip install {shlex.quote(f'{folder}[{extra}]')}"


def _from_index(extra: str) -> str:
    return f"pip install '{DISTRIBUTION}[{extra}]'"
