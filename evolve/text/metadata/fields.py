"""Metadata from named fields, such as "author: Jane Roe", whatever the notation around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evolve.model import Metadata
from evolve.text.clean import clean_line
from evolve.text.metadata.dates import first_date
from evolve.text.metadata.names import names_in

_NAMES = {
    "title": "title headline subject titel titre título titulo titolo überschrift betreff заголовок 标题 題名",
    "authors": "author authors by byline creator writer autor autoren autorin verfasser verfasserin"
    " auteur auteurs autrice autora autores autore autori författare forfatter skribent автор 作者",
    "date": "date published publication_date publish_date pubdate date_published publisheddate created first_published"
    " posted datum veröffentlicht erschienen erscheinungsdatum publié fecha publicado data pubblicato gepubliceerd"
    " dato publicerad дата 日期",
    "outlet": "outlet source publication publisher journal newspaper site website site_name container_title quelle"
    " zeitung verlag herausgeber éditeur journal_name medio periódico fuente fonte testata krant bron издание 来源",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split()}
_MAX_LENGTH = 300
"""Maximum length of a value, in characters."""


def field_of(name: str) -> str:
    """Return which part of metadata a field with this name is: "title", "authors", "date", "outlet"; "" if none."""
    return _FIELD_OF.get(re.sub(r"[\s-]+", "_", name.strip().lower()), "")


def metadata_of_fields(fields: Iterable[tuple[str, str]]) -> Metadata:
    """Return the metadata in fields, each a name and a value; the first of several values counts, of authors all."""
    found: dict[str, str] = {}
    authors: list[str] = []
    for name, value in fields:
        field, line = field_of(name), clean_line(value).strip()
        if not field or not line or len(line) > _MAX_LENGTH:
            continue
        if field == "authors":
            authors += names_in(line) or [line]
        elif field == "date":
            found.setdefault("date", first_date(line))
        elif field != "outlet" or not re.match(r"https?:|www\.", line):
            found.setdefault(field, line)
    return Metadata(authors=tuple(dict.fromkeys(authors)), **found)
