"""Makes mineral ids of the names of goods: the longest names of the vocabulary that stand in them.

A list of goods says little beside the name itself, so the conditions of an ambiguous alias (`near`, `within`, `unless`,
`cased`: see :mod:`tracker.vocab`) are asked of the whole row. Knows no list and no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.vocab import Alias, Vocab, fold

_HAN = re.compile(r"[\u3400-\u9fff]")
_SAME = str.maketrans(dict.fromkeys("-‐‑–\u00a0\u202f\u3000", " "))
_BEFORE = ("金属", "未锻轧", "高纯", "高纯度", "氧化", "硫化", "碳化", "氯化", "电解", "精炼")
"""What makes one character the name of a substance in a list of goods: 金属铜."""
_WORD = re.compile(r"\w")


class Substances:
    """The aliases and customs codes of all minerals, ready to be looked for."""

    def __init__(self, vocab: Vocab) -> None:
        """Take the vocabulary once for one article."""
        self._by_letter: dict[str, list[tuple[str, str, Alias]]] = {}
        self._by_code: dict[str, set[str]] = {}
        for term in vocab.minerals.values():
            for code in term.hs:
                self._by_code.setdefault(code, set()).add(term.id)
            for alias in term.aliases:
                if key := _key(alias.text):
                    self._by_letter.setdefault(key[0], []).append((key, term.id, alias))
        for known in self._by_letter.values():
            known.sort(key=lambda entry: -len(entry[0]))

    def of(self, name: str, row: str = "") -> tuple[str, ...]:
        """Return the ids of the minerals that a name of goods names, in its order; `row` is what stands around it."""
        text, key, around = fold(name), _key(name), _key(row) or _key(name)
        found: dict[str, None] = {}
        at = 0
        while at < len(key):
            length = 1
            for own, term, alias in self._by_letter.get(key[at], ()):
                if key.startswith(own, at) and _stands(text, key, around, at, own, alias):
                    found.setdefault(term)
                    length = len(own)
                    break
            at += length
        return tuple(found)

    def of_codes(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the minerals that customs codes are headed by, where a code is that of one alone."""
        owners = (self._by_code.get(code[:6], set()) for code in codes)
        return tuple(dict.fromkeys(next(iter(ids)) for ids in owners if len(ids) == 1))


def _key(text: str) -> str:
    """Return the form in which names are compared: folded, lower case, hyphens as spaces, each character in place."""
    flat = fold(text)
    low = flat.lower()
    if len(low) != len(flat):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in flat)
    return low.translate(_SAME)


def _stands(text: str, key: str, around: str, at: int, own: str, alias: Alias) -> bool:
    """Say whether an alias stands here by itself and under its conditions."""
    end = at + len(own)
    if not _HAN.match(own[0]) and at and _is_letter(key[at - 1]):
        return False
    if not _HAN.match(own[-1]) and end < len(key) and _is_letter(key[end]):
        return False
    if alias.generic or (alias.cased and text[at:end] not in fold(alias.text)):
        return False
    if any(_inside(key, _key(longer), own, at) for longer in alias.unless):
        return False
    if alias.within and not _within(key, own, at, alias.within):
        return False
    return not alias.near or _near(around, own, alias.near)


def _is_letter(char: str) -> bool:
    return bool(_WORD.match(char)) and not _HAN.match(char)


def _within(key: str, own: str, at: int, longers: Iterable[str]) -> bool:
    if any(_inside(key, _key(longer), own, at) for longer in longers):
        return True
    return bool(_HAN.match(own)) and key[:at].endswith(_BEFORE)


def _inside(key: str, longer: str, own: str, at: int) -> bool:
    offset = longer.find(own)
    while offset >= 0:
        if at >= offset and key.startswith(longer, at - offset):
            return True
        offset = longer.find(own, offset + 1)
    return False


def _near(around: str, own: str, words: Iterable[str]) -> bool:
    rest = around.replace(own, "\n")
    for word in words:
        wanted = _key(word)
        place = rest.find(wanted)
        while place >= 0:
            stop = place + len(wanted)
            free = not (place and _is_letter(rest[place - 1])) and not (stop < len(rest) and _is_letter(rest[stop]))
            if _HAN.search(wanted) or free:
                return True
            place = rest.find(wanted, stop)
    return False
