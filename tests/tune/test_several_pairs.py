"""Several pairs of texts together: each is judged at its own threshold, and one for all must show itself better."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.cli import main
from evolve.comparison import Comparison, compare
from evolve.document import Document
from evolve.model import Judgement, Verdict
from evolve.render.text_page import Look
from evolve.tune.estimate import BETAS, Confusion, Estimate, EstimateCurve, Figures, ThresholdFigures, estimate
from evolve.tune.labels import Label, Labels, match
from evolve.tune.recommend import Choice, KeepOwnThresholds, objective_of, recommend_for_all_pairs
from evolve.tune.report.as_html import render as as_html
from evolve.tune.report.as_json import render as as_json
from evolve.tune.report.as_text import render as as_text
from evolve.tune.sampling import draw
from evolve.tune.study import Study, make_study

from .made_pairs import AFTER, BEFORE, SAME, made

Capture = pytest.CaptureFixture[str]
OTHERS = tuple(sentence.replace("the ", "this ").replace("was", "had been") for sentence in BEFORE)
F1 = objective_of("f1")


@cache
def pairs() -> tuple[Comparison, Comparison]:
    """Two pairs of texts; the second links weaker."""
    documents = (Document.from_sentences(OTHERS, label="three"), Document.from_sentences(AFTER, label="four"))
    return made(), compare(*documents)


def judgements(*texts: tuple[str, ...]) -> list[Judgement]:
    return [
        Judgement(b, a, Verdict.SAME if (i, j) in SAME else Verdict.NOT)
        for before in texts
        for i, b in enumerate(before)
        for j, a in enumerate(AFTER)
    ]


@cache
def chosen() -> Labels:
    return match(pairs(), judgements(BEFORE, OTHERS))


@cache
def drawn() -> Labels:
    out = []
    for comparison in pairs():
        one, two = comparison.pair.sentence_texts
        a = comparison.alignment
        for place, how in draw(a, comparison.threshold, 0, 12):
            b, x = int(a.before[place]), int(a.after[place])
            said = Verdict.SAME if (b, x) in SAME else Verdict.NOT
            out.append(Judgement(one[b], two[x], said, drawn=str(how)))
    return match(pairs(), out)


def at_their_own(one: float, two: float) -> Study:
    """Both pairs, each at a threshold set for it."""
    first, second = pairs()
    return make_study((first.at(one), second.at(two)), chosen(), F1, rounds=50)


bars = st.integers(1, 100).map(lambda step: step / 100)


@given(bars, bars)
def test_counts_are_sums_at_own_thresholds(one: float, two: float) -> None:
    """What is counted is what each pair counts at its own threshold."""
    whole = estimate(chosen(), ((one, two),), rounds=2).of((one, two)).confusion
    parts = [estimate(chosen().of(at), (bar,), rounds=2).at(bar).confusion for at, bar in enumerate((one, two))]
    names = ("linked_same", "linked_not", "missed", "kept_apart")
    assert [getattr(whole, name) for name in names] == [sum(getattr(part, name) for part in parts) for name in names]


@given(bars, st.sampled_from([chosen, drawn]))
def test_equal_thresholds_are_one(bar: float, labels: object) -> None:
    """Where all have the same threshold it is one threshold for all."""
    assert callable(labels)
    found = estimate(labels(), (bar, (bar, bar)), rounds=50)
    each, all_of_them = found.of((bar, bar)), found.at(bar)
    assert (each.precision, each.recall, each.f) == (all_of_them.precision, all_of_them.recall, all_of_them.f)


def test_drawn_label_at_its_pairs_threshold() -> None:
    """A drawn label stands for its pair at the threshold of that pair."""
    low, high = (estimate(drawn(), (bars,)).of(bars) for bars in ((0.99, 0.1), (0.1, 0.99)))
    assert low.recall != high.recall


def test_a_link_that_its_pair_makes_is_not_missed() -> None:
    weak = sorted(label.score for label in chosen().items if label.same and label.wins and label.pair == 1)[0]
    found = at_their_own(0.99, weak)
    assert {label.pair for label in found.missed} == {0}
    assert found.measured.confusion.missed == len(found.missed)


def test_a_threshold_set_for_all_is_one() -> None:
    assert at_their_own(0.5, 0.5).threshold == 0.5


def test_same_found_threshold_stays_own() -> None:
    """Pairs that find the same threshold still have each their own."""
    found = make_study((made(), made()), chosen(), F1)
    assert found.threshold == found.own == found.default


class TestOneForAll:
    """Three thresholds for all, and each pair's own, which is what they are held against."""

    OWN = (0.3, 0.5)

    def estimate(self, own: float | None, *, noise: float = 0.0, drawn: bool = True) -> EstimateCurve:
        values = {0.2: 0.6, 0.4: 0.8, 0.6: 0.7}
        rng = np.random.default_rng(0)

        def figures(value: float | None) -> Figures:
            figure = None if value is None else Estimate(value, value - 0.05, value + 0.05)
            return Figures(figure, figure, dict.fromkeys(BETAS, figure), Confusion(1, 1, 1, 1))

        def rounds(value: float | None) -> dict[float, np.ndarray[tuple[int], np.dtype[np.float64]]]:
            return dict.fromkeys(BETAS, (value or 0.0) + noise * rng.normal(size=500))

        rows = [figures(value) for value in values.values()]
        return EstimateCurve(
            rows=tuple(
                ThresholdFigures(row.precision, row.recall, row.f, row.confusion, bar)
                for bar, row in zip(values, rows, strict=True)
            ),
            rounds={**{bar: rounds(value) for bar, value in values.items()}, self.OWN: rounds(own)},
            drawn=drawn,
            each={self.OWN: figures(own)},
        )

    def test_it_is_taken_where_labels_show_it_to_be_better(self) -> None:
        choice = recommend_for_all_pairs(self.estimate(0.5), F1, self.OWN)
        assert isinstance(choice, Choice)
        assert choice.threshold == 0.4
        assert "with each pair at its own threshold" in choice.reason

    @pytest.mark.parametrize("own", [0.8, 0.9])
    def test_it_is_not_where_none_is(self, own: float) -> None:
        kept = recommend_for_all_pairs(self.estimate(own), F1, self.OWN)
        assert isinstance(kept, KeepOwnThresholds)
        assert "no single threshold for all has a better F1" in kept.reason

    def test_it_is_not_where_labels_do_not_show_it(self) -> None:
        kept = recommend_for_all_pairs(self.estimate(0.7, noise=0.5), F1, self.OWN)
        assert isinstance(kept, KeepOwnThresholds)
        assert "do not show one threshold for all to be better" in kept.reason

    def test_a_handful_of_chosen_labels_does_not_show_it(self) -> None:
        assert isinstance(recommend_for_all_pairs(self.estimate(0.5, drawn=False), F1, self.OWN), KeepOwnThresholds)

    def test_nothing_judged_is_linked(self) -> None:
        """Where nothing judged is linked at their own thresholds, that is reported."""
        kept = recommend_for_all_pairs(self.estimate(None, drawn=False), F1, self.OWN)
        assert isinstance(kept, KeepOwnThresholds)
        assert "no judged pair is linked with each pair at its own threshold" in kept.reason

    def test_a_least_recall_is_asked_of_one_threshold(self) -> None:
        choice = recommend_for_all_pairs(self.estimate(0.9), objective_of("recall>=.75"), self.OWN)
        assert isinstance(choice, Choice)
        assert choice.threshold == 0.4


class TestShown:
    @pytest.fixture
    def found(self) -> Study:
        return make_study(pairs(), chosen(), F1, rounds=50)

    def test_the_text_has_a_row_for_each_at_its_own(self, found: Study) -> None:
        page = as_text(found, Look(80))
        assert "\n>       own " in page
        assert "each pair keeps its own threshold" in " ".join(page.split())
        assert "With each pair at its own threshold" in page

    def test_a_threshold_set_for_all_stands_beside_it(self) -> None:
        page = as_text(at_their_own(0.95, 0.95), Look(80))
        assert "\n>       .95 " in page
        assert "\n*       own " in page
        assert "Missed at .95:" in page

    def test_data_name_the_thresholds_of_that_row(self, found: Study) -> None:
        said = json.loads(as_json(found))
        row = said["labels"]["rows"][0]
        assert said["threshold"] is row["threshold"] is said["choice"]["threshold"] is None
        assert row["thresholds"] == [pair["threshold"] for pair in said["pairs"]]

    def test_the_page_begins_with_it(self, found: Study) -> None:
        page = as_html(found)
        assert '<tr data-home="" class="here"><th scope="row">each pair&#x27;s own</th>' in page
        assert f'data-own="{found.own[1]!r}"' in page

    def test_a_page_of_one_pair_knows_nothing_of_it(self) -> None:
        page = as_html(make_study(pairs()[:1], chosen().of(0), F1, rounds=50))
        assert "each pair&#x27;s own" not in page
        assert "data-own=" not in page

    def test_held_out_pair_keeps_its_own(self, found: Study) -> None:
        """A pair left out keeps its own threshold where the others do."""
        assert [held.threshold for held in found.held_out] == list(found.own)

    def test_held_out_pair_finds_its_own(self) -> None:
        """The own threshold of a pair left out is the one it finds."""
        found = at_their_own(0.95, 0.95)
        assert [held.own.threshold for held in found.held_out] == list(found.own)


class TestCommand:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        for name, sentences in {"one": BEFORE, "two": AFTER, "three": OTHERS}.items():
            (tmp_path / f"{name}.txt").write_text("\n\n".join(sentences) + "\n", encoding="utf-8")
        rows = [json.dumps({"before": j.before, "after": j.after, "verdict": j.verdict}) for j in judgements(BEFORE)]
        (tmp_path / "gold.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, str(tmp_path / name.lower()))
        for name in [name for name in os.environ if name.startswith("EVOLVE_")]:
            monkeypatch.delenv(name)
        return tmp_path

    ARGS = ("tune", "one.txt", "two.txt", "--pair", "three.txt", "two.txt", "--judgements", "gold.jsonl")

    def test_each_keeps_its_own_without_a_line_to_paste(self, capsys: Capture) -> None:
        """Where each pair keeps its own threshold there is no line to paste."""
        assert main([*self.ARGS]) == 0
        assert "\nthreshold = " not in capsys.readouterr().out

    def test_threshold_that_is_set_is_named(self, folder: Path, capsys: Capture) -> None:
        """A threshold that is set although each pair would better keep its own is pointed out."""
        (folder / "evolve.toml").write_text("threshold = 0.9\n", encoding="utf-8")
        assert main([*self.ARGS]) == 0
        out = " ".join(capsys.readouterr().out.split())
        assert (
            "The current threshold was set by you; without that setting, each pair has its own automatic threshold."
            in out
        )

    def test_line_to_paste_is_a_setting(self, folder: Path, capsys: Capture) -> None:
        """The line for one threshold for all pairs, pasted into evolve.toml, sets that threshold."""
        assert main([*self.ARGS, "--objective", "recall>=.5"]) == 0
        (line,) = re.findall(r"^threshold = .*$", capsys.readouterr().out, re.M)
        (folder / "evolve.toml").write_text(line, encoding="utf-8")
        assert main([*self.ARGS, "--objective", "recall>=.5", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["threshold"] == found["choice"]["threshold"] == pytest.approx(float(line.split()[-1]))

    def test_a_bar_is_held_against_each_at_its_own(self, capsys: Capture) -> None:
        assert main([*self.ARGS, "--fail-under", "f1=1"]) == 0
        assert main([*self.ARGS, "--threshold", ".97", "--fail-under", "recall=.99"]) == 1
        assert "at 0.97, below" in capsys.readouterr().err


def test_a_label_knows_the_threshold_of_its_pair() -> None:
    label = Label(1, 0, 0, True, 0.5, True)
    assert (label.linked((0.9, 0.4)), label.linked((0.4, 0.9))) == (True, False)
