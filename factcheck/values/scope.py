"""What limits a quantity in its clause: who, where, and in what event."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.model import Scope
from factcheck.values.particles import Particles

__all__ = ["clause_bounds", "dead_and_hurt", "scope_of"]

_STATES = frozenset(("killed", "wounded"))
_REACH = 40  # tokens: a clause of news is shorter; bounds the work on text without stops
_STOPS = frozenset((".", "؟", "?", "!", "؛", ";", "\n", "…"))
_AFTER = 9  # tokens after the figure in which its place stands
_JOINTS = frozenset(("and", "or", "or_date"))  # words between two events that a figure counts together
_OWN = 5  # tokens before two joined events in which a figure has taken the first of them
_JOINED = 3  # tokens after it within which another figure is joined to it
_NEAR = 12  # tokens before it in which its event stands


def dead_and_hurt(tokens: list[Token], end: int, p: Particles) -> int:
    """Where "33 قتيلا وجريحا", "33 dead and wounded" ends, whose noun ends before ``end``: one number of both; 0
    where no other noun of the kind follows in the same form ("40 قتيلا وجرحى": forty dead)."""
    stop = end + 1
    if stop < len(tokens) and not _JOINTS.isdisjoint(tokens[end].entries) and tokens[end].entries.get("noun") is None:
        stop += 1
    if stop > len(tokens):
        return 0
    one, two = (tokens[i].entries.get("noun") for i in (end - 1, stop - 1))
    if not isinstance(one, Entry) or not isinstance(two, Entry) or {one.value, two.value} != _STATES:
        return 0
    joined = stop > end + 1 or p.opened(two.proclitics)
    alike = tokens[end - 1].text[-1] == tokens[stop - 1].text[-1]
    counted = stop < len(tokens) and tokens[stop].kind in "#n"
    return stop if joined and alike and not counted else 0


def clause_bounds(tokens: list[Token], i: int) -> tuple[int, int]:
    """The sentence around token ``i`` as far as scope is read: (first, end)."""
    low = i
    while low > 0 and i - low < _REACH and tokens[low - 1].kind != "l" and tokens[low - 1].text not in _STOPS:
        low -= 1
    high = i + 1
    n = len(tokens)
    while high < n and high - i < _REACH and tokens[high].kind != "l" and tokens[high].text not in _STOPS:
        high += 1
    return low, high


def scope_of(tokens: list[Token], first: int, end: int, p: Particles) -> Scope:
    """Actor, place and event of the figure in ``tokens[first:end]``."""
    low, high = clause_bounds(tokens, first)
    return Scope(
        actor=_actor(tokens, low, first, end, high),
        place=_place(tokens, low, first, end, high, p),
        event=_event(tokens, low, first, end, high),
    )


def _next_figure(tokens: list[Token], end: int, high: int) -> int:
    for j in range(end, high):
        if tokens[j].kind == "#" and "number" in tokens[j].entries:
            return j
    return high


def _place_entry(tokens: list[Token], j: int) -> str | None:
    entry = tokens[j].entries.get("place")
    if not isinstance(entry, Entry):
        return None
    if ":" in entry.value and not entry.proclitics:
        # the names of many towns are also words: they count after a preposition or a word of place
        before = tokens[j - 1] if j else None
        if before is None or not ("function" in before.entries or "locality" in before.entries or before.text == "("):
            return None
    return entry.value


def _place(tokens: list[Token], low: int, first: int, end: int, high: int, p: Particles) -> str | None:
    """The nearest place after the figure (before the next one), else the nearest before it in the sentence."""
    stop = min(_next_figure(tokens, end, high), end + _AFTER)
    country = None
    for j in range(end, stop):
        place = _place_entry(tokens, j)
        if place is not None:
            if ":" in place:
                return place
            country = country or place
            if j + 1 < stop and _place_entry(tokens, j + 1) is None:
                break
    if country is not None:
        return country
    for j in range(first - 1, low - 1, -1):
        place = _place_entry(tokens, j)
        if place is not None and _located(tokens, j, p):
            return place
    return None


def _located(tokens: list[Token], j: int, p: Particles) -> bool:
    """A place before the figure counts where it is said to be in it: "في العراق", "بالعراق"."""
    entry = tokens[j].entries["place"]
    if not p.prepositions.isdisjoint(entry.proclitics):
        return True
    for back in (1, 2):
        if j - back >= 0:
            entries = tokens[j - back].entries
            if "locative" in entries:
                return True
            if "locality" not in entries:
                return False
    return False


def _actor(tokens: list[Token], low: int, first: int, end: int, high: int) -> str | None:
    """A nationality right after the counted noun, else a country that stands before as the doer."""
    for j in range(end, min(end + 3, high)):
        entry = tokens[j].entries.get("nationality")
        if isinstance(entry, Entry):
            return entry.value
        if tokens[j].kind != "w":
            break
    for j in range(first - 1, max(low, first - _NEAR) - 1, -1):
        entry = tokens[j].entries.get("place")
        if isinstance(entry, Entry) and ":" not in entry.value and not entry.proclitics:
            before = tokens[j - 1].entries if j > low else {}
            if "function" not in before and "locative" not in before:
                return entry.value
    return None


def _event(tokens: list[Token], low: int, first: int, end: int, high: int) -> str | None:
    for j in range(end, min(end + 2, high)):  # "30 others wounded", "12 people were killed"
        entry = tokens[j].entries.get("event")
        if isinstance(entry, Entry) and not entry.proclitics:
            return "casualties" if _and_also(tokens, j, high) else entry.value
        if tokens[j].kind != "w" or not _JOINTS.isdisjoint(tokens[j].entries) or "locative" in tokens[j].entries:
            break  # "20 others in the shelling"
    for j in range(first - 1, max(low, first - _NEAR) - 1, -1):
        entry = tokens[j].entries.get("event")
        if isinstance(entry, Entry):
            return "casualties" if _both(tokens, j, low) else entry.value
    stop = _next_figure(tokens, end, high)
    for j in range(end, min(stop, end + _AFTER)):
        entry = tokens[j].entries.get("event")
        if isinstance(entry, Entry):
            return entry.value
    if stop < min(high, end + _JOINED) and "and" in tokens[stop - 1].entries:  # "25 rebels and 10 soldiers fell"
        for j in range(stop + 1, min(_next_figure(tokens, stop + 1, high), stop + _AFTER)):
            entry = tokens[j].entries.get("event")
            if isinstance(entry, Entry):
                return None if entry.proclitics else entry.value
    return None


def _and_also(tokens: list[Token], j: int, high: int) -> bool:
    """ "Eight were killed or injured", not "were killed and injured 30": the other state follows, with no number."""
    if j + 2 >= high or _JOINTS.isdisjoint(tokens[j + 1].entries):
        return False
    states = {e.value for t in (tokens[j], tokens[j + 2]) if isinstance(e := t.entries.get("event"), Entry)}
    return states == {"killed", "wounded"} and (j + 3 >= len(tokens) or tokens[j + 3].kind not in "#n")


def _own_subject(tokens: list[Token], k: int, low: int) -> bool:
    """Whether an event closes a verb whose subject stands between: "a man met his death and 7 were hurt"."""
    value = tokens[k].entries["event"].value
    for i in range(k - 1, max(low, k - _OWN) - 1, -1):
        entry = tokens[i].entries.get("event")
        if tokens[i].kind != "w" or "number" in tokens[i].entries:
            return False
        if isinstance(entry, Entry):
            return bool(entry.value == value and i < k - 1)
    return False


def _both(tokens: list[Token], j: int, low: int) -> bool:
    """ "مقتل وإصابة 3440", "killed or wounded 30": the dead and the wounded counted together."""
    values: set[str] = set()
    for k in range(j, max(low, j - _OWN) - 1, -1):
        if tokens[k].kind == "#" or (k < j and "dual" in tokens[k].entries):
            return False  # "two killed and seven wounded": each number has its own
        entry = tokens[k].entries.get("event")
        beside = j - k <= 1 or (j - k == 2 and not _JOINTS.isdisjoint(tokens[j - 1].entries))
        if isinstance(entry, Entry) and beside:  # not so "the death of a man and injury of 4"
            if k < j and _own_subject(tokens, k, low):
                return False
            values.add(entry.value)
    return {"killed", "wounded"} <= values
