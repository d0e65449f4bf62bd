"""What a line on a terminal is; knows nothing of comparisons."""
