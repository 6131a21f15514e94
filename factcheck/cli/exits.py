"""Exit statuses and the one place where errors become a line."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from typing import Any

from factcheck.cli.output import silence, tell_error
from factcheck.errors import FactcheckError

__all__ = ["EXIT_BAD", "EXIT_FOUND", "EXIT_INTERRUPTED", "EXIT_OK", "guarded"]

EXIT_OK = 0
EXIT_FOUND = 1
"""``--fail-on`` met."""
EXIT_BAD = 2
"""Bad use or bad input."""
EXIT_INTERRUPTED = 130


def guarded(run: Callable[[], Any]) -> int:
    """Run a command; turn what it raises into one line on standard error and an exit status."""
    import click

    helpless = getattr(click.exceptions, "NoArgsIsHelpError", ())
    try:
        result = run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        tell_error("interrupted")
        return EXIT_INTERRUPTED
    except helpless as error:
        print(error.format_message(), file=sys.stderr)  # a command without a word after it: its help, as it stands
        return EXIT_BAD
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "factcheck"
        return _say(f"{error.format_message()} (see: {where} --help)")
    except FactcheckError as error:
        return _say(str(error))
    except BrokenPipeError:
        silence()
        return EXIT_OK
    except UnicodeDecodeError as error:
        return _say(f"not valid UTF-8 at byte {error.start} (convert the input to UTF-8)")
    except RecursionError:
        return _say("the input is nested too deeply")
    except MemoryError:
        return _say("out of memory (use a smaller corpus or fewer --jobs)")
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        hint = " (free some space, or write elsewhere)" if error.errno == errno.ENOSPC else ""
        return _say(f"{place}{error.strerror or error}{hint}")
    return int(result or EXIT_OK)


def _say(text: str) -> int:
    tell_error(text)
    return EXIT_BAD
