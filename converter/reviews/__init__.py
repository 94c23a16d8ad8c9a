"""The comparison of two review classifiers: sentences, tokeniser, a CNN and an LSTM, their bundle."""

INPUTS = [
    "converter/reviews",
    "converter/fetch.py",
    "py/diptych",
    "models/cnn",
    "models/lstm",
    "models/reviews",
    "models/sources.json",
]
OUTPUTS = [
    "bundles/reviews/bundle.json",
    "models/cnn/card.json",
    "models/lstm/card.json",
    "models/reviews/examples.json",
    "models/reviews/vocabulary.json",
]


def build(folders, report):
    """Write the bundle and both networks for TensorFlow.js, from the committed weights.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    """
    from converter.reviews import _build

    _build.build(folders, report)


def train(folders, report):
    """Train both networks from scratch and write their weights, cards and vocabulary into `models/`.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    """
    from converter.reviews import _train

    _train.train(folders, report)
