"""Numbers, dates, fractions and times of day, parsed from words and digits."""
