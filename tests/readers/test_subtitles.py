"""Subtitles: what is spoken, in running text."""

import pytest

from evolve.readers import read_content
from evolve.readers.subtitles import read_subtitles


def srt(*cues: str, gap: int = 0) -> bytes:
    """Return subtitles of one second each, with a gap in seconds between them."""
    out = []
    for n, cue in enumerate(cues):
        start = n * (1 + gap)
        out.append(
            f"{n + 1}\r\n00:{start // 60:02}:{start % 60:02},000 --> 00:{start // 60:02}:{start % 60:02},990\r\n{cue}\r\n"
        )
    return "\r\n".join(out).encode()


TIME = "00:00:{:02}.000 --> 00:00:{:02}.000 align:start position:0%\n"
VTT = (
    "WEBVTT - The valley\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE made by hand\nTwo lines.\n\nintro\n"
    + TIME.format(0, 1)
    + "<v Ann Lee>We <i>went</i> home,</v>\n<v Ann Lee>and it rained.</v>\n\n"
    + TIME.format(1, 2)
    + "<v.loud Bo>Did it<00:00:01.500><c.x> really</c>?\n\nNOTE\nNever shown.\n\n"
    + TIME.format(2, 3)
    + "It &amp; the wind.\n"
)
ROLLING = (
    "WEBVTT\n\n"
    + TIME.format(0, 1)
    + " \nso today<c> we</c>\n\n"
    + TIME.format(1, 1)
    + "so today we\n \n\n"
    + TIME.format(1, 2)
    + "so today we\ntalk about no\n\n"
    + TIME.format(2, 2)
    + "talk about no\n \n\n"
    + TIME.format(2, 3)
    + "talk about no\nno means no\n"
)
READ = {
    "cues are joined": (
        srt("We went home", "and it rained. The wind", "was cold."),
        "We went home and it rained. The wind was cold.\n",
    ),
    "a pause after a sentence": (srt("We went", "home.", "It rained.", gap=4), "We went home.\n\nIt rained.\n"),
    "turns": (
        srt("- Did it rain?\n- Never – at all.", ">> So they\nsay.", "ANN: Yes.", "{\\an8}It did."),
        "Did it rain?\n\nNever – at all.\n\nSo they say.\n\nANN: Yes. It did.\n",
    ),
    "what is really repeated": (srt("No.", "No.", "Never. Not at all."), "No. No. Never. Not at all.\n"),
    "voices": (VTT.encode(), "Ann Lee: We went home, and it rained.\n\nBo: Did it really? It & the wind.\n"),
    "automatic captions": (ROLLING.encode(), "so today we\n\ntalk about no\n\nno means no\n"),
    "a cue without text": (srt("We went.", "", "Home."), "We went. Home.\n"),
    "times without blank lines": (b"1\n0:00:01,0 --> 0:00:02,0\nWe\n2\n0:00:02,0 --> 0:00:03,0\nwent.", "We went.\n"),
}


@pytest.mark.parametrize("name", READ)
def test_the_text_is_what_is_spoken(name: str) -> None:
    data, text = READ[name]
    assert read_subtitles(data, "a.srt").text == text


def test_captions_without_sentence_ends_are_noted() -> None:
    assert "no sentence ends" in read_subtitles(ROLLING.encode(), "a.vtt").note
    assert read_subtitles(VTT.encode(), "a.vtt").note == ""


@pytest.mark.parametrize(
    "data", [VTT.encode(), "\ufeff".encode() + VTT.replace("\n", "\r\n").encode(), VTT.encode("utf-16")]
)
def test_subtitles_are_recognised_by_their_content(data: bytes) -> None:
    assert "-->" not in read_content(data, "talk.txt", body="all").text


def test_srt_is_recognised_by_its_content() -> None:
    assert read_content(srt("We went home.", "It rained."), "-").text == "We went home. It rained.\n"
