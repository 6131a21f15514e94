"""Write what the pages show of the program: ``docs/commands.md`` from ``--help``, the README's picture from the sample.

Run it when a command or the sample's report changes: ``python tools/make_docs.py`` (tests/test_docs.py tells when).
"""

from __future__ import annotations

import inspect
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from factcheck.cli.root import cli

ROOT = Path(__file__).parent.parent
COMMANDS = ROOT / "docs" / "commands.md"
README = ROOT / "README.md"
SHOWN = ("c4", "c6")
"""Claims of the sample's article in the picture."""


def commands(group: click.Group = cli, name: str = "factcheck") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its full name."""
    for word, command in group.commands.items():
        full = f"{name} {word}"
        if isinstance(command, click.Group):
            yield from commands(command, full)
        else:
            yield full, command


def page() -> str:
    """The whole page."""
    parts = [
        "# All commands\n\nWritten by `python tools/make_docs.py` from what `--help` says.\n"
        "\nExit status: 0 done, 1 what `--fail-on` names was found, 2 bad use or bad input, 130 interrupted.\n"
    ]
    parts += [_section(name, command) for name, command in commands()]
    return "\n".join(parts)


def _section(name: str, command: click.Command) -> str:
    words = [_word(p) for p in command.params if isinstance(p, click.Argument)]
    text = inspect.cleandoc(command.help or "").replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n")
    lines = [f"## {' '.join((name, *words))}\n\n{text}\n"]
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        lines.append("| option | |\n|---|---|")
        lines += [_row(option) for option in options]
        lines.append("")
    return "\n".join(lines)


def _word(argument: click.Argument) -> str:
    return argument.metavar or f"{(argument.name or '').upper()}{'...' if argument.nargs == -1 else ''}"


def _row(option: click.Option) -> str:
    names = ", ".join(option.opts)
    value = "" if option.is_flag else f" {_value(option)}"
    told = (option.help or "").replace("|", "\\|")
    if option.show_default and option.default is not None:
        told += f" [default: {option.default}]"
    told += " Required." if option.required else " May be given several times." if option.multiple else ""
    return f"| `{names}{value}` | {told} |"


def _value(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "\\|".join(str(choice) for choice in option.type.choices)
    return option.metavar or option.type.name.upper()


def picture(report: str) -> str:
    """The head and some claims of the sample's report as a terminal shows it, without the marks that isolate."""
    head, *claims = re.sub("[\u2066-\u2069]", "", report).rstrip().split("\n\n")
    return "\n\n".join((head, *(c for c in claims if c.startswith(SHOWN)))) + "\n"


def sample_report() -> str:
    """The report that ``factcheck demo`` prints."""
    from factcheck.build import build_index
    from factcheck.index import open_index
    from factcheck.reports import FORMATS, Style
    from factcheck.sample import article_path, reports_path
    from factcheck.verify import verify

    with tempfile.TemporaryDirectory() as folder:
        build_index([reports_path()], "demo", root=folder)
        return FORMATS["text"]([verify(article_path(), open_index("demo", root=folder))], Style())


def with_picture(page: str, shown: str) -> str:
    """The page with its first block replaced."""
    before, _, rest = page.partition("```\n")
    _, _, after = rest.partition("```\n")
    return f"{before}```\n{shown}```\n{after}"


if __name__ == "__main__":
    COMMANDS.write_text(page(), "utf-8")
    README.write_text(with_picture(README.read_text("utf-8"), picture(sample_report())), "utf-8")
