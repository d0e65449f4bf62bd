"""Hostile texts, and what must be true of any two texts: shared by the property tests and the fuzz harness."""

from __future__ import annotations

import re

from hypothesis import strategies as st

import evolve
from evolve.comparison import evolution_of
from evolve.errors import EvolveError
from evolve.model import Status
from evolve.readers import read_content
from evolve.report import RENDERERS, Provenance

SENTENCES = (
    "The people of the town will not pay the tax on bread. ", "Nobody asked the farmers about the bridge. ",
    "“We were promised a school,” said the mayor. ", "Prices rose by 12.5 % in May 1999, from €3m to €4m. ",
    "Es gibt keinen Grund, ihm zu glauben. ", "Le maire n’a jamais promis d’école. ",
    "他们不会付面包税。", "لن يدفع أحد؟ ",
    "Dear Sir,\n", "1. First, the tax.\n", "See [the law](http://x.org/a_(b)) and <b>note</b>[^1]. ", "Yes. ",
)  # fmt: skip
PIECES = (
    *" \t\n\r\x00\x1b\x07\x9b\u200b\u202e\u2066\ufeff\u0301\ud800",
    *(
        "\r\n",
        "\u2028",
        "\x1b[31m",
        "<!--",
        "-->",
        "<script>",
        "</p>",
        "<",
        "&#",
        "&amp;",
        "&#1;",
        "[",
        "](",
        "[^",
        "**",
        "_",
        "`",
        "```\n",
    ),
    *(
        "---\n",
        "> ",
        "- ",
        "# ",
        "|",
        "؟",
        "。",
        "…",
        "!",
        "?",
        ".",
        ". ",
        ",",
        ";",
        ":",
        "“",
        "”",
        '"',
        "'",
        "’",
        "(",
        ")",
        "«",
    ),
    *(
        "1",
        "9" * 400,
        "²",
        "½",
        "%",
        "°C",
        "$",
        "IV",
        "A.",
        "U.S.",
        "e.g. ",
        "not ",
        "not",
        "said ",
        "thousand ",
        "a-",
        "=1+1",
        ";=1",
    ),
    *("a" * 300, "Ab, ", "To A ", "(photo ", "By A. B", "\n\n", "P.S. ", "fi", "ﬁ", "ß", "İ", "ǅ", "𝟜", "👩‍👩‍👧", "﷽"),
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(SENTENCES),
        st.tuples(st.sampled_from(PIECES), st.integers(1, 40)).map(lambda pair: pair[0] * pair[1]),
        st.text(max_size=20),
    ),
    max_size=25,
).map("".join)
"""Sentences, runs of pieces that have broken something, and any characters."""
NAMES = st.sampled_from(["a.txt", "a.md", "a", "a.csv"])
_LIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def check_pair(before: str, after: str, name: str) -> None:
    """Assert what must be true of any two texts: spans, conservation, symmetry, clean reports, only errors of users."""
    try:
        one, two = (read_content(text.encode("utf-8", "surrogatepass"), name) for text in (before, after))
    except EvolveError as error:
        assert "\n" not in str(error)
        return
    for document in (one, two):
        assert all(document.text[s.start : s.end] == s.text for s in document.sentences)
    itself = evolve.compare(one, one)
    assert {itself.status_of("before", n) for n in range(len(one.sentences))} <= {Status.PERSISTED}
    pair, back = evolve.compare(one, two), evolve.compare(two, one)
    assert {(link.before, link.after) for link in pair.links} == {(link.after, link.before) for link in back.links}
    for form, renderer in RENDERERS.items():
        report = renderer.render(evolution_of([pair]), Provenance())
        assert not _LIVE.search(report), form
        report.encode()
