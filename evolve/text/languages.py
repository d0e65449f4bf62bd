"""The languages a text may be in."""

LANGUAGES = (
    "arabic", "danish", "dutch", "english", "finnish", "french", "german", "hungarian", "italian", "norwegian",
    "portuguese", "romanian", "russian", "spanish", "swedish",
)  # fmt: skip
"""Those with a Snowball stemmer, listed here so that checking one loads no nltk."""
