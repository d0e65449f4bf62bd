"""The ratios that the measurement on two texts prints."""

from .bench_texts import ALIGN, REFERENCES, ratios


def test_every_candidate_is_set_in_relation_to_the_references_measured() -> None:
    found = {ALIGN: {"processor": 1.0, "megabytes": 80.0}, REFERENCES[0]: {"processor": 4.0, "megabytes": 50.0}}
    head, _, ours, theirs = ratios(found).splitlines()
    assert REFERENCES[1] not in head
    assert ours.split()[-4:] == ["0.25", "×", "0.4", "×"]
    assert theirs.split()[-2:] == ["1.00", "×"]
