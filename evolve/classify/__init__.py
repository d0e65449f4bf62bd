"""Measure how much a linked pair differs in what it says, and name the kinds of change.

The rules use word lists and counts, no parser and no model: every kind of change is shown together with the words that
reveal it, so that a reader can check it at a glance. A change is derived from the two sentences and their neighbours
alone. Nothing in this room depends on documents, links or thresholds.
"""

from evolve.classify.difference import read_change
from evolve.classify.neighbours import indices_near

__all__ = ["indices_near", "read_change"]
