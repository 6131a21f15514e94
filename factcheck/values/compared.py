"""What a bare number counts that its sentence has named at a distance: the head of what rose or fell to it, the figure
that it is set against, a crowd or another word for many people."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft
from factcheck.values.particles import Particles
from factcheck.values.scope import clause_bounds

__all__ = ["further", "grouped", "set_against", "subject"]

_YEARS = range(1900, 2051)
_ALIKE = 20  # times that one of two numbers set against each other may be the other
_VERB = 8  # tokens between a number and the verb of what rose or fell to it
_SUBJECT = 10  # tokens between that verb and its subject
_APART = 25  # tokens between two numbers set against each other


def _bare(tokens: list[Token], figure: Draft, used: set[int]) -> bool:
    """Whether no word that it may count stands after the number."""
    at = figure.end
    if at >= len(tokens) or at in used:
        return True
    after = tokens[at]
    if "of" in after.entries and "function" in after.entries:
        return False  # "from 61 of the villages"
    ends = after.kind in "pl" and after.text not in "-/%:"
    return ends or not _FOLLOW.isdisjoint(after.entries)


_FOLLOW = frozenset(("function", "tense", "saying", "earlier", "recent", "last", "shift"))
"""Categories of words that a number does not count."""


def _is_year(tokens: list[Token], figure: Draft) -> bool:
    return figure.modifier == "exact" and figure.low in _YEARS and tokens[figure.end - 1].text.isdigit()


def set_against(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "To 40,000 tonnes, down from 35,000", "12 died, compared with nine last year": as the figure before."""
    at = figure.first - 1
    if not p.plurals or not before or at < 0 or not _bare(tokens, figure, used) or _is_year(tokens, figure):
        return
    if at and "mere" in tokens[at].entries:
        at -= 1
    if "to" in tokens[at].entries:
        _to(tokens, figure, at, before[-1])  # "from nine points in July to just three"
        return
    if at > 2 and "of" in tokens[at].entries and "article" in tokens[at - 2].entries:
        at -= 3  # "down from a peak of 20,000"
    entry, last = tokens[at].entries.get("set_against"), before[-1]
    if not isinstance(entry, Entry):
        return
    low, _ = clause_bounds(tokens, i)
    if last.first < low or at - last.end > _APART or last.unit in ("", "-"):
        return
    if entry.value == "weak" and not any("change_verb" in t.entries for t in tokens[low : last.first]):
        return
    sizes = sorted((abs(last.low) or abs(last.high or 0.0), abs(figure.low)))
    if sizes[0] and sizes[1] / sizes[0] <= _ALIKE:
        figure.unit, figure.unit_at = last.unit, -1


def _to(tokens: list[Token], figure: Draft, at: int, last: Draft) -> None:
    low, _ = clause_bounds(tokens, at)
    led = last.first > low and "from_date" in tokens[last.first - 1].entries and at - last.end < _VERB
    if led and last.unit not in ("", "-") and any("change_verb" in t.entries for t in tokens[low : last.first]):
        figure.unit, figure.unit_at = last.unit, -1


def subject(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "The toll from the floods climbed to 189", "deaths fell by a third to 640": by the head of the subject."""
    at = figure.first - 1
    if not p.plurals or at < 1 or not _bare(tokens, figure, used) or _is_year(tokens, figure):
        return
    if "to" not in tokens[at].entries and "change_verb" not in tokens[at].entries:
        return
    low, _ = clause_bounds(tokens, i)
    verb = next((k for k in range(at, max(low, at - _VERB) - 1, -1) if "change_verb" in tokens[k].entries), -1)
    while verb - 1 > low and not {"function", "tense"}.isdisjoint(tokens[verb - 1].entries):
        verb -= 1  # "has fallen"
    if verb <= low:
        return
    if before and before[-1].end > verb and before[-1].unit not in _RATES:
        return  # "the toll climbed by 12 villages to 40"
    start = verb - 1
    while start > low and verb - start < _SUBJECT and _inside(tokens[start - 1]):
        start -= 1
    unit = ""
    for token in tokens[start:verb]:
        if "locative" in token.entries or "from_date" in token.entries:
            break
        unit = _many(token) or unit
    if unit:
        figure.unit, figure.unit_at = unit, -1


_RATES = ("percent", "percent_point", "basis_point")


def _inside(token: Token) -> bool:
    """Whether a token may stand in a subject: no sign, number or verb."""
    return token.kind == "w" and _VERBS.isdisjoint(token.entries)


_VERBS = frozenset(("tense", "saying", "and", "change_verb"))


def _many(token: Token) -> str:
    """The unit of a counted noun or of a word for many people."""
    for category in ("group", "noun"):
        entry = token.entries.get(category)
        if isinstance(entry, Entry):
            return str(entry.value)
    return ""


def grouped(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "A crowd of 81,500", "a workforce of 40,000"; "attendance was 12,000", "put the toll at 57"."""
    del before
    at = figure.first - 1
    if not p.plurals or at < 1 or _is_year(tokens, figure):
        return
    after = tokens[figure.end] if figure.end < len(tokens) else None
    if not _bare(tokens, figure, used) and (
        after is None or after.entries or after.kind != "w" or p.plural(after.text)
    ):
        return  # "a crowd of 500 watched", but not "a staff of 12 dogs"
    if "peopled" in tokens[at].entries and _bare(tokens, figure, used):
        figure.unit, figure.unit_at = "people", -1  # "the plant employs 900"
        return
    sets = "copula" not in tokens[at].entries
    if sets and ("to" not in tokens[at].entries and "locative" not in tokens[at].entries):
        return
    entry = tokens[at - 1].entries.get("group")
    if isinstance(entry, Entry) and not (sets and entry.value != "killed"):  # "the staff at 12 Hill Road"
        figure.unit, figure.unit_at = entry.value, -1


def further(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "2,500 troops are there, another 900 are in Orvan", "41 seats, nine more than in May": as before."""
    at = figure.first - 1
    if not p.plurals or not before or at < 0:
        return
    more = figure.end + 1 < len(tokens) and "than" in tokens[figure.end].entries and tokens[figure.end + 1].kind == "w"
    if not more and "further" not in tokens[at].entries:
        return
    low, _ = clause_bounds(tokens, i)
    last = before[-1]
    if last.first >= low and (more or _bare(tokens, figure, used)) and last.unit not in (*_RATES, "", "-"):
        figure.unit, figure.unit_at = last.unit, -1
