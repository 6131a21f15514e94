"""The line that shows what is done: on a terminal, after a moment, on standard error, and gone at the end."""

from __future__ import annotations

import io
import time

import pytest

from factcheck.cli import output
from factcheck.cli.output import progress_bar, tell_error


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _stderr(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> io.StringIO:
    monkeypatch.setattr(output, "_PATIENCE", 0.05)
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_a_terminal_sees_what_is_done_even_before_the_first_step(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = _stderr(monkeypatch, _Terminal())
    with progress_bar("reading", 2_000) as tell:
        time.sleep(0.5)
        tell("reports", 1_500)
        time.sleep(0.5)
        tell_error("one is bad")
    shown = stream.getvalue()
    assert "reading  0 s" in shown
    assert "reading: 1,500 reports of 2,000  " in shown
    assert "\r\x1b[Kfactcheck: one is bad\n" in shown
    assert shown.endswith("\r\x1b[K")


def test_quick_work_and_pipes_see_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = _stderr(monkeypatch, _Terminal())
    with progress_bar("reading") as tell:
        tell("reports", 1)
    assert stream.getvalue() == ""
    stream = _stderr(monkeypatch, io.StringIO())
    with progress_bar("reading") as tell:
        time.sleep(0.3)
        tell("reports", 1)
    assert stream.getvalue() == ""
