"""Which instances hold which word: an inverted index, made once when a bundle is written."""

import functools
import re
from dataclasses import dataclass

import numpy as np

from diptych._stopwords import STOP_WORDS

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def tokens(text):
    """Split a text into lower-case words; an apostrophe inside a word belongs to it."""
    return _TOKEN.findall(text.lower().replace("’", "'"))


@dataclass(frozen=True)
class WordIndex:
    """For each word the positions of the instances that hold it, in one array with starts.

    The instances of word w are ``instances[starts[w]:starts[w + 1]]``, rising. Words that more instances
    hold come first.
    """

    vocabulary: list[str]
    starts: np.ndarray
    """int32 [words + 1]."""
    instances: np.ndarray
    """int32 [pairs of a word and an instance that holds it]."""

    @functools.cached_property
    def number(self):
        """Word → its place in the vocabulary."""
        return {word: i for i, word in enumerate(self.vocabulary)}

    @functools.cached_property
    def telling(self):
        """Which words are no stop-words, bool [words]."""
        return np.array([word not in STOP_WORDS for word in self.vocabulary], bool)

    def holding(self, word):
        """Return the positions of the instances that hold a word."""
        i = self.number.get(word)
        return self.instances[:0] if i is None else self.instances[self.starts[i] : self.starts[i + 1]]

    def counts(self, groups):
        """Count in how many instances of each group each word stands.

        Parameters
        ----------
        groups : list of bool [instances]

        Returns
        -------
        int64 [groups, words]
        """
        if not self.vocabulary:
            return np.zeros((len(groups), 0), np.int64)
        out = np.empty((len(groups), len(self.vocabulary)), np.int64)
        for group, row in zip(groups, out, strict=True):
            # No word is empty, so every start begins a piece of its own.
            np.add.reduceat(group[self.instances], self.starts[:-1], dtype=np.int64, out=row)
        return out


def index_words(texts):
    """Build the index of some texts.

    Parameters
    ----------
    texts : list of str

    Returns
    -------
    WordIndex
    """
    number, words, instances = {}, [], []
    for position, text in enumerate(texts):
        own = [number.setdefault(word, len(number)) for word in dict.fromkeys(tokens(text))]
        words += own
        instances += [position] * len(own)
    words, instances = np.array(words, np.intp), np.array(instances, np.int32)
    counts = np.bincount(words, minlength=len(number))
    vocabulary = list(number)
    order = sorted(range(len(vocabulary)), key=lambda i: (-counts[i], vocabulary[i]))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    by_word = np.argsort(place[words], kind="stable")
    starts = np.concatenate([[0], np.cumsum(counts[order])]).astype(np.int32)
    return WordIndex([vocabulary[i] for i in order], starts, instances[by_word])
