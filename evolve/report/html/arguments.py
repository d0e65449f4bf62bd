"""The arguments of all versions: a row for each that runs through several, a list of those that stand in one alone."""

from __future__ import annotations

from evolve.comparison import Evolution
from evolve.model import Argument
from evolve.render.html import STATUS_CLASS, escaped, sign
from evolve.render.numbers import many
from evolve.report.html.anchors import place_of
from evolve.report.phrases import lasting, name_of, telling

ABREAST = 7
"""How many versions have their names beside each other; the names of more stand upright over marks."""


def argument_list(evolution: Evolution) -> str:
    """The table and the lists; every sentence of every version is named once by its number."""
    arguments = lasting(evolution)
    heads = "".join(
        f'<th scope="col"><span>{escaped(name_of(document))}</span></th>' for document in evolution.documents
    )
    look = "args" if len(evolution.documents) <= ABREAST else "args marks"
    table = (
        '<div class="wide" tabindex="0" role="region" aria-label="Table of arguments">'
        f'<table class="{look}"><thead><tr><th scope="col">status</th><th scope="col">argument</th>{heads}'
        f"</tr></thead><tbody>{''.join(_row(evolution, argument) for argument in arguments)}</tbody></table></div>"
    )
    out = table if arguments else "<p>No argument runs through more than one version.</p>"
    for version, document in enumerate(evolution.documents):
        alone = [a for a in evolution.arguments if a.sentences[version] and sum(map(bool, a.sentences)) == 1]
        if alone:
            items = "".join(_item(evolution, argument, version) for argument in alone)
            summary = f"{many(len(alone), 'argument')} only in {escaped(name_of(document))}"
            out += f'<details class="alone"><summary>{summary}</summary><ul>{items}</ul></details>'
    return out


def _row(evolution: Evolution, argument: Argument) -> str:
    cells = "".join(_cell(evolution, argument, version) for version in range(len(evolution.documents)))
    notes = [*telling(argument.kinds), *(["partly dropped"] if argument.partly_dropped else [])]
    told = f" <small>{escaped(', '.join(notes))}</small>" if notes else ""
    return (
        f'<tr class="{STATUS_CLASS[argument.status]}"><td>{sign(argument.status)} {argument.status}</td>'
        f'<th scope="row">{escaped(argument.label)}{told}</th>{cells}</tr>'
    )


def _cell(evolution: Evolution, argument: Argument, version: int) -> str:
    numbers = _numbers(evolution, version, argument.sentences[version])
    # On a telephone there is no head above it, so each says of which version it is.
    return f'<td data-in="{escaped(name_of(evolution.documents[version]))}">{numbers or "<span>none</span>"}</td>'


def _item(evolution: Evolution, argument: Argument, version: int) -> str:
    return f"<li>{_numbers(evolution, version, argument.sentences[version])} {escaped(argument.label)}</li>"


def _numbers(evolution: Evolution, version: int, sentences: tuple[int, ...]) -> str:
    return ", ".join(f'<a href="#{place_of(evolution, version, n)}">{n + 1}</a>' for n in sentences)
