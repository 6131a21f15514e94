"""What a capital letter tells, in languages that write names and months with one.

The view has no capitals; here the original is looked at, for the words of a few categories that the pack names in
``[settings.capitals]``:

    only     words that mean this with a capital alone: "march" in small letters is no month
    verbs    what a word with a capital inside a sentence is not: "in May" is no auxiliary
    names    words that with a capital, before another, are part of a name: "the Daily Bugle"
    titles   words that with a capital inside a sentence are part of a name: "Person of the Year"
    numbers  the same beside another word with a capital: "the Seven Hills", "the Big Four"
    persons  months that are given names, where an unknown word with a capital follows: "June Harlow said"
    given    the same where a month would take a full stop: "by Jan Harlow"
    symbols  letters that are a unit only as capitals after digits: "12C"
    small    units of small letters alone: "5bp", but "11,600 BP"
    short    what is no abbreviation in capitals throughout, unless digits stand beside it: "DEC" is a firm

A text without capitals inside its sentences, or a line in which every long word has one, tells nothing.
"""

from __future__ import annotations

from typing import Any

from factcheck.languages.lexicon import Entry
from factcheck.languages.pack import Pack
from factcheck.text.tokens import Token
from factcheck.text.view import View

__all__ = ["heed_capitals"]

_STOPS = frozenset('.!?:;"(-')
_LONG = 4  # letters of a word that a headline writes with a capital
_HEADLINE = 0.8
_SEEN = 24  # tokens to either side that are looked at for a headline
_LEADS = frozenset(
    (
        *(
            "in_date",
            "of_date",
            "since",
            "until",
            "by_date",
            "from_date",
            "timepart",
            "shift",
            "before_date",
            "definite",
        ),
        *("after_date", "and_word", "or_date", "to_date", "between_dates", "during", "every", "digits", "day_word"),
    )
)
"""Categories of words after which a month is a month, whatever follows."""


def heed_capitals(tokens: list[Token], view: View, pack: Pack) -> None:
    """Take from the tokens the entries that their letters, small or capital, forbid."""
    habits: dict[str, Any] | None = pack.settings.get("capitals")
    if not habits:
        return
    text = _Text(tokens, view)
    symbols, small = frozenset(habits.get("symbols", ())), frozenset(habits.get("small", ()))
    watched = {category for group in habits.values() for category in group} - symbols - small
    for i, token in enumerate(tokens):
        found = token.entries
        if not found:
            continue
        if not watched.isdisjoint(found) and text.proper():
            lost = set(_lost(text, i, habits))
            if lost:
                token.entries = {k: v for k, v in found.items() if k not in lost}
        elif not symbols.isdisjoint(found):
            entry = found[next(c for c in symbols if c in found)]
            if text.unit(i):
                token.entries = {"symbol": Entry("symbol", entry.value, entry.form)}
            else:
                gone = symbols | {"symbol"} if text.capital(i) else symbols  # "satellite 33C" is no cents
                token.entries = {k: v for k, v in found.items() if k not in gone}
        elif not small.isdisjoint(found):
            entry = found[next(c for c in small if c in found)]
            kept = {k: v for k, v in found.items() if k not in small}
            if not text.capital(i):
                kept["measure"] = Entry("measure", entry.value, entry.form)
            token.entries = kept


def _lost(text: _Text, i: int, habits: dict[str, Any]) -> list[str]:
    entries, tokens = text.tokens[i].entries, text.tokens
    here = [c for c in entries if any(c in group for group in habits.values())]
    capital, inside = text.capital(i), text.inside(i)
    lost = [] if capital else [c for c in here if c in habits.get("only", ())]
    if capital and inside and any(c in entries for c in habits.get("only", ())):
        lost += [c for c in here if c in habits.get("verbs", ())]
    if capital and inside and any(c in habits.get("titles", ()) for c in here) and not text.headline(i):
        lost += [c for c in here if c in habits.get("titles", ())]
    if capital and i and inside and text.capital(i - 1) and text.inside(i - 1) and not text.headline(i):
        lost += [c for c in here if c in habits.get("numbers", ())]
    if capital and text.throughout(i) and not text.numbered(i):
        lost += [c for c in here if c in habits.get("short", ())]
    if capital and text.capital(i + 1) and not text.headline(i):
        if inside:
            lost += [c for c in here if c in habits.get("names", ())]
            lost += [c for c in here if c in habits.get("numbers", ())]
        unknown = not tokens[i + 1].entries and tokens[i + 1].kind == "w"
        led = inside and not _LEADS.isdisjoint(tokens[i - 1].entries)
        named = [c for c in here if c in habits.get("persons", ())]
        if unknown and ((named and not led) or any(c in habits.get("given", ()) for c in here)):
            lost += ["month", "month_homonym"]
    return lost


class _Text:
    """The tokens with their letters as they were written."""

    def __init__(self, tokens: list[Token], view: View) -> None:
        self.tokens = tokens
        self._original, self._offsets = view.original, view.offsets
        self._proper: bool | None = None

    def capital(self, i: int) -> bool:
        """Whether token ``i`` is a word that begins with a capital."""
        if i >= len(self.tokens):
            return False
        at = self.tokens[i].start
        letter = self._original[at if self._offsets is None else self._offsets[at]]
        return letter.isupper() and letter.isalpha()

    def throughout(self, i: int) -> bool:
        """Whether token ``i`` is a short word in capitals throughout."""
        token = self.tokens[i]
        at = token.start if self._offsets is None else self._offsets[token.start]
        letters = self._original[at : at + len(token.text)]
        return 1 < len(letters) <= _LONG and letters.isupper()

    def numbered(self, i: int) -> bool:
        """Whether digits stand beside token ``i``, or a sign between them."""
        return any(t.kind == "n" for t in self.tokens[max(0, i - 2) : i + 3])

    def unit(self, i: int) -> bool:
        """Whether token ``i`` is a capital after digits that are part of no longer name: "12C", "SCP-12C"."""
        tokens = self.tokens
        if not i or tokens[i - 1].kind != "n" or not self.capital(i):
            return False
        before, after = tokens[i - 2] if i > 1 else None, tokens[i + 1] if i + 1 < len(tokens) else None
        if before is not None and before.text == "-" and not before.space:
            return False
        if before is not None and self.capital(i - 2) and self.inside(i - 2) and not before.entries:
            return False  # "the satellite Astrum 33C"
        return after is None or (after.text not in ("/", "-") and not (tokens[i].space and self.capital(i + 1)))

    def inside(self, i: int) -> bool:
        """Whether token ``i`` does not begin its sentence."""
        return bool(i) and self.tokens[i - 1].kind != "l" and self.tokens[i - 1].text not in _STOPS

    def proper(self) -> bool:
        """Whether the text writes some word inside a sentence with a capital: then it knows them."""
        if self._proper is None:
            self._proper = any(
                t.kind == "w" and len(t.text) > 1 and self.capital(i) and self.inside(i)
                for i, t in enumerate(self.tokens)
            )
        return self._proper

    def headline(self, i: int) -> bool:
        """Whether the long words of the line around token ``i`` all have capitals."""
        first, last = i, i
        while first and i - first < _SEEN and self.tokens[first - 1].kind != "l":
            first -= 1
        while last + 1 < len(self.tokens) and last - i < _SEEN and self.tokens[last + 1].kind != "l":
            last += 1
        words = [k for k in range(first, last + 1) if self.tokens[k].kind == "w" and len(self.tokens[k].text) >= _LONG]
        return sum(self.capital(k) for k in words) > _HEADLINE * len(words)
