"""Where a command writes: standard output or a file that is never half-written; progress on a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from factcheck.errors import FactcheckError

__all__ = ["colour_wanted", "progress_bar", "write_output"]

_PATIENCE = 1.0  # seconds before a bar appears


def colour_wanted(output: str | None) -> bool:
    """Colour on a terminal, unless NO_COLOR is set (no-color.org) or the output goes to a file."""
    return (
        output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def write_output(text: str, output: str | None) -> None:
    """Write to standard output, or to a file by way of a temporary one beside it."""
    if output is None or output == "-":
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
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


@contextlib.contextmanager
def progress_bar(label: str, total: int | None = None) -> Iterator[Callable[[str, int], None]]:
    """A line on standard error that shows what is done, once the work takes longer than a moment; silent in pipes."""
    started = time.monotonic()
    done: dict[str, int] = {}
    last = 0.0
    live = sys.stderr.isatty()

    def tell(step: str, count: int) -> None:
        nonlocal last
        done[step] = done.get(step, 0) + count
        now = time.monotonic()
        if live and now - started > _PATIENCE and now - last > 0.1:
            last = now
            parts = ", ".join(f"{n:,} {name}" for name, n in done.items())
            of = f" of {total:,}" if total else ""
            click.echo(f"\r\x1b[K{label}: {parts}{of}  {now - started:.0f} s", nl=False, err=True)

    try:
        yield tell
    finally:
        if live and last:
            click.echo("\r\x1b[K", nl=False, err=True)
