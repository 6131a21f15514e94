"""Where a command writes: standard output or a file that is never half-written; progress on a terminal."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from factcheck.errors import FactcheckError

__all__ = ["colour_wanted", "progress_bar", "silence", "tell_error", "write_output"]

_PATIENCE = 1.0  # seconds before a bar appears
_CLEAR = "\r\x1b[K"  # to the start of the line, and the line emptied


def colour_wanted(output: str | None) -> bool:
    """Colour on a terminal, unless NO_COLOR is set (no-color.org) or the output goes to a file."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return output is None and sys.stdout is not None and sys.stdout.isatty() and not plain


def write_output(text: str, output: str | None) -> None:
    """Write to standard output, or to a file by way of a temporary one beside it.

    BrokenPipeError where the reader of standard output has gone; FactcheckError where nothing can be written.
    """
    if output is None or output == "-":
        if sys.stdout is None:
            raise FactcheckError("standard output is closed", hint="give -o FILE")
        if sys.stdout.isatty() and _live():
            _write(_CLEAR)  # a progress bar on the same terminal gives way
        try:
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
            sys.stdout.flush()
        except BrokenPipeError:
            silence()
            raise
        return
    path = Path(output).expanduser()
    if path.is_dir():
        raise FactcheckError("is a folder, not a file", where=str(path), hint="give -o a file name")
    try:
        if path.exists() and not path.is_file():  # a device or a pipe: nothing to replace
            with path.open("w", encoding="utf-8") as out:
                out.write(text)
            return
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            os.chmod(scratch, mode)
            os.replace(scratch, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(scratch)
            raise
    except OSError as error:
        raise FactcheckError(
            f"cannot write: {error.strerror}", where=str(path), hint="check the folder, its permissions and free space"
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def silence(stream: TextIO | None = None) -> None:
    """Let a stream (standard output) lead nowhere: its reader has gone, and Python must not try to flush it again."""
    stream = stream or sys.stdout
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def tell_error(text: str) -> None:
    """One line on standard error; a progress bar that stands there gives way."""
    clear = _CLEAR if _live() else ""
    try:
        print(f"{clear}factcheck: {' '.join(text.split())}", file=sys.stderr, flush=True)
    except OSError:  # nobody listens any more
        with contextlib.suppress(OSError):
            silence(sys.stderr)


def _live() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


@contextlib.contextmanager
def progress_bar(label: str, total: int | None = None) -> Iterator[Callable[[str, int], None]]:
    """A line on standard error that shows what is done, once the work takes longer than a moment; silent in pipes."""
    done: dict[str, int] = {}

    def tell(step: str, count: int) -> None:
        done[step] = done.get(step, 0) + count

    if not _live():
        yield tell
        return
    over = threading.Event()
    drawer = threading.Thread(target=_draw, args=(label, total, done, over), daemon=True)
    drawer.start()
    try:
        yield tell
    finally:
        over.set()
        drawer.join()


def _draw(label: str, total: int | None, done: dict[str, int], over: threading.Event) -> None:
    """Draw the line anew, five times a second, until it is over; then take it away."""
    started = time.monotonic()
    if over.wait(_PATIENCE):
        return
    while not over.wait(0.2):
        parts = ", ".join(f"{count:,} {step}" for step, count in dict(done).items())
        of = f" of {total:,}" if total else ""
        line = f"{label}{f': {parts}{of}' if parts else ''}  {time.monotonic() - started:.0f} s"
        _write(_CLEAR + line[: shutil.get_terminal_size().columns - 1])
    _write(_CLEAR)


def _write(text: str) -> None:
    with contextlib.suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()
