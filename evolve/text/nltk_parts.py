"""Load the two modules of NLTK that are used, without the rest of the library.

`import nltk` loads every part of NLTK, its corpus readers and translation models included, and takes longer than the
comparison of two essays. The two modules are loaded here under packages that are empty apart from their paths; these
are forgotten afterwards, so that a later `import nltk` of anyone else loads the whole library as usual.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import NoReturn

PUNKT = "nltk.tokenize.punkt"
"""The module that finds the ends of sentences."""
SNOWBALL = "nltk.stem.snowball"
"""The module of the stemmers."""

_PACKAGES = ("nltk", "nltk.tokenize", "nltk.stem")
_UNUSED = (  # the corpora, what opens their files and addresses, and tokenizers that mark words up
    "nltk.corpus",
    "nltk.pathsec",
    "nltk.tokenize.util",
)
_lock = Lock()


@cache
def nltk_part(name: str) -> ModuleType:
    """Return the module `PUNKT` or `SNOWBALL`; loaded alone unless NLTK has been imported already."""
    with _lock:
        if "nltk" in sys.modules:
            return import_module(name)
        try:
            return _loaded_alone(name)
        except (ImportError, AttributeError):
            # A version of NLTK with its modules arranged in another way.
            return import_module(name)


class _Refusal(ModuleType):
    """Replaces a module: every name in it is a function that raises an error."""

    def __getattr__(self, name: str) -> Callable[..., NoReturn]:
        if name.startswith("__"):
            raise AttributeError(name)

        def refuse(*_: object, **__: object) -> NoReturn:
            raise RuntimeError(f"{self.__name__}.{name} is not loaded")

        return refuse


def _loaded_alone(name: str) -> ModuleType:
    """Return a module loaded under empty packages, and forget all modules loaded for it."""
    spec = find_spec("nltk")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(name="nltk")
    root = Path(spec.submodule_search_locations[0])
    try:
        for package in _PACKAGES:
            module = sys.modules[package] = ModuleType(package)
            module.__path__ = [str(root.joinpath(*package.split(".")[1:]))]
        for unused in _UNUSED:
            sys.modules[unused] = _Refusal(unused)
        return import_module(name)
    finally:
        for loaded in [known for known in sys.modules if known.partition(".")[0] == "nltk"]:
            del sys.modules[loaded]
