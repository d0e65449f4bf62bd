"""The parts of everything that people read: numbers in words, plain text pages, HTML pages, safe CSV cells.

This room uses the values of `evolve.model` and nothing else, so that every room that shows something may import it.
"""
