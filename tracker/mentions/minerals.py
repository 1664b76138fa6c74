"""Whether a mineral's name means the substance or its trade: copper in a duty notice, not in copper-coloured.

Judges candidates of the gazetteers against the article; adds chemical symbols in lists. Knows no firm and no number.

::

    candidates ─▶ features (mineral_context) ─▶ learned odds (mineral_model) ─▶ the bar of the word and the article
            └───▶ things, gadgets, persons (mineral_rules) ─▶ out
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.mentions.gazetteers import DOUBT
from tracker.mentions.mineral_context import Context
from tracker.mentions.mineral_model import likelihood, weights
from tracker.mentions.mineral_rules import counts_by_rule, in_scope, is_never, is_thing, is_thing_elsewhere
from tracker.mentions.mineral_words import EVERYDAY, PROGRAMMES
from tracker.mentions.spans import Found, Reading
from tracker.vocab import Vocab

Parts = Sequence[tuple[Reading, Sequence[Found]]]

EVERYDAY_BAR = 0.5
"""How likely an everyday name must be to count."""

NAMED_BAR = 0.3
"""The same in an article that elsewhere plainly speaks of the substance."""

THING_BAR = 0.9
"""The same in an article that elsewhere speaks of a thing of that name."""

RARE_BAR = 0.12
"""The same for a name that hardly ever means anything but its substance."""

SIGN_BAR = 0.4
"""The same for a Chinese sign that the article nowhere plainly uses for the substance: firms are named with it."""

ROW_BAR = 0.05
"""The same for a name that stands in a row with one that counts."""

PLAIN = 0.95
"""From here on the article plainly speaks of the substance."""

_ROW = re.compile(
    r"(?:,|;|/|、|，|和|及|与|或)? ?(?:and|or|&)? ?(?:refined|raw|natural|synthetic|人造|天然|高纯|金属)? ?"
)
_AFTER = re.compile(r"[ -]\w+(?: [A-Z]\w+)?")
_LEAD = re.compile(r"(?<!\w)lead(?!\w)")


def lead(reading: Reading) -> list[Found]:
    """Return, in doubt, the leads that are no plain verb, role or way: the judge hears what stands around them."""
    found = (
        Found(match.start(), match.end(), "mineral", "lead", "rule", DOUBT) for match in _LEAD.finditer(reading.key)
    )
    return [one for one in found if not is_thing(reading, one)]


def certain(parts: Sequence[Sequence[Found]], readings: Sequence[Reading]) -> list[list[Found]]:
    """Return the parts without the minerals in doubt that are plainly no substance; the judge hears the others."""
    return [
        [one for one in part if one.kind != "mineral" or one.score > DOUBT or not is_thing(reading, one)]
        for part, reading in zip(parts, readings, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the whole article says of its substances: those it plainly speaks of, those that are things in it."""

    plain: frozenset[str]
    things: frozenset[str]


def judge(parts: Parts) -> list[list[Found]]:
    """Return each part's candidates without the minerals that mean no substance in trade.

    A gadget or a person does not count; for all else the learned judge gives the odds, and the word and the article
    set the bar. In languages that it has not learned words of trade decide.
    """
    if not any(one.kind == "mineral" and not one.blocks for _, found in parts for one in found):
        return [list(found) for _, found in parts]
    context = Context(parts)
    if not context.known:
        scope = in_scope(parts)
        return [[one for one in found if counts_by_rule(reading, one, scope)] for reading, found in parts]
    odds = [_odds(context, number, reading, found) for number, (reading, found) in enumerate(parts)]
    heard = _heard(parts, odds)
    return [_meant(reading, found, each, heard) for (reading, found), each in zip(parts, odds, strict=True)]


def told(context: Context, number: int, reading: Reading, one: Found) -> list[str]:
    """Return all that the learned judge hears of one name: its surroundings, and whether the rules see a thing."""
    thing = f"thing:{'en' if reading.key[one.start].isascii() else 'zh'}"
    return [*context.features(number, one), *([thing] if is_thing(reading, one) else [])]


def _odds(context: Context, number: int, reading: Reading, found: Sequence[Found]) -> dict[int, float]:
    """Return, by where it begins, how likely each mineral of a part is meant."""
    known = weights(context.language)
    return {
        one.start: 0.0 if is_never(reading, one) else likelihood(told(context, number, reading, one), known)
        for one in found
        if one.kind == "mineral" and not one.blocks
    }


def _heard(parts: Parts, odds: Sequence[dict[int, float]]) -> _Heard:
    plain, never, unsure = set(), set(), {}
    for (reading, found), each in zip(parts, odds, strict=True):
        for one in found:
            likely = each.get(one.start)
            if likely is None:
                continue
            if likely > PLAIN:
                plain.add(one.term)
            elif likely == 0:
                never.add(one.term)
            elif likely < THING_BAR and one.term in EVERYDAY:
                unsure[reading.key[one.start : one.end]] = one.term
    things = {term for name, term in unsure.items() if term not in plain and is_thing_elsewhere(parts, name)}
    return _Heard(frozenset(plain), frozenset(things | never) - plain)


def _meant(reading: Reading, found: Sequence[Found], odds: dict[int, float], heard: _Heard) -> list[Found]:
    """Return one part without the minerals that the judge has not passed; a row of substances is passed as one."""
    passed = {one.start for one in found if odds.get(one.start, -1.0) >= _bar(reading, one, heard)}
    for row in (found, found[::-1]):
        last = None
        for one in row:
            if last is not None and last.start in passed and odds.get(one.start, 0.0) >= ROW_BAR:
                between = reading.key[min(one.end, last.end) : max(one.start, last.start)]
                if one.term not in heard.things and _ROW.fullmatch(between):
                    passed.add(one.start)
            last = one
    return [one for one in found if one.start not in odds or one.start in passed]


def _bar(reading: Reading, one: Found, heard: _Heard) -> float:
    """Return how likely a name must be to count: less where the word or the rest of the article speaks for it."""
    if one.term in heard.things:
        return THING_BAR
    bare = one.term == "rare-earth-magnets" and one.method == "rule"
    if one.score <= DOUBT or bare or (one.term in EVERYDAY and one.term != "rare-earth-magnets"):
        return NAMED_BAR if one.term in heard.plain else EVERYDAY_BAR
    after = _AFTER.match(reading.text, one.end)
    if after and not PROGRAMMES.isdisjoint(after[0].split()):
        return 0.0
    sign = not reading.key[one.start].isascii() and one.term not in heard.plain
    return SIGN_BAR if sign else RARE_BAR


_MAGNETS = re.compile(
    r"(?<!fridge )(?<!\w)magnets?(?![\w]| for (?:tourists|visitors|talent))|磁铁|磁材|永磁(?:材料|体)?"
)
_FAMILY = frozenset(
    {"rare-earths", "rare-earth-magnets", "heavy-rare-earths", "medium-heavy-rare-earths", "light-rare-earths"}
)
_ELEMENTS = frozenset({"neodymium", "samarium", "dysprosium", "terbium", "praseodymium"})


def magnets(parts: Sequence[tuple[Reading, Sequence[Found]]]) -> list[list[Found]]:
    """Return the bare "magnets" of an article that speaks of rare earths: there they are rare-earth magnets."""
    named = {one.term for _, found in parts for one in found if one.kind == "mineral"}
    score = 0.8 if named & (_FAMILY | _ELEMENTS) else DOUBT
    return [
        [
            Found(match.start(), match.end(), "mineral", "rare-earth-magnets", "rule", score)
            for match in _MAGNETS.finditer(reading.key)
        ]
        for reading, _ in parts
    ]


def joined(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """Join a rare earth and the magnet named after it into one span ("rare earth" + "permanent magnets")."""
    merged: list[Found] = []
    for one in found:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.kind == one.kind == "mineral"
            and one.term == "rare-earth-magnets"
            and last.term in _FAMILY | _ELEMENTS
            and reading.key[last.end : one.start] in {"", " "}
        ):
            merged[-1] = replace(one, start=last.start)
        else:
            merged.append(one)
    return merged


class Symbols:
    """Chemical symbols, which count in a row of at least two ("Sb, Ga, Ge") or in brackets behind the name."""

    def __init__(self, vocab: Vocab) -> None:
        """Take the symbols of the vocabulary's minerals."""
        self._terms = {term.symbol: term.id for term in vocab.minerals.values() if term.symbol}
        one = "|".join(sorted(map(re.escape, self._terms), key=len, reverse=True)) or "(?!)"
        self._row = re.compile(rf"(?<![\w.])(?:{one})(?:(?:, | and |, and |/|、| & |-)(?:{one}))+(?![\w'’])")
        self._one = re.compile(rf"(?:{one})")

    def find(self, reading: Reading) -> Iterator[Found]:
        """Yield the symbols that stand in a row; a row of ordinary words ("I and He") does not count."""
        for match in self._row.finditer(reading.text):
            row = list(self._one.finditer(reading.text, match.start(), match.end()))
            if sum(len(each[0]) == 2 for each in row) >= 2:
                for each in row:
                    yield Found(each.start(), each.end(), "mineral", self._terms[each[0]], "rule", 0.9)
