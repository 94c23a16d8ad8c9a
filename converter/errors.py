"""What the converter says to a person when something is wrong with an input."""


class ConverterError(Exception):
    """One sentence: what was wrong, with the value, and what to do."""
