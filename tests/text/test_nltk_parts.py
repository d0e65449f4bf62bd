"""Two modules of NLTK are loaded alone, without an effect on the whole library."""

import subprocess
import sys

import pytest

CODE = """
import sys
from evolve.text.nltk_parts import PUNKT, SNOWBALL, nltk_part
alone = nltk_part(SNOWBALL).SnowballStemmer("english"), nltk_part(PUNKT).PunktSentenceTokenizer()
assert not [name for name in sys.modules if name.startswith("nltk")]
import nltk
from nltk.corpus import stopwords
whole = nltk.SnowballStemmer("english"), nltk.PunktSentenceTokenizer()
assert type(whole[0]) is not type(alone[0])
words = "vaccinations running generously Skies news".split()
assert [alone[0].stem(word) for word in words] == [whole[0].stem(word) for word in words]
text = "He met Dr. Smith. She left."
assert alone[1].tokenize(text) == whole[1].tokenize(text)
assert nltk_part(PUNKT) is nltk_part(PUNKT)
"""


@pytest.mark.slow
def test_nltk_part_equals_whole_library() -> None:
    """A part gives the results of the whole library, which can still be imported after it."""
    subprocess.run([sys.executable, "-c", CODE], check=True)
