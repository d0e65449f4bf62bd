"""Arguments through many documents: what holds together, and what one wrong link must not weld."""

from __future__ import annotations

from itertools import combinations

from evolve.batch.jobs.job import Line
from evolve.batch.results.recurring_arguments import connected_lines, recurring

Links = dict[tuple[str, str], list[tuple[int, int, float]]]


def lines(links: Links) -> list[Line]:
    """A line for each pair of documents; sentence 1 of document A says "A1"."""
    out: list[Line] = []
    for (before, after), found in links.items():
        said = [[b, a, score, f"{before}{b}", f"{after}{a}"] for b, a, score in found]
        sides = {name: {"source": text, "sha256": text} for name, text in (("before", before), ("after", after))}
        out.append({"outcome": "done", "links": said, **sides})
    return out


def all_linked(documents: str, sentence: int, score: float = 0.5) -> Links:
    return {pair: [(sentence, sentence, score)] for pair in combinations(documents, 2)}


def said(links: Links) -> list[list[str]]:
    return [[text for _, _, text in claim.sentences] for claim in recurring(lines(links))]


def test_claim_shared_by_all_is_one_argument() -> None:
    """A claim that all documents share is one argument."""
    assert said(all_linked("ABCD", 1)) == [["A1", "B1", "C1", "D1"]]


def test_a_claim_of_two_documents_does_not_recur() -> None:
    assert said({("A", "B"): [(1, 1, 0.9)], ("B", "C"): [], ("A", "C"): []}) == []


def test_neighbours_carry_a_claim_through() -> None:
    """Neighbours alone carry a claim through all versions."""
    assert said({("A", "B"): [(1, 2, 0.9)], ("B", "C"): [(2, 3, 0.9)]}) == [["A1", "B2", "C3"]]


def test_one_wrong_link_does_not_weld_two_claims() -> None:
    links = all_linked("ABCD", 1)
    for pair, more in all_linked("ABCD", 2).items():
        links[pair] = links[pair] + more
    links["A", "B"] = [*links["A", "B"], (1, 2, 0.4)]
    assert said(links) == [["A1", "B1", "C1", "D1"], ["A2", "B2", "C2", "D2"]]


def test_one_missed_link_does_not_tear_a_claim() -> None:
    links = all_linked("ABCD", 1)
    links["A", "D"] = []
    assert said(links) == [["A1", "B1", "C1", "D1"]]


def test_chain_of_disagreement_is_no_claim() -> None:
    """A chain through documents that disagree is no claim."""
    links: Links = {pair: [] for pair in combinations("ABCDEF", 2)}
    for one, other in zip("ABCDE", "BCDEF", strict=True):
        links[one, other] = [(1, 1, 0.5)]
    assert max(len(claim) for claim in said(links)) <= 3


def test_the_order_of_the_pairs_does_not_matter() -> None:
    links = all_linked("ABCD", 1)
    backwards = dict(reversed(links.items()))
    assert sorted(said(links)[0]) == sorted(said(backwards)[0])


def test_agreement_is_the_share_of_linked_pairs() -> None:
    """Agreement is the share of compared pairs that are linked."""
    links = all_linked("ABCD", 1)
    links["A", "D"] = []
    (claim,) = recurring(lines(links))
    assert claim.agreement == 5 / 6


def test_argument_is_called_by_shared_words() -> None:
    """An argument is called by what its sentences share."""
    ferry = "the ferry to the northern islands must be closed"
    texts = {
        "A": f"The council said in January, when nobody listened, that {ferry}.",
        "B": f"It is as true as ever that {ferry}, whatever the harbour master says of it in his letters.",
        "C": f"On Monday a crowd of two hundred people heard once more that {ferry}.",
    }
    found = lines(all_linked("ABC", 1))
    for line in found:
        line["links"] = [[1, 1, 0.5, *(texts[line[side]["source"]] for side in ("before", "after"))]]
    (claim,) = recurring(found)
    assert claim.label.strip("… ") == ferry


def test_a_family_is_what_pairs_connect() -> None:
    found = lines({("A", "B"): [], ("X", "Y"): [], ("B", "C"): [], ("Z", "Y"): [], ("P", "Q"): []})
    assert connected_lines(found) == [[0, 2], [1, 3]]
