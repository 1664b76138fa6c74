"""What the learned half of the coder sees of a sentence: its words with every name replaced by its kind, and its cues.

Makes :class:`View` values, groups of features with a common weight. Knows mentions, dates and cues; it must not know
any learned weight, and the trainer calls the same functions, so that both see the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from tracker.claims.anchors import Strings
from tracker.claims.cues import Hit
from tracker.claims.dates import When, first_day
from tracker.claims.grounds import Ground
from tracker.claims.passages import Passage
from tracker.claims.scene import Scene, distinct
from tracker.model import Certainty, Mention, Stage
from tracker.vocab import Vocab

_TOKEN = re.compile(r"[a-z]+(?:['’-][a-z]+)*|\d+(?:[.,]\d+)*|[?%$:;]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MONEY = re.compile(r"[A-Z]{3}")
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "ies", "ed", "es", "er", "s", "e", "y",
)  # fmt: skip
_ROOT = 4
"""Letters that a word keeps when an ending is cut off."""

_EMPTY = frozenset({
    "the", "a", "an", "of", "to", "in", "on", "and", "for", "by", "at", "from", "with", "as", "that", "is",
    "are", "was", "were", "be", "been", "has", "have", "had", "its", "it", "this", "their", "his", "her",
    "they", "which", "who", "or", "will", "would", "said", "says",
})  # fmt: skip
_MASS = frozenset({"t", "kg", "g", "lb", "st", "oz"})
_KINDS = {"mineral": "MIN", "country": "STATE", "firm": "FIRM", "agency": "OFFICE", "instrument": "ACT"}
_SIGNS = {
    "MIN": "①", "STATE": "②", "FIRM": "③", "OFFICE": "④", "ACT": "⑤", "PERCENT": "⑥", "PRICE": "⑦", "MASS": "⑧",
    "MONEY": "⑨", "AMOUNT": "⑩", "PLACE": "⑪",
}  # fmt: skip
_COUNTED = ("STATE", "OFFICE", "FIRM")
_WORDS = re.compile(r"\w+")
_LONG_AGO = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class View:
    """Features of one sort; `scale` weighs the sort, shared among its features where it is `even`."""

    scale: float
    even: bool
    features: tuple[str, ...]


def read(scene: Scene, passage: Passage, fired: Iterable[Hit], hits: Sequence[Hit] | None) -> tuple[View, ...]:
    """Return the views of a sentence: words, the cues that `fired` in it, what the rules made of them, its mentions.

    `hits` is None for a sentence that the rules do not read (a question, a mere quotation).
    """
    mentions = scene.within(passage)
    words = _chinese(passage, mentions) if scene.language == "zh" else _english(passage, mentions)
    cues = distinct(f"c{name}" for hit in fired for name in (hit.cue.action, f"={hit.cue.name}"))
    read_as = ["hunread"] if hits is None else [f"h{hit.cue.action}" for hit in hits] or ["hnone"]
    return (
        *words,
        View(0.3, False, (*cues, *_phrases(scene, passage))),
        View(0.5, False, distinct(read_as)),
        View(0.3, False, tuple(_marks(scene, passage, mentions))),
        View(1.0, False, ("bias",)),
    )


def read_stage(
    action: str,
    stage: Ground[Stage] | None,
    certainty: Ground[Certainty],
    dates: Sequence[When],
    told: date | None,
    notice: bool,
) -> tuple[View, ...]:
    """Return what is seen beside the words where stage and certainty are to be settled: the rules' own opinion.

    `stage` is None while the certainty is being settled: the stage depends on it.
    """
    own = [f"a{action}", f"u{certainty.value}", f"au{action}:{certainty.value}", f"g{certainty.rule}"]
    if stage:
        own += [f"r{stage.value}", f"ar{action}:{stage.value}", f"g{stage.value}:{stage.rule}"]
    days = distinct(f"d{when.role}:{_side(when, told)}" for when in dates)
    return View(0.7, False, tuple(own)), View(0.4, False, (*days, f"n{notice}", "bias-stage"))


def _phrases(scene: Scene, passage: Passage) -> list[str]:
    """Return the actions whose characteristic words, as the codebook has them, stand in a sentence."""
    book = _book(scene.vocab, scene.language)
    met = book.strings(_plain(passage.plain, scene.language))
    return [f"p{action}" for bit, action in enumerate(book.actions) if met >> bit & 1]


def _plain(text: str, language: str) -> str:
    """Return a text in small letters; in English words alone with a gap at each side, so that whole words are found."""
    return text.lower() if language == "zh" else f" {' '.join(_WORDS.findall(text.lower()))} "


@dataclass(frozen=True, slots=True)
class _Book:
    """The codebook's phrases of one language: each sets the bits of the actions that it speaks of."""

    actions: tuple[str, ...]
    strings: Strings


@lru_cache(maxsize=4)
def _book(vocab: Vocab, language: str) -> _Book:
    actions = tuple(vocab.actions)
    bits = {action: 1 << at for at, action in enumerate(actions)}
    phrases = vocab.cues(language).items()
    return _Book(
        actions, Strings({_plain(text, language): sum(bits[each] for each in set(of)) for text, of in phrases})
    )


def kind_of(mention: Mention) -> str:
    """Return the word that stands for a mention: its kind, a quantity's by its unit."""
    if mention.kind != "quantity":
        return "PLACE" if mention.place else _KINDS[mention.kind]
    if mention.unit == "%":
        return "PERCENT"
    if "/" in mention.unit:
        return "PRICE"
    if mention.unit in _MASS:
        return "MASS"
    return "MONEY" if _MONEY.fullmatch(mention.unit) else "AMOUNT"


def _side(when: When, told: date | None) -> str:
    if told is None:
        return "unknown"
    day = first_day(when.value)
    if day > told:
        return "ahead"
    return "old" if day < told - _LONG_AGO else "near"


def _marks(scene: Scene, passage: Passage, mentions: Sequence[Mention]) -> Iterable[str]:
    kinds = distinct(kind_of(each) for each in mentions)
    yield from (f"m{kind}" for kind in kinds)
    for kind in _COUNTED:
        if kind in kinds:
            yield f"m{kind}{min(3, len({each.term for each in mentions if kind_of(each) == kind}))}"
    yield from distinct(f"m-{each.term.split('-', 1)[-1]}" for each in mentions if each.kind == "agency")
    if "MIN" not in kinds:
        yield "mbare"
    if scene.article.kind == "notice":
        yield "mnotice"
    if scene.own and scene.own.instrument:
        yield "mown"
    if passage.field == "title":
        yield "mtitle"
    if passage.item:
        yield "mitem"


def tokens(passage: Passage, mentions: Sequence[Mention]) -> list[str]:
    """Return the words of an English sentence, in small letters; capitals stand for a mention."""
    low = passage.plain.lower()
    found: list[str] = []
    last = 0
    for mention in mentions:
        begin = mention.start - passage.start
        if begin >= last:
            found += [*_TOKEN.findall(low, last, begin), kind_of(mention)]
            last = mention.end - passage.start
    found += _TOKEN.findall(low, last)
    return [_shape(token) if token[0].isdigit() else token for token in found]


def _shape(number: str) -> str:
    return "yyyy" if _YEAR.fullmatch(number) else "0"


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """Return a word without its ending, so that "banned", "bans" and "banning" are one; not grammar, only a rule."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _ROOT:
            return word[: -len(ending)]
    return word


def _english(passage: Passage, mentions: Sequence[Mention]) -> tuple[View, ...]:
    words = tokens(passage, mentions)
    framed = ["^", *words, "$"]
    return (
        View(0.7, True, distinct([f"1{word}" for word in words])),
        View(1.0, True, distinct([f"2{one} {two}" for one, two in pairwise(framed)])),
        View(1.5, True, distinct([f"s{root(word)}" for word in words if len(word) > 1 and word not in _EMPTY])),
    )


def _chinese(passage: Passage, mentions: Sequence[Mention]) -> tuple[View, ...]:
    pieces: list[str] = []
    last = 0
    for mention in mentions:
        begin = mention.start - passage.start
        if begin >= last:
            pieces += [passage.plain[last:begin], _SIGNS[kind_of(mention)]]
            last = mention.end - passage.start
    text = "".join([*pieces, passage.plain[last:]]).lower()
    text = "^" + "".join(_NUMBER.sub("0", _YEAR.sub("Y", text)).split())
    scales = ((1, 1.0), (2, 2.0), (3, 0.7))
    return tuple(View(scale, True, _grams(text, size)) for size, scale in scales)


def _grams(text: str, size: int) -> tuple[str, ...]:
    return distinct([f"{size}{text[at : at + size]}" for at in range(len(text) - size + 1)])
