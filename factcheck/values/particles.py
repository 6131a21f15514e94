"""The particles that a language writes joined to the next word, by what they do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

from factcheck.languages.lexicon import Entry
from factcheck.languages.pack import Pack, heads
from factcheck.text.tokens import Token

_NEVER_COUNTED = frozenset(("tense", "hedge", "direction"))
"""Categories of words that are no counted nouns where no table has them for one."""

__all__ = ["Particles", "particles"]


@dataclass(frozen=True, slots=True)
class Particles:
    """The groups of ``proclitics`` in pack.toml (conjunctions first, then prepositions), and the article."""

    conjunctions: tuple[str, ...] = ()
    prepositions: frozenset[str] = frozenset()
    article: str = ""
    joined_article: str = "\0"
    """How "to the …" begins: a word with it is never counted."""
    plurals: bool = False
    """Whether counted nouns are known by the form of their plural (``plural`` and ``singular`` of the grammar)."""
    grammar: ModuleType | None = None
    verbal_endings: tuple[str, ...] = ()
    """Endings of plural verbs, which are never counted ("the four were")."""
    joined_letters: tuple[str, ...] = ()
    """Letters that join a word of no table to what is before ("27 million for three years")."""
    participles: str = ""
    """First letter of participles."""
    person_endings: tuple[str, ...] = ()
    """Endings of the pronouns that stand for people only ("seven of them")."""
    possessive_endings: tuple[str, ...] = ()
    """Endings that make a plural definite without an article ("her three tours")."""
    singular_endings: str = ""
    """Last letters of the singular that eleven to ninety-nine take."""
    nationals: tuple[str, ...] = ()
    """Endings of the names of countries that are spelled like their nationals after a number ("12 سوريا")."""
    counted_endings: str = ""
    """Last letters of the singular that a number in brackets counts ("(80) استشاريا", "(5) حبة")."""

    def plural(self, word: str) -> bool:
        """Whether a folded word has the form of a plural."""
        return self.plurals and self.grammar is not None and bool(self.grammar.plural(word))

    def singular(self, word: str) -> str:
        """The singular of a folded plural; empty where the language tells none by form."""
        return str(self.grammar.singular(word)) if self.plurals and self.grammar is not None else ""

    def opened(self, joined: tuple[str, ...]) -> bool:
        """Whether the joined particles begin with a conjunction."""
        return joined[:1] != () and joined[0] in self.conjunctions

    def definite(self, joined: tuple[str, ...]) -> bool:
        """Whether the article is among them."""
        return bool(self.article) and self.article in joined

    def countable(self, token: Token) -> bool:
        """Whether the form of a word lets it be a counted noun: no verb, no word joined to what is before."""
        word = token.text
        if word.endswith(self.verbal_endings) or "name" in token.entries or "idiom" in token.entries:
            return False
        own, noun = token.entries.get("own_letter"), token.entries.get("noun")
        if own is not None and not own.proclitics:
            return True
        if noun is not None:
            return self.prepositions.isdisjoint(noun.proclitics)
        if not _NEVER_COUNTED.isdisjoint(token.entries):
            return False
        looks = getattr(self.grammar, "looks_verbal", None)
        if looks is not None and not token.entries and looks(word):
            return False
        if self.article and any(word.startswith(letter + self.article) for letter in self.prepositions):
            return False
        return not word.startswith(self.joined_letters) or "measure" in token.entries or "currency" in token.entries

    def plural_form(self, word: str) -> bool:
        """Whether a folded word may be a plural by its form, in languages that have many ("looks_plural")."""
        looks = getattr(self.grammar, "looks_plural", None)
        return bool(looks is not None and looks(word))

    def sound_plural(self, word: str) -> bool:
        """Whether a folded word has an ending that only plurals have ("sound_plural")."""
        tells = getattr(self.grammar, "sound_plural", None)
        return bool(tells is not None and tells(word))

    def participle(self, word: str) -> bool:
        """Whether a folded plural is a participle by its first letter: of people, whatever their number."""
        return bool(self.participles) and word.startswith(self.participles) and self.sound_plural(word)

    def has_article(self, token: Token) -> bool:
        """Whether a word begins with the article; some begin with its letters (ألقاب)."""
        if not self.article or not token.text.startswith(self.article):
            return False
        own = token.entries.get("own_letter")
        return own is None or bool(own.proclitics)

    def persons(self, word: str) -> bool:
        """Whether a folded plural has a form that only words for people have ("person_plural")."""
        tells = getattr(self.grammar, "person_plural", None)
        return bool(tells is not None and tells(word))

    def lead(self, joined: tuple[str, ...]) -> int:
        """Letters of the particles that do not belong to the word itself; the article does."""
        return sum(len(p) for p in joined if p != self.article)

    def begins_anew(self, token: Token) -> bool:
        """Whether a conjunction opens the word in every reading of it.

        A word that no table knows is taken to begin with the first conjunction of the pack where it has its letters:
        nouns that really begin with them stand in the tables.
        """
        entries = [e for e in token.entries.values() if isinstance(e, Entry)]
        if not entries:
            return bool(self.conjunctions) and token.text.startswith(self.conjunctions[0])
        return all(self.opened(e.proclitics) for e in entries)


@lru_cache(maxsize=16)
def particles(pack: Pack) -> Particles:
    """The particles of a pack."""
    groups = heads().get(pack.code, {}).get("proclitics", ())
    article = str(pack.settings.get("article", ""))
    plurals = hasattr(pack.grammar, "plural") and hasattr(pack.grammar, "singular")
    if not article:
        return Particles(plurals=plurals, grammar=pack.grammar)
    return Particles(
        conjunctions=tuple(groups[0]) if groups else (),
        prepositions=frozenset(groups[1]) if len(groups) > 1 else frozenset(),
        article=article,
        joined_article=str(pack.settings.get("to_the", "\0")),
        verbal_endings=tuple(pack.settings.get("verbal_endings", ())),
        joined_letters=tuple(pack.settings.get("joined_letters", ())),
        possessive_endings=tuple(pack.settings.get("possessive_endings", ())),
        participles=str(pack.settings.get("participles", "")),
        person_endings=tuple(pack.settings.get("person_endings", ())),
        nationals=tuple(pack.settings.get("nationals", ())),
        grammar=pack.grammar,
        counted_endings=str(pack.settings.get("counted_endings", "")),
        singular_endings=str(pack.settings.get("singular_endings", "")),
    )
