"""Lines on a terminal; nothing here depends on comparisons."""
