"""Words that lead to another address in the later version."""

from __future__ import annotations

from pathlib import Path

import evolve
from evolve.model import Status
from evolve.report.phrases import link_remarks

BEFORE = "Read [the guide](https://old.example.org/guide) first. See [the list](https://example.org/list) of ports."


def linked(folder: Path, after: str) -> list[evolve.Link]:
    (folder / "a.md").write_text(f"# Ports\n\n{BEFORE}\n", encoding="utf-8")
    (folder / "b.md").write_text(f"# Ports\n\n{after}\n", encoding="utf-8")
    links = evolve.compare(evolve.read(folder / "a.md"), evolve.read(folder / "b.md")).links
    return sorted(links, key=lambda link: link.before)


def test_another_address_is_a_remark_and_no_change(tmp_path: Path) -> None:
    links = linked(tmp_path, BEFORE.replace("https://old.example.org/guide", "https://new.example.org/start"))
    assert {link.status for link in links} == {Status.PERSISTED}
    remarks = [link_remarks(link) for link in links if link_remarks(link)]
    assert remarks == [["link changed: “https://old.example.org/guide” → “https://new.example.org/start”"]]


def test_the_same_addresses_give_no_remark(tmp_path: Path) -> None:
    assert [link.difference.addresses for link in linked(tmp_path, BEFORE) if link.difference.addresses] == []
