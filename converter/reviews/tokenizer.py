"""From a text to token ids, by the rule in a vocabulary file; `site/model/tokenizer.js` is its twin.

The rule uses nothing that differs between languages or between versions of Unicode: a table of single
UTF-16 units and what each becomes (lower case, accents dropped), then a regular expression that names
ASCII ranges only.
"""

import itertools
import json
import re
import unicodedata

# Latin letters that no decomposition takes apart.
LIGATURES = {"ß": "ss", "Æ": "ae", "æ": "ae", "Œ": "oe", "œ": "oe", "Ø": "o", "ø": "o", "Ł": "l", "ł": "l"}
LIGATURES |= {"Đ": "d", "đ": "d", "Ð": "d", "ð": "d", "Þ": "th", "þ": "th", "ı": "i"}
SPACES = [0x85, 0xA0, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF]

PADDING, UNKNOWN, FIRST = 0, 1, 2  # the first ids; words follow in the vocabulary's order

# Word parts as in the Penn Treebank ("do" "n't", "film" "'s"), numbers, quotes, dots; a run of other
# characters is one unknown token, and any other sign stands alone.
PATTERN = "|".join(
    [
        "[a-z]+?(?=n't(?![a-z]))",
        "n't(?![a-z])",
        "'(?:s|ve|re|d|ll|m)(?![a-z])",
        "[a-z]+",
        "[0-9]+",
        r"\.\.+",
        "''",
        r"[^\x00-\x7f]+",
        r"[!-/:-@\[-`{-~]",
    ]
)


class Tokenizer:
    """Gives a text's token ids.

    Parameters
    ----------
    vocabulary : dict
        length, fold, pattern, words: the content of `vocabulary.json`.
    """

    def __init__(self, vocabulary):
        """Prepare the tables."""
        self.length = vocabulary["length"]
        self._fold = {ord(unit): text for unit, text in vocabulary["fold"].items()}
        self._pattern = re.compile(vocabulary["pattern"])
        self._ids = {word: id_ for id_, word in enumerate(vocabulary["words"], FIRST)}

    @classmethod
    def read(cls, path):
        """The tokeniser of a vocabulary file.

        Parameters
        ----------
        path : Path

        Returns
        -------
        Tokenizer
        """
        return cls(json.loads(path.read_text("utf-8")))

    def __len__(self):
        """How many ids there are, those of padding and the unknown token included."""
        return FIRST + len(self._ids)

    def tokens(self, text):
        """The tokens of a text, one after the other.

        Parameters
        ----------
        text : str

        Returns
        -------
        iterator of str
        """
        return (match[0] for match in self._pattern.finditer(text.translate(self._fold)))

    def encode(self, text):
        """The ids of the first `length` tokens.

        Parameters
        ----------
        text : str

        Returns
        -------
        list of int, [length]
            Padded with zeros at the end.
        """
        ids = [self._ids.get(token, UNKNOWN) for token in itertools.islice(self.tokens(text), self.length)]
        return ids + [PADDING] * (self.length - len(ids))


def make_vocabulary(texts, length, minimum):
    """The vocabulary of some texts: frequent words first, equals in the alphabet's order.

    Parameters
    ----------
    texts : iterable of str
    length : int
        Tokens kept of each text.
    minimum : int
        How often a word must occur.

    Returns
    -------
    dict
        What `Tokenizer` takes.
    """
    vocabulary = {"length": length, "fold": fold_table(), "pattern": PATTERN, "words": []}
    tokenizer, counts = Tokenizer(vocabulary), {}
    for token in itertools.chain.from_iterable(map(tokenizer.tokens, texts)):
        counts[token] = counts.get(token, 0) + 1
    kept = [word for word in counts if counts[word] >= minimum]
    return vocabulary | {"words": sorted(kept, key=lambda word: (-counts[word], word))}


def fold_table():
    """What single characters become before a text is cut into tokens.

    Returns
    -------
    dict of str to str
        ASCII capitals, Latin letters with marks (U+00C0 to U+024F), combining marks (dropped), typographic
        quotes, dashes and spaces.
    """
    fold = {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    for code in range(0x00C0, 0x0250):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii():
            fold[chr(code)] = base
    fold |= LIGATURES
    fold |= {chr(code): "" for code in [*range(0x0300, 0x0370), 0x00AD, 0x200D, 0xFE0E, 0xFE0F]}
    fold |= dict.fromkeys("‘’‛´", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‐‑", "-")
    fold |= dict.fromkeys("‒–—―", " - ") | {"…": "..."}
    return fold | dict.fromkeys(map(chr, SPACES), " ")
