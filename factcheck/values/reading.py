"""A text made ready for the value rules: folded, tokenised, tagged by its language, numbers chunked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factcheck.languages.lexicon import Entry
from factcheck.languages.pack import Pack, detect, load_pack
from factcheck.languages.stems import stems
from factcheck.text.tokens import Token, tokenize
from factcheck.text.view import View, view
from factcheck.values.capitals import heed_capitals
from factcheck.values.numbers import chunk
from factcheck.values.typography import settle
from factcheck.values.units import PERSONS

__all__ = ["Reading", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What rules see of a text; token offsets are of ``view.text``."""

    view: View
    pack: Pack
    tokens: list[Token]
    """Words, phrases, signs, line ends, and number chunks (kind ``#``, entry ``number``)."""

    def original(self, first: int, last: int) -> tuple[str, int, int]:
        """Text and offsets in the original of ``tokens[first:last]``."""
        start, end = self.view.span(self.tokens[first].start, self.tokens[last - 1].end)
        return self.view.original[start:end], start, end


def read(text: str, language: str | None = None, loose: bool = False) -> Reading:
    """Read ``text`` in ``language`` (None: recognised from the text).

    ``loose``: numbers with which nobody counts are chunks too (see :func:`factcheck.values.numbers.chunk`).
    """
    pack = load_pack(language or detect(text))
    folded = view(text)
    tokens = settle(pack.lexicon.tag(tokenize(folded.text)), folded, pack)
    heed_capitals(tokens, folded, pack)
    _mark_duals(tokens, pack)
    _heed_vowels(tokens, folded, pack)
    return Reading(folded, pack, chunk(tokens, pack, loose))


def _heed_vowels(tokens: list[Token], folded: View, pack: Pack) -> None:
    """Tell numbers apart by diacritics that the view drops, where a writer sets them.

    ``fraction_vowel``: it makes a fraction of a number, in a word of the table ``fraction_voweled``. ``single_ending``:
    a word with it is no dual.
    """
    vowel, single = str(pack.settings.get("fraction_vowel", "")), str(pack.settings.get("single_ending", ""))
    if not vowel and not single:
        return
    for token in tokens:
        entries = token.entries
        if "fraction_voweled" not in entries and "scale_dual_open" not in entries:
            continue
        begin, stop = folded.span(token.start, token.end)
        written = folded.original[begin : stop + 1]
        voweled = entries.get("fraction_voweled")
        if voweled is not None and voweled.form[0] + vowel in written:  # the vowel of the first letter, not of the case
            token.entries = {"fraction": replace(voweled, category="fraction")}
        elif "scale_dual_open" in entries and single in written:
            token.entries = {k: v for k, v in entries.items() if k != "scale_dual_open"}


def _mark_duals(tokens: list[Token], pack: Pack) -> None:
    """Give the entry ``dual`` to nouns of no table that the grammar of the language knows for duals."""
    dual = getattr(pack.grammar, "dual", None)
    if dual is None:
        return
    before = ""
    for token in tokens:
        word = token.text
        if not token.entries and token.kind == "w" and before[-2:] != word[-2:]:  # not an adjective of another dual
            found = dual(word, pack.lexicon)
            if found is not None:
                unit = _person(found[0], pack) or f"count:{next(iter(stems(found[0])), found[0])}"
                token.entries = {"dual": Entry("dual", unit, word, found[1])}
        before = word


def _person(singular: str, pack: Pack) -> str:
    """The unit of a feminine noun that stands for a person, by the masculine: "فلسطينيتان"."""
    for word in (singular, singular[:-1]):
        entries = pack.lexicon.look_up(word)
        noun = entries.get("noun")
        if noun is not None and not noun.proclitics and noun.value in PERSONS:
            return str(noun.value)
        if "nationality" in entries and not entries["nationality"].proclitics:
            return "people"
    return ""
