"""The job of one pair: prepared, given to an executor, run."""
