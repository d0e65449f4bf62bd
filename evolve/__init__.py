"""evolve: which arguments persisted, changed, were dropped or added between versions of a text.

The public names resolve lazily, so that `import evolve` costs next to nothing and loads neither textual nor nltk.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False  # `typing` comes after `evolve.programs` has made the path of modules safe
if TYPE_CHECKING:
    from evolve.comparison import Comparison, Evolution, compare, evolution
    from evolve.document import Document
    from evolve.errors import EvolveError
    from evolve.judgements import JudgementStore, read_judgements
    from evolve.model import Argument, Chance, Judgement, Kind, Link, Relation, Sentence, Status, Verdict
    from evolve.readers import read
    from evolve.settings import Settings

_MODULES = {
    "Argument": "evolve.model",
    "Chance": "evolve.model",
    "Comparison": "evolve.comparison",
    "Document": "evolve.document",
    "Evolution": "evolve.comparison",
    "EvolveError": "evolve.errors",
    "Judgement": "evolve.model",
    "JudgementStore": "evolve.judgements",
    "Kind": "evolve.model",
    "Link": "evolve.model",
    "Relation": "evolve.model",
    "Sentence": "evolve.model",
    "Settings": "evolve.settings",
    "Status": "evolve.model",
    "Verdict": "evolve.model",
    "compare": "evolve.comparison",
    "evolution": "evolve.comparison",
    "read": "evolve.readers",
    "read_judgements": "evolve.judgements",
}

__all__ = [
    "Argument",
    "Chance",
    "Comparison",
    "Document",
    "Evolution",
    "EvolveError",
    "Judgement",
    "JudgementStore",
    "Kind",
    "Link",
    "Relation",
    "Sentence",
    "Settings",
    "Status",
    "Verdict",
    "__version__",
    "compare",
    "evolution",
    "read",
    "read_judgements",
]


def __getattr__(name: str) -> object:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module 'evolve' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
