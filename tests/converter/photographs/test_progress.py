"""How far the work is, told on one line of a terminal, or now and then in a log."""

import io

from converter.photographs import _progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_has_one_line_with_percent_speed_and_time_left(monkeypatch):
    times = iter([0.0, 10.0, 20.0])
    monkeypatch.setattr(_progress.time, "monotonic", lambda: next(times))
    stream, lines = Terminal(), []
    progress = _progress.Progress(1500, lines.append, stream)
    progress(300)
    progress(1500)
    first, second = stream.getvalue().split("\r")[1:]
    assert first == " 20% of 1,500, 30.0 images/s, 40 s left\x1b[K"
    assert second == "100% of 1,500, 75.0 images/s, 0 s left\x1b[K\n"
    assert lines == []


def test_a_log_gets_a_line_every_tenth_part():
    lines = []
    progress = _progress.Progress(100, lines.append, io.StringIO())
    for done in range(1, 101):
        progress(done)
    assert [line.split("%")[0] for line in lines] == [str(part) for part in range(10, 101, 10)]
