"""How far long work is: percent, speed and time left, on one line of a terminal."""

import time


class Progress:
    """Tells how many of some pictures are done.

    Parameters
    ----------
    total : int
    report : callable
        Takes a line; gets one every tenth part where `stream` is no terminal.
    stream : file
        The terminal on which one line is written over and over.
    """

    def __init__(self, total, report, stream):
        self._total, self._report, self._stream = total, report, stream
        self._start = time.monotonic()
        self._told = 0

    def __call__(self, done):
        """Tell that so many are done."""
        rate = done / max(time.monotonic() - self._start, 1e-9)
        left = (self._total - done) / rate
        text = f"{done / self._total:4.0%} of {self._total:,}, {rate:,.1f} images/s, {_duration(left)} left"
        if self._stream.isatty():
            end = "\n" if done == self._total else ""
            self._stream.write(f"\r{text}\x1b[K{end}")
            self._stream.flush()
        elif done * 10 // self._total > self._told:
            self._told = done * 10 // self._total
            self._report(text.strip())


def _duration(seconds):
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
