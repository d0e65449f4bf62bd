"""Made-up archives: strangers, and claims planted among them that are edited each time they are made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from evolve.batch.archive.arguments import ArgumentOverTime, arguments_over_time
from evolve.batch.archive.dated_text import DatedText
from evolve.batch.archive.halves import compare_halves, halves_of
from evolve.batch.archive.joining import Joined, Links, Wordings, joined
from evolve.batch.archive.periods import periods_of
from evolve.model import SentenceRef
from evolve.settings import Settings
from tests.bench.books import book

SETTINGS = Settings(language="english")
BYLINE = "By Jane Doe, our correspondent in the capital."
SLOGAN = "And that is why we must build more bridges than walls."
_MIN_WORDS = 8


def touched(rng: Random, sentence: str, strangers: Sequence[str]) -> str:
    """Return a sentence in which every tenth word is another one."""
    words = sentence.rstrip(".").split()
    for place in rng.sample(range(1, len(words)), max(1, len(words) // 10)):
        words[place] = rng.choice(strangers)
    return " ".join(words) + "."


def archive(
    texts: int, schedule: Mapping[int, Sequence[int]], *, sentences: int = 12, seed: int = 1, has_slogan: bool = False
) -> tuple[list[DatedText], dict[int, list[SentenceRef]]]:
    """Return dated texts, one a month, and the sentences of each planted claim.

    `schedule` has the texts that make each claim, by the claim's number. A claim is made in other words each time.
    """
    long = [s for s in book(8 * len(schedule) + 8, seed=seed).sentences if len(s.split()) >= _MIN_WORDS]
    current = dict(zip(schedule, long, strict=False))
    spare = " ".join(book(40, seed=seed + 500).sentences).replace(".", "").split()
    made: list[DatedText] = []
    truth: dict[int, list[SentenceRef]] = {claim: [] for claim in schedule}
    for text in range(texts):
        rng = Random(f"{seed} {text}")
        here: list[tuple[str, int | None]] = [(s, None) for s in book(sentences, seed=1000 * seed + text).sentences]
        for claim, at in schedule.items():
            if text in at:
                if text != at[0]:
                    current[claim] = touched(rng, current[claim], spare)
                here.insert(rng.randrange(len(here) + 1), (current[claim], claim))
        if has_slogan:
            here = [(BYLINE, None), *here, (SLOGAN, None)]
        for n, (_, found) in enumerate(here):
            if found is not None:
                truth[found].append((text, n))
        made.append(dated(text, [sentence for sentence, _ in here]))
    return made, truth


def dated(number: int, sentences: Sequence[str], date: str = "") -> DatedText:
    """Return a text of the month with this number from January 2000."""
    date = date or f"{2000 + number // 12}-{number % 12 + 1:02}"
    return DatedText(f"{date}.txt", date, date, str(number), tuple(sentences))


def claims_of(texts: Sequence[DatedText], settings: Settings = SETTINGS) -> tuple[Wordings, Joined]:
    """Return the claims that recur in texts."""
    links = Links(Wordings.of(texts))
    for halves in halves_of(len(texts)):
        earlier, later = texts[halves.first : halves.middle], texts[halves.middle : halves.end]
        result = compare_halves([t.sentences for t in earlier], [t.sentences for t in later], settings)
        links.add(halves, result)
    return links.wordings, joined(links, trust=settings.trust, threshold=settings.threshold)


def arguments_of(texts: Sequence[DatedText], settings: Settings = SETTINGS) -> tuple[ArgumentOverTime, ...]:
    """Return the arguments of texts over time."""
    wordings, claims = claims_of(texts, settings)
    return arguments_over_time(texts, wordings, claims, periods_of([text.date for text in texts]), settings)


def sentences_of(argument: ArgumentOverTime) -> list[SentenceRef]:
    """Return the sentences that make an argument."""
    return [(found.text, n) for found in argument.occurrences for n in found.sentences]
