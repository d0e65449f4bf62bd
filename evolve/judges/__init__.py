"""Judges: programs named by the user that read both versions and give verdicts on pairs of sentences.

Whether two sentences make the same claim is best judged by a reader, and today many readers are programs. evolve
includes none and calls none by itself: it writes the task (`task`, `pairs`), runs the command that the user named
(`run`), parses the answer as untrusted text (`answer`), and stores the verdicts apart from the user's judgements, which
override them (`store`). Only `run` starts a program, and nothing here opens a network connection.
"""

from __future__ import annotations

from evolve.judges.store import JudgeStore

__all__ = ["JudgeStore"]
