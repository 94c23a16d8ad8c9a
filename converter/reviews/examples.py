"""Sentences to begin with in Probe: short ones of the test set on which the two networks differ or agree."""

import numpy as np

# How many of each kind, in the order of the list.
WANTED = {"disagree": 12, "right": 6, "wrong": 6}
FEWEST, MOST = 6, 24  # tokens: long enough to be edited, short enough for a list


def choose_examples(sentences, probabilities, tokenizer):
    """The sentences that Probe offers.

    Parameters
    ----------
    sentences : Sentences
    probabilities : list of ndarray, [N, 2]
        Of two networks.
    tokenizer : Tokenizer

    Returns
    -------
    list of dict
        id, text, truth (a class index) and group: "disagree", or "right" and "wrong" where both networks are;
        first those of which the networks are surest, both classes in turn.
    """
    first, second = probabilities
    sizes = np.array([sum(1 for _ in tokenizer.tokens(text)) for text in sentences.texts])
    fits = (sizes >= FEWEST) & (sizes <= MOST)
    agree = first.argmax(1) == second.argmax(1)
    correct = first.argmax(1) == sentences.classes
    surest = np.minimum(first.max(1), second.max(1))
    groups = {"disagree": ~agree, "right": agree & correct, "wrong": agree & ~correct}
    chosen = []
    for group, members in groups.items():
        # Both classes in turn; equals in the order of the test set.
        by_class = [
            sorted(np.flatnonzero(members & fits & (first.argmax(1) == c)), key=lambda i: (-surest[i], i))
            for c in (0, 1)
        ]
        turns = [i for pair in zip(*by_class, strict=False) for i in pair][: WANTED[group]]
        chosen += [
            {
                "id": sentences.ids[i],
                "text": sentences.texts[i],
                "truth": int(sentences.classes[i]),
                "group": group,
            }
            for i in turns
        ]
    return chosen
