"""What a text is made of, without files: clean characters, body, sentences, words, names that mean the same.

Everything in this room takes values and returns values. It refuses to open files, to download, and to know about links.
"""
