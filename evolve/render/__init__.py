"""What everything that people read is made with: numbers in words, plain text pages, HTML pages, safe CSV cells.

Knows the values of `evolve.model` and nothing else, so that every room that shows something may use it.
"""
