"""The parts of a text: clean characters, body, sentences, words, and names that mean the same.

Everything in this room takes values and returns values. It does not open documents, does not download anything, and
does not depend on links.
"""
