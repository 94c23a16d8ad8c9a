"""What goes wrong on the way in, each told in one sentence with the place and the value."""


class BundleError(ValueError):
    """A bundle that cannot be read: the message names the file, the field and the value."""


class SelectionError(ValueError):
    """A selection, or a wish to see something, that makes no sense for this comparison."""
