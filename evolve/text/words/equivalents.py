"""Names and spellings that mean the same: a shipped list that a person can extend or switch off.

A list decides, not a measure of likeness: no cut-off separates the spellings of one name (Kyiv, Kiev) from two names
(Iran, Iraq).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from evolve.text.words.scan import WORD


class Equivalents:
    """Looks up the form that a word, or a run of words, stands for."""

    def __init__(self, groups: Mapping[str, Sequence[str]], *, inflected: Mapping[str, Sequence[str]] | None = None):
        """`groups` gives for every unified form its other spellings; later groups overrule earlier ones.

        Words of the groups `inflected` are meant in all their forms: "weapon" where the group says "weapons".
        """
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.inflected = {
            spelling.lower(): unified
            for unified, others in (inflected or {}).items()
            for spelling in (unified, *others)
            if len(WORD.findall(spelling)) == 1
        }
        """Single words that are meant in all their forms, with what each stands for."""
        for unified, others in groups.items():
            for spelling in (unified, *others):
                words = tuple(_key(piece) for piece in WORD.findall(spelling))
                if words:
                    known = self._phrases.setdefault(words[0], [])
                    known[:] = [(phrase, form) for phrase, form in known if phrase != words]
                    known.append((words, unified))
        for known in self._phrases.values():
            known.sort(key=lambda entry: -len(entry[0]))
        self.most_words = max((len(phrase) for known in self._phrases.values() for phrase, _ in known), default=1)
        """How many words the longest spelling has."""

    def may_begin(self, word: str) -> bool:
        """Whether a known spelling begins with this word."""
        return _key(word) in self._phrases or word.lower() in self._phrases

    def longest(self, words: Sequence[str]) -> tuple[int, str | None]:
        """How many of the first words are one known spelling, and what it stands for; (1, None) if none is.

        `words` are the next words of a sentence without possessive endings, `most_words` of them or fewer.
        """
        plain, low = _key(words[0]), words[0].lower()
        for key in (plain,) if plain == low else (plain, low):
            for phrase, unified in self._phrases.get(key, ()):
                rest = words[1 : len(phrase)]
                if len(rest) == len(phrase) - 1 and all(
                    word in (_key(said), said.lower()) for word, said in zip(phrase[1:], rest, strict=True)
                ):
                    return len(phrase), unified
        return 1, None


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    """Lower case, but for words that are wholly upper case: "US" is not "us"."""
    plain = word.replace("’", "'")
    if "." in plain and not plain[0].isdigit():
        plain = plain.replace(".", "").upper()
    return plain if plain.isupper() and len(plain) > 1 else plain.lower()


NONE = Equivalents({})
"""No two words mean the same."""


@cache
def shipped(language: str = "") -> Mapping[str, tuple[str, ...]]:
    """The list that comes with evolve, all its tables as one; with a language, what it adds for that one."""
    import tomllib

    name = f"equivalents.{language}.toml" if language else "equivalents.toml"
    table = resources.files("evolve.text").joinpath(name)
    if not table.is_file():
        return {}
    tables = tomllib.loads(table.read_text(encoding="utf-8")).values()
    return {unified: tuple(spellings) for table in tables for unified, spellings in table.items()}


@cache
def _standard(language: str) -> Equivalents:
    return Equivalents(_joined(shipped(), shipped(language)), inflected=shipped(language))


def equivalents_of(
    own: Mapping[str, Sequence[str]], *, use_shipped: bool = True, language: str = "english"
) -> Equivalents:
    """The shipped list with what it adds for a language, extended by a person's own groups."""
    if use_shipped and not own:
        return _standard(language)
    if not use_shipped:
        return Equivalents(own, inflected=own)
    added = shipped(language)
    return Equivalents(_joined(shipped(), added, own), inflected=_joined(added, own))


def _joined(*lists: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Several lists as one; a group that stands in two has the spellings of both."""
    out: dict[str, tuple[str, ...]] = {}
    for groups in lists:
        for unified, spellings in groups.items():
            out[unified] = (*out.pop(unified, ()), *spellings)
    return out
