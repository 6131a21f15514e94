"""Words and phrases of a language with what they mean: look-up of tokens, with joined particles seen as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factcheck.text.tokens import Token, tokenize
from factcheck.text.view import fold

__all__ = ["Entry", "Lexicon"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a word or phrase."""

    category: str
    """The table that it stands in: ``month``, ``weekday``, ``hedge`` …"""
    value: str
    """The key that it stands under: ``9``, ``about`` …"""
    form: str
    """The folded spelling of the table, without joined particles."""
    proclitics: tuple[str, ...] = ()
    """Particles joined before it, in order ("و", "ب", "ال")."""
    joined: tuple[str, ...] = ()
    """What they do, by the table ``joined`` of the pack: and, by, to, the; empty for any other."""

    @property
    def lead(self) -> int:
        """Letters of the particles that do not belong to the word; an article does."""
        return sum(len(p) for p, does in zip(self.proclitics, self.joined, strict=True) if does != "the")


_EMPTY: dict[str, Entry] = {}
_MEMO_LIMIT = 200_000  # distinct words remembered; a newspaper year has fewer


_Start = tuple[tuple[str, ...], tuple[str, ...], Entry]
"""A phrase by its first word: particles, the words that must follow, entry."""


class Lexicon:
    """Forms → entries. ``tag`` fills the tokens of a text; phrases of several words become one token."""

    def __init__(
        self,
        proclitics: Iterable[Iterable[str]] = (),
        joins: Iterable[tuple[str, str]] = (),
        joined: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """``proclitics``: groups in the order in which they may stand before a word, at most one of each group.

        ``joins`` rewrites letters that a particle hides, as (written, underlying): ("لل", "لال"). ``joined`` says what
        particles do: the → ("ال",).
        """
        self._does = {fold(particle): does for does, forms in (joined or {}).items() for particle in forms}
        self._groups = tuple(tuple(fold(p) for p in group) for group in proclitics)
        self._joins = tuple((fold(a), fold(b)) for a, b in joins)
        self._words: dict[str, dict[str, Entry]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._bare: set[str] = set()
        self._memo: dict[str, dict[str, Entry]] = {}
        self._starts: dict[str, dict[str, list[_Start]]] = {}
        self.categories: set[str] = set()

    def add(self, category: str, value: str, form: str, *, bare: bool = False) -> None:
        """Add one spelling; ``bare``: it takes no joined particles. The first entry of a category for a form stays."""
        words = [token.text for token in tokenize(fold(form))]
        self.categories.add(category)
        entry = Entry(category, value, " ".join(words))
        if len(words) == 1:
            self._words.setdefault(words[0], {}).setdefault(category, entry)
        else:
            self._phrases.setdefault(words[0], []).append((tuple(words[1:]), entry))
            self._phrases[words[0]].sort(key=lambda p: -len(p[0]))
        if bare:
            self._bare.add(entry.form)
        self._memo.clear()
        self._starts.clear()

    def forms(self, category: str) -> list[tuple[str, str]]:
        """(value, folded spelling) of a category, for rules that make further forms from its entries."""
        found = [(entries[category].value, word) for word, entries in self._words.items() if category in entries]
        found += [
            (entry.value, entry.form)
            for phrases in self._phrases.values()
            for _, entry in phrases
            if entry.category == category
        ]
        return found

    def splits(self, word: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """Every way to read joined particles off a folded word, the whole word first."""
        yield (), word
        forms = [word]
        for written, underlying in self._joins:
            if written in word[:4]:
                forms.append(word.replace(written, underlying, 1))
        for form in forms:
            yield from self._split(form, 0, ())

    def _split(self, word: str, group: int, taken: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        for g in range(group, len(self._groups)):
            for particle in self._groups[g]:
                if word.startswith(particle) and len(word) > len(particle) + 1:
                    rest = word[len(particle) :]
                    yield (*taken, particle), rest
                    yield from self._split(rest, g + 1, (*taken, particle))

    def look_up(self, word: str) -> dict[str, Entry]:
        """Entries of a folded word by category; the reading with the fewest particles wins in each category."""
        found = self._memo.get(word)
        if found is None:
            found = {}
            for proclitics, rest in self.splits(word):
                entries = self._words.get(rest)
                if entries and not (proclitics and rest in self._bare):
                    for category, entry in entries.items():
                        if category not in found:
                            found[category] = self._with(entry, proclitics)
            if len(self._memo) > _MEMO_LIMIT:
                self._memo.clear()
            found = self._memo[word] = found or _EMPTY
        return found

    def _with(self, entry: Entry, proclitics: tuple[str, ...]) -> Entry:
        if not proclitics:
            return entry
        does = tuple(self._does.get(p, "") for p in proclitics)
        return Entry(entry.category, entry.value, entry.form, proclitics, does)

    def phrases(self, word: str) -> list[_Start]:
        """Phrases that may begin with this word: (particles, the words that must follow, entry)."""
        return [start for starts in self._begun(word).values() for start in starts]

    def _begun(self, word: str) -> dict[str, list[_Start]]:
        """The phrases that may begin with this word by their second word."""
        found = self._starts.get(word)
        if found is None:
            found = {}
            for proclitics, first in self.splits(word):
                for rest, entry in self._phrases.get(first, ()):
                    if not (proclitics and entry.form in self._bare):
                        found.setdefault(rest[0], []).append((proclitics, rest, entry))
            if len(self._starts) > _MEMO_LIMIT:
                self._starts.clear()
            self._starts[word] = found
        return found

    def tag(self, tokens: list[Token]) -> list[Token]:
        """The tokens with their entries; the longest known phrase at each place becomes one token of kind ``w``."""
        out: list[Token] = []
        i = 0
        while i < len(tokens):
            token = tokens[i]
            if token.kind == "w":
                token.entries = self.look_up(token.text)
                begun = self._begun(token.text)
                starts = begun.get(tokens[i + 1].text) if begun and i + 1 < len(tokens) else None
                if starts:
                    merged, length = self._phrase(tokens, i, starts)
                    if merged is not None:
                        out.append(merged)
                        i += length
                        continue
            elif token.kind == "p":
                token.entries = self.look_up(token.text)
            out.append(token)
            i += 1
        return out

    def _phrase(self, tokens: list[Token], i: int, starts: list[_Start]) -> tuple[Token | None, int]:
        entries: dict[str, Entry] = {}
        best = 0
        for proclitics, rest, entry in starts:
            n = len(rest)
            if n < best or i + n >= len(tokens) or any(tokens[i + 1 + k].text != rest[k] for k in range(1, n)):
                continue
            if n == 1 and len(tokens[i].text) == 1 and tokens[i + 1].kind == "p" and tokens[i + 1].space:
                continue  # "C$20" is one sign, "vitamin C $20" are two words
            if n > best:
                best, entries = n, {}
            entries.setdefault(entry.category, self._with(entry, proclitics))
        if not best:
            return None, 1
        first, last = tokens[i], tokens[i + best]
        text = " ".join(t.text for t in tokens[i : i + best + 1])
        return Token(text, first.start, last.end, "w", first.space, entries), best + 1
