"""Language packs: what a folder under ``languages/`` holds, and how it is found, checked and loaded.

    pack.toml         code, name, direction, first day of the week, joined particles, words and letters to know it by
    words/*.toml      tables ``[category]`` with ``value = [spellings]``: every file goes into one lexicon
    words/*.tsv       the same for long lists: category, value, spelling
    rules/*.toml      ``[[rule]]`` with name, pattern (see factcheck.text.patterns), make, args; a file is a rule group
    grammar.py        optional: functions for what a table cannot say (found by name, called by the values layer)
    regions/XX.toml   optional: what one country says otherwise (``en-GB``): [words.CATEGORY] before the pack's own, and
                      ``day_first`` where numeric dates begin with the day
    *.toml            other tables (speech, reasons), read by the layer that needs them with :meth:`Pack.table`
    cases/*.toml      what must be read, and what must not (run by factcheck.languages.cases)

A pack of another distribution announces its folder by an entry point in the group ``factcheck.languages``.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from factcheck.errors import PackError, UsageError
from factcheck.languages.lexicon import Lexicon
from factcheck.text.patterns import Rule
from factcheck.text.view import fold

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["Pack", "base_code", "detect", "heads", "languages", "load_pack", "load_toml"]

_HERE = Path(__file__).parent
_KEYS = {
    "code",
    "name",
    "direction",
    "week_start",
    "proclitics",
    "joins",
    "joined",
    "known_by",
    "settings",
    "stem",
    "sounds",
    "sentences",
}


def load_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; a broken one is a PackError that names file and line."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise PackError(error.strerror or "cannot be read", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"not valid TOML: {error}", where=str(path)) from error


@dataclass(frozen=True)
class Pack:
    """One language, loaded."""

    code: str
    name: str
    direction: str
    """``rtl`` or ``ltr``."""
    week_start: int
    """First day of the week, 0 Monday … 6 Sunday."""
    lexicon: Lexicon
    rules: Mapping[str, tuple[Rule, ...]]
    """Rule groups by the name of their file."""
    settings: Mapping[str, Any]
    """``[settings]`` of pack.toml: constants that the values layer documents."""
    folder: Path
    grammar: ModuleType | None = None
    _tables: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False)

    def table(self, name: str) -> dict[str, Any]:
        """The raw table ``name.toml`` of the folder; empty where the pack has none."""
        if name not in self._tables:
            path = self.folder / f"{name}.toml"
            self._tables[name] = load_toml(path) if path.exists() else {}
        return self._tables[name]

    def __hash__(self) -> int:
        return hash(self.code)


def _folders() -> dict[str, Path]:
    return {p.parent.name: p.parent for p in sorted(_HERE.glob("*/pack.toml"))}


def _outside() -> dict[str, Path]:
    """Packs of other distributions, looked for only when a code is not among our own folders."""
    from importlib.metadata import entry_points

    found = {}
    for entry in entry_points(group="factcheck.languages"):
        spec = importlib.util.find_spec(entry.value)
        if spec and spec.submodule_search_locations:
            found[entry.name] = Path(next(iter(spec.submodule_search_locations)))
    return found


def languages() -> tuple[str, ...]:
    """Codes of the languages that can be read, sorted."""
    return tuple(sorted({**_outside(), **_folders()}))


def base_code(code: str) -> str:
    """The code of the pack that reads a language tag: ``en`` of ``en-GB``."""
    return code if code in _folders() else code.replace("_", "-").partition("-")[0].lower()


@cache
def load_pack(code: str) -> Pack:
    """The pack of a code or of a tag with a country (``en-GB``); UsageError where unknown, PackError where broken."""
    folder = _folders().get(code) or _outside().get(code)
    if folder is None and base_code(code) != code:
        return _regional(base_code(code), code.replace("_", "-").rpartition("-")[2].upper())
    if folder is None:
        raise UsageError(f"no language {code!r}", hint=f"known: {', '.join(languages())}")
    head = load_toml(folder / "pack.toml")
    where = str(folder / "pack.toml")
    unknown = set(head) - _KEYS
    if unknown:
        raise PackError(f"unknown key {sorted(unknown)[0]!r}", where=where)
    if head.get("direction") not in ("rtl", "ltr") or head.get("code") != folder.name:
        raise PackError("needs code (the folder's name) and direction (rtl or ltr)", where=where)
    return _load(folder, head, {})


@cache
def _regional(code: str, region: str) -> Pack:
    """The pack with what a country says otherwise, or as it is where nothing is known of the country."""
    pack = load_pack(code)
    path = pack.folder / "regions" / f"{region}.toml"
    if not path.exists():
        return pack
    table = load_toml(path)
    unknown = set(table) - {"words", "day_first"}
    if unknown:
        raise PackError(f"unknown key {sorted(unknown)[0]!r}", where=str(path))
    return _load(pack.folder, load_toml(pack.folder / "pack.toml"), table)


def _load(folder: Path, head: dict[str, Any], region: dict[str, Any]) -> Pack:
    lexicon = Lexicon(head.get("proclitics", ()), [tuple(j) for j in head.get("joins", ())], head.get("joined"))
    for category, entries in region.get("words", {}).items():
        for value, forms in entries.items():
            for form in forms:
                lexicon.add(category, value, form)
    for path in sorted((folder / "words").glob("*.toml")):
        _read_words(path, lexicon)
    for path in sorted((folder / "words").glob("*.tsv")):
        _read_rows(path, lexicon)
    grammar = _grammar(folder)
    if grammar is not None and hasattr(grammar, "extend"):
        grammar.extend(lexicon)
    if not lexicon.categories:
        raise PackError("there are no words: a pack that reads nothing would find nothing, silently", where=str(folder))
    return Pack(
        code=head["code"],
        name=head.get("name", head["code"]),
        direction=head["direction"],
        week_start=int(head.get("week_start", 0)),
        lexicon=lexicon,
        rules={
            path.stem: _read_rules(path, bool(region.get("day_first")))
            for path in sorted((folder / "rules").glob("*.toml"))
        },
        settings=head.get("settings", {}),
        folder=folder,
        grammar=grammar,
    )


def _read_words(path: Path, lexicon: Lexicon) -> None:
    for category, table in load_toml(path).items():
        if not isinstance(table, dict):
            raise PackError(f"[{category}] must be a table of value = [spellings]", where=str(path))
        bare = bool(table.pop("_bare", False))
        for value, forms in table.items():
            if not isinstance(forms, list) or not all(isinstance(f, str) and fold(f).strip() for f in forms):
                raise PackError(f"[{category}] {value}: must be a list of spellings", where=str(path))
            for form in forms:
                lexicon.add(category, value, form, bare=bare)


def _read_rows(path: Path, lexicon: Lexicon) -> None:
    """A long table as lines of category, value and spelling, with tabs between; # begins a comment."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            parts = line.split("\t")
            if len(parts) != 3:
                raise PackError("expected category, value and spelling", where=f"{path}:{number}")
            lexicon.add(*parts)


def _read_rules(path: Path, day_first: bool = False) -> tuple[Rule, ...]:
    rules = []
    for number, row in enumerate(load_toml(path).get("rule", ()), 1):
        missing = {"name", "pattern", "make"} - set(row)
        if missing:
            raise PackError(f"rule {number} lacks {sorted(missing)[0]!r}", where=str(path))
        args = row.get("args", {})
        if day_first and args.get("order") == "mdy":
            args = {**args, "order": "dmy"}
        rules.append(Rule(row["name"], row["pattern"], row["make"], args))
    names = [rule.name for rule in rules]
    twice = next((n for n in names if names.count(n) > 1), None)
    if twice:
        raise PackError(f"two rules named {twice!r}", where=str(path))
    return tuple(rules)


def _grammar(folder: Path) -> ModuleType | None:
    path = folder / "grammar.py"
    if not path.exists():
        return None
    if folder.parent == _HERE:
        return importlib.import_module(f"factcheck.languages.{folder.name}.grammar")
    spec = importlib.util.spec_from_file_location(f"_factcheck_grammar_{folder.name}", path)
    if spec is None or spec.loader is None:
        raise PackError("cannot be imported", where=str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def heads() -> dict[str, dict[str, Any]]:
    """The ``pack.toml`` of every language, without loading the packs: for tables that serve texts of any language."""
    return {code: load_toml((_folders().get(code) or _outside()[code]) / "pack.toml") for code in languages()}


@cache
def _hints() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    hints = []
    for code, head in heads().items():
        known = head.get("known_by", {})
        hints.append((code, frozenset(known.get("letters", "")), frozenset(fold(w) for w in known.get("words", ()))))
    return tuple(hints)


def detect(text: str, default: str = "ar") -> str:
    """The language of a text by the letters and frequent words that the packs name; ``default`` where nothing tells."""
    sample = text[:2000]
    words = fold(sample).split()
    best, best_score = default, 0.0
    for code, letters, frequent in _hints():
        score = sum(c in letters for c in sample) / 4 + 2 * sum(w in frequent for w in words)
        if score > best_score:
            best, best_score = code, score
    return best
