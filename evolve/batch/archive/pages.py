"""The pages of an archive: an index with a row for each argument, and pages with the sentences of 50 arguments each.

The pages are complete without their scripts. They are generated lazily, so that a large archive needs
no memory. The values are prepared here; the markup is in the templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evolve import __version__
from evolve.batch.archive.arguments import ArgumentOverTime, Occurrence, PossibleSentence
from evolve.batch.archive.life_drawing import (
    ABSENT_NAME,
    EVENT_NAMES,
    HEIGHT,
    LOOKS,
    LifeDrawing,
    height_of,
    life_drawing,
    mark,
)
from evolve.batch.archive.run import Archive
from evolve.model import Event
from evolve.render.chance import expected_words
from evolve.render.change_names import kind_name
from evolve.render.html import page
from evolve.render.html.values import Fragment
from evolve.render.numbers import hundredths, many
from evolve.text.words.marks import edits_to_mark

ARGUMENTS_ON_PAGE = 50
ROWS_AT_A_TIME = 200
"""Number of rows of the index that its script shows at a time."""
_FEW_REPEATS = 6
"""Maximum number of dates of unchanged sentences that are not folded."""
_MARK_WIDTH = 11
_HEADS = (
    ("n", "#", True), ("argument", "argument", False), ("life", "over time", False), ("texts", "texts", True),
    ("first", "first made", True), ("last", "last made", True), ("revived", "came back", True),
    ("changed", "changed", True),
)  # fmt: skip
"""For each column its name in the address, its heading, and whether it holds numbers."""
_SHOWN_EVENTS = (Event.ADDED, Event.PERSISTED, Event.CHANGED, Event.REVIVED, Event.DROPPED)

Pieces = tuple[tuple[Fragment, str], ...]
"""A sentence in pieces, each with its edit: "equal", "del" or "ins"."""


@dataclass(frozen=True, slots=True)
class Row:
    """An argument in the index."""

    n: int
    address: str
    label: str
    outcome: str
    """ "revived", "current" or "ended"."""
    life: LifeDrawing
    texts: int
    first: str
    last: str
    revivals: int
    changes: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that makes an argument, with the texts after it that use the same words."""

    date: str
    label: str
    glyph: str
    event: str
    """The event and the kinds of change, in words."""
    look: str
    numbers: tuple[int, ...]
    """The numbers of its sentences."""
    pieces: Pieces
    """The sentence that was compared with the one before, with the words that differ."""
    others: tuple[str, ...]
    """Its other sentences in that text."""
    repeats: tuple[tuple[str, str], ...]
    """The dates and names of the texts after it that use the same words."""

    @property
    def repeat_count(self) -> int:
        """The number of repeats."""
        return len(self.repeats)

    @property
    def is_folded(self) -> bool:
        """Whether there are too many repeats to show unfolded."""
        return len(self.repeats) > _FEW_REPEATS


@dataclass(frozen=True, slots=True)
class Possible:
    """A sentence that may make an argument too."""

    date: str
    label: str
    text: str
    score: str
    reason: str
    address: str
    """The address of the argument that it belongs to; empty if there is none."""
    argument: int


@dataclass(frozen=True, slots=True)
class Section:
    """An argument on its page."""

    n: int
    label: str
    life: LifeDrawing
    summary: str
    entries: tuple[Entry, ...]
    possible: tuple[Possible, ...]


def index_page(archive: Archive) -> Iterator[str]:
    """Yield the parts of the index."""
    texts, arguments = archive.texts, archive.arguments
    outcomes = [_outcome(argument) for argument in arguments]
    values = {
        "summary": archive_summary(archive),
        "expected": trust_summary(archive),
        "notes": [note[:1].upper() + note[1:] for note in archive.notes],
        "period": archive.periods.kind,
        "span": (archive.periods.names[0], archive.periods.names[-1]),
        "marks": [
            (EVENT_NAMES[event], LOOKS[event], mark(event, 0, _MARK_WIDTH, height_of(event, 1.0)))
            for event in _SHOWN_EVENTS
        ],
        "absent": ABSENT_NAME,
        "mark_height": HEIGHT,
        "mark_width": _MARK_WIDTH,
        "outcomes": [name for name in ("revived", "current", "ended") if name in outcomes],
        "names": {name: f"{words} ({outcomes.count(name)})" for name, words in _outcome_names(archive).items()},
        "heads": _HEADS,
        "rows_at_a_time": ROWS_AT_A_TIME,
        "rows": (
            Row(
                n=n,
                address=address_of(n),
                label=argument.label,
                outcome=outcome,
                life=life_drawing(argument, archive.periods),
                texts=len(argument.occurrences),
                first=texts[argument.first].date,
                last=texts[argument.last].date,
                revivals=argument.revivals,
                changes=argument.changes,
            )
            for n, (argument, outcome) in enumerate(zip(arguments, outcomes, strict=True), 1)
        ),
    }
    return _page("index", values, archive.title)


def argument_pages(archive: Archive) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the path and the parts of each page of arguments."""
    count = -(-len(archive.arguments) // ARGUMENTS_ON_PAGE)
    for number in range(1, count + 1):
        first = (number - 1) * ARGUMENTS_ON_PAGE
        arguments = archive.arguments[first : first + ARGUMENTS_ON_PAGE]
        values = {
            "first": first + 1,
            "last": first + len(arguments),
            "count": len(archive.arguments),
            "earlier": f"{number - 1}.html" if number > 1 else "",
            "later": f"{number + 1}.html" if number < count else "",
            "sections": (_section(archive, n, argument) for n, argument in enumerate(arguments, first + 1)),
        }
        title = f"{archive.title}: arguments {first + 1} to {first + len(arguments)}"
        yield f"arguments/{number}.html", _page("arguments", values, title)


def address_of(argument: int, *, folder: str = "arguments/") -> str:
    """Return the address of an argument, by its number from 1; `folder` is the path to the pages of arguments."""
    return f"{folder}{(argument - 1) // ARGUMENTS_ON_PAGE + 1}.html#a{argument}"


def _page(name: str, values: dict[str, object], title: str) -> Iterator[str]:
    styles, script = ("batch/results/table.css", "batch/archive/archive.css"), "batch/results/index.js"
    if name != "index":
        script = "batch/archive/arguments.js"
    template = f"batch/archive/{name}.html"
    return page(template, values, title=title, styles=styles, script=script, version=__version__)


def archive_summary(archive: Archive) -> str:
    """Return what the archive holds, in words."""
    texts, arguments = archive.texts, archive.arguments
    revived = sum(bool(argument.revivals) for argument in arguments)
    current = sum(argument.last == len(texts) - 1 for argument in arguments)
    return (
        f"{many(len(texts), 'text')} from {texts[0].date} to {texts[-1].date}. {many(len(arguments), 'argument')} in"
        f" two texts or more; {revived or 'none'} came back after a gap, {current or 'none'}"
        f" {'are' if current > 1 else 'is'} in the last text."
    )


def trust_summary(archive: Archive) -> str:
    """Return the threshold and the number of links expected by chance, in words."""
    claims = archive.claims
    if archive.settings.threshold is not None:
        return f"Threshold {hundredths(claims.threshold)} (chosen)."
    return f"Threshold {hundredths(claims.threshold)}; of all links, {expected_words(claims.expected)}."


def _outcome_names(archive: Archive) -> dict[str, str]:
    """Return the name of each outcome."""
    kind = archive.periods.kind
    last = f"{'on' if kind == 'date' else 'in'} the last {kind}"
    return {
        "revived": "came back after a gap",
        "current": f"no gap, made {last}",
        "ended": f"no gap, not made {last}",
    }


def _outcome(argument: ArgumentOverTime) -> str:
    """Return whether an argument came back or, if it did not, whether it is made in the last period or ended."""
    if argument.revivals:
        return "revived"
    return "ended" if argument.events[-1] in (Event.DROPPED, Event.ABSENT) else "current"


def _section(archive: Archive, n: int, argument: ArgumentOverTime) -> Section:
    texts = archive.texts
    parts = [
        f"{many(len(argument.occurrences), 'text')}, {texts[argument.first].date} to {texts[argument.last].date}",
        many(argument.wordings, "wording"),
    ]
    if argument.revivals:
        times = {1: "once", 2: "twice"}.get(argument.revivals, f"{argument.revivals} times")
        parts.append(f"came back {times}")
    return Section(
        n=n,
        label=argument.label,
        life=life_drawing(argument, archive.periods),
        summary=", ".join(parts),
        entries=tuple(_entries(archive, argument)),
        possible=tuple(_possible(archive, possible) for possible in argument.possible),
    )


def _entries(archive: Archive, argument: ArgumentOverTime) -> Iterator[Entry]:
    """Yield an entry for each text of an argument; one in the same words as the text before is a repeat there."""
    groups: list[list[Occurrence]] = []
    for occurrence in argument.occurrences:
        if groups and occurrence.event is Event.PERSISTED and _repeats(archive, groups[-1][-1], occurrence):
            groups[-1].append(occurrence)
        else:
            groups.append([occurrence])
    for group in groups:
        yield _entry(archive, group[0], group[1:])


def _repeats(archive: Archive, before: Occurrence, after: Occurrence) -> bool:
    """Return whether two texts make an argument in the same sentences."""
    sentences = [[archive.texts[found.text].sentences[n] for n in found.sentences] for found in (before, after)]
    return sentences[0] == sentences[1]


def _entry(archive: Archive, found: Occurrence, repeats: Sequence[Occurrence]) -> Entry:
    text = archive.texts[found.text]
    kinds = f" ({', '.join(map(kind_name, found.kinds))})" if found.kinds else ""
    return Entry(
        date=text.date,
        label=text.label,
        glyph=found.event.glyph,
        event=EVENT_NAMES[found.event] + kinds,
        look=LOOKS[found.event],
        numbers=tuple(n + 1 for n in found.sentences),
        pieces=_pieces(archive, found),
        others=tuple(text.sentences[n] for n in found.sentences if n != found.sentence),
        repeats=tuple((archive.texts[o.text].date, archive.texts[o.text].label) for o in repeats),
    )


def _pieces(archive: Archive, found: Occurrence) -> Pieces:
    """Return the compared sentence with the words that differ from those before; none marked if most differ."""
    own = archive.texts[found.text].sentences[found.sentence]
    edits = None
    if found.since is not None:
        text, n = found.since
        edits = edits_to_mark(archive.texts[text].sentences[n], own)
    if edits is None:
        return ((Fragment(own), "equal"),)
    pieces = []
    for edit in edits:
        if edit.op == "equal":
            pieces.append((Fragment(edit.after), "equal"))
            continue
        pieces += [(Fragment(words), op) for words, op in ((edit.before, "del"), (edit.after, "ins")) if words]
    return tuple(pieces)


def _possible(archive: Archive, possible: PossibleSentence) -> Possible:
    text, n = archive.texts[possible.sentence[0]], possible.sentence[1]
    number = 0 if possible.argument is None else possible.argument + 1
    return Possible(
        date=text.date,
        label=text.label,
        text=text.sentences[n],
        score=hundredths(possible.score),
        reason="too few other sentences confirm it" if possible.is_refused else "below the threshold",
        address=address_of(number, folder="") if number else "",
        argument=number,
    )
