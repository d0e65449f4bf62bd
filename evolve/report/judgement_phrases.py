"""Phrases on the judgements of a person and the verdicts of judges, shared by the renderers.

Each phrase is plain text on one line, without control characters. Renderers escape what their format requires.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evolve.comparison import Comparison
from evolve.comparison.judged_texts import JudgedTexts
from evolve.model import Judgement, Link, Verdict
from evolve.render.numbers import many
from evolve.text.clean import clean_line

_JUDGE_VERDICTS = {
    Verdict.SAME: "the same",
    Verdict.NOT: "not the same",
    Verdict.RELATED: "related",
    Verdict.UNSURE: "unsure",
}
"""A judge's verdict on a link that the judge does not decide, in words."""


def judgement_summary(comparison: Comparison) -> str:
    """Return the totals of the user's judgements by verdict and of those on sentences not in the texts; "" for none."""
    return judgement_totals(comparison.judgements, len(comparison.unplaced))


def gap_judgement_summary(judgements: JudgedTexts) -> str:
    """Return the totals of the user's judgements of two versions that are not neighbours."""
    return judgement_totals(judgements.placed, len(judgements.unplaced))


def judgement_totals(placed: Sequence[Judgement], unplaced: int, *, over_gaps: bool = False) -> str:
    """Return the totals of judgements by verdict and of those on sentences not in the texts; "" for none."""
    parts = _verdict_counts(placed)
    if unplaced:
        parts.append(f"{unplaced} on sentences that are not in the texts")
    return f"Your judgements{' over gaps' if over_gaps else ''}: {', '.join(parts)}." if parts else ""


def judge_summary(comparison: Comparison) -> str:
    """Return the totals of judges' verdicts, and of the pairs on which a person disagrees; "" without judges."""
    verdicts = comparison.judge_verdicts
    if not verdicts:
        return ""
    names = dict.fromkeys(name for verdict in verdicts for name in verdict.by.split(", "))
    judges = "the judge" if len(names) == 1 else "the judges"
    link_count = sum(bool(link.judged_by) for link in comparison.links)
    links = f"{many(link_count, 'link')} {'comes' if link_count == 1 else 'come'} from {judges}"
    text = f"Verdicts of {clean_line(' and '.join(names))}: {', '.join(_verdict_counts(verdicts))}; {links}."
    disputed = len(comparison.disputed)
    return f"{text} You disagree with {judges} on {many(disputed, 'pair')}." if disputed else text


def _verdict_counts(judgements: Sequence[Judgement]) -> list[str]:
    """Return the number of judgements with each verdict: "2 same", "1 not the same"."""
    counts = Counter(judgement.verdict for judgement in judgements)
    names = {Verdict.NOT: "not the same"}
    return [f"{counts[verdict]} {names.get(verdict, verdict)}" for verdict in Verdict if counts[verdict]]


def judge_remark(link: Link) -> str:
    """Return which judge made a link, or the judges' verdict on one that they do not decide; "" if they gave none."""
    if link.judge is None:
        return ""
    if link.judged_by:
        return clean_line(f"judged by {link.judged_by}")
    # `by` names several judges only if they agree, or if they differ and so count as unsure.
    names = link.judge.by.split(", ")
    if link.judge.verdict is Verdict.SAME is link.verdict:
        return clean_line(f"{' and '.join(names)} {'agrees' if len(names) == 1 else 'agree'}")
    return clean_line(f"{' and '.join(names)}: {_JUDGE_VERDICTS[link.judge.verdict]}")
