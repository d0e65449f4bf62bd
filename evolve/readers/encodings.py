"""Find out which characters the bytes of a plain file mean, and note where that is in doubt.

A byte order mark is trusted. Without one, bytes that are valid UTF-8 are decoded as UTF-8, because text in another
encoding is hardly ever valid UTF-8 by accident. A few invalid bytes among many valid sequences are damage. All else is
in an older encoding: one whose letters or characters are those that its languages use most, or Windows-1252, the most
likely encoding of old Western texts. Whatever was guessed or repaired is put into a note, so that a text with wrong
letters is never compared in silence.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from evolve.errors import InputError

_BYTE_ORDER_MARKS = (  # longer marks first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "cp1252"
_NAMES = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1255": "Windows-1255",
    "koi8-r": "KOI8-R",
    "iso8859-5": "ISO 8859-5",
    "cp866": "code page 866",
    "cp850": "code page 850",
    "mac-roman": "Mac Roman",
    "cp932": "Shift-JIS",
    "euc-jp": "EUC-JP",
    "cp949": "EUC-KR",
    "gb18030": "GB 18030",
    "big5": "Big5",
}
"""The names of older encodings, by the name of their codec."""
_MAX_WESTERN_SHARE = 0.25
"""Maximum share of bytes above 127 among the letters of a text in the Latin alphabet; French has about .08."""
_MIN_DAMAGED_RATIO = 2
"""Minimum number of valid sequences of UTF-8 for each invalid byte in a damaged file."""
_HIGH_BYTES = re.compile(rb"[\x80-\xff]")
_ASCII_LETTERS = re.compile(rb"[A-Za-z]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_CYRILLIC = re.compile("[оеаинтсрвлкмдпуяіы]")
_GREEK = re.compile("[αοιετσνηυρκπμάέίόύήώς]")
_HAN = re.compile(
    "[的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過]"
)
_SCRIPT_ENCODINGS: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("cp932", _KANA, 0.15),
    ("euc-jp", _KANA, 0.15),
    ("cp949", _HANGUL, 0.8),
    ("gb18030", _HAN, 0.08),
    ("big5", _HAN, 0.08),
    ("cp1255", _HEBREW, 0.9),
    ("cp1251", _CYRILLIC, 0.5),
    ("koi8-r", _CYRILLIC, 0.5),
    ("iso8859-5", _CYRILLIC, 0.5),
    ("cp866", _CYRILLIC, 0.5),
    ("cp1253", _GREEK, 0.5),
)
"""Encodings of other scripts, the characters that their languages use most, and the minimum share of these among the
characters above 127."""
_WESTERN_ENCODINGS = ("cp1252", "cp1250", "cp850", "mac-roman")
_WRONG_IN_WORD = re.compile(
    r"(?<=[^\W\d_])(?:[^\w\s\x00-\x7f’‘‐‑–—…·]|[\x80-\x9f\ufffd¹²³])(?=[^\W\d_])"
    r"|(?<=[a-z])[À-ÞŠŒŽŸ](?=[a-z])|(?<=[^\W\d_])[¿¡]|[£¥¢¤](?=[^\W\d_])"
)
"""Matches a character that does not occur inside a word: a symbol or a capital between small letters."""


def _characters_of(codec: str, first: int, last: int) -> str:
    """Return the characters that a codec gives to a range of bytes, for a character class."""
    decoded = (bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(first, last + 1))
    return "".join(map(re.escape, decoded))


_FOLLOWERS = _characters_of(_WESTERN, 0x80, 0xBF)
_ENCODED_TWICE = re.compile(f"[ÂÃÐÑ][{_FOLLOWERS}]|[âã][{_FOLLOWERS}]{{2}}|ð[{_FOLLOWERS}]{{3}}")
"""Matches one character in UTF-8 that was decoded as Windows-1252 and encoded again."""
_MIN_ENCODED_TWICE = 2
"""Minimum number of such characters of two bytes; one of three bytes is enough."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and its encoding."""

    text: str
    encoding: str
    """The name of the codec."""
    note: str = ""
    """A remark for the user about guessed or repaired letters, in one line; empty if nothing is in doubt."""


def decode(data: bytes, where: str) -> Decoded:
    """Return the text of a plain file, its encoding, and a note if the encoding was guessed or letters were repaired.

    Raises InputError for a file whose bytes do not match its byte order mark.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"begins like {encoding.removesuffix('-sig').upper()} but is damaged at byte {error.start}",
                    next_step="save it again as UTF-8",
                    where=where,
                ) from None
    try:
        return _repaired(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _damaged(data) or _in_older_encoding(data)


def _repaired(text: str) -> Decoded:
    """Return a text in UTF-8 with the characters that were encoded twice as they were meant."""
    found = [match.group() for match in _ENCODED_TWICE.finditer(text)]
    if len(found) < _MIN_ENCODED_TWICE and not any(len(sequence) > 2 for sequence in found):
        return Decoded(text, "utf-8")
    repaired = _ENCODED_TWICE.sub(_decoded_once, text)
    if repaired == text:
        return Decoded(text, "utf-8")
    return Decoded(repaired, "utf-8", f"some letters were encoded twice, such as {found[0]}; they are read as meant")


def _decoded_once(sequence: re.Match[str]) -> str:
    try:
        return b"".join(_byte_of(character) for character in sequence.group()).decode("utf-8")
    except UnicodeError:
        return sequence.group()


def _byte_of(character: str) -> bytes:
    """Return the byte of a character in Windows-1252; the five bytes without a character are control characters."""
    return bytes([ord(character)]) if "\x80" <= character <= "\x9f" else character.encode(_WESTERN)


def _foreign(text: str) -> int:
    """Return the number of characters above 127."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _damaged(data: bytes) -> Decoded | None:
    """Return the text of bytes that are UTF-8 except for a few; None if they are not."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    valid = _foreign(text) - damaged
    if valid < _MIN_DAMAGED_RATIO * damaged:
        return None
    places = "one place" if damaged == 1 else f"{damaged} places"
    return Decoded(text, "utf-8", f"the encoding is UTF-8, but damaged in {places}, shown as \ufffd")


def _in_older_encoding(data: bytes) -> Decoded:
    """Return the text of bytes in an encoding older than Unicode, with a note."""
    high, letters = len(_HIGH_BYTES.findall(data)), len(_ASCII_LETTERS.findall(data))
    if high > _MAX_WESTERN_SHARE * (high + letters):
        return _in_other_script(data)
    texts = {codec: data.decode(codec, "replace") for codec in _WESTERN_ENCODINGS}
    wrong = {codec: len(_WRONG_IN_WORD.findall(text)) for codec, text in texts.items()}
    codec = min(_WESTERN_ENCODINGS, key=lambda codec: wrong[codec])
    return Decoded(texts[codec], codec, _guess(codec) if codec != _WESTERN or not wrong[codec] else _unknown())


def _in_other_script(data: bytes) -> Decoded:
    """Return the text of bytes in an older encoding of a script other than Latin; as Windows-1252 if none fits."""
    best, best_codec, best_text = 0.0, "", ""
    for codec, usual, minimum in _SCRIPT_ENCODINGS:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        foreign = _foreign(text)
        share = len(usual.findall(text)) / max(1, foreign)
        if share >= minimum and share / minimum > best:
            best, best_codec, best_text = share / minimum, codec, text
        if best_codec == "cp1255":
            # Letters of Hebrew alone are the small letters of Windows-1251, but Russian has letters beyond them.
            break
    if best_codec:
        return Decoded(best_text, best_codec, _guess(best_codec))
    return Decoded(data.decode(_WESTERN, "replace"), _WESTERN, _unknown())


def _guess(codec: str) -> str:
    return f"the encoding is not UTF-8; it is read as {_NAMES[codec]}; if letters look wrong, save it as UTF-8"


def _unknown() -> str:
    return f"the encoding is not recognised, {_NAMES[_WESTERN]} is taken and letters look wrong; save it as UTF-8"
