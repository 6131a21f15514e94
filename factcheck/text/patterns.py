"""Named rules over tokens: the small engine that runs what the language folders write.

A pattern is a line of elements separated by spaces:

    month            a token that has the category ``month``; its entry is bound to the slot ``month``
    start:month      the same, bound to the slot ``start``
    unit=year        a token whose entry of category ``unit`` has the value ``year``
    "من"             a token with exactly this (folded) text
    a | b, (a b), a?  alternatives, groups, options

Names may also be predicates (``day``: a number from 1 to 31), given with the categories that they look at, so that a
rule is tried only where its first element can match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck.errors import PackError
from factcheck.text.tokens import Token
from factcheck.text.view import fold

__all__ = ["Binding", "Match", "Predicate", "Rule", "RuleSet"]


@dataclass(frozen=True, slots=True)
class Binding:
    """What a slot matched: the entry (or the predicate's value) and the token."""

    value: Any
    token: Token


@dataclass(frozen=True, slots=True)
class Predicate:
    """A named test of a token: the categories that it needs one of, and the value that it gives (None: no match)."""

    categories: tuple[str, ...]
    value: Callable[[Token], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern and the production that makes something of its match."""

    name: str
    pattern: str
    make: str
    """Name of the production."""
    args: Mapping[str, Any] = field(default_factory=dict)
    """Constants for the production."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched ``tokens[start:end]``."""

    rule: Rule
    start: int
    end: int
    slots: Mapping[str, Binding]


_Binds = tuple[tuple[str, Binding], ...]
_Matcher = Callable[[Sequence[Token], int, _Binds], Iterator[tuple[int, _Binds]]]
_Keys = frozenset[str]
_Part = tuple[_Matcher, _Keys, bool, tuple[_Keys, ...]]
"""A compiled part of a pattern: its matcher, the keys that it can begin with, whether it can match nothing, and sets of
keys of each of which some token must have one."""
_Open = dict[str, list[tuple[int, Rule, _Matcher, tuple[_Keys, ...]]]]
"""Rules by the keys that they can begin with: number, rule, matcher, what they need."""
_REMEMBERED = 20_000  # sets of categories whose rules are remembered
_LEXEME = re.compile(
    r'\s*(?:(?P<sign>[()|?])|(?:(?P<slot>\w+):)?(?:"(?P<word>[^"]+)"|(?P<name>\w+)(?:=(?P<value>[\w:.+-]+))?))'
)


class _Compiler:
    """Recursive descent over one pattern; also collects the keys that a match can begin with."""

    def __init__(self, rule: Rule, predicates: Mapping[str, Predicate], categories: frozenset[str]) -> None:
        self.rule, self.predicates, self.categories = rule, predicates, categories
        self.lexemes: list[re.Match[str]] = []
        at = 0
        pattern = rule.pattern.rstrip()
        while at < len(pattern):
            lexeme = _LEXEME.match(pattern, at)
            if not lexeme:
                raise PackError(f"pattern cannot be read at {pattern[at:]!r}", where=f"rule {rule.name!r}")
            self.lexemes.append(lexeme)
            at = lexeme.end()
        self.at = 0

    def sign(self) -> str | None:
        return self.lexemes[self.at]["sign"] if self.at < len(self.lexemes) else None

    def compile(self) -> tuple[_Matcher, _Keys, tuple[_Keys, ...]]:
        matcher, first, empty, needs = self.alternatives()
        if self.at != len(self.lexemes) or empty:
            why = "can match nothing" if empty else "has an unmatched bracket"
            raise PackError(f"pattern {why}: {self.rule.pattern!r}", where=f"rule {self.rule.name!r}")
        return matcher, first, tuple({n for n in needs if n and not any(key.startswith('"') for key in n)})

    def alternatives(self) -> _Part:
        branches = [self.sequence()]
        while self.sign() == "|":
            self.at += 1
            branches.append(self.sequence())
        if len(branches) == 1:
            return branches[0]
        matchers = [b[0] for b in branches]

        def match(tokens: Sequence[Token], i: int, binds: _Binds) -> Iterator[tuple[int, _Binds]]:
            for matcher in matchers:
                yield from matcher(tokens, i, binds)

        first: _Keys = frozenset().union(*(b[1] for b in branches))
        empty = any(b[2] for b in branches)
        return match, first, empty, () if empty else (first,)

    def sequence(self) -> _Part:
        parts: list[_Part] = []
        while self.at < len(self.lexemes) and self.sign() not in (")", "|"):
            parts.append(self.term())
        if not parts:
            raise PackError("pattern has an empty part", where=f"rule {self.rule.name!r}")
        first: frozenset[str] = frozenset()
        for part in parts:
            first |= part[1]
            if not part[2]:
                break
        matcher = parts[-1][0]
        for part in reversed(parts[:-1]):
            matcher = _then(part[0], matcher)
        return matcher, first, all(p[2] for p in parts), tuple(need for p in parts for need in p[3])

    def term(self) -> _Part:
        if self.sign() == "(":
            self.at += 1
            matcher, first, empty, needs = self.alternatives()
            if self.sign() != ")":
                raise PackError("pattern has an unmatched bracket", where=f"rule {self.rule.name!r}")
            self.at += 1
        else:
            matcher, first = self.element()
            empty, needs = False, (first,)
        if self.sign() == "?":
            self.at += 1
            matcher, empty, needs = _optional(matcher), True, ()
        return matcher, first, empty, needs

    def element(self) -> tuple[_Matcher, frozenset[str]]:
        lexeme = self.lexemes[self.at]
        self.at += 1
        if lexeme["word"]:
            word = fold(lexeme["word"])
            return _literal(word, lexeme["slot"]), frozenset((f'"{word}',))
        name, value = lexeme["name"], lexeme["value"]
        if name is None:
            raise PackError(f"pattern has a misplaced {lexeme['sign']!r}", where=f"rule {self.rule.name!r}")
        slot = lexeme["slot"] or name
        if name in self.predicates:
            predicate = self.predicates[name]
            return _predicate(predicate, slot), frozenset(predicate.categories)
        if name not in self.categories:
            raise PackError(f"pattern names an unknown category {name!r}", where=f"rule {self.rule.name!r}")
        return _category(name, value, slot), frozenset((name,))


def _then(one: _Matcher, two: _Matcher) -> _Matcher:
    def match(tokens: Sequence[Token], i: int, binds: _Binds) -> Iterator[tuple[int, _Binds]]:
        for j, bound in one(tokens, i, binds):
            yield from two(tokens, j, bound)

    return match


def _optional(one: _Matcher) -> _Matcher:
    def match(tokens: Sequence[Token], i: int, binds: _Binds) -> Iterator[tuple[int, _Binds]]:
        yield from one(tokens, i, binds)
        yield i, binds

    return match


def _literal(word: str, slot: str | None) -> _Matcher:
    def match(tokens: Sequence[Token], i: int, binds: _Binds) -> Iterator[tuple[int, _Binds]]:
        if i < len(tokens) and tokens[i].text == word:
            yield i + 1, (*binds, (slot, Binding(word, tokens[i]))) if slot else binds

    return match


def _category(name: str, value: str | None, slot: str) -> _Matcher:
    def match(tokens: Sequence[Token], i: int, binds: _Binds) -> Iterator[tuple[int, _Binds]]:
        if i < len(tokens):
            entry = tokens[i].entries.get(name)
            if entry is not None and (value is None or entry.value == value):
                yield i + 1, (*binds, (slot, Binding(entry, tokens[i])))

    return match


def _predicate(predicate: Predicate, slot: str) -> _Matcher:
    def match(tokens: Sequence[Token], i: int, binds: _Binds) -> Iterator[tuple[int, _Binds]]:
        if i < len(tokens):
            value = predicate.value(tokens[i])
            if value is not None:
                yield i + 1, (*binds, (slot, Binding(value, tokens[i])))

    return match


class RuleSet:
    """Rules compiled once, tried at each token that one of them can begin with."""

    def __init__(self, rules: Sequence[Rule], predicates: Mapping[str, Predicate], categories: frozenset[str]) -> None:
        self.rules = tuple(rules)
        self._first: _Open = {}
        self._open: dict[_Keys, _Open] = {}
        self._seen: dict[_Keys, _Open] = {}
        keys: set[str] = set()
        self.literals = False
        """Whether a rule can begin with a word that no table holds."""
        for number, rule in enumerate(self.rules):
            matcher, first, needs = _Compiler(rule, predicates, categories).compile()
            keys.update(first, *needs)
            for key in first:
                self.literals |= key.startswith('"')
                self._first.setdefault(key, []).append((number, rule, matcher, needs))

        self._keys = frozenset(keys)

    def among(self, present: frozenset[str]) -> _Open:
        """The rules that tokens of no other categories than ``present`` can match, for :meth:`at`."""
        known = self._seen.get(present)
        if known is not None:
            return known
        whole, present = present, present & self._keys
        found = self._open.get(present)
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        if found is not None:
            self._seen[whole] = found
        else:
            if len(self._open) >= _REMEMBERED:
                self._open.clear()
            found = self._seen[whole] = self._open[present] = {}
            for key, rules in self._first.items():
                if key in present or key.startswith('"'):
                    some = [rule for rule in rules if not any(need.isdisjoint(present) for need in rule[3])]
                    if some:
                        found[key] = some
        return found

    def at(self, tokens: Sequence[Token], i: int, rules: _Open | None = None) -> Iterator[Match]:
        """Every match that begins at token ``i``: longest first, then in the order of the rules.

        ``rules``: those of :meth:`among`, where the caller has asked for them.
        """
        known = self._first if rules is None else rules
        token = tokens[i]
        keys = [k for k in token.entries if k in known]
        if self.literals and f'"{token.text}' in known:
            keys.append(f'"{token.text}')
        if not keys:
            return iter(())
        found: list[tuple[int, int, Match]] = []
        tried: set[int] = set()
        for key in keys:
            for number, rule, matcher, _ in known[key]:
                if number in tried:
                    continue
                tried.add(number)
                for end, binds in matcher(tokens, i, ()):
                    found.append((-end, number, Match(rule, i, end, dict(binds))))
        found.sort(key=lambda f: f[:2])
        return (match for _, _, match in found)
