"""Whole screens: the comparison, tuning, help, saving a report."""
