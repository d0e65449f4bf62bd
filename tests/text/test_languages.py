from nltk.stem.snowball import SnowballStemmer

from evolve.text.languages import LANGUAGES


def test_the_languages_are_those_of_snowball() -> None:
    assert set(LANGUAGES) == set(SnowballStemmer.languages) - {"porter"}
