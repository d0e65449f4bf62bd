"""Names and spellings that mean the same: a shipped list that a user can extend or switch off.

A list decides, not a similarity measure: no threshold separates the spellings of one name (Kyiv, Kiev) from two names
(Iran, Iraq).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from evolve.text.words.scan import WORD


class Equivalents:
    """Look up the unified form of a word or of several words."""

    def __init__(self, groups: Mapping[str, Sequence[str]], *, inflected: Mapping[str, Sequence[str]] | None = None):
        """Build the lookup from groups of spellings.

        `groups` maps every unified form to its other spellings; later groups override earlier ones. Words of the groups
        `inflected` match in all their inflected forms: "weapon" if the group has "weapons".
        """
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.inflected = {
            spelling.lower(): unified
            for unified, others in (inflected or {}).items()
            for spelling in (unified, *others)
            if len(WORD.findall(spelling)) == 1
        }
        """Single words that match in all their inflected forms, with their unified form."""
        for unified, others in groups.items():
            for spelling in (unified, *others):
                words = tuple(_key(piece) for piece in WORD.findall(spelling))
                if words:
                    entries = self._phrases.setdefault(words[0], [])
                    entries[:] = [(phrase, form) for phrase, form in entries if phrase != words]
                    entries.append((words, unified))
        for entries in self._phrases.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.unified = frozenset(unified for entries in self._phrases.values() for _, unified in entries)
        """The unified forms."""
        self._second_words = frozenset(
            phrase[1] for entries in self._phrases.values() for phrase, _ in entries if len(phrase) > 1
        )
        self.most_words = max((len(phrase) for entries in self._phrases.values() for phrase, _ in entries), default=1)
        """Number of words of the longest spelling."""

    def may_begin(self, word: str) -> bool:
        """Return whether a known spelling begins with this word."""
        return _key(word) in self._phrases or word.lower() in self._phrases

    def begins_phrase(self, word: str) -> bool:
        """Return whether a known spelling of several words begins with this word."""
        return any(len(phrase) > 1 for key in (_key(word), word.lower()) for phrase, _ in self._phrases.get(key, ()))

    def continues_phrase(self, word: str) -> bool:
        """Return whether a known spelling of several words has this word in second place."""
        return _key(word) in self._second_words or word.lower() in self._second_words

    def longest(self, words: Sequence[str]) -> tuple[int, str | None]:
        """Return the number of words of the longest known spelling at the start, and its unified form; (1, None)
        without one.

        `words` are the next words of a sentence without possessive endings, at most `most_words` of them.
        """
        written_key, low = _key(words[0]), words[0].lower()
        for key in (written_key,) if written_key == low else (written_key, low):
            for phrase, unified in self._phrases.get(key, ()):
                rest = words[1 : len(phrase)]
                if len(rest) == len(phrase) - 1 and all(
                    word in (_key(actual), actual.lower()) for word, actual in zip(phrase[1:], rest, strict=True)
                ):
                    return len(phrase), unified
        return 1, None


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    """Return the word in lower case, unless it is entirely upper case: "US" is not "us"."""
    plain = word.replace("’", "'")
    if "." in plain and not plain[0].isdigit():
        plain = plain.replace(".", "").upper()
    return plain if plain.isupper() and len(plain) > 1 else plain.lower()


NONE = Equivalents({})
"""No equivalents: no two words mean the same."""


@cache
def shipped_groups(language: str = "") -> Mapping[str, tuple[str, ...]]:
    """Return the groups shipped for all languages; with a language, those shipped for that language only."""
    import tomllib

    name = f"equivalents.{language}.toml" if language else "equivalents.toml"
    table = resources.files("evolve.text").joinpath(name)
    if not table.is_file():
        return {}
    tables = tomllib.loads(table.read_text(encoding="utf-8")).values()
    return {unified: tuple(spellings) for table in tables for unified, spellings in table.items()}


@cache
def _standard(language: str) -> Equivalents:
    return Equivalents(_merged(shipped_groups(), shipped_groups(language)), inflected=shipped_groups(language))


def equivalents_of(
    own: Mapping[str, Sequence[str]], *, use_shipped: bool = True, language: str = "english"
) -> Equivalents:
    """Return the shipped equivalents of a language, extended by the user's `own` groups."""
    if use_shipped and not own:
        return _standard(language)
    if not use_shipped:
        return Equivalents(own, inflected=own)
    added = shipped_groups(language)
    return Equivalents(_merged(shipped_groups(), added, own), inflected=_merged(added, own))


def _merged(*lists: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return several lists of groups as one; a group that occurs in two lists has the spellings of both."""
    merged: dict[str, tuple[str, ...]] = {}
    for groups in lists:
        for unified, spellings in groups.items():
            merged[unified] = (*merged.pop(unified, ()), *spellings)
    return merged
