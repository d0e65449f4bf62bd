"""What changed in a linked pair: two sentences in, the amount and the kinds of change out.

Word lists and counting, no parser and no model: every kind is shown with the words that gave it away, so that a reader
can check it at a glance. It knows nothing of documents, links or thresholds.
"""

from evolve.classify.reading import PERSISTED_BELOW, read_change

__all__ = ["PERSISTED_BELOW", "read_change"]
