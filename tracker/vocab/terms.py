"""The shapes of the vocabulary: an alias, a term, the codebook with its actions, and the whole of them, frozen.

Standard library only; where the values come from is the business of :mod:`tracker.vocab.reading`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["mineral", "country", "agency", "firm"]
Polarity = Literal["restricting", "easing", "supporting", "neutral"]


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write a term, and the conditions under which it means the term (see the package's docstring)."""

    text: str
    lang: str
    near: tuple[str, ...] = ()
    cased: bool = False
    place: bool = False
    within: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    generic: bool = False
    capital: bool = False

    @property
    def conditional(self) -> bool:
        """Whether something beyond the letters must hold; `cased` is about the letters."""
        return bool(self.near or self.within or self.unless or self.generic)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing of the vocabulary. `groups` are the groups it is directly in; `country` is a firm's or agency's own.

    `hs` are six-digit Harmonized System codes (2022 edition), `lists` the official lists that a mineral is on
    (``us_2025``, ``eu_critical``, ``eu_strategic``), `ticker` is ``EXCHANGE:CODE`` (NYSE and LSE with their junior
    boards), `sector` a firm's trade in a word.
    """

    id: str
    kind: Kind
    name: str
    name_zh: str = ""
    country: str | None = None
    aliases: tuple[Alias, ...] = ()
    groups: tuple[str, ...] = ()
    symbol: str = ""
    hs: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    ticker: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class OfficialList:
    """One official list of critical minerals: what it is called, where it was printed, and its entries in their order.

    An entry holds the ids that it covers: "bauxite/alumina/aluminium" or "heavy rare earth elements" is one entry of
    many ids, so the list is ``len(entries)`` long.
    """

    id: str
    name: str
    source: str
    entries: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the codebook, a stage or a certainty, and what it says."""

    id: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Classification:
    """Somebody else's classification: what it is called, which edition is meant, and the codes of it that are used."""

    id: str
    name: str = ""
    edition: str = ""
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The codes that an action has elsewhere; `note` says under which condition, or why there are none."""

    codes: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One action of the codebook: what it is, what it is mistaken for, and which way it pushes supply.

    `stages` are those it can take, `phrases` its characteristic words by language (see :meth:`Vocab.cues`), `mast` and
    `oecd` its codes in UNCTAD's classification of non-tariff measures and in the OECD's inventory.
    """

    id: str
    family: str
    name: str
    definition: str
    polarity: Polarity
    not_this: str = ""
    name_zh: str = ""
    stages: tuple[str, ...] = ()
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    mast: Crosswalk = Crosswalk()
    oecd: Crosswalk = Crosswalk()


@dataclass(frozen=True, slots=True)
class Codebook:
    """The book that claims are written down by: its version, its words, its actions, and what else they are called.

    `families` maps each family of actions to what holds it together, in the order to show them.
    """

    version: str
    stages: Mapping[str, Word]
    certainties: Mapping[str, Word]
    families: Mapping[str, str]
    mast: Classification
    oecd: Classification
    actions: Mapping[str, Action] = field(default_factory=dict)

    def holding(self, actions: Mapping[str, Action]) -> Codebook:
        """Return the book with these actions."""
        return replace(self, actions=actions)


@dataclass(frozen=True, slots=True)
class Example:
    """One passage of the codebook, and the least that a careful reader writes down of it.

    `of` is the action it stands under, `action` the one that it is: the same, for a counter-example another, or empty
    where it is none; `also` are further actions in the same passage. `told` is the day of the article it stands in,
    YYYY-MM-DD. Empty roles are left open, not denied.
    """

    id: str
    of: str
    lang: str
    counter: bool
    text: str
    told: str
    action: str
    stage: str
    certainty: str
    also: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()


_TABLES = {"mineral": "minerals", "country": "countries", "agency": "agencies", "firm": "firms"}


@dataclass(frozen=True, slots=True, eq=False)
class Vocab:
    """Every term by kind and id, every action and every official list by id.

    One vocabulary is the same as another only if it is that very one, so that what is made of it can be kept by it:
    comparing two by content takes long.
    """

    minerals: Mapping[str, Term]
    countries: Mapping[str, Term]
    agencies: Mapping[str, Term]
    firms: Mapping[str, Term]
    actions: Mapping[str, Action]
    lists: Mapping[str, OfficialList] = field(default_factory=dict)

    def terms(self, kind: str) -> Mapping[str, Term]:
        """Return the terms of one kind by id; no terms for a kind that has no list (instrument, quantity)."""
        return getattr(self, _TABLES[kind]) if kind in _TABLES else {}

    def term(self, kind: str, id: str) -> Term | None:  # noqa: A002 - the word of the model
        """Return one term, or None where the vocabulary does not hold it."""
        return self.terms(kind).get(id)

    def name(self, kind: str, id: str) -> str:  # noqa: A002 - the word of the model
        """Return the name to show to people; the id itself for what the vocabulary does not hold."""
        if kind == "action":
            action = self.actions.get(id)
            return action.name if action else id
        term = self.term(kind, id)
        return term.name if term else id

    def cues(self, lang: str) -> Mapping[str, tuple[str, ...]]:
        """Return the codebook's characteristic phrases of a language, each with the ids of the actions it speaks of.

        Phrases are in lower case. They are looked for in folded text in any case: as whole words in alphabetic
        scripts, anywhere in Chinese. A phrase is a hint, not a rule. Made anew at every call; keep it.
        """
        found: dict[str, tuple[str, ...]] = {}
        for action in self.actions.values():
            for phrase in action.phrases.get(lang, ()):
                key = phrase.casefold()
                found[key] = (*found.get(key, ()), action.id)
        return found

    def groups_of(self, mineral: str) -> frozenset[str]:
        """Return every group the mineral is in, through all levels; empty for an unknown id."""
        found: set[str] = set()
        waiting = [mineral]
        while waiting:
            term = self.minerals.get(waiting.pop())
            fresh = set(term.groups) - found if term else set()
            found |= fresh
            waiting.extend(fresh)
        return frozenset(found)

    def members_of(self, group: str) -> frozenset[str]:
        """Return every mineral and group below the group, through all levels, without itself."""
        return frozenset(each for each in self.minerals if group in self.groups_of(each))
