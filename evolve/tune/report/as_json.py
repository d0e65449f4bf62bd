"""A study of thresholds as JSON: sentence numbers count from 1, figures that nothing supports are null.

Described in `tuning.schema.json`, and the agreement of two people in `agreement.schema.json`, both beside this module.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from evolve import __version__
from evolve.model import Judgement, Link
from evolve.text.clean import clean_line
from evolve.tune.agreement import Agreement
from evolve.tune.estimate import Estimate, Figures
from evolve.tune.labels import Label, Thresholds
from evolve.tune.recommend import Choice, KeepOwnThresholds
from evolve.tune.study import StudiedPair, Study
from evolve.tune.sweep import STEPS, SweepRow

SCHEMA = "evolve/tuning/1"
AGREEMENT_SCHEMA = "evolve/agreement/1"


def render(study: Study) -> str:
    """Return one JSON object with a line feed; the same input gives the same bytes."""
    plain = {
        "schema": SCHEMA,
        "evolve": __version__,
        "threshold": _single_threshold(study.threshold),
        "choice": None if study.choice is None else _choice(study.choice),
        "pairs": [_pair(pair) for pair in study.pairs],
        "labels": _labels(study) if study.has_labels else None,
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def render_agreement(result: Agreement, names: tuple[str, str]) -> str:
    """Return the agreement of two people as one JSON object with a line feed."""
    plain = {
        "schema": AGREEMENT_SCHEMA,
        "evolve": __version__,
        "files": [clean_line(name) for name in names],
        "pairs": result.pairs,
        "only": list(result.judged_by_one),
        "percent": _number(result.percent),
        "kappa": None if result.kappa is None else _number(result.kappa),
        "alpha": None if result.alpha is None else _number(result.alpha),
        "apart": [_disagreement(one, two) for one, two in result.disagreements],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _disagreement(first: Judgement, second: Judgement) -> dict[str, object]:
    notes = [first.note, second.note]
    return {"before": first.before, "after": first.after, "verdicts": [first.verdict, second.verdict], "notes": notes}


def _number(value: float) -> float:
    return round(value, 4)


def _single_threshold(threshold: Thresholds) -> float | None:
    """Return the threshold for all pairs; null if each has its own."""
    return None if isinstance(threshold, tuple) else _number(threshold)


def _choice(choice: Choice | KeepOwnThresholds) -> dict[str, object]:
    if isinstance(choice, KeepOwnThresholds):
        return {"threshold": None, "review": None, "reason": choice.reason}
    return {"threshold": _number(choice.threshold), "review": _number(choice.review), "reason": choice.reason}


def _pair(pair: StudiedPair) -> dict[str, object]:
    comparison = pair.comparison
    above, below = pair.around
    return {
        "documents": [
            {
                "label": clean_line(d.label),
                "source": clean_line(d.source),
                "sha256": d.sha256,
                "sentences": len(d.sentences),
            }
            for d in (comparison.before, comparison.after)
        ],
        "threshold": _number(comparison.threshold),
        "choice": _choice(pair.choice),
        "rows": [_row(row) for row in pair.rows(STEPS)],
        "just_above": [_link(pair, link) for link in above],
        "just_below": [_link(pair, link) for link in below],
    }


def _row(row: SweepRow) -> dict[str, object]:
    chance = row.chance
    return {
        "threshold": row.threshold,
        "links": row.links,
        "persisted": row.persisted,
        "changed": row.changed,
        "unclear": row.unclear,
        "dropped": row.dropped,
        "added": row.added,
        "expected": _number(chance.expected),
        "not_by_chance": None if chance.not_by_chance is None else _share(chance.not_by_chance),
        "precision": None if chance.known_precision is None else _share(chance.known_precision),
        "flips": row.flips,
    }


def _share(value: float) -> float:
    """Return an estimated share, which rounding must not make 0 or 1."""
    return min(0.9999, max(0.0001, _number(value)))


def _link(pair: StudiedPair, link: Link) -> dict[str, object]:
    sentences_before, sentences_after = pair.comparison.pair.sentence_texts
    return {
        "from": link.before + 1,
        "to": link.after + 1,
        "score": _number(link.score),
        "before": sentences_before[link.before],
        "after": sentences_after[link.after],
    }


def _labels(study: Study) -> dict[str, object]:
    labels = study.labels
    return {
        "judged": len(labels.items) + labels.unsure,
        "same": labels.same,
        "not": labels.different,
        "unsure": labels.unsure,
        "drawn": labels.drawn,
        "outdated": labels.outdated,
        "unplaced": [{"before": j.before, "after": j.after, "verdict": j.verdict} for j in labels.unplaced],
        "contradicting": [{"before": j.before, "after": j.after} for j in labels.contradicting],
        "objective": str(study.objective),
        "rows": [
            *(_measured(threshold, figures) for threshold, figures in study.estimate.each.items()),
            *(_measured(row.threshold, row) for row in study.estimate.rows),
        ],
        "missed": [_label(study, label) for label in study.missed],
        "false_links": [_label(study, label) for label in study.false_links],
        "held_out": [
            {
                "pair": held.pair + 1,
                "threshold": _number(held.threshold),
                "there": _measured(held.threshold, held.measured),
                "at_its_own": _measured(held.own.threshold, held.own),
            }
            for held in study.held_out
        ],
    }


def _measured(threshold: Thresholds, row: Figures) -> dict[str, object]:
    return {
        "threshold": _single_threshold(threshold),
        **({"thresholds": [_number(own) for own in threshold]} if isinstance(threshold, tuple) else {}),
        "precision": _figure(row.precision),
        "recall": _figure(row.recall),
        **{f"f{beta:g}": _figure(figure) for beta, figure in row.f.items()},
        "confusion": asdict(row.confusion),
    }


def _figure(figure: Estimate | None) -> list[float] | None:
    """Return the value and both ends of the 95 % interval."""
    return None if figure is None else [_number(figure.value), _number(figure.low), _number(figure.high)]


def _label(study: Study, label: Label) -> dict[str, object]:
    before, after = study.texts(label)
    return {
        "pair": label.pair + 1,
        "from": label.before + 1,
        "to": label.after + 1,
        "score": _number(label.score),
        "before": before,
        "after": after,
    }
