"""The results of an archive as JSON, described in `archive.schema.json` beside this module.

Sentence numbers and argument ids count from 1, texts and periods from 0. An argument is on one line. The parts are
generated one by one, so that a large archive needs no memory.
"""

from __future__ import annotations

from collections.abc import Iterator

from evolve import __version__
from evolve.batch.archive.arguments import ArgumentOverTime, Occurrence, PossibleSentence
from evolve.batch.archive.run import Archive
from evolve.model import SentenceRef
from evolve.render.json_parts import object_in_parts, rounded
from evolve.settings import plain_settings
from evolve.text.clean import clean_line

SCHEMA = "evolve/archive/1"


def as_json(archive: Archive) -> Iterator[str]:
    """Yield the parts of the JSON."""
    values: dict[str, object] = {
        "schema": SCHEMA,
        "evolve": __version__,
        "title": archive.title,
        "settings": _settings(archive),
        "threshold": rounded(archive.claims.threshold),
        "expected_by_chance": rounded(archive.claims.expected),
        "notes": list(archive.notes),
        "periods": {"kind": archive.periods.kind, "names": list(archive.periods.names)},
        "texts": _texts(archive),
        "arguments": (_argument(archive, n, a) for n, a in enumerate(archive.arguments, 1)),
    }
    yield from object_in_parts(values, ("texts", "arguments"))
    yield "\n"


def _settings(archive: Archive) -> dict[str, object]:
    """Return the settings that shape the results, without control characters, which a terminal would interpret."""
    plain = plain_settings(archive.settings)
    values = {name: plain[name] for name in ("language", "threshold", "trust", "body", "voice", "ignore")}
    return {name: clean_line(value) if isinstance(value, str) else value for name, value in values.items()}


def _texts(archive: Archive) -> Iterator[dict[str, object]]:
    for text, period in zip(archive.texts, archive.periods.of_texts, strict=True):
        yield {
            "date": text.date,
            "label": text.label,
            "source": text.source,
            "sha256": text.sha256,
            "period": period,
            "sentences": len(text.sentences),
        }


def _argument(archive: Archive, number: int, argument: ArgumentOverTime) -> dict[str, object]:
    return {
        "id": number,
        "label": argument.label,
        "texts": len(argument.occurrences),
        "first": argument.first,
        "last": argument.last,
        "revivals": argument.revivals,
        "changes": argument.changes,
        "wordings": argument.wordings,
        "events": [event.value for event in argument.events],
        "occurrences": [_occurrence(archive, occurrence) for occurrence in argument.occurrences],
        "possible": [_possible(archive, possible) for possible in argument.possible],
    }


def _occurrence(archive: Archive, occurrence: Occurrence) -> dict[str, object]:
    plain: dict[str, object] = {
        "text": occurrence.text,
        "event": occurrence.event.value,
        "sentences": [_sentence(archive, (occurrence.text, n)) for n in occurrence.sentences],
    }
    if occurrence.since is not None:
        text, n = occurrence.since
        plain["compared"] = {
            "n": occurrence.sentence + 1,
            "with": {"text": text, "n": n + 1},
            "change": rounded(occurrence.change),
            "kinds": [kind.value for kind in occurrence.kinds],
        }
    return plain


def _possible(archive: Archive, possible: PossibleSentence) -> dict[str, object]:
    return {
        "text": possible.sentence[0],
        **_sentence(archive, possible.sentence),
        "like": {"text": possible.own[0], "n": possible.own[1] + 1},
        "score": rounded(possible.score),
        "argument": None if possible.argument is None else possible.argument + 1,
        "reason": "too few confirm it" if possible.is_refused else "below the threshold",
    }


def _sentence(archive: Archive, sentence: SentenceRef) -> dict[str, object]:
    text, n = sentence
    return {"n": n + 1, "sentence": archive.texts[text].sentences[n]}
