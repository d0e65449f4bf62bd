"""How good the links of a pair of texts are at any threshold, how far to trust that, and which threshold to take.

Without a label the luck of dealt-out words gives an estimate; with a person's labels there are precision, recall and F
with intervals. The room holds values and text: it takes comparisons and judgements, and neither reads files nor asks
anybody anything. It refuses to give a number where there is nothing to tell it from.
"""
