"""What the coder knows of one article while it reads a sentence: mentions by place, and what was said just before.

Makes the look-ups every rule uses. Knows mentions and the vocabulary; knows no cue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from tracker.claims.dates import When
from tracker.claims.layout import FOLLOWING
from tracker.claims.passages import Language, Passage
from tracker.model import Article, Claim, Measure, Mention, PartialDate
from tracker.vocab import Vocab, fold


@dataclass(frozen=True, slots=True)
class Own:
    """What a notice is by its own words: number, issuers, the day it was signed, and when it starts and ends."""

    instrument: str | None = None
    country: str | None = None
    agencies: tuple[str, ...] = ()
    signed: PartialDate | None = None
    effective: PartialDate | None = None
    until: PartialDate | None = None
    everywhere: bool = False


HEAD = 300
"""Characters in which an article says what it is about."""
UNSAID = 5.0
"""How much a paper's own country weighs that it does not name."""
Acts = Mapping[str, Measure]
"""Known acts by the instrument that is their number."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One article with its mentions in order; `told` is the publisher's local day, None where no time is known.

    `lists` has the sentences under each opening ("the following items:"), `paragraphs` the number of the outermost
    numbered paragraph that a sentence stands in; both by the sentence's start in the text.
    """

    article: Article
    vocab: Vocab
    language: Language
    told: date | None
    mentions: tuple[Mention, ...]
    own: Own | None = None
    lists: Mapping[int, tuple[Passage, ...]] = field(default_factory=dict)
    paragraphs: Mapping[int, str | None] = field(default_factory=dict)
    acts: Acts = field(default_factory=dict)
    _near: dict[tuple[str, int, int], dict[str, list[Mention]]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    @property
    def home(self) -> str | None:
        """The state that a Chinese paper writes for, and so often leaves out."""
        return "CN" if self.language == "zh" and self.article.country == "CN" else None

    @property
    def topic(self) -> tuple[str, ...]:
        """Return the states that the article is about, the most spoken of first; title and head weigh more.

        Counted anew at each call: few sentences ask.
        """
        weights: dict[str, float] = {self.home: UNSAID} if self.home else {}
        for mention in self.mentions:
            state = mention.term if mention.kind == "country" else None
            state = self.country_of(mention.term) if mention.kind == "agency" else state
            if state:
                weight = 3.0 if mention.field == "title" else 2.0 if mention.start < HEAD else 1.0
                weights[state] = weights.get(state, 0.0) + weight
        return tuple(sorted(weights, key=lambda state: -weights[state]))

    def listed(self, passage: Passage, kind: str) -> list[Mention]:
        """Return the mentions of a kind in the list that a sentence points at; none where it points at no list."""
        return [mention for item in self.below(passage) for mention in self.inside(item, kind)]

    def below(self, passage: Passage) -> tuple[Passage, ...]:
        """Return the sentences of the list that a sentence points at by "following" or by its colon."""
        items = self.lists.get(passage.start, ()) if passage.field == "text" else ()
        return items if items and (passage.plain.endswith((":", "：")) or FOLLOWING.search(passage.plain)) else ()

    def knows(self, passage: Passage) -> bool:
        """Whether the sentence, or the list that it points at, names an act that is known."""
        named = (*self.inside(passage, "instrument"), *self.listed(passage, "instrument"))
        return any(mention.term in self.acts for mention in named)

    def cited(self, passage: Passage) -> bool:
        """Whether the sentence, or the list that it points at, names any act."""
        return bool(self.inside(passage, "instrument") or self.listed(passage, "instrument"))

    def inside(self, passage: Passage, kind: str, begin: int = 0, end: int | None = None) -> list[Mention]:
        """Return the mentions of a kind in a range of the sentence, in order."""
        found = self._in(passage).get(kind, [])
        if not found or (begin <= 0 and end is None):
            return found
        start = passage.start + begin
        stop = passage.end if end is None else passage.start + end
        return [mention for mention in found if start <= mention.start and mention.end <= stop]

    def within(self, passage: Passage) -> list[Mention]:
        """Return the mentions of any kind in the sentence, in order."""
        return self._in(passage)[""]

    def _in(self, passage: Passage) -> dict[str, list[Mention]]:
        """Return the mentions of a sentence by kind, all of them under none; nearly every rule asks for some."""
        field, start, end = here = passage.field, passage.start, passage.end
        if (found := self._near.get(here)) is None:
            every = [each for each in self.mentions if each.field == field and start <= each.start and each.end <= end]
            found = self._near[here] = {"": every}
            for mention in every:
                found.setdefault(mention.kind, []).append(mention)
        return found

    def states(self, passage: Passage) -> list[Mention]:
        """Return the countries named in the sentence, places among them, in order."""
        return self.inside(passage, "country")

    def minerals(self, passage: Passage, begin: int = 0, end: int | None = None) -> tuple[str, ...]:
        """Return the ids of the minerals named in a range of the sentence, each once."""
        return distinct(mention.term for mention in self.inside(passage, "mineral", begin, end))

    @property
    def has_minerals(self) -> bool:
        """Whether the article names any mineral at all."""
        return any(mention.kind == "mineral" for mention in self.mentions)

    def issuers(self, passage: Passage, begin: int, end: int) -> tuple[str, ...]:
        """Return the agencies named inside the acts cited in a range ("商务部 海关总署公告2025年第18号")."""
        cited = self.inside(passage, "instrument", begin, end)
        return distinct(name for each in cited for name in _offices(self.vocab, each.term[:2], each.surface))

    def country_of(self, agency: str) -> str | None:
        """Return the state an agency acts for; international bodies act for none."""
        term = self.vocab.agencies.get(agency)
        if term is not None:
            return term.country
        head = agency.split("-", 1)[0].upper()
        return head if len(head) == 2 and "-" in agency else None


@dataclass(slots=True)
class Memory:
    """What the sentences so far have named, for "it", "the ban" and 该公告. Lives as long as one article is read."""

    minerals: tuple[str, ...] = ()
    line: int = -9
    listed: tuple[str, ...] = ()
    listed_line: int = -9
    actor: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    firm_line: int = -9
    instrument: str | None = None
    instrument_line: int = -9
    when: PartialDate | None = None
    issued: PartialDate | None = None
    dated: tuple[str, PartialDate | None, tuple[When, ...]] | None = None
    countries: tuple[str, ...] = ()
    actor_line: int = -9
    subject: tuple[str, ...] = ()
    subject_line: int = -9
    paused: str | None = None
    pause: Claim | None = None
    touched: str | None = None
    ahead: tuple[str, ...] = ()
    acted: tuple[str, ...] = ()
    header_start: PartialDate | None = None
    header_line: int = -9
    case_line: int = -9
    told: set[str] = field(default_factory=set)
    seen: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1024)
def _offices(vocab: Vocab, country: str, surface: str) -> tuple[str, ...]:
    """Return the agencies of a country whose names stand in the words by which an act is cited."""
    surface, book = fold(surface), _names(vocab).get(country, ())
    return tuple([agency for agency, names in book if any(name in surface for name in names)])


@lru_cache(maxsize=4)
def _names(vocab: Vocab) -> dict[str | None, list[tuple[str, list[str]]]]:
    """Return for each country its agencies with their own names, folded."""
    found: dict[str | None, list[tuple[str, list[str]]]] = {}
    for term in vocab.agencies.values():
        names = [fold(alias.text) for alias in term.aliases if not alias.generic and len(alias.text) > 2]
        found.setdefault(term.country, []).append((term.id, names))
    return found


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items in order, each once."""
    return tuple(dict.fromkeys(items))


def ordered(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions title first, then by place."""
    return tuple(sorted(mentions, key=lambda each: (each.field != "title", each.start)))
