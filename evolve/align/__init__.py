"""Which sentences could make the same claim, how strong the evidence is, and which pairs win.

Pure: documents' sentences in, scored candidates out. Knows no threshold, so that moving one never scores again.
"""
