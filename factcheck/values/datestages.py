"""The date rules of a pack run over the tokens of a text.

The rules (``rules/datesN_*.toml``: the files of one digit are one stage) run over the islands of a reading that hold
words of time. A stage replaces what it reads by one token, which the next stage takes up: months and lengths
first, then dates, parts of them, ranges, and last the words that give a date its role.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from factcheck.errors import PackError
from factcheck.languages.lexicon import Entry
from factcheck.languages.pack import Pack
from factcheck.text.patterns import RuleSet
from factcheck.text.tokens import Token
from factcheck.values.datecore import is_core, mark
from factcheck.values.dateforms import PRODUCTIONS, Made, Production, Slots, TimeToken
from factcheck.values.dateparts import PREDICATES
from factcheck.values.quantity import Quantity

__all__ = ["Grammar", "grammar_of", "islands", "run_stages"]

_MADE = (
    *("time", "time_plain", "time_day", "time_month", "time_year", "time_open", "time_open_day", "time_name"),
    *("time_hijri", "time_weekday", "time_weekday_bare", "time_length", "time_vague_length", "time_shift"),
    *(
        "time_week",
        "time_part",
        "time_century",
        "time_named",
        "time_holiday",
        "time_nth",
        "time_range",
        "time_set",
        "time_recent",
        "time_edge",
        "time_told",
        "time_clock",
        "time_day_part",
    ),
    *(f"time_{u}_shift" for u in ("day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century")),
    *("time_fortnight_shift", "time_numbered", "and_time", "to_time", "by_time"),
)


_END = Entry("clause_end", "1", "")


class Grammar:
    """The stages of a pack, compiled, and the categories of words that they know."""

    def __init__(self, pack: Pack) -> None:
        known = frozenset(pack.lexicon.categories | set(_MADE))
        self.stages: list[RuleSet] = []
        self.words: set[str] = set()
        for _, names in groupby(sorted(n for n in pack.rules if n.startswith("dates")), lambda n: n[: len("dates0")]):
            rules = tuple(rule for name in names for rule in pack.rules[name])
            for rule in rules:
                if rule.make not in PRODUCTIONS:
                    raise PackError(f"no production {rule.make!r}", where=f"{pack.folder}: rule {rule.name!r}")
            self.stages.append(RuleSet(rules, PREDICATES, known))
            for rule in rules:
                self.words.update(w.split("=")[0].split(":")[-1] for w in rule.pattern.replace("?", " ").split())
        self.words = {w.strip("()|") for w in self.words} & pack.lexicon.categories
        self.words |= {c for p in PREDICATES.values() for c in p.categories}
        self.article = str(pack.settings.get("article", ""))


@lru_cache(maxsize=16)
def grammar_of(pack: Pack) -> Grammar:
    """The stages of a pack."""
    return Grammar(pack)


def islands(tokens: Sequence[Token], words: set[str], article: str = "") -> Iterator[tuple[int, int]]:
    """Runs of tokens that rules know, with at least one that speaks of time by itself; ``article``: the joined one."""
    start, core = -1, False
    for i, token in enumerate(tokens):
        entries = token.entries
        if token.kind == "n" and not entries and token.text.count(".") == 2:
            entries = token.entries = {"dotted": token.text}
        if entries and not words.isdisjoint(entries):
            if start < 0:
                start, core = i, False
            core = core or is_core(token, tokens, i)
            if article or token.kind == "#":
                mark(tokens, i, words, article)
        elif start >= 0:
            if core:
                yield start, i
            start = -1
    if start >= 0 and core:
        yield start, len(tokens)


def run_stages(tokens: Sequence[Token], first: int, end: int, stages: Sequence[RuleSet]) -> list[TimeToken]:
    """What the stages make of ``tokens[first:end]``."""
    line: list[Token] = list(tokens[first:end])
    places = [(i, i + 1) for i in range(first, end)]
    if end == len(tokens) or tokens[end].kind == "l":  # the end of a text or line closes a clause as a full stop does
        line.append(Token("", line[-1].end, line[-1].end, "p", False, {"clause_end": _END}))
        places.append((end, end))
    present = _categories(line)
    for stage in stages:
        rules = stage.among(present)
        if rules:
            line, places, found = _run(stage, line, places, rules)
            if found:
                present = _categories(line)
    return [t for t in line if isinstance(t, TimeToken)]


def _categories(line: list[Token]) -> frozenset[str]:
    return frozenset().union(*(token.entries for token in line))


def _run(
    stage: RuleSet, line: list[Token], places: list[tuple[int, int]], rules: Any
) -> tuple[list[Token], list[tuple[int, int]], bool]:
    """The line with what the stage made of it, the places of its tokens, and whether it made anything."""
    found, known, literals = False, rules.keys(), stage.literals
    out: list[Token] = []
    where: list[tuple[int, int]] = []
    i = 0
    while i < len(line):
        if line[i].entries and (literals or not known.isdisjoint(line[i].entries)):
            made = _first(stage, line, i, rules)
            if made is not None:
                value, low, high, hidden = made
                found = True
                out.extend(line[i:low])
                where.extend(places[i:low])
                span = (places[low][0], places[high - 1][1])
                out.append(_joined(value, line[low:high], span, hidden))
                where.append(span)
                i = high
                continue
        out.append(line[i])
        where.append(places[i])
        i += 1
    return out, where, found


def _first(stage: RuleSet, line: list[Token], i: int, rules: Any) -> tuple[Made, int, int, bool] | None:
    """The longest match that makes something, with the tokens that it takes.

    Slots named _… are its surroundings; a first token named __… is taken, but stays outside of the span.
    """
    for match in stage.at(line, i, rules):
        production: Production = PRODUCTIONS[match.rule.make]
        result = production(Slots(match))
        if result is None:
            continue
        made = result if isinstance(result, Made) else Made(result)
        if match.rule.args.get("weak"):
            made = Made(made.node, made.role, made.mod, True, made.pieces)
        elif "role" in match.rule.args and made.role == "on":
            made = Made(made.node, str(match.rule.args["role"]), made.mod, made.weak, made.pieces)
        if "puts" in match.rule.args and made.mod is None:
            made = Made(made.node, made.role, str(match.rule.args["puts"]), made.weak, made.pieces)
        low, high = match.start, match.end
        around = {id(b.token) for name, b in match.slots.items() if name.startswith("_") and name[1] != "_"}
        while low < high and id(line[low]) in around:
            low += 1
        while high > low and id(line[high - 1]) in around:
            high -= 1
        if low < high:
            hidden = any(n.startswith("__") and b.token is line[low] for n, b in match.slots.items())
            return made, low, high, hidden
    return None


def _joined(made: Made, parts: list[Token], span: tuple[int, int], hidden: bool) -> TimeToken:
    joined, lead = _particles(parts[0])
    token = TimeToken(made, span[0], span[1], parts, joined)
    if hidden and len(parts) > 1:
        token.start = parts[1].start
    elif not isinstance(parts[0], TimeToken) and parts[0].kind != "#":
        token.start += lead
    return token


def _particles(token: Token) -> tuple[frozenset[str], int]:
    """What the particles joined to a token do, and their letters that do not belong to it."""
    if isinstance(token, TimeToken):
        return token.joined, 0
    for entry in token.entries.values():
        if isinstance(entry, Entry) and entry.proclitics:
            return frozenset(entry.joined), entry.lead
        if isinstance(entry, Quantity) and entry.proclitics:
            return frozenset([d for d, so in (("and", entry.opened), ("by", entry.by)) if so]), 0
    return frozenset(), 0
