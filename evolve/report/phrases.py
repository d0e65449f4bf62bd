"""What reports that are read say in the same words: names, sizes, the cut, the odds, what a link changes, the sources.

Plain text on one line each, without the characters a terminal would obey; what else their format needs escaped, its
renderer escapes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from evolve.comparison import Comparison, Evolution
from evolve.comparison.rows import Row
from evolve.document import Document
from evolve.model import SIDES, Argument, Change, Kind, Link, Relation, Status, Verdict
from evolve.render.chance import link_estimate
from evolve.render.numbers import hundredths, many
from evolve.report.provenance import Provenance
from evolve.settings import Settings, plain_settings
from evolve.text.clean import clean_line

_MEANING = {
    Status.PERSISTED: "say the same",
    Status.CHANGED: "say it differently",
    Status.UNCLEAR: "no link, but a candidate worth a look",
    Status.DROPPED: "no match found",
    Status.ADDED: "no match found",
}
_UNMATCHED = "unmatched"
REWRITTEN = (
    "Words alone do not show what became of most of these texts; here are the likeliest pairs: review them (R on the "
    "screen) or let a reader judge (evolve judge)."
)
"""What is said on top where a comparison is of rewritten texts."""
_JUDGED = {
    Verdict.SAME: "judged to make the same claim",
    Verdict.NOT: "judged not to",
    Verdict.RELATED: "judged related",
    Verdict.UNSURE: "judged unsure",
}
_FOUND = {
    Verdict.SAME: "the same too",
    Verdict.NOT: "not the same",
    Verdict.RELATED: "related",
    Verdict.UNSURE: "unsure",
}
_QUOTED = 60


def name_of(document: Document) -> str:
    """What a version is called."""
    return clean_line(document.label) or clean_line(document.source) or "untitled"


class StatusSum(NamedTuple):
    """How many sentences of either text have a status."""

    status: Status
    name: str
    """What the status is called in this report."""
    before: int | None
    """Earlier sentences; None for a status that no earlier sentence can have."""
    after: int | None
    """Later sentences; None for a status that no later sentence can have."""
    meaning: str


def status_sums(comparison: Comparison) -> list[StatusSum]:
    """Return the sentences of either text by status; of each text they are all of its sentences."""
    before, after = (comparison.counts_of(side) for side in SIDES)
    return [
        StatusSum(
            status,
            status_name(comparison, status),
            None if status is Status.ADDED else before.of(status),
            None if status is Status.DROPPED else after.of(status),
            _MEANING[status],
        )
        for status in Status
    ]


def sum_cell(found: StatusSum) -> str:
    """Return the sentences with a status in a table of several pairs: "7/8" are 7 earlier and 8 later ones."""
    return "/".join(str(count) for count in (found.before, found.after) if count is not None)


def link_cells(comparison: Comparison) -> list[tuple[str, str]]:
    """Return what is known of the links for a table of several pairs, each with its head."""
    chance = comparison.link_chance()
    return [
        ("links", str(len(comparison.links))),
        ("no accident", f"{chance.pairs - chance.expected:.0f}"),
        ("right", f"{chance.pairs * chance.precision:.0f}" if chance.is_known else "?"),
        ("threshold", hundredths(comparison.threshold)),
    ]


def status_name(comparison: Comparison, status: Status) -> str:
    """Return what a status is called: of rewritten texts nothing is known to be dropped or added."""
    lone = status in (Status.DROPPED, Status.ADDED)
    return _UNMATCHED if lone and comparison.is_rewritten else status.value


def cut(comparison: Comparison) -> str:
    """The threshold, and who chose it."""
    how = "found automatically" if comparison.settings.threshold is None else "as asked for"
    return f"{hundredths(comparison.threshold)} ({how})"


def trusted(comparison: Comparison) -> str:
    """How many links there are at which threshold, how far to trust them, and what a person and judges said."""
    chance = comparison.link_chance()
    confirmed = len(comparison.links) - chance.pairs
    count = many(len(comparison.links), "link") if comparison.links else "No links"
    links = f"{count} at threshold {cut(comparison)}."
    parts = [links, link_estimate(chance, confirmed=confirmed), judged(comparison), judged_by_judges(comparison)]
    return " ".join(filter(None, parts))


def lasting(evolution: Evolution) -> list[Argument]:
    """The arguments that stand in more than one version, in the order in which they come up."""
    found = [argument for argument in evolution.arguments if sum(map(bool, argument.sentences)) > 1]
    return sorted(found, key=lambda argument: min((v, s[0]) for v, s in enumerate(argument.sentences) if s))


def telling(kinds: Sequence[Kind]) -> list[Kind]:
    """The kinds of change that need a word: beside another, that a sentence is worded anew is seen by reading it."""
    return [kind for kind in kinds if kind is not Kind.WORDING] or list(kinds)


def judged(comparison: Comparison) -> str:
    """How many judgements of a person count here, and how many find no sentence; empty when there are none."""
    applied = Counter(judgement.verdict for judgement in comparison.judgements)
    said = [f"{applied[verdict]} {verdict}" for verdict in Verdict if applied[verdict]]
    if comparison.unplaced:
        said.append(f"{len(comparison.unplaced)} on sentences that are not in the texts")
    return f"Judgements of a person: {', '.join(said)}." if said else ""


def judged_by_judges(comparison: Comparison) -> str:
    """How many pairs judges gave which verdict, and on how many a person says otherwise; empty without judges."""
    verdicts = comparison.judge_verdicts
    if not verdicts:
        return ""
    names = dict.fromkeys(name for verdict in verdicts for name in verdict.by.split(", "))
    counts = Counter(verdict.verdict for verdict in verdicts)
    found = [f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict]]
    links = sum(bool(link.judged_by) for link in comparison.links)
    text = f"Verdicts of {clean_line(' and '.join(names))}: {', '.join(found)}; {many(links, 'link')} by them."
    disputed = len(comparison.disputed)
    return f"{text} On {many(disputed, 'pair')} a person says otherwise." if disputed else text


def texts_of(document: Document, indices: Sequence[int]) -> list[str]:
    """Some sentences of a document, each on one line."""
    return [clean_line(document.sentences[n].text) for n in indices]


def by_status(rows: Sequence[Row]) -> list[tuple[Status, list[Row]]]:
    """The rows under each status that has some."""
    out = []
    for status in Status:
        mine = [row for row in rows if row.status is status]
        if status is Status.ADDED:
            # Opposite the earlier text they follow what they follow; alone they are read as the later text runs.
            mine.sort(key=lambda row: row.after)
        if mine:
            out.append((status, mine))
    return out


def is_verbatim(comparison: Comparison, row: Row) -> bool:
    """Whether a row is one sentence that is the same on both sides."""
    alone = len(row.before) == len(row.after) == 1
    return alone and texts_of(comparison.before, row.before) == texts_of(comparison.after, row.after)


def references(comparison: Comparison, rows: Sequence[Row]) -> dict[Row, list[Link]]:
    """For the rows that a link leaves: the links that lead from one row to another."""
    laid = {(link.before, link.after) for row in rows for link in row.links}
    row_before = {n: row for row in rows for n in row.before}
    row_after = {n: row for row in rows for n in row.after}
    out: dict[Row, list[Link]] = {}
    for link in comparison.links:
        if (link.before, link.after) not in laid:
            for row in (row_before[link.before], row_after[link.after]):
                out.setdefault(row, []).append(link)
    return out


def possibilities(row: Row) -> str:
    """The candidates of unclear sentences in a few words: "perhaps the same claim (.21); also 13 → 12 (.19)"."""
    opposite = [link for link in row.possible if link.before in row.before and link.after in row.after]
    others = [link for link in row.possible if link not in opposite]
    named = ", ".join(f"{link.before + 1} → {link.after + 1} {_scored(link)}" for link in others)
    if not opposite:
        return f"perhaps {named}"
    return f"perhaps the same claim {_scored(opposite[0])}" + (f"; also {named}" if named else "")


def _scored(link: Link) -> str:
    return f"({', '.join([hundredths(link.score), *marks(link)])})"


def marks(link: Link) -> list[str]:
    """What to add to a link even where its sentences are the same: who judged it, and that it moved."""
    out = [] if link.verdict is None else [_JUDGED[link.verdict]]
    out += [words] if (words := judge_words(link)) else []
    return [*out, "moved"] if link.relation is Relation.MOVED else out


def judge_words(link: Link) -> str:
    """Return who judged a link, or what the judges say of one that others decide; empty if they say nothing."""
    if link.judge is None:
        return ""
    if link.judged_by:
        return clean_line(f"judged by {link.judged_by}")
    # Several judges are named only where they agree, or where they differ and are unsure together.
    return clean_line(f"{link.judge.by}: {_FOUND[link.judge.verdict]}")


def facts(link: Link) -> list[str]:
    """A link in a few words each: its score, what changed, and the judge's note."""
    out = [f"score {hundredths(link.score)}", *marks(link)]
    changes = [change for change in link.difference.changes if change.kind is not Kind.WORDING]
    kinds = telling([*link.kinds, *(link.judge.kinds if link.judge and link.judged_by else ())])
    out += list(map(shown, changes)) or list(dict.fromkeys(map(str, kinds)))
    return out + ([_quote(link.judge.note)] if link.judge and link.judge.note else [])


def note(link: Link, *, numbered: bool) -> str:
    """A link in one line, with the numbers of its sentences where they are not beside it."""
    numbers = [f"{link.before + 1} → {link.after + 1}"] if numbered else []
    return " · ".join([*numbers, *facts(link)])


def shown(change: Change) -> str:
    """A change with the words that show it."""
    head = f"{change.kind} ({change.note})" if change.note else str(change.kind)
    if not (change.before or change.after):
        return clean_line(head)
    if change.before and change.after:
        return clean_line(f"{head}: {_quote(change.before)} → {_quote(change.after)}")
    return clean_line(f"{head}: {'with' if change.after else 'without'} {_quote(change.before or change.after)}")


def _quote(words: str) -> str:
    flat = clean_line(words)
    return f"“{flat if len(flat) <= _QUOTED else flat[: _QUOTED - 1].rstrip() + '…'}”"


def source_of(document: Document) -> str:
    """Where a document was read from."""
    return clean_line(document.source) or "made in memory"


def lines_of(document: Document) -> str:
    """The lines of a document that were compared."""
    lines = ", ".join(f"{run.first}-{run.last}" for run in document.body)
    by = " as asked for" if document.lines and any(run.by == "user" for run in document.body) else ""
    return f"lines {lines}{by}" if lines else "no lines"


def chosen(settings: Settings, provenance: Provenance) -> str:
    """The settings that are not the default, each with its origin."""
    default = plain_settings(Settings())
    said = []
    for name, value in plain_settings(settings).items():
        if value != default[name]:
            origin = provenance.origins.get(name)
            plain = ", ".join(value) if isinstance(value, dict) else str(value).lower()
            said.append(clean_line(f"{name} = {plain}" + (f" ({origin})" if origin else "")))
    return f"Settings: {'; '.join(said)}." if said else "All settings are the defaults."
