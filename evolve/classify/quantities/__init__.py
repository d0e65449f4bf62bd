"""Numbers, dates, shares and times of day, read from words and digits."""
