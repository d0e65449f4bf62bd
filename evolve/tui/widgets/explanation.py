"""The explanation of a row: the score as a sum, the changes, and the other possible links.

A wrong link is worse for a reader than a missing one, so a sentence without a link is explained as carefully as a link:
with its best candidates and their scores. Pure except for the names of styles; every word of a document is inserted as
text, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from evolve.model import SIDES, Event, SentenceRef, Side, Status, Verdict, other
from evolve.render.chance import beside_chance
from evolve.render.change_names import change_name, kind_name
from evolve.render.numbers import hundredths, score_beside, threshold_beside
from evolve.render.status_names import ALIKE, status_name
from evolve.render.unlinked import unlinked_reason
from evolve.text.languages import function_words
from evolve.text.words.marks import changed_words
from evolve.tui.state.entries import ArgumentEntry
from evolve.tui.state.tasks import VERDICT_WORDS, Pairing, link_to_judge
from evolve.tui.state.view import View
from evolve.tui.terminal.lines import fitting_names
from evolve.tui.terminal.wrap import on_one_line, visible, wrap

if TYPE_CHECKING:
    from evolve.comparison.rows import Row
    from evolve.model import Judgement, Link, Part

RUNNERS_UP = 3
"""The most other candidates shown of a linked sentence."""
CANDIDATES = 5
"""The most candidates shown of a sentence without a link."""
BAR = 20
"""Cells of a bar for a whole score."""
LEAST_POINTS = 0.005
"""Minimum points of a part of a score that is shown."""
WORDS = 12
"""The most words shown for one part of a score."""
LEAST_BITS = 1.0
"""The least rarity of a word that is shown: a word that every second sentence has decides nothing."""
WIDEST = 100
"""The most cells of a line of the explanation."""

HEAD, DIM = "bold $primary", "$faint"
GONE, NEW = "$dropped on $dropped-ground strike", "$added on $added-ground underline"
INDENT = " " * 9
"""The space before the further lines of a part of a score."""
LINKED = {
    Status.PERSISTED: "both say the same",
    Status.CHANGED: "the same claim, said differently",
    Status.UNCLEAR: "no link, but a candidate worth a look",
    Status.DROPPED: "no match found in the later text",
    Status.ADDED: "no match found in the earlier text",
}
_EVENTS = {
    Event.FIRST: "it is in the first version, which has none before it",
    Event.ADDED: "new here: no match found in the version before",
    Event.PERSISTED: "both say the same",
    Event.CHANGED: "the same claim, said differently",
    Event.REVIVED: "back after a gap",
    Event.UNCLEAR: "no link, but a candidate worth a look",
    Event.DROPPED: "no match found in {}",
    Event.ABSENT: "it is neither in {} nor in the version before it",
}
_SEE = "  F7 shows its whole life"
NAME_MOST = 32
"""The most cells of the name of a version."""
IGNORED = "only the wording differs, which is ignored (i shows it as changed)"
"""The explanation of a row that is persisted because wording is ignored."""

Styled = tuple[str, str]


def explanation(view: View, row: Row, width: int, sentence: SentenceRef | None = None) -> Content:
    """Return the explanation of a row, for a panel `width` cells wide; `sentence` is the one under the cursor."""
    name = status_name(row.status, is_rewritten=view.comparison.needs_reading)
    width = min(width, WIDEST)
    meaning = IGNORED if any(link.difference.ignored for link in row.links) else LINKED[row.status]
    if row.status is Status.CHANGED and not any(link.verdict is Verdict.SAME or link.judged_by for link in row.links):
        is_rewritten = view.comparison.needs_reading
        meaning = ALIKE if is_rewritten else f"probably {meaning}"
    lines: list[list[Styled]] = [[(f"{row.status.glyph} {name}", "bold"), (f"  {meaning}", DIM)]]
    lines += _back_after_gap(view, row)
    lines += _row(view, row, width, sentence)
    return Content("\n").join(Content.assemble(*line) for line in lines)


def _back_after_gap(view: View, row: Row) -> Iterator[list[Styled]]:
    """Yield where a sentence without a link was made before, or is made again, in a version that is no neighbour."""
    pair = view.entries.pair
    if row.links or len(view.entries.versions) < 2:
        return
    names = fitting_names(view.entries.names, NAME_MOST)
    for revival in view.entries.across.evolution.revivals:
        link, earlier, later = revival.link, names[revival.earlier], names[revival.later]
        if revival.later == pair + 1 and link.after in row.after:
            yield [(f"↺ back after a gap: sentence {link.before + 1} of {earlier}", "bold"), (_SEE, DIM)]
        elif revival.earlier == pair and link.before in row.before:
            yield [(f"↺ comes back later: sentence {link.after + 1} of {later}", "bold"), (_SEE, DIM)]


def _row(view: View, row: Row, width: int, sentence: SentenceRef | None = None) -> Iterator[list[Styled]]:
    """Yield the explanation of the links of a row, or else of the possible pair that a verdict is about, and then of
    the other candidates of its sentences."""
    possible = None if row.links else link_to_judge(view, row, sentence)
    for link in row.links:
        yield []
        yield from _link(view, link, width)
    if possible is not None:
        first, *further = _link(view, possible, width)
        yield []
        yield first
        yield [("  ? ", HEAD), ("perhaps the same claim: y same, x not", "bold")]
        yield [(f"  no link, because {_why_no_link(view, possible)}", DIM)]
        yield from further
    explained = row.links if possible is None else (possible,)
    taken = {(link.before, link.after) for link in explained}
    for side in SIDES:
        for index in getattr(row, side):
            yield from _others(view, side, index, taken, width)


def pair_explained(view: View, link: Link, width: int) -> Content:
    """Return both sentences of a pair, linked or not, with the explanation of the two."""
    width = min(width, WIDEST)
    lines: list[list[Styled]] = []
    texts = view.texts["before"][link.before], view.texts["after"][link.after]
    for side, style in zip(SIDES, (GONE, NEW), strict=True):
        lines += [*_whole(texts, side, link, style, width), []]
    lines += _link(view, link, width)
    return Content("\n").join(Content.assemble(*line) for line in lines)


def step_explained(view: View, entry: ArgumentEntry, width: int) -> Content:
    """Return the explanation of what became of an argument in the later of the two versions in view."""
    width = min(width, WIDEST)
    step, names, later = (
        view.entries.step_of(entry),
        fitting_names(view.entries.names, NAME_MOST),
        view.entries.pair + 1,
    )
    name = names[later]
    since = "" if step.since is None else f", compared with {names[step.since]}"
    title = f"{step.event.glyph} {step.event.value} in {name}{since}"
    lines: list[list[Styled]] = [[(title, "bold")], [(_EVENTS[step.event].format(name), DIM)]]
    over_gap = [(earlier, link) for earlier, link in zip(step.origins, step.links, strict=True) if earlier != later - 1]
    for earlier, link in over_gap:
        pair = (earlier, link.before), (later, link.after)
        lines.append([])
        for (version, _), side, style in zip(pair, SIDES, (GONE, NEW), strict=True):
            lines.append([(names[version], HEAD)])
            texts = view.entries.texts[earlier][link.before], view.entries.texts[later][link.after]
            lines += _whole(texts, side, link, style, width)
        lines += [[], *_over_gap(view, pair, link, width)]
    row = view.entries.row_of(entry)
    if row.links or not over_gap:
        lines += _row(view, row, width)
    return Content("\n").join(Content.assemble(*line) for line in lines)


def _over_gap(view: View, pair: Pairing, link: Link, width: int) -> Iterator[list[Styled]]:
    """Yield the explanation of a link over a gap."""
    yield [
        (f"{link.before + 1} → {link.after + 1}", "bold"),
        (f"   score {hundredths(link.score)}", ""),
        (f"   change {hundredths(link.change)}", DIM),
    ]
    yield from _judgement(view.entries.across.evolution.judgement_of(*pair))
    yield from _parts(view, link, width)


def _whole(texts: tuple[str, str], side: Side, link: Link, style: str, width: int) -> Iterator[list[Styled]]:
    """Return a sentence in full, with the words that differ from the other's; `texts` are both."""
    at, index = SIDES.index(side), getattr(link, side)
    text, marked = texts[at], changed_words(*texts)[at]
    for n, (start, end) in enumerate(wrap(text, max(20, width - 6))):
        line: list[Styled] = [(f"{index + 1:>4}  " if n == 0 else " " * 6, "bold")]
        at = start
        for first, last in marked:
            first, last = max(first, start), min(last, end)
            if first < last:
                line += [(text[at:first], ""), (text[first:last], style)]
                at = last
        yield [*line, (text[at:end], "")]


def _link(view: View, link: Link, width: int) -> Iterator[list[Styled]]:
    threshold = view.comparison.threshold
    shown = threshold_beside(threshold, view.comparison.best_below)
    is_linked = link.after in (known.after for known in view.comparison.links_of("before", link.before))
    yield [
        (f"{link.before + 1} → {link.after + 1}", "bold"),
        (f"   score {score_beside(link.score, threshold)}, threshold {shown}", ""),
        (f"   change {hundredths(link.change)}", DIM),
        (f"   {link.relation.value}" if is_linked else "", DIM),
    ]
    yield from _judgement(view.comparison.judgement_of(link.before, link.after))
    judge = view.comparison.judge_verdict_of(link.before, link.after)
    if judge is not None:
        yield [("  ◇ ", HEAD), *_judge(judge)]
    yield from _parts(view, link, width)
    chance = view.comparison.link_chance(link.score)
    if chance.pairs and link.score >= threshold:
        words = beside_chance(chance)
        yield from ([(f"  {words[slice(*span)]}", DIM)] for span in wrap(words, max(20, width - 2)))
    if not link.evidence:
        yield [("  The parts of this score are not available.", DIM)]


def _judgement(judgement: Judgement | None) -> Iterator[list[Styled]]:
    """Yield the person's judgement of a pair, with the note; nothing without one."""
    if judgement is not None:
        note = f": {visible(judgement.note)}" if judgement.note else ""
        yield [("  ✎ ", HEAD), (f"you judged: {VERDICT_WORDS[judgement.verdict]}", "bold"), (note, "")]


def _parts(view: View, link: Link, width: int) -> Iterator[list[Styled]]:
    """Yield the parts of the score of a link, and what changed."""
    common = function_words(view.comparison.language)
    if any(part.words for part in link.evidence):
        full = "  The score is the sum of these; the number after a word is its rarity in bits."
        yield [(full if len(full) <= width else "  The number after a word is its rarity in bits.", DIM)]
    for part in link.evidence:
        if abs(part.points) >= LEAST_POINTS:
            yield from _part(part, link.score, common, width)
    for change in link.difference.changes:
        line: list[Styled] = [("  ≠ ", HEAD), (change_name(change), "bold")]
        before, after = on_one_line(change.before).strip(), on_one_line(change.after).strip()
        line += [("  ", ""), (before, GONE)] if before else []
        line += [(" → " if before else "  ", DIM), (after, NEW)] if after else []
        yield line


def _judge(judge: Judgement) -> Iterator[Styled]:
    """Yield the judges' verdict on a pair, with their reasons."""
    yield f"{visible(judge.by)}: {VERDICT_WORDS[judge.verdict]}", "bold"
    if judge.kinds:
        yield f" ({', '.join(map(kind_name, judge.kinds))})", ""
    if judge.note:
        yield f"  {visible(judge.note)}", ""


def _part(part: Part, score: float, common: frozenset[str], width: int) -> Iterator[list[Styled]]:
    """Yield a part of a score: a bar, its points, its name, and the words that decide with their rarity in bits.

    Function words and words that are not rare are left out; `common` are the function words.
    """
    bar = round(BAR * min(1.0, abs(part.points) / score)) if score > 0 else 0
    sign = "+" if part.points >= 0 else "−"
    line: list[Styled] = [
        (f"  {sign}{hundredths(abs(part.points))} ", "bold"),
        ("█" * bar + " " * (BAR - bar), "$primary"),
        (f"  {visible(part.name)}", ""),
    ]
    used = sum(cell_len(text) for text, _ in line)
    words = [(visible(word), bits) for word, bits in part.words if bits >= LEAST_BITS and word.lower() not in common]
    for n, (word, bits) in enumerate(words[:WORDS]):
        joint = ", " if n else ":  "
        size = cell_len(joint) + cell_len(word) + len(f" {bits:.1f}")
        # The comma after the last word of a line needs a cell.
        if used + size + 1 > width and n:
            yield [*line, (",", DIM)]
            line, used, joint = [(INDENT, "")], len(INDENT), ""
        line += [(joint, DIM), (word, "bold"), (f" {bits:.1f}", DIM)]
        used += size
    if len(words) > WORDS:
        line.append((f", {len(words) - WORDS} more", DIM))
    yield line


def _why_no_link(view: View, link: Link) -> str:
    """Return why two sentences are not linked, whatever a person or a judge decided."""
    comparison = view.comparison
    if link.score < comparison.threshold:
        return "the score is below the threshold"
    return unlinked_reason(link, comparison.links_of("before", link.before), comparison.links_of("after", link.after))


def _others(view: View, side: Side, index: int, taken: set[tuple[int, int]], width: int) -> Iterator[list[Styled]]:
    """Return the best other candidates of a sentence, each with the reason why it is not linked here."""
    limit = RUNNERS_UP if taken else CANDIDATES
    found = [link for link in view.comparison.candidates_of(side, index) if (link.before, link.after) not in taken]
    whose = "later" if side == "before" else "earlier"
    title = "Other candidates" if taken else "Best candidates"
    yield []
    yield [(f"{title} in the {whose} text for {index + 1}", HEAD)]
    if not found:
        yield [("  none: no other sentence there shares an unusual word with it", DIM)]
    there = other(side)
    in_force = {(link.before, link.after) for link in view.comparison.links_of(side, index)}
    possible = {(link.before, link.after) for link in view.comparison.possible_of(side, index)}
    for link in found[:limit]:
        at = getattr(link, there)
        judgement = view.comparison.judgement_of(link.before, link.after)
        judge = view.comparison.judge_verdict_of(link.before, link.after)
        if (link.before, link.after) in in_force:
            why = "linked too"
        elif (link.before, link.after) in possible and judgement is None and judge is None:
            why = f"perhaps the same claim; no link, because {_why_no_link(view, link)}"
        elif judgement is not None and judgement.verdict in (Verdict.NOT, Verdict.RELATED):
            why = f"you judged: {VERDICT_WORDS[judgement.verdict]}"
        elif judge is not None and judge.verdict in (Verdict.NOT, Verdict.RELATED):
            why = f"{visible(judge.by)}: {VERDICT_WORDS[judge.verdict]}"
        elif view.comparison.was_passed_over(link.before, link.after):
            why = "a judge read both and did not name the pair"
        else:
            why = _why_no_link(view, link)
        text = view.texts[there][at]
        lead = f"  {score_beside(link.score, view.comparison.threshold):>4}  "
        indent = " " * (len(lead) + 6)
        first, *rest = wrap(text, max(20, width - len(indent)))
        yield [(lead, "bold"), (f"{at + 1:>4}  ", DIM), (text[slice(*first)], "")]
        yield from ([(indent + text[slice(*span)], "")] for span in rest)
        yield from ([(indent + why[slice(*span)], DIM)] for span in wrap(why, max(20, width - len(indent))))
    if len(found) > limit:
        yield [(f"  and {len(found) - limit} with lower scores", DIM)]
