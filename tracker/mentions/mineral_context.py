"""What stands around a mineral's name, as features for the judge: neighbours, words, names and amounts, the article.

Makes short strings, the same for training and for reading. Knows no weights and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.mentions.gazetteers import DOUBT
from tracker.mentions.mineral_words import EVERYDAY, FIELD, IDLE, PROGRAMMES, worlds
from tracker.mentions.spans import Found, Reading

WINDOW = 130
"""Characters to either side that are read as words; Chinese says the same in a third of them."""

ZH_WINDOW = 40
HEAD = 6_000
"""Characters of a text whose words tell what the article is about; what comes later tells no more."""

SURE, DOUBTFUL, MASS, MONEY, BREAK = "\ue001", "\ue002", "\ue003", "\ue004", "\ue000"
_SIGNS = {"country": "\ue005", "firm": "\ue006", "agency": "\ue007", "instrument": "\ue008"}
_LABELS = {
    SURE: "<sure>", DOUBTFUL: "<doubt>", MASS: "<mass>", MONEY: "<money>", "\ue005": "<country>", "\ue006": "<firm>",
    "\ue007": "<agency>", "\ue008": "<instrument>",
}  # fmt: skip
"""One character stands for a name or amount, so that the judge learns what kind of thing stands there and not which."""

_WORD = re.compile(r"[a-zà-ÿ]+|\d+|[\ue001-\ue008]|[,;:.()\"'“”$€£%/&!?]")
_SIGN = re.compile(r"[\ue001-\ue008]")
_HAN = re.compile(r"[\u3400-\u9fff\ue001-\ue008]")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|for|is|are|on|by|with|at|as|from)\b")
_MASSES = re.compile(r"/|^(?:t|kg|oz|lb|g|mtu|stu|l|m3|MW|GW|ct)")


@dataclass(frozen=True, slots=True)
class Masked:
    """One part of an article with one sign for each name, and where each name's sign stands."""

    reading: Reading
    text: str
    places: dict[int, int]


class Context:
    """The surroundings of all names of one article; made once, asked for each mineral."""

    def __init__(self, parts: Sequence[tuple[Reading, Sequence[Found]]]) -> None:
        """Take the parts with all that was found in them: in text order, without overlaps."""
        self._parts = [_masked(reading, found) for reading, found in parts]
        self.language = "zh" if any(reading.han for reading, _ in parts) else "en"
        self.known = self.language == "zh" or any(_ENGLISH.search(reading.key[:HEAD]) for reading, _ in parts)
        self._article = tuple(self._told(parts))

    def features(self, part: int, one: Found) -> list[str]:
        """Return the features of one mineral of a part; each counts once."""
        masked = self._parts[part]
        at = masked.places[one.start]
        width = ZH_WINDOW if masked.reading.han else WINDOW
        left = masked.text[max(0, at - width) : at].rpartition(BREAK)[2]
        right = masked.text[at + 1 : at + 1 + width].partition(BREAK)[0]
        told = ["bias", _class(one), f"t:{one.term}", f"title:{part == 0}"]
        told += self._article
        told += _neighbours(left, right)
        told += _chinese(left, right) if masked.reading.han else _english(left, right)
        if not masked.reading.han or masked.reading.text[one.start].isascii():
            told += _case(masked.reading, one, left)
        return list(dict.fromkeys(told))

    def _told(self, parts: Sequence[tuple[Reading, Sequence[Found]]]) -> Iterable[str]:
        """Yield what the article as a whole is about: its substances, its authorities, its world."""
        sure = {one.term for _, found in parts for one in found if _is_sure(one)}
        doubt = {one.term for _, found in parts for one in found if one.kind == "mineral" and not _is_sure(one)}
        yield f"a:sure{min(len(sure), 3)}"
        yield f"a:doubt{min(len(doubt), 3)}"
        whole = "".join(masked.text[:HEAD] for masked in self._parts)
        for sign, label in _LABELS.items():
            if sign not in (SURE, DOUBTFUL):
                yield f"a:{label}{min(whole.count(sign), 2)}"
        seen = worlds(whole)
        field = sum(count for name, count in seen.items() if name in FIELD)
        yield f"a:world{_ratio(sum(seen.values()) - field, field)}"
        yield f"a:field{min(field, 4)}"


def _ratio(other: int, field: int) -> str:
    """Return how the words of other worlds stand to those of the trade: a long article has some of each."""
    if not other:
        return "-none"
    for name, share in (("-few", 0.34), ("-some", 0.8), ("-many", 1.5)):
        if other <= share * field:
            return name
    return "-most"


def _is_sure(one: Found) -> bool:
    return one.kind == "mineral" and not one.blocks and one.term not in EVERYDAY and one.score > DOUBT


def _class(one: Found) -> str:
    return f"class:{'everyday' if one.term in EVERYDAY else 'rare'}{'?' if one.score <= DOUBT else ''}"


def _sign(one: Found) -> str:
    if one.kind == "mineral":
        return SURE if _is_sure(one) else DOUBTFUL
    if one.kind == "quantity":
        return MASS if _MASSES.search(one.unit) else MONEY
    return _SIGNS[one.kind]


def _masked(reading: Reading, found: Sequence[Found]) -> Masked:
    pieces: list[str] = []
    places: dict[int, int] = {}
    breaks = iter((*reading.breaks, len(reading.key) + 1))
    stop = next(breaks)
    last = length = 0
    for one in found:
        if one.blocks or one.start < last:
            continue
        while stop <= one.start:
            pieces += [reading.key[last:stop], BREAK]
            length += stop - last + 1
            last, stop = stop, next(breaks)
        while stop < one.end:
            stop = next(breaks)
        pieces += [reading.key[last : one.start], _sign(one)]
        length += one.start - last + 1
        places[one.start] = length - 1
        last = one.end
    while stop <= len(reading.key):
        pieces += [reading.key[last:stop], BREAK]
        last, stop = stop, next(breaks)
    pieces.append(reading.key[last:])
    return Masked(reading, "".join(pieces), places)


def _neighbours(left: str, right: str) -> Iterable[str]:
    """Yield the names and amounts in the sentence."""
    for sign in set(_SIGN.findall(left + right)):
        yield f"s:{_LABELS[sign]}"
    for name, count in worlds(f"{left} {right}").items():
        yield f"s:{name}"
        if count > 1:
            yield f"s:{name}2"


def _english(left: str, right: str) -> Iterable[str]:
    before = [_plain(word) for word in _WORD.findall(left)]
    after = [_plain(word) for word in _WORD.findall(right)]
    yield from (f"l{n}:{word}" for n, word in enumerate([*before[:-3:-1], "<s>"][:2], 1))
    yield from (f"r{n}:{word}" for n, word in enumerate([*after[:2], "</s>"][:2], 1))
    yield f"lr:{before[-1] if before else '<s>'}_{after[0] if after else '</s>'}"
    yield from (
        f"b:{word}" for word in (*before[-14:], *after[:14]) if word not in IDLE and (len(word) > 3 or word[0] == "<")
    )


def _chinese(left: str, right: str) -> Iterable[str]:
    before, after = (_labelled(left[-2:]), _labelled(right[:2]))
    yield f"l1:{before[-1] if before else '<s>'}"
    yield f"r1:{after[0] if after else '</s>'}"
    yield f"l2:{''.join(before)}"
    yield f"r3:{''.join(_labelled(right[:3]))}"
    if match := _FIRM_TAIL.match(right):
        yield f"tail:{match[1]}"
    yield f"r2:{''.join(after)}"
    yield f"lr:{before[-1] if before else '<s>'}_{after[0] if after else '</s>'}"
    for side in (left[-25:], right[:25]):
        for one, other in pairwise(side):
            if _HAN.match(one) and _HAN.match(other):
                yield f"b:{_LABELS.get(one, one)}{_LABELS.get(other, other)}"


def _plain(word: str) -> str:
    return "<n>" if word[0].isdigit() else _LABELS.get(word, word)


def _labelled(chars: str) -> list[str]:
    return ["<n>" if char.isdigit() else _LABELS.get(char, char) for char in chars]


_FIRM_TAIL = re.compile(
    r"[^，。、；：]{0,3}?(业|材|科技|集团|股份|公司|控股|贸易|资源|国际|电子|化工|资本|能源|技术|实业|磁|盐|锂|有色)"
)
_LAST = re.compile(r"([\w&.'’]+)[ -]$")
_FORMULA = re.compile(r"\d")
_NUMERAL = re.compile(r"^.{0,40}?[:.(\s](?:[ivxl]+|[a-z]|\d+)[.)]\s+$|^\W*(?:[ivxl]+|[a-z]|\d+)[.)]\s+$")
_LONG = re.compile(r"[^\W\d_]{4,}")
_NEXT = re.compile(r"[ -]([\w&.'’]+)")


def _case(reading: Reading, one: Found, left: str) -> Iterable[str]:
    """Yield how the name and its neighbours are written: two capitals in a row are a name, but for headings."""
    text = reading.text
    surface = text[one.start : one.end]
    after = _NEXT.match(text, one.end, one.end + 24)
    if after and after[1] in PROGRAMMES:
        yield "c:programme"
    if not surface[0].isupper():
        yield "c:low"
        yield f"c:r{_shape(after[1])}low" if after else "c:r-low"
        return
    opens = not re.search(r"[a-zà-ÿ]{2}|[\ue001-\ue008]", _NUMERAL.sub("", left))
    if not (surface[1:].islower() or surface.isupper() or " " in surface or "-" in surface) or _FORMULA.search(surface):
        yield f"c:formula{'^' if opens else ''}"
        return
    if _is_heading(reading, one):
        yield "c:heading"
        return
    yield f"c:cap{'^' if opens else ''}"
    before = _LAST.search(text, max(0, one.start - 24), one.start)
    if before and not opens:
        yield f"c:l{_shape(before[1])}cap"
    if after:
        yield f"c:r{_shape(after[1])}cap{'^' if opens else ''}"


def _is_heading(reading: Reading, one: Found) -> bool:
    """Say whether nearly all long words around are capitalised: then a capital says nothing."""
    begin, end = reading.sentence(one.start, one.end)
    around = f"{reading.text[max(begin, one.start - 80) : one.start]} {reading.text[one.end : min(end, one.end + 80)]}"
    words = [word for word in _LONG.findall(around) if word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def _shape(word: str) -> str:
    return "n" if word[0].isdigit() else ("C" if word[0].isupper() else "w")
