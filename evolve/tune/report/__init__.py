"""A study of thresholds as text, as a page, and as JSON."""
