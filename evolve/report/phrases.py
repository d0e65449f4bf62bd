"""Phrases shared by the text, Markdown and HTML reports: names, counts, links with their changes, sources, settings.

Each phrase is plain text on one line, without control characters. Renderers escape what their format requires.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evolve.align.surroundings import KEPT
from evolve.comparison import Comparison, Evolution
from evolve.comparison.lives import Step
from evolve.comparison.over_time import OverTime
from evolve.comparison.rows import Row
from evolve.document import Document
from evolve.model import SIDES, Argument, Change, Event, Kind, Link, Relation, Status, Verdict
from evolve.render.chance import link_estimate, not_by_chance_count, right_count
from evolve.render.change_names import change_name, kind_name
from evolve.render.numbers import hundredths, many, score_beside, spread, threshold_beside
from evolve.render.status_names import ALIKE, PARTLY_REPEATED, status_name
from evolve.render.summary import summaries
from evolve.render.unlinked import unlinked_reason
from evolve.report.judgement_phrases import judge_remark, judge_summary, judgement_summary, judgement_totals
from evolve.report.provenance import Provenance
from evolve.settings import Settings, plain_settings
from evolve.text.clean import clean_line
from evolve.text.languages import AUTO

_MEANINGS = {
    Status.PERSISTED: "say the same",
    Status.CHANGED: "say it differently",
    Status.UNCLEAR: "no link, but a candidate worth a look",
    Status.DROPPED: "no match found",
    Status.ADDED: "no match found",
}
"""A short explanation of each status."""
_LIKELY_MEANINGS = {
    Status.PERSISTED: "probably say the same",
    Status.CHANGED: ALIKE,
}
"""The same for links of rewritten texts, which words alone do not prove."""
LINKED = (Status.PERSISTED, Status.CHANGED)
"""The statuses of sentences with a link."""
REWRITTEN = (
    "Words alone do not show what became of most sentences of these texts. Pairs that may make the same claim are "
    "marked “?” (unclear): only reading can show whether they do. In evolve, the key R asks about the pairs nearest "
    "the threshold one by one, and the command evolve judge lets a program read both texts."
)
"""The note at the top of a comparison of rewritten texts."""
EVENTS_KEY = "Before the numbers: = persisted, ~ changed, ↺ back after a gap, − dropped, + added, ? unclear."
"""The meaning of the signs in a table of arguments of several versions."""
_PERSON_VERDICTS = {
    Verdict.SAME: "judged the same claim",
    Verdict.NOT: "judged not the same claim",
    Verdict.RELATED: "judged related",
    Verdict.UNSURE: "judged unsure",
}
"""A person's verdict on a link, in words."""
_MAX_NAMES_IN_ANSWER = 30
"""Maximum number of characters of the names of two texts for them to be in the answer."""
_UNNAMED = ("the earlier text", "the later text")
_MAX_CHANGES = 3
"""Maximum number of changes shown of one argument."""
_MAX_RENUMBERED = 3
"""Maximum number of renumbered items that are listed."""
_MAX_QUOTATION = 60
"""Maximum length of a quotation, in characters."""
_MAX_TITLE = 200
"""Maximum length of a quoted title, in characters."""


def name_of(document: Document) -> str:
    """Return the display name of a version: its label, or else its source."""
    return clean_line(document.label) or clean_line(document.source) or "untitled"


class StatusCounts(NamedTuple):
    """The number of sentences with one status in either text."""

    status: Status
    name: str
    """The name of the status in this report; see `evolve.render.status_names`."""
    before: int | None
    """Number of earlier sentences; None for a status that earlier sentences cannot have."""
    after: int | None
    """Number of later sentences; None for a status that later sentences cannot have."""
    meaning: str
    """A short explanation of the status."""


def status_counts(comparison: Comparison) -> list[StatusCounts]:
    """Return the number of sentences of either text by status; the counts of a text add up to all its sentences."""
    before, after = (comparison.counts_of(side) for side in SIDES)
    return [
        StatusCounts(
            status,
            status_name(status, is_rewritten=comparison.needs_reading),
            None if status is Status.ADDED else before.of(status),
            None if status is Status.DROPPED else after.of(status),
            _LIKELY_MEANINGS.get(status, _MEANINGS[status]) if comparison.needs_reading else _MEANINGS[status],
        )
        for status in Status
    ]


def brief_answer(comparison: Comparison) -> str:
    """Return in one sentence how much of the earlier text comes back, and what became of all other sentences.

    The sentence has the names of the two texts if they are short.
    """
    earlier, later = (comparison.counts_of(side) for side in SIDES)
    names = name_of(comparison.before), name_of(comparison.after)
    if len("".join(names)) > _MAX_NAMES_IN_ANSWER:
        names = _UNNAMED
    return next(summaries(earlier, later, names, is_rewritten=comparison.needs_reading)) + "."


def count_cell(counts: StatusCounts) -> str:
    """Return the earlier and the later number of sentences with a status as one table cell, such as "7/8"."""
    return "/".join(str(count) for count in (counts.before, counts.after) if count is not None)


def link_cells(comparison: Comparison) -> list[tuple[str, str]]:
    """Return the columns about links for a table of several pairs, each as header and cell."""
    chance = comparison.link_chance()
    return [
        ("links", str(len(comparison.links))),
        ("not by chance", not_by_chance_count(chance)),
        ("estimated right", right_count(chance)),
        ("threshold", hundredths(comparison.threshold)),
    ]


def threshold_text(comparison: Comparison) -> str:
    """Return the threshold and how it was chosen."""
    how = "found automatically" if comparison.settings.threshold is None else "as requested"
    return f"{threshold_beside(comparison.threshold, comparison.best_below)} ({how})"


def link_summary(comparison: Comparison) -> str:
    """Return the number of links, the threshold, the trust in the links, totals of verdicts, and differing titles."""
    chance = comparison.link_chance()
    confirmed = len(comparison.links) - chance.pairs
    link_count = many(len(comparison.links), "link") if comparison.links else "No links"
    by_verdict = len(comparison.links_by_verdict)
    if by_verdict:
        which = "all" if by_verdict == len(comparison.links) else str(by_verdict)
        link_count += ", by verdict," if len(comparison.links) == 1 else f", {which} of them by verdict,"
    opening = f"{link_count} at threshold {threshold_text(comparison)}."
    parts = [
        opening,
        link_estimate(chance, confirmed=confirmed),
        ignored_summary(comparison),
        renumbered_summary(comparison),
        judgement_summary(comparison),
        judge_summary(comparison),
        title_summary(comparison),
    ]
    return " ".join(filter(None, parts))


def title_summary(comparison: Comparison) -> str:
    """Return the titles of the two texts, which are not compared, if they differ; else ""."""
    earlier, later = (clean_line(" / ".join(_titles(document))) for document in (comparison.before, comparison.after))
    if earlier == later:
        return ""
    quoted = [_quotation(title, _MAX_TITLE) if title else "none" for title in (earlier, later)]
    return f"The titles differ and are not compared: {' → '.join(quoted)}."


def _titles(document: Document) -> list[str]:
    """Return the lines of a document that were left out as its title."""
    return [document.text[line.start : line.end] for line in document.lines if line.rule == "title"]


def ignored_summary(comparison: Comparison) -> str:
    """Return the number of links listed as persisted although their wording changed; "" if there are none."""
    count = comparison.ignored
    if not count:
        return ""
    return f"{many(count, 'change')} of wording alone {'is' if count == 1 else 'are'} ignored and listed as persisted."


def multi_version_arguments(evolution: Evolution) -> list[Argument]:
    """Return the arguments with sentences in several versions, in the order of their first appearance."""
    found = [argument for argument in evolution.arguments if sum(map(bool, argument.sentences)) > 1]
    return sorted(found, key=lambda argument: min((v, s[0]) for v, s in enumerate(argument.sentences) if s))


def argument_links(evolution: Evolution, argument: Argument) -> list[Link]:
    """Return the links between the sentences of an argument, version by version, best first."""
    steps = evolution.steps_of(argument)
    return [link for step in steps for link in sorted(step.links, key=lambda link: -link.score)]


def life_summary(evolution: Evolution) -> str:
    """Return how many arguments run through all versions, come back, end, or begin later; and judgements over gaps."""
    versions = len(evolution.documents)
    present = [[bool(here) for here in argument.sentences] for argument in evolution.arguments]
    events = [{step.event for step in evolution.steps_of(argument)} for argument in evolution.arguments]
    counts = [
        (sum(map(all, present)), f"in all {versions} versions"),
        (sum(Event.REVIVED in found for found in events), "back after a gap"),
        (sum(not found[-1] for found in present), "missing from the last version"),
        (sum(not found[0] for found in present), "not in the first"),
    ]
    parts = [f"{count or 'none'} {'are' if count > 1 else 'is'} {what}" for count, what in counts]
    lives = f"Of {many(len(present), 'argument')}, {', '.join(parts[:-1])}, and {parts[-1]}."
    gaps = evolution.judged_over_gaps.values()
    placed, unplaced = [judgement for gap in gaps for judgement in gap.placed], sum(len(gap.unplaced) for gap in gaps)
    return f"{lives} {judgement_totals(placed, unplaced, over_gaps=True)}".strip()


def half_life_text(measures: OverTime) -> str:
    """Return the half-life of arguments in words."""
    age = measures.survival.half_life
    if age is None:
        return "More than half of the arguments last as long as these versions can show."
    return f"At most half of the arguments are still made {many(age, 'version')} after they first appear."


def life_cells(evolution: Evolution, argument: Argument) -> list[str]:
    """Return for every version the sign of what became of an argument and the numbers of its sentences, or "none"."""
    return [
        f"{'' if step.event in (Event.FIRST, Event.ABSENT) else step.event.glyph} {spread(here) or 'none'}".strip()
        for step, here in zip(evolution.steps_of(argument), argument.sentences, strict=True)
    ]


def event_name(step: Step) -> str:
    """Return what became of an argument in a version, in words: "changed, split"."""
    return step.event.value if step.relation is Relation.ONE else f"{step.event.value}, {step.relation.value}"


def argument_notes(evolution: Evolution, argument: Argument) -> list[str]:
    """Return what changed in an argument, in words: its changes, or else its kinds of change."""
    links = argument_links(evolution, argument)
    changes = [change for link in links for change in link.difference.changes if change.kind is not Kind.WORDING]
    notes = list(dict.fromkeys(map(change_text, changes)))
    if len(notes) > _MAX_CHANGES:
        notes = [*notes[:_MAX_CHANGES], "…"]
    notes = notes or list(map(kind_name, argument.kinds))
    return [*notes, PARTLY_REPEATED] if argument.partly_dropped else notes


def notable_kinds(kinds: Sequence[Kind]) -> list[Kind]:
    """Return the kinds of change to name: wording only if it is the sole kind, because readers see it themselves."""
    return [kind for kind in kinds if kind is not Kind.WORDING] or list(kinds)


def renumbered_summary(comparison: Comparison) -> str:
    """Return the numbers of the items that have another number and the same text; "" without any."""
    renumbered = sorted(comparison.pair.renumbered, key=lambda pair: (len(pair[0]), pair))
    shown = [f"{old} → {new}" for old, new in renumbered[:_MAX_RENUMBERED]]
    rest = len(renumbered) - len(shown)
    listed = ", ".join(shown) + (f" and {rest} more" if rest else "")
    return clean_line(f"Renumbered: {listed}.") if shown else ""


def texts_of(document: Document, indices: Sequence[int]) -> list[str]:
    """Return some sentences of a document, each on one line."""
    return [clean_line(document.sentences[n].text) for n in indices]


def has_wording_alone(row: Row) -> bool:
    """Return whether the sentences of a row differ in nothing but their wording."""
    return {kind for link in row.links for kind in link.kinds} == {Kind.WORDING}


def rows_by_status(rows: Sequence[Row], *, surest_first: bool) -> list[tuple[Status, list[Row]]]:
    """Return each status that has rows, with its rows; `surest_first` orders linked ones by their best links."""
    groups = []
    for status in Status:
        status_rows = [row for row in rows if row.status is status]
        if status is Status.CHANGED:
            # Changes of wording alone come last.
            status_rows.sort(key=has_wording_alone)
        if surest_first and status in LINKED:
            status_rows.sort(key=lambda row: -max((link.judged_score for link in row.links), default=0.0))
        if status is Status.ADDED:
            # Among all rows an added sentence follows its predecessor; added ones alone are in the order of the text.
            status_rows.sort(key=lambda row: row.after)
        if status_rows:
            groups.append((status, status_rows))
    return groups


def is_verbatim(comparison: Comparison, row: Row) -> bool:
    """Return whether a row has one sentence on each side, and the two are linked and equal."""
    is_one_link = len(row.before) == len(row.after) == len(row.links) == 1
    return is_one_link and texts_of(comparison.before, row.before) == texts_of(comparison.after, row.after)


def cross_references(comparison: Comparison, rows: Sequence[Row]) -> dict[Row, list[Link]]:
    """Return the links between different rows, by row; each link is listed under both its rows."""
    in_rows = {(link.before, link.after) for row in rows for link in row.links}
    row_before = {n: row for row in rows for n in row.before}
    row_after = {n: row for row in rows for n in row.after}
    references: dict[Row, list[Link]] = {}
    for link in comparison.links:
        if (link.before, link.after) not in in_rows:
            for row in (row_before[link.before], row_after[link.after]):
                references.setdefault(row, []).append(link)
    return references


def possible_note(comparison: Comparison, row: Row) -> str:
    """Return a note on the candidates of unclear sentences: "perhaps the same claim (.21); also 13 → 12 (.19)".

    A pair judged related is not perhaps the same claim: "a related theme (judge.py)".
    """
    opposite = [link for link in row.possible if link.before in row.before and link.after in row.after][:1]
    others = [link for link in row.possible if link not in opposite]
    notes = [f"{_candidate_kind(link)} ({candidate_note(comparison, link)})" for link in opposite]
    for is_related in (False, True):
        links = [link for link in others if link.is_related is is_related]
        if links:
            opening = "a related theme:" if is_related else "also" if opposite else "perhaps"
            numbers = ", ".join(
                f"{link.before + 1} → {link.after + 1} ({candidate_note(comparison, link)})" for link in links
            )
            notes.append(f"{opening} {numbers}")
    return "; ".join(notes)


def _candidate_kind(link: Link) -> str:
    return "a related theme" if link.is_related else "perhaps the same claim"


def candidate_note(comparison: Comparison, link: Link) -> str:
    """Return the score of a candidate, the remarks on it, and why it is no link if its score reaches the threshold.

    Of a pair judged related, return who judged it.
    """
    if link.is_related:
        by_judge = link.judge is not None and link.verdict in (None, Verdict.UNSURE)
        return clean_line(link.judge.by) if by_judge and link.judge is not None else "as judged"
    notes = [score_beside(link.score, comparison.threshold), *link_remarks(link)]
    if link.score >= comparison.threshold:
        links = (comparison.links_of("before", link.before), comparison.links_of("after", link.after))
        notes.append(unlinked_reason(link, *links))
    return ", ".join(notes)


def link_remarks(link: Link) -> list[str]:
    """Return remarks on a link, also on one of equal sentences.

    They are a person's verdict, the judge's, "moved", and the addresses of words that lead elsewhere now.
    """
    remarks = [] if link.verdict is None else [_PERSON_VERDICTS[link.verdict]]
    remarks += [remark] if (remark := judge_remark(link)) else []
    remarks += ["moved"] if link.relation is Relation.MOVED else []
    return remarks + address_remarks(link)


def address_remarks(link: Link) -> list[str]:
    """Return a remark on each address that was replaced by another for the same words."""
    return [f"link changed: {_quotation(old)} → {_quotation(new)}" for old, new in link.difference.addresses]


def link_details(link: Link) -> list[str]:
    """Return short details of a link: its score, its remarks, its changes and the judge's note.

    Changes of wording are listed beside other kinds only if the sentence was kept almost to the letter: of a rewritten
    one they would be most of its words.
    """
    details = [f"score {hundredths(link.score)}", *link_remarks(link)]
    difference = link.difference
    changes = [change for change in difference.changes if change.kind is not Kind.WORDING]
    kinds = notable_kinds([*link.kinds, *(link.judge.kinds if link.judge and link.judged_by else ())])
    if not difference.ignored and (kinds == [Kind.WORDING] or link.score >= KEPT):
        changes = list(difference.changes)
    details += list(map(change_text, changes)) or list(dict.fromkeys(map(kind_name, kinds)))
    return details + ([_quotation(link.judge.note)] if link.judge and link.judge.note else [])


def link_note(link: Link, *, numbered: bool) -> str:
    """Return the details of a link on one line; `numbered` puts the numbers of its sentences first."""
    numbers = [f"{link.before + 1} → {link.after + 1}"] if numbered else []
    return " · ".join([*numbers, *link_details(link)])


def change_text(change: Change) -> str:
    """Return a change in words: its kind, its direction, and the words of the sentences that show it."""
    head = change_name(change)
    if not (change.before or change.after):
        return clean_line(head)
    if change.before and change.after:
        return clean_line(f"{head}: {_quotation(change.before)} → {_quotation(change.after)}")
    words = _quotation(change.before or change.after)
    if head.endswith((" added", " removed")):
        return clean_line(f"{head}: {words}")
    return clean_line(f"{head}: {'new' if change.after else 'gone'} {words}")


def _quotation(text: str, longest: int = _MAX_QUOTATION) -> str:
    """Return text in quotation marks, shortened to `longest` characters."""
    line = clean_line(text)
    return f"“{line if len(line) <= longest else line[: longest - 1].rstrip() + '…'}”"


def source_of(document: Document) -> str:
    """Return the file or address that a document was read from."""
    return clean_line(document.source) or "made in memory"


def body_ranges(document: Document) -> str:
    """Return the line numbers of the body of a document, such as "5-27, 30-31"; empty without any."""
    return ", ".join(f"{run.first}-{run.last}" for run in document.body)


def body_lines(document: Document) -> str:
    """Return the line numbers of the body of a document and the number of its title lines, in words."""
    lines = body_ranges(document)
    asked = " chosen by you" if document.is_body_remembered else " as requested"
    by = asked if document.lines and document.is_body_given else ""
    titles = len(_titles(document))
    not_compared = f"; {many(titles, 'title line')} not compared" if titles else ""
    note = document.body_note()
    in_doubt = f"; {note}" if note else ""
    return (f"lines {lines}{by}" if lines else "no lines") + not_compared + in_doubt


def language_summary(comparison: Comparison) -> str:
    """Return the language of the texts in words, how it was chosen, and which changes are not found in it."""
    name = comparison.language.title()
    if not comparison.finds_denials:
        lacking = "; denials, hedges and quantifiers are not looked for"
    elif comparison.is_language_in_doubt:
        lacking = f"; denials, hedges and quantifiers are looked for in {name} alone"
    else:
        lacking = ""
    if comparison.is_language_recognised:
        return f"{name}, recognised from the texts{lacking}"
    how = "because none was recognised" if comparison.settings.language == AUTO else "as requested"
    return f"{name}, {how}{lacking}"


def settings_summary(settings: Settings, provenance: Provenance) -> str:
    """Return the settings that differ from the defaults, each with its origin."""
    default = plain_settings(Settings())
    parts = []
    for name, value in plain_settings(settings).items():
        if value != default[name]:
            origin = provenance.origins.get(name)
            value_text = ", ".join(value) if isinstance(value, dict) else str(value).lower()
            parts.append(clean_line(f"{name} = {value_text}" + (f" ({origin})" if origin else "")))
    return f"Settings: {'; '.join(parts)}." if parts else "All settings are the defaults."
