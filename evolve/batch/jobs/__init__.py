"""One pair as a job: prepared, given to an executor, run."""
