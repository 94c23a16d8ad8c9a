"""Silence for libraries that write to the terminal past Python; what they said comes out with an error."""

import contextlib
import io
import os
import sys
import tempfile
import warnings


@contextlib.contextmanager
def quiet():
    """Nothing on the standard output and error, from Python or below it, unless the block fails."""
    sys.stdout.flush()
    sys.stderr.flush()
    with tempfile.TemporaryFile() as said:
        kept = {number: os.dup(number) for number in (1, 2)}
        failed = True
        try:
            for number in kept:
                os.dup2(said.fileno(), number)
            with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
                warnings.simplefilter("ignore")
                yield
            failed = False
        finally:
            for number, copy in kept.items():
                os.dup2(copy, number)
                os.close(copy)
            if failed:
                said.seek(0)
                sys.stderr.write(said.read().decode(errors="replace"))
