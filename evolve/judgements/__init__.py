"""A person's words on pairs of sentences, kept safe on disk and read back.

A judgement is work that no program can do again, so it is on the disk before anybody is told that it is saved, and
nothing that is in the file is ever rewritten: words are appended, and taken back by appending that. The file is JSON
Lines, one word a line, to be read, compared line by line and sent; CSV is read as well, because that is what people
keep labels in. A word names its sentences by their text, so that it outlives their numbers.
"""

from __future__ import annotations

from evolve.judgements.exchange import read_judgements, write_judgements
from evolve.judgements.locations import data_folder
from evolve.judgements.store import JudgementStore, Store

__all__ = ["JudgementStore", "Store", "data_folder", "read_judgements", "write_judgements"]
