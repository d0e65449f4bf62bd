"""The folder that a batch writes to."""
