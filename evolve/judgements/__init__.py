"""A person's judgements of sentence pairs, stored in an append-only log on disk and read back.

A judgement is work that no program can repeat, so it is on disk before anybody sees that it is saved, and nothing in
the file is ever rewritten: judgements are appended, and withdrawn by appending a withdrawal. The file is JSON Lines,
one record on each line, so that it can be read, compared line by line and sent; CSV is read as well, because people
keep labels in it. A judgement identifies its sentences by their text, so that it remains valid when they are
renumbered.
"""

from __future__ import annotations

from evolve.judgements.exchange import read_judgements, write_judgements
from evolve.judgements.locations import data_folder
from evolve.judgements.over_gaps import judged_over_gaps
from evolve.judgements.store import JudgementStore, Store

__all__ = ["JudgementStore", "Store", "data_folder", "judged_over_gaps", "read_judgements", "write_judgements"]
