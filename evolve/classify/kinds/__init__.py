"""The kinds of change, one module for each: how it is recognised in a pair of sentences, and the words shown for it."""
