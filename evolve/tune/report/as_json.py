"""What is known of thresholds, as data: sentence numbers count from 1, figures that nothing can tell are null.

Described in `tuning.schema.json`, and what two people agree on in `agreement.schema.json`, both beside this module.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from evolve import __version__
from evolve.model import Judgement, Link
from evolve.tune.agreement import Agreement
from evolve.tune.estimate import Estimate, Figures
from evolve.tune.labels import Label, Thresholds
from evolve.tune.recommend import Choice, Kept
from evolve.tune.study import StudiedPair, Study
from evolve.tune.sweep import STEPS, SweepRow

SCHEMA = "evolve/tuning/1"
AGREEMENT_SCHEMA = "evolve/agreement/1"


def render(tuned: Study) -> str:
    """One JSON object, ending in a line feed; the same input gives the same bytes."""
    plain = {
        "schema": SCHEMA,
        "evolve": __version__,
        "threshold": _one(tuned.threshold),
        "choice": None if tuned.choice is None else _choice(tuned.choice),
        "pairs": [_pair(pair) for pair in tuned.pairs],
        "labels": _labels(tuned) if tuned.has_labels else None,
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def render_agreement(found: Agreement, names: tuple[str, str]) -> str:
    """How far two people agree, as one JSON object that ends in a line feed."""
    plain = {
        "schema": AGREEMENT_SCHEMA,
        "evolve": __version__,
        "files": list(names),
        "pairs": found.pairs,
        "only": list(found.only),
        "percent": _number(found.percent),
        "kappa": None if found.kappa is None else _number(found.kappa),
        "alpha": None if found.alpha is None else _number(found.alpha),
        "apart": [_apart(one, two) for one, two in found.apart],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _apart(one: Judgement, two: Judgement) -> dict[str, object]:
    notes = [one.note, two.note]
    return {"before": one.before, "after": one.after, "verdicts": [one.verdict, two.verdict], "notes": notes}


def _number(value: float) -> float:
    return round(value, 4)


def _one(bar: Thresholds) -> float | None:
    """The threshold for all pairs; null where each has its own."""
    return None if isinstance(bar, tuple) else _number(bar)


def _choice(choice: Choice | Kept) -> dict[str, object]:
    if isinstance(choice, Kept):
        return {"threshold": None, "review": None, "reason": choice.reason}
    return {"threshold": _number(choice.threshold), "review": _number(choice.review), "reason": choice.reason}


def _pair(pair: StudiedPair) -> dict[str, object]:
    comparison = pair.comparison
    above, below = pair.around
    return {
        "documents": [
            {"label": d.label, "source": d.source, "sha256": d.sha256, "sentences": len(d.sentences)}
            for d in (comparison.before, comparison.after)
        ],
        "threshold": _number(comparison.threshold),
        "choice": _choice(pair.choice),
        "rows": [_row(row) for row in pair.rows(STEPS)],
        "just_above": [_link(pair, link) for link in above],
        "just_below": [_link(pair, link) for link in below],
    }


def _row(row: SweepRow) -> dict[str, object]:
    precision = None if row.precision is None else _number(row.precision)
    return asdict(row) | {"expected": _number(row.expected), "precision": precision}


def _link(pair: StudiedPair, link: Link) -> dict[str, object]:
    one, two = pair.comparison.pair.sayings
    return {
        "from": link.before + 1,
        "to": link.after + 1,
        "score": _number(link.score),
        "before": one[link.before],
        "after": two[link.after],
    }


def _labels(tuned: Study) -> dict[str, object]:
    labels = tuned.labels
    return {
        "judged": len(labels.items) + labels.unsure,
        "same": labels.same,
        "not": labels.different,
        "unsure": labels.unsure,
        "drawn": labels.drawn,
        "outdated": labels.outdated,
        "unplaced": [{"before": j.before, "after": j.after, "verdict": j.verdict} for j in labels.unplaced],
        "contradicting": [{"before": j.before, "after": j.after} for j in labels.contradicting],
        "objective": str(tuned.objective),
        "rows": [
            *(_measured(bar, figures) for bar, figures in tuned.estimate.each.items()),
            *(_measured(row.threshold, row) for row in tuned.estimate.rows),
        ],
        "missed": [_label(tuned, label) for label in tuned.missed],
        "false_links": [_label(tuned, label) for label in tuned.false_links],
        "held_out": [
            {
                "pair": held.pair + 1,
                "threshold": _number(held.threshold),
                "there": _measured(held.threshold, held.measured),
                "at_its_own": _measured(held.own.threshold, held.own),
            }
            for held in tuned.held_out
        ],
    }


def _measured(bar: Thresholds, row: Figures) -> dict[str, object]:
    return {
        "threshold": _one(bar),
        **({"thresholds": [_number(own) for own in bar]} if isinstance(bar, tuple) else {}),
        "precision": _figure(row.precision),
        "recall": _figure(row.recall),
        **{f"f{beta:g}": _figure(figure) for beta, figure in row.f.items()},
        "confusion": asdict(row.confusion),
    }


def _figure(figure: Estimate | None) -> list[float] | None:
    """Value, and both ends of the 95 % interval."""
    return None if figure is None else [_number(figure.value), _number(figure.low), _number(figure.high)]


def _label(tuned: Study, label: Label) -> dict[str, object]:
    before, after = tuned.texts(label)
    return {
        "pair": label.pair + 1,
        "from": label.before + 1,
        "to": label.after + 1,
        "score": _number(label.score),
        "before": before,
        "after": after,
    }
