"""What changed in a linked pair, and which sentences make one argument.

Word lists and counting, no parser and no model: every kind of change is shown with the words that gave it away, so that
a reader can check it at a glance. A change is read off two sentences alone; only `evolve.classify.arguments` knows of
links. Nothing here knows documents or thresholds.
"""

from evolve.classify.pair import PERSISTED_BELOW, read_change

__all__ = ["PERSISTED_BELOW", "read_change"]
