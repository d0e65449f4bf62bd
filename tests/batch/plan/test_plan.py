"""Plans: what a file or a folder asks for, and how it is said that it makes no sense."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evolve.batch import plan_of
from evolve.batch.plan.folder import NEXT_STEP
from evolve.batch.plan.written import plan_as_csv
from evolve.errors import EvolveError, InputError, UsageError


def csv(folder: Path, text: str) -> Path:
    path = folder / "plan.csv"
    path.write_text(text, encoding="utf-8")
    return path


def toml(folder: Path, text: str) -> Path:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Something is said here.", encoding="utf-8")


class TestFiles:
    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    def test_a_table_names_a_pair_a_row(self, mark: str, tmp_path: Path) -> None:
        (pair,) = plan_of(csv(tmp_path, f"before{mark}after{mark}label\n1.txt{mark}2.txt{mark}first\n")).pairs
        assert (pair.label, pair.name, pair.before.source, pair.after.path) == (
            "first", "first", "1.txt", tmp_path / "2.txt"
        )  # fmt: skip

    def test_both_kinds_of_plan_say_the_same(self, tmp_path: Path) -> None:
        table = csv(tmp_path, "before,after,label,threshold,body\n1.txt,2.txt,first,0.3,5-27\n")
        tree = toml(tmp_path, '[[pairs]]\nbefore="1.txt"\nafter="2.txt"\nlabel="first"\nthreshold=0.3\nbody="5-27"\n')
        assert plan_of(table).pairs == plan_of(tree).pairs

    def test_top_settings_are_defaults_of_pairs(self, tmp_path: Path) -> None:
        """Settings at the top hold for all pairs that have none."""
        pairs = '[[pairs]]\nbefore="1"\nafter="2"\n[[pairs]]\nbefore="2"\nafter="3"\nthreshold="auto"\n'
        plan = plan_of(toml(tmp_path, f"[settings]\nthreshold=0.3\n{pairs}"))
        assert [pair.settings["threshold"] for pair in plan.pairs] == [0.3, None]

    def test_a_pair_without_a_label_is_called_by_its_texts(self, tmp_path: Path) -> None:
        (pair,) = plan_of(csv(tmp_path, "before,after\na/one.txt,a/two.txt\n")).pairs
        assert (pair.label, pair.name) == ("one → two", "one--two")

    def test_texts_of_one_name_are_called_by_their_paths(self, tmp_path: Path) -> None:
        (pair,) = plan_of(csv(tmp_path, "before,after\na/one.txt,b/one.txt\n")).pairs
        assert pair.label == "a/one.txt → b/one.txt"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "plan.csv: the plan contains no pairs; write before,after as the first line, then one pair per line"),
            ("before,after\n", "plan.csv: the plan contains no pairs; write before,after as the first line, then"),
            ("1.txt,2.txt\n", "plan.csv: line 1: contains no column names; write before,after as the first line"),
            ("before,afer\n", "plan.csv: line 1: unknown column 'afer'; did you mean after?"),
            ("before,label\n", "plan.csv: line 1: has no column 'after'; add it to the first line"),
            ("before,after,after\n", "plan.csv: line 1: has two columns 'after'; remove one"),
            (
                "before,after\n1,2,3\n",
                "plan.csv: line 2: has more cells than the first line; put quotation",
            ),
            ("before,after\n1\n", "plan.csv: line 2: after is missing; name the later text"),
            ("before,after,trust\n1,2,x\n", "plan.csv: line 2: trust: 'x' is not a number from 0 to 1; give one such"),
            ('before,after\n"1,2\n', "plan.csv: line 2: is not valid CSV (unexpected end of data); correct that line"),
            (
                "before,after,label\n1,2,x\n2,3,x\n",
                "plan.csv: line 3: has the same label as line 2: 'x'; give each pair its",
            ),
        ],
    )
    def test_bad_csv_names_its_line(self, text: str, said: str, tmp_path: Path) -> None:
        """A table that makes no sense is reported with its line."""
        with pytest.raises(UsageError) as error:
            plan_of(csv(tmp_path, text))
        assert str(error.value).removeprefix(f"{tmp_path}/").startswith(said)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "plan.toml: the plan contains no pairs; write [[pairs]] with before and after"),
            ("pair = 1", "plan.toml: unknown key 'pair'; did you mean pairs?"),
            ("pairs = 1", "plan.toml: pairs is not a list of tables; write [[pairs]] above each pair"),
            ("settings = 1", "plan.toml: settings is not a table; write [settings] above the settings"),
            ("[settings]\nlabel = 'x'", "plan.toml: settings: unknown setting 'label'; use one of"),
            ("[[pairs]]\nbefor = '1'", "plan.toml: pair 1: unknown key 'befor'; did you mean before?"),
            ("[[pairs]]\nbefore = 1", "plan.toml: pair 1: before is not text; write before"),
            ("[[pairs]]\nafter = '1'", "plan.toml: pair 1: before is missing; name the earlier text"),
            ("[[pairs]]\nbefore='1'\nafter='2'\ntrust=7", "plan.toml: pair 1: trust: 7 is not a number from 0 to 1"),
            ("[[pairs", "plan.toml: is not a valid TOML plan"),
        ],
    )
    def test_bad_toml_names_its_pair(self, text: str, said: str, tmp_path: Path) -> None:
        """A TOML plan that makes no sense is reported with its pair."""
        with pytest.raises(UsageError) as error:
            plan_of(toml(tmp_path, text))
        assert str(error.value).removeprefix(f"{tmp_path}/").startswith(said)

    def test_missing_plan_suggests_another(self, tmp_path: Path) -> None:
        """A plan that does not exist is reported with one that does."""
        csv(tmp_path, "")
        with pytest.raises(InputError, match=r"there is no such file; did you mean .*plan\.csv\?"):
            plan_of(tmp_path / "plans.csv")

    def test_missing_folder_with_any_pairs(self, tmp_path: Path) -> None:
        """A folder that does not exist is reported, whatever pairs were chosen."""
        with pytest.raises(EvolveError) as error:
            plan_of(tmp_path / "gone", "all")
        assert "--pairs" not in str(error.value)

    def test_a_file_has_no_choice_of_pairs(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="a plan lists its own pairs"):
            plan_of(csv(tmp_path, "before,after\n1,2\n"), "all")

    def test_labels_that_differ_in_an_arrow(self, tmp_path: Path) -> None:
        """Labels that differ in an arrow alone have files of their own."""
        one, other = plan_of(csv(tmp_path, "before,after,label\n1,2,a → b\n1,3,a--b\n")).pairs
        assert one.name != other.name


class TestFolders:
    @pytest.mark.parametrize(
        ("pairs", "labels"),
        [
            ("consecutive", ["x: 1 → 2", "x: 2 → 10"]),
            ("all", ["x: 1 → 2", "x: 1 → 10", "x: 2 → 10"]),
            ("first-last", ["x: 1 → 10"]),
        ],
    )
    def test_the_choice_of_pairs(self, pairs: str, labels: list[str], tmp_path: Path) -> None:
        touch(tmp_path, "x/1.txt", "x/2.txt", "x/10.txt")
        assert [pair.label for pair in plan_of(tmp_path, pairs).pairs] == labels

    def test_each_folder_is_a_group_of_its_own(self, tmp_path: Path) -> None:
        touch(tmp_path, "b/1.txt", "b/2.txt", "a/1.txt", "a/2.txt")
        assert [pair.label for pair in plan_of(tmp_path, "all").pairs] == ["a: 1 → 2", "b: 1 → 2"]

    def test_what_is_left_out_is_told(self, tmp_path: Path) -> None:
        touch(tmp_path, "x/v1.txt", "x/v2.txt", "x/scan.tiff", "alone/a.txt", "README.md", ".hidden.txt", "~$v1.docx")
        touch(tmp_path, "x/v1.rst", "x/V_2.md", "x/v1.txt.source.json")
        (tmp_path / "x" / "v3.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        plan = plan_of(tmp_path)
        assert [pair.label for pair in plan.pairs] == ["x: v1 → V 2"]
        notes = [note.partition(";")[0] for note in plan.notes]
        assert notes == [
            "not read: x/v3.doc seems to be an old Word document, which evolve does not read",
            "skipped, also there in another format: x/v2.txt",
            "skipped because of their names: README.md, x/scan.tiff, x/v1.rst",
            "not paired, no file is certainly another version of: alone/a.txt",
        ]

    def test_texts_in_no_pair_are_named_with_the_reason(self, tmp_path: Path) -> None:
        touch(
            tmp_path, "Ben draft.txt", "Ben final.txt", "Amira draft 2.txt", "Amira draft2.txt", "Cem1.txt", "Cem2.txt"
        )
        plan = plan_of(tmp_path)
        assert [pair.label for pair in plan.pairs] == ["Ben: draft → final", "Cem: 1 → 2"]
        assert plan.unpaired == ("Amira draft 2.txt", "Amira draft2.txt")
        assert plan.notes == (
            "not paired, their names give the same version: Amira draft 2.txt, Amira draft2.txt",
            f"to pair them, {NEXT_STEP}",
            "paired by a number alone: Cem1.txt, Cem2.txt",
        )

    @pytest.mark.parametrize("name", ["a\nb {}.txt", " a {}.txt", "a\udcff {}.txt"])
    def test_name_that_no_table_holds_is_refused(self, name: str, tmp_path: Path) -> None:
        try:
            touch(tmp_path, name.format("draft"), name.format("final"))
        except OSError:
            pytest.skip("this file system refuses the name too")
        with pytest.raises(InputError, match="a plan cannot hold this name"):
            plan_as_csv(plan_of(tmp_path), tmp_path)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
    def test_pipe_is_no_text(self, tmp_path: Path) -> None:
        touch(tmp_path, "draft.txt", "final.txt")
        os.mkfifo(tmp_path / "other.txt")
        assert plan_of(tmp_path).notes == ("skipped because of their names: other.txt",)

    def test_folder_above_all_works_is_not_in_their_names(self, tmp_path: Path) -> None:
        touch(tmp_path, *(f"class/{name} {n}.txt" for name in ("Amira", "Ben") for n in ("draft", "final")))
        assert [pair.label for pair in plan_of(tmp_path).pairs] == ["Amira: draft → final", "Ben: draft → final"]

    def test_written_plan_gives_the_same_pairs(self, tmp_path: Path) -> None:
        """A plan written for a folder gives the same pairs when it is read, whatever the names are."""
        names = ("=Amira", "#Ben", "Müller, Jan", "-x;=y")
        touch(tmp_path, *(f"class/{name} {n}.txt" for name in names for n in ("draft", "final")), "class/Cem draft.txt")
        plan = plan_of(tmp_path / "class")
        target = csv(tmp_path, plan_as_csv(plan, tmp_path))
        read = plan_of(target)
        assert [(p.label, p.before.path.resolve(), p.after.label) for p in read.pairs] == [
            (p.label, p.before.path.resolve(), p.after.label) for p in plan.pairs
        ]
        assert len(read.pairs) == len(names) and "# in no pair: class/Cem draft.txt" in target.read_text("utf-8")

    def test_link_out_of_the_folder_is_left_out(self, tmp_path: Path) -> None:
        """A link that leads out of the folder is left out, and a note reports that."""
        touch(tmp_path, "secret.txt", "x/1.txt", "x/2.txt")
        (tmp_path / "x" / "3.txt").symlink_to(tmp_path / "secret.txt")
        (tmp_path / "x" / "4.txt").symlink_to("1.txt")
        (tmp_path / "x" / "5.txt").symlink_to("5.txt")
        plan = plan_of(tmp_path / "x")
        assert [pair.label for pair in plan.pairs] == ["1 → 2", "2 → 4", "4 → 5"]
        assert "skipped, links out of the folder: 3.txt" in plan.notes

    def test_the_results_are_no_texts(self, tmp_path: Path) -> None:
        touch(tmp_path, "1.txt", "2.txt", "out/reports/a.txt", "out/reports/b.txt")
        assert [pair.label for pair in plan_of(tmp_path, excluding=tmp_path / "out").pairs] == ["1 → 2"]

    def test_results_of_other_runs_are_no_texts(self, tmp_path: Path) -> None:
        """Folders with results are left out by their lock or, if a copy has lost it, by their files; a note says so."""
        touch(tmp_path, "1.txt", "2.txt", "out/.evolve-lock", "out/index.html", "out/reports/a.html")
        touch(tmp_path, "y/old/comparisons.jsonl", "y/old/archive.json", "y/old/archive.md")
        plan = plan_of(tmp_path)
        assert [pair.label for pair in plan.pairs] == ["1 → 2"]
        assert plan.notes[-1] == "skipped, results of evolve: out/, y/old/"

    def test_pairs_of_one_name_have_own_files(self, tmp_path: Path) -> None:
        """Pairs that would be called the same have files of their own."""
        touch(tmp_path, *(f"{folder}/{name}" for folder in ("x/y", "x--y") for name in ("v1.txt", "v2.txt")))
        touch(tmp_path, "z/e\u0301 v1.txt", "z/\u00e9 v2.txt", "z/é v3.txt")
        names = [pair.name for pair in plan_of(tmp_path, "all").pairs]
        assert len(set(names)) == len(names)

    @pytest.mark.parametrize(
        ("names", "said"),
        [
            ([], "there is no text in it"),
            (
                ["x/a.txt", "y/b.txt"],
                "(not paired, no file is certainly another version of: x/a.txt, y/b.txt); name them like",
            ),
            (
                ["a draft.txt", "a_Draft.txt"],
                "(not paired, their names give the same version: a draft.txt, a_Draft.txt)",
            ),
        ],
    )
    def test_folder_without_a_pair_is_refused(self, names: list[str], said: str, tmp_path: Path) -> None:
        touch(tmp_path, *names)
        with pytest.raises(InputError) as error:
            plan_of(tmp_path)
        assert said in str(error.value)
