"""The kinds of change, one module for each: what shows it in a pair of sentences, and how it is shown."""
