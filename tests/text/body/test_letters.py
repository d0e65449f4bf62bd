"""What greets and signs a letter, an e-mail or a speech is no part of its body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolve.text.body import RULES, find_body

PROSE = "The price of bread has gone up again, and nobody at the mill can tell me why it should have done so."
LETTER_RULES = {"mail header", "place and date", "recipient", "salutation", "closing", "signature"}


def left_out(*blocks: str) -> list[str]:
    """The lines that a rule about letters left out."""
    text = "\n\n".join(blocks)
    return [text[line.start : line.end] for line in find_body(text) if line.rule in LETTER_RULES and not line.kept]


SALUTATIONS = [
    "Vice President Dexter, Speaker Fielding, my fellow citizens:", "Thank you, Mr. Chairman.",
    "Dear Agnes,", "Dear Agnes", "DEAR SIR,", "My dear Mrs. Holt,", "Dear Sir or Madam:",
    "Dear friends and neighbours,", "Dear all,", "Hi Tom,", "Hello!", "Good morning, Leeds!", "To the Editor:",
    "To whom it may concern,", "Mr. Speaker,", "Mr. Speaker.", "Ladies and gentlemen:",
    "Madam President, distinguished delegates,", "My fellow Americans,", "**Dear Agnes,**", "Dear Dr. O’Neill —",
    "Sehr geehrte Damen und Herren,", "Liebe Agnes, lieber Tom!", "Lieber Tom,", "Meine Damen und Herren!",
    "Herr Präsident,", "Hallo zusammen,", "Cher Paul,", "Chers amis,", "Monsieur le Président,",
    "Mesdames et Messieurs les députés,", "Bonjour,", "Estimado señor:", "Querida Ana:", "Señoras y señores:",
    "Caro Paolo,", "Gentile Dottoressa Rossi,", "Signore e signori,", "Prezado Senhor,", "Caros amigos,",
    "Beste Jan,", "Geachte heer De Vries,", "Kære Mette,", "Kjære alle,", "Bästa vänner,", "Hyvä ystävä,",
    "Arvoisa herra puhemies,", "Kedves Anna!", "Tisztelt Uram!", "Dragă Ioana,", "Stimate domnule Popescu,",
    "Уважаемый господин президент!", "Дорогая Анна,", "Дамы и господа!", "عزيزي أحمد،", "السلام عليكم،",
]  # fmt: skip


@pytest.mark.parametrize("line", SALUTATIONS)
def test_a_salutation_on_a_line_of_its_own_is_left_out(line: str) -> None:
    text = f"{line}\n\n{PROSE}"
    assert [found.rule for found in find_body(text)][::2] == ["salutation", "prose"]


CLOSINGS = [
    "Yours sincerely,\nAda Marsh (Dr.)\n12 Mill Lane\nLeeds LS1 4AB\nTel. 0113 496 0000\nEnc.: two maps\ncc: Tom Reed",
    "Yours sincerely,\nJane Roe", "Yours,\nJane", "Yours, Jane", "Ever yours, E.", "Ever yours,\nE.", "Love,\nJane",
    "Kind regards\nJane Roe\nHead of the school", "I am, Sir, your obedient servant,\nJ. S.", "Best wishes",
    "I remain, dear Sir,\nyours faithfully,\nJane Roe", "In solidarity,\nJane Roe\njane@example.org",
    "Mit freundlichen Grüßen\nKarla Stein", "Herzliche Grüße, Deine Karla", "Hochachtungsvoll\nK. Stein",
    "Cordialement,\nJeanne Morel", "Je vous prie d'agréer, Madame, l'expression de mon respect.\n\nJeanne Morel",
    "Atentamente,\nCarmen Ruiz", "Un abrazo,\nCarmen", "Cordiali saluti,\nPaolo Rossi",
    "Com os melhores cumprimentos,\nRui", "Met vriendelijke groet,\nJan de Vries", "Med venlig hilsen\nMette",
    "Vennlig hilsen\nKari", "Vänliga hälsningar\nEva", "Ystävällisin terveisin\nAino", "Üdvözlettel\nAnna",
    "Cu stimă,\nIoana", "С уважением,\nАнна Петрова", "مع خالص التحية،\nأحمد",
]  # fmt: skip


@pytest.mark.parametrize("block", CLOSINGS)
def test_a_closing_and_its_signature_are_left_out(block: str) -> None:
    assert left_out(PROSE, PROSE, block) == [line for line in block.split("\n") if line]


def test_the_fields_and_the_signature_of_a_mail_are_left_out() -> None:
    """Fields that mail programs write are left out as those of people, and what they put below the line "-- "."""
    head = "From: Ada <ada@x.org>\nSubject: Bread\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8"
    assert left_out(head, PROSE, "-- \nAda") == [*head.split("\n"), "-- ", "Ada"]


def test_a_line_of_dashes_is_no_signature_without_fields() -> None:
    assert left_out(PROSE, f"--\n{PROSE}") == []


KEPT_AT_THE_START = [
    "Thank you, Mr. Chairman, for nothing.", "Bread, and roses, my fellow citizens, is what we ask for.", "Thank you.",
    "Dear reader, you have been lied to about prices.", "Dear is the bread, and dear the flour!", "Dear, dear!",
    "Dear me!", "Dear Agnes,\nwho kept the books, is dead.", "Mr. Speaker, the bill is bad.",
    "Friends, we were told to wait.", "Citizens of Leeds, the river is yours.",
    "Hello is a word that we owe to the telephone.", "Dear Agnes?", "“My dear Friend,", "Sir Robert Peel was wrong,",
    "Liebe ist Arbeit!", "Lieber tot als still!", "Cher est le pain!", "Monsieur le Président a menti.",
    "Caro, il pane non basta,", "Señor presidente, el agua no se puede beber.", "Today,",
    "To my mind the mill should stay,", "Your children will ask you!", "Gentlemen do not count:",
]  # fmt: skip


@pytest.mark.parametrize("line", KEPT_AT_THE_START)
def test_a_first_line_that_says_something_is_kept(line: str) -> None:
    assert left_out(line, PROSE) == []


KEPT_AT_THE_END = [
    "Yours is the duty to vote.", "YOURS IS THE FUTURE.", "Love.", "Love", "Thank you.",
    "Best of all would be peace.", "I remain convinced that bread is dear.", "I am yours.",
    "Best wishes are not enough!", "Thanks to Agnes we won.", "Yours truly was there,\nand Tom was not.",
    "With love we shall win.", "Mit freundlichen Grüßen baut man keine Brücke.", "Regards from the sea cost nothing.",
    "Vote Labour", "Never Again", "Merci.", "Sincerely is how we meant it.", "and so I send you my\nbest wishes",
]  # fmt: skip


@pytest.mark.parametrize("block", KEPT_AT_THE_END)
def test_a_last_line_that_says_something_is_kept(block: str) -> None:
    assert left_out(PROSE, PROSE, block) == []


@pytest.mark.parametrize("mark", ["P.S.", "PS:", "P. S.", "P.S.:", "PPS", "P.-S."])
def test_postscript_stays(mark: str) -> None:
    """A postscript stays, and the closing above it goes."""
    postscript = f"{mark} The pump in Mill Lane has been dry since Sunday."
    assert left_out("Dear Sir,", PROSE, "Yours,\nE.", postscript) == ["Dear Sir,", "Yours,", "E."]


WEAK = [
    ("a bare name", "Agnes,", "Best wishes"),
    ("a name in lower case", "dear agnes,", "Best wishes"),
    ("a sentence that goes on", f"Lieber Tom,\n{PROSE.lower()}", "Viele Grüße"),
    ("thanks", "Mr. Speaker,", "Thank you."),
]


@pytest.mark.parametrize(("start", "end"), [row[1:] for row in WEAK], ids=[row[0] for row in WEAK])
def test_weak_clue_with_a_plain_other_end(start: str, end: str) -> None:
    """A weak clue counts where the other end is plain."""
    assert left_out(start, PROSE, end) == [start.split("\n")[0], end]


def test_dates_and_addresses_count_only_above_a_letter() -> None:
    assert left_out("Leeds, 3 May 1872.", "Town Hall,", PROSE) == []


@pytest.mark.parametrize(
    "line",
    ["Leeds, 3 May 1872.", "May 3rd, 1872.", "Berlin, den 3. Mai 1921.", "Lyon, le 3 mai 1921", "Roma, 03.05.1921"],
)
def test_place_and_date_above_a_salutation_are_named(line: str) -> None:
    assert find_body(f"{line}\n\nDear Agnes,\n\n{PROSE}")[0].rule == "place and date"


def test_only_names_below_a_closing_go() -> None:
    """No more than the names below a closing are left out."""
    verse = [
        f"The {word} came in from the sea" for word in ("rain", "gulls", "fog", "boats", "men", "cold", "dark", "day")
    ]
    assert left_out(PROSE, "Yours sincerely,\nJane Roe", "\n".join(verse)) == []


ROWS = [
    "Dear Agnes,", "Agnes,", "Leeds, 3 May 1872", "Yours,", "E.", "From: Tom", "To: Agnes", "Thank you.", "--", "",
    PROSE, "P.S. Come.", "I remain, dear Sir,", "Signed by:", "Tom Reed, Hull", "We went on", "Subscribe", "* * *",
]  # fmt: skip


@given(st.lists(st.sampled_from(ROWS), max_size=14))
def test_a_letter_never_has_an_empty_body(rows: list[str]) -> None:
    lines = find_body("\n".join(rows))
    assert any(line.kept for line in lines) or not any(any(map(str.isalpha, row)) for row in rows)


@given(st.lists(st.sampled_from(ROWS), max_size=14))
def test_prose_is_never_furniture_of_a_letter(rows: list[str]) -> None:
    lines = find_body("\n".join(rows))
    assert not [row for row, line in zip(rows, lines, strict=False) if row == PROSE and line.rule in LETTER_RULES]


def test_asking_for_all_keeps_what_greets_and_signs() -> None:
    assert all(line.kept for line in find_body(f"Dear Agnes,\n{PROSE}\nYours,\nE.", "all"))


def test_letter_rules_are_explained() -> None:
    """Every rule about letters is explained as one that leaves out."""
    assert all(RULES[rule].startswith("left out: ") for rule in LETTER_RULES)
