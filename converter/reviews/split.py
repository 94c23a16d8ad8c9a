"""Which sentences train, validate and test: seeded, classes in proportion, near duplicates together."""

import itertools
from collections import Counter

import numpy as np

SEED = 2019
TEST, VALIDATION = 0.2, 0.1  # shares of all sentences
SIMILAR = 0.4  # from this Jaccard index of their word triples on, two sentences stay together


def split(sentences, tokenizer):
    """Divide the sentences.

    Parameters
    ----------
    sentences : Sentences
    tokenizer : Tokenizer
        Gives the words that near duplicates share; its vocabulary plays no part.

    Returns
    -------
    dict of str to ndarray of int
        train, validation, test: indices, each in ascending order.
    """
    groups = _groups([list(tokenizer.tokens(text)) for text in sentences.texts])
    rng = np.random.default_rng(SEED)
    parts = {"test": [], "validation": [], "train": []}
    for class_ in (0, 1):
        # A group goes where its first sentence goes, so a class's share may be off by a few.
        mine = [group for group in groups if sentences.classes[group[0]] == class_]
        total = sum(map(len, mine))
        room = {"test": round(TEST * total), "validation": round(VALIDATION * total), "train": total}
        for at in rng.permutation(len(mine)):
            part = next(name for name in parts if room[name] > 0)
            parts[part].extend(mine[at])
            room[part] -= len(mine[at])
    return {name: np.array(sorted(parts[name])) for name in ("train", "validation", "test")}


def _groups(texts):
    """Sentences that are alike, joined transitively: lists of indices, in order of their first."""
    triples = [{tuple(tokens[i : i + 3]) for i in range(max(1, len(tokens) - 2))} for tokens in texts]
    holders = {}
    for index, mine in enumerate(triples):
        for triple in mine:
            holders.setdefault(triple, []).append(index)
    shared = Counter(
        itertools.chain.from_iterable(itertools.combinations(held, 2) for held in holders.values())
    )
    first = list(range(len(texts)))

    def root(index):
        while first[index] != index:
            index = first[index]
        return index

    for (a, b), count in shared.items():
        if count >= SIMILAR * (len(triples[a]) + len(triples[b]) - count):
            low, high = sorted((root(a), root(b)))
            first[high] = low
    groups = {}
    for index in range(len(texts)):
        groups.setdefault(root(index), []).append(index)
    return list(groups.values())
