"""`evolve fetch URL -o FILE`: save a web page or another file, with a second file that records its origin."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from evolve.cli.console import refuse_stdout, say

SUMMARY = "save a web page, with its address, time and digest beside it"
EXAMPLES = """\
examples:
  evolve fetch https://example.org/essay -o essay.html
  evolve fetch https://example.org/essay.pdf -o essay.pdf --force
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the address, the file, and the options to overwrite it and to connect to private addresses."""
    parser.add_argument("url", metavar="URL", help="an address that begins with https:// or http://")
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="the file to write")
    parser.add_argument("--force", action="store_true", help="overwrite the file if it exists")
    parser.add_argument(
        "--allow-private", action="store_true", help="also connect to this machine and to private networks"
    )
    parser.epilog = (
        "FILE.source.json beside the file has the address, the time and the SHA-256 digest; reports show the address.\n"
        "Only this command opens a network connection. It accepts at most 64 MB and 10 redirects, and uses no proxy."
    )


def run(options: Namespace) -> int:
    """Fetch an address and write the file and its sidecar."""
    import hashlib
    import json
    from datetime import UTC, datetime
    from pathlib import Path

    from evolve.cli.fetching import fetch
    from evolve.errors import UsageError
    from evolve.readers.sidecar import sidecar_of
    from evolve.storage.atomic import atomic_file, write_atomically, write_error
    from evolve.text.clean import clean_line

    refuse_stdout(options.output, "-o", "a page is saved in a file")
    path = Path(options.output)
    for target in (path, sidecar_of(path)):
        if not options.force and (target.exists() or target.is_symlink()):
            shown = clean_line(str(target))
            raise UsageError(
                "already exists", next_step="choose another file, or overwrite it with --force", where=shown
            )
    fetched = fetch(options.url, allow_private=options.allow_private)
    digest = hashlib.sha256(fetched.data).hexdigest()
    try:
        with atomic_file(path) as file:
            file.write(fetched.data)
    except OSError as error:
        raise write_error(options.output, error) from None
    source = {
        "url": options.url,
        "final_url": fetched.final_url,
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "content_type": fetched.content_type,
        "sha256": digest,
    }
    write_atomically(sidecar_of(path), json.dumps(source, indent=2, ensure_ascii=False) + "\n")
    say(f"{options.output}: {len(fetched.data):,} bytes from {fetched.final_url}")
    return 0
