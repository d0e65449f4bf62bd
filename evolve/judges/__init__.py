"""Judges: programs the user names that read both versions and give verdicts on pairs of sentences.

The best judge of whether two sentences make the same claim is a reader, and today many readers are programs. evolve
brings none and calls none by itself: it writes the task (`task`, `pairs`), runs the command that the user named
(`run`), reads the answer as what it is, text from anywhere (`answer`), and keeps it apart from what a person judged and
below it (`store`). Only `run` starts a program, and nothing here opens a network connection.
"""

from __future__ import annotations

from evolve.judges.store import JudgeStore

__all__ = ["JudgeStore"]
