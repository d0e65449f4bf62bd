"""The quality of the links of a pair of texts at any threshold, its uncertainty, and the threshold to recommend.

Without labels, the scores of shuffled words give an estimate; with a person's labels there are precision, recall
and F with intervals. The room takes comparisons and judgements as values and returns values and text: it reads no files
and asks no questions. Where nothing supports a number, it gives none.
"""
