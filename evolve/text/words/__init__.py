"""The words of a text: splitting, stemming, unifying and weighting them, and the word differences of two sentences."""
