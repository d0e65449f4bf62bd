"""A text that is not what its bytes say is read as meant, or the reader says that its letters may be wrong."""

import pytest

from evolve.readers.encodings import decode

JAPANESE = "昨日は雨が降った。私は行かなかった。町には橋が三つある。"
RUSSIAN = "Вчера шёл дождь. Мы остались дома, а вечером пришли гости. В городе три моста."
CHINESE = "昨天下雨了。我没有去。这个城市有三座桥，我们都知道。"
TRADITIONAL = "昨天下雨了。我沒有去。這個城市有三座橋，我們都知道。"
KOREAN = "어제 비가 왔다. 나는 가지 않았다. 이 도시에는 다리가 세 개 있다."
GREEK = "Χθες έβρεξε. Δεν πήγα. Η πόλη έχει τρεις γέφυρες και ένα ποτάμι."
HEBREW = "אתמול ירד גשם. לא הלכתי. בעיר יש שלושה גשרים, וכולם ישנים."
FRENCH = "Hier, la forêt était déjà fermée – où sont allés les élèves ? Ça n’était pas prévu."
POLISH = "Wczoraj padało. Łódź została w porcie, a żaglówka też. Miasto ma trzy mosty."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (JAPANESE, "cp932"),
        (JAPANESE, "euc-jp"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (CHINESE, "gb18030"),
        (TRADITIONAL, "big5"),
        (KOREAN, "cp949"),
        (GREEK, "cp1253"),
        (HEBREW, "cp1255"),
        (FRENCH, "cp1252"),
        (FRENCH, "mac-roman"),
        (POLISH, "cp1250"),
    ],
)
def test_older_encodings_are_recognised_and_noted(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec), "draft.txt")
    assert (decoded.text, decoded.encoding) == (text, codec)
    assert "encoding" in decoded.note


@pytest.mark.parametrize("text", [JAPANESE, RUSSIAN, CHINESE, KOREAN, GREEK, FRENCH, POLISH])
def test_unicode_needs_no_note(text: str) -> None:
    assert decode(text.encode(), "draft.txt").note == ""


@pytest.mark.parametrize(
    "text",
    [
        "The farmer’s field isn’t flooded. Café owners agree.",
        FRENCH,
        "Вчера шёл дождь.",
        "It costs 5 € – “too much”, says José.",
    ],
)
def test_letters_that_were_encoded_twice_are_read_as_meant(text: str) -> None:
    twice = "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )
    decoded = decode(twice.encode(), "draft.txt")
    assert decoded.text == text
    assert "letters" in decoded.note


@pytest.mark.parametrize(
    "text",
    [
        "NÃO É VERDADE. A IRMÃ CHEGOU.",
        "„Spaß“, sagte er, “Spaß” und „Ä“.",
        "ÉTÉ… «Âge» et «Ê»",
        "Ärger™ ist © und ® wert.",
    ],
)
def test_rare_letters_are_no_letters_encoded_twice(text: str) -> None:
    decoded = decode(text.encode(), "draft.txt")
    assert (decoded.text, decoded.note) == (text, "")


def test_a_damaged_byte_does_not_spoil_the_other_letters() -> None:
    data = "Der Bäcker hat den Preis für Brot erhöht.".encode().replace("ü".encode(), "ü".encode() + b"\xff")
    decoded = decode(data, "draft.txt")
    assert (decoded.text, decoded.encoding) == ("Der Bäcker hat den Preis fü\ufffdr Brot erhöht.", "utf-8")
    assert "damaged in one place" in decoded.note


def test_bytes_of_no_known_encoding_are_noted() -> None:
    decoded = decode("เมื่อวานฝนตก ฉันไม่ได้ไป เมืองมีสะพานสามแห่ง".encode("cp874"), "draft.txt")
    assert decoded.encoding == "cp1252"
    assert "letters look wrong" in decoded.note
