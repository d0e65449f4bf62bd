"""Every compiled pattern of the package, how it is used, and the lines on which it may take longest."""

from __future__ import annotations

import pkgutil
import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import evolve

SEARCHING = ("search", "finditer", "findall", "sub", "subn", "split")
_DEEPEST = 4
_MOST_SAMPLES = 4
_LARGEST_REPEAT = 16  # a repeat that ends at fewer is bounded
_PIECES = (
    *" \n1aAé中\u0301¹.,;:?!…؟。([<&\"'“«*_`|>#",
    *("A.", "1,", "1.", "a ", "a-", "a.", "- ", "((", "Ab ", "not "),
)
_ENDS = ("\x00", "", "a")
_MOST_LINES = 150  # a pattern of many branches has more; these are spread over all of them
_CATEGORIES = {
    kinds.CATEGORY_DIGIT: "1", kinds.CATEGORY_NOT_DIGIT: "a", kinds.CATEGORY_SPACE: " ", kinds.CATEGORY_NOT_SPACE: "a",
    kinds.CATEGORY_WORD: "a", kinds.CATEGORY_NOT_WORD: ".",
}  # fmt: skip


_EXTRAS = {"aiohttp", "textual_serve", "distributed", "dask", "trafilatura"}


def patterns() -> Mapping[str, re.Pattern[str]]:
    """Return every pattern of text by the place where it is found; equal patterns once.

    Modules whose extra is not installed are left out.
    """
    found: dict[tuple[str, int], str] = {}
    for module in pkgutil.walk_packages(evolve.__path__, "evolve."):
        if module.name.endswith("__main__"):
            continue
        try:
            values = vars(import_module(module.name))
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in _EXTRAS:
                raise
            continue
        for name, value in values.items():
            for where, pattern in _inside(value, f"{module.name}.{name}", 0):
                if isinstance(pattern.pattern, str):
                    found.setdefault((pattern.pattern, pattern.flags), where)
    return {where: re.compile(*key) for key, where in found.items()}


def _inside(value: object, where: str, depth: int) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield where, value
    elif depth < _DEEPEST:
        parts: list[tuple[object, object]] = []
        if isinstance(value, list | tuple | set | frozenset):
            parts = list(enumerate(value))
        elif isinstance(value, Mapping):
            parts = [*value.items(), *((key, key) for key in value)]
        elif is_dataclass(value) and not isinstance(value, type):
            parts = [(f.name, getattr(value, f.name)) for f in fields(value)]
        for key, part in parts:
            yield from _inside(part, f"{where}[{key!r}]", depth + 1)


@cache
def _source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in Path(evolve.__path__[0]).rglob("*.py"))


def uses(where: str, pattern: re.Pattern[str]) -> Sequence[Callable[[str], object]]:
    """Return what the package does with a pattern: search anywhere, or match at the start alone."""
    name = where.partition("[")[0].rpartition(".")[2]
    methods = set(re.findall(rf"\b{name}\.(\w+)\b", _source()))
    if methods & set(SEARCHING) or not methods & {"match", "fullmatch"}:
        return (lambda line: sum(1 for _ in pattern.finditer(line)),)
    return [getattr(pattern, method) for method in sorted(methods & {"match", "fullmatch"})]


def lines(pattern: re.Pattern[str]) -> Iterator[Callable[[int], str]]:
    """Yield functions that return a line of about so many characters: its repeated parts, repeated."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    pumps = dict.fromkeys(_pumps(tree, ""))
    found = dict.fromkeys(
        (start, body) for prefix, piece in pumps for start, body in ((prefix, piece), ("", prefix + piece))
    )
    kept = [key for key in found if key[1]]
    step = max(1, len(kept) * len(_ENDS) // _MOST_LINES)
    for start, body in (*kept[::step], *(("", piece) for piece in _PIECES)):
        for end in _ENDS:
            yield partial(_line, start, body, end)


def _line(start: str, body: str, end: str, size: int) -> str:
    return start + body * (size // len(body) + 1) + end


def _pumps(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield each repeated part with what comes before it, as texts that they match."""
    for kind, value in tree:
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            _, high, body = value
            if high is kinds.MAXREPEAT or high > _LARGEST_REPEAT:
                for text in _samples(body):
                    yield before, text
            yield from _pumps(body, before)
        else:
            for part in _parts(kind, value):
                yield from _pumps(part, before)
        before += next(iter(_samples([(kind, value)])), "")


def _parts(kind: Any, value: Any) -> Sequence[Any]:
    if kind is kinds.SUBPATTERN:
        return [value[-1]]
    if kind is kinds.ATOMIC_GROUP:
        return [value]
    if kind is kinds.BRANCH:
        return list(value[1])
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [value[1]]
    return []


def _samples(tree: Any) -> list[str]:
    """Return a few texts that a part of a pattern matches; lookarounds are left out."""
    texts = [""]
    for kind, value in tree:
        texts = [text + more for text in texts for more in _samples_of(kind, value)][:_MOST_SAMPLES]
    return texts


def _samples_of(kind: Any, value: Any) -> list[str]:
    if kind is kinds.LITERAL:
        return [chr(value)]
    if kind is kinds.NOT_LITERAL:
        return ["a" if value != ord("a") else "b"]
    if kind is kinds.ANY:
        return ["a"]
    if kind is kinds.IN:
        return _samples_of_set(value)
    if kind is kinds.BRANCH:
        return [text for part in value[1] for text in _samples(part)[:1]][:_MOST_SAMPLES] or [""]
    if kind in (kinds.SUBPATTERN, kinds.ATOMIC_GROUP):
        return _samples(value[-1] if kind is kinds.SUBPATTERN else value)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        low, high, body = value
        return [text * max(1 if high else 0, low) for text in _samples(body)]
    return [""]


def _samples_of_set(items: Any) -> list[str]:
    if items[0][0] is kinds.NEGATE:
        excluded = re.compile("[" + "".join(map(_in_set, items[1:])) + "]") if items[1:] else re.compile("(?!)")
        return [c for c in 'a 1.A,-\n"(' if not excluded.match(c)][:2] or ["☃"]
    texts = []
    for kind, value in items:
        if kind is kinds.LITERAL:
            texts.append(chr(value))
        elif kind is kinds.RANGE:
            texts.append(chr(value[0]))
        elif kind is kinds.CATEGORY:
            texts.append(_CATEGORIES.get(value, "a"))
    return texts[:3] or [""]


def _in_set(item: Any) -> str:
    kind, value = item
    if kind is kinds.LITERAL:
        return re.escape(chr(value))
    if kind is kinds.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        kinds.CATEGORY_DIGIT: r"\d", kinds.CATEGORY_NOT_DIGIT: r"\D", kinds.CATEGORY_SPACE: r"\s",
        kinds.CATEGORY_NOT_SPACE: r"\S", kinds.CATEGORY_WORD: r"\w", kinds.CATEGORY_NOT_WORD: r"\W",
    }.get(value, "")  # fmt: skip


def seconds(use: Callable[[str], object], line: str, rounds: int = 1) -> float:
    """Return the shortest processor time of several rounds."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        use(line)
        times.append(time.process_time() - began)
    return min(times)
