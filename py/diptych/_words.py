"""Words of the selection, and how much more frequent they are there than elsewhere.

Monroe, Colaresi and Quinn (2008), "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying
the Content of Political Conflict". Political Analysis 16(4). DOI 10.1093/pan/mpn018.
"""

import numpy as np

PRIOR = 500.0  # instances' worth of words that the prior weighs


def log_odds(here, there, background, prior=PRIOR):
    """z-score of the log-odds ratio of each word between two groups, with an informative Dirichlet prior.

    The paper's equations 16, 20 and 22, with its letters.

    Parameters
    ----------
    here, there : int [words]
        How often each word occurs in either group.
    background : int [words]
        How often each occurs at all; the prior has these proportions. None is zero.
    prior : float
        The prior's weight, the sum of its pseudo-counts.

    Returns
    -------
    float [words]
        Positive where the word is more frequent in the first group.
    """
    alpha = prior * background / background.sum()
    with np.errstate(divide="ignore", invalid="ignore"):  # a vocabulary of one word has no odds
        omega = [(y + alpha) / (y.sum() + prior - y - alpha) for y in (here, there)]
        delta = np.log(omega[0]) - np.log(omega[1])
        return delta / np.sqrt(1 / (here + alpha) + 1 / (there + alpha))


def top(score, shown, count):
    """Return the places of the greatest scores among the words shown, the first place first among equals."""
    places = np.flatnonzero(shown)
    if len(places) > count:
        bound = np.partition(score[places], len(places) - count)[len(places) - count]
        places = places[score[places] >= bound]
    return places[np.argsort(-score[places], kind="stable")][:count]
