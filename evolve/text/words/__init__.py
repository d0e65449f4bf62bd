"""The words of a text: how they are cut, stemmed, unified and weighted, and how two sentences differ in them."""
