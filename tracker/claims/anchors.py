"""Which cues can stand in a sentence at all: those of whose every expression some letters that it needs are there.

Makes, from a regular expression, strings of which any text that matches must hold one; looking for these is some ten
times as fast as the expression. Knows the syntax of expressions as far as cues use it; where that is not enough it says
that nothing is needed. Knows no action.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, reduce
from operator import or_
from typing import Any, Generic, TypeVar

import ahocorasick

from tracker.claims.cues import Cue, Hit, lay

Thing = TypeVar("Thing")
Need = tuple[str, ...]
"""Strings of which one must stand in the text, in small letters."""
_MOST = 3
"""Needs of one expression that are looked for."""

_LOOK = re.compile(r"\?(?:=|!|<=|<!)")
_HEAD = re.compile(r"\?(?:[a-zA-Z-]*:|P<\w+>)")
_REPEAT = re.compile(r"(\?|\*|\+|\{(\d*)(?:,\d*)?\})[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_SIGNS = re.compile(r"\[([^\w\s\\^\]-]{1,8})\]$")
"""A class that names a few signs and no letter."""
_WIDTHLESS = "bBAZ"


class Strings:
    """Strings to be looked for together, each with the bits that it sets."""

    def __init__(self, marks: Mapping[str, int]) -> None:
        """Build the automaton that finds them all at once."""
        self._automaton: Any = ahocorasick.Automaton()
        for text, mark in marks.items():
            self._automaton.add_word(text, mark)
        self._automaton.make_automaton()

    def __call__(self, low: str) -> int:
        """Return the bits of all strings that stand in a text in small letters."""
        met = 0
        for _, mark in self._automaton.iter(low) if self._automaton else ():
            met |= mark
        return met


class Bits:
    """One bit for each need."""

    def __init__(self) -> None:
        self._bits: dict[Need, int] = {}

    def __call__(self, needs: Iterable[Need]) -> int:
        """Return the bits of needs, old and new."""
        return reduce(or_, [self._bits.setdefault(need, 1 << len(self._bits)) for need in needs], 0)

    def strings(self) -> Strings:
        """Return the strings of all needs so far, each with the bits of those that it meets."""
        texts: dict[str, int] = {}
        for need, bit in self._bits.items():
            for text in need:
                texts[text] = texts.get(text, 0) | bit
        return Strings(texts)


class Words:
    """An expression that is tried only where all letters that it needs stand.

    The letters of all of them are looked for in one pass over a text, however many of them are asked about it.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Compile the expression; what was looked for without it is looked for anew."""
        self._pattern = re.compile(pattern, flags)
        self._mark = _WATCHED(needed(self._pattern))
        _watched.cache_clear()
        _met.cache_clear()

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return None if self._mark & ~_met(text) else self._pattern.search(text)

    def stand(self, text: str) -> bool:
        """Say whether their letters stand in a text, in some part of which they may then be found."""
        return not self._mark & ~_met(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning of a text."""
        return None if self._mark & ~_met(text) else self._pattern.match(text)

    def sub(self, by: Callable[[re.Match[str]], str], text: str) -> str:
        """Return a text with every match replaced."""
        return text if self._mark & ~_met(text) else self._pattern.sub(by, text)


_WATCHED = Bits()


@cache
def _watched() -> Strings:
    return _WATCHED.strings()


@lru_cache(maxsize=64)
def _met(text: str) -> int:
    return _watched()(text.lower())


class Anchored(Generic[Thing]):
    """Things that are told by expressions, in their order; a text is asked which of them can stand in it."""

    def __init__(self, things: Iterable[tuple[Thing, Sequence[re.Pattern[str]]]]) -> None:
        """Read the expressions once; every need is one bit, and a thing is filed under the rarest of its needs."""
        self._always: list[tuple[int, Thing, int]] = []
        self._filed: dict[int, list[tuple[int, Thing, int]]] = {}
        bits = Bits()
        for number, (thing, words) in enumerate(things):
            needs = sorted((need for word in words for need in needed(word)), key=_telling)
            shelf = self._filed.setdefault(bits(needs[-1:]), []) if needs else self._always
            shelf.append((number, thing, bits(needs)))
        self._files = reduce(or_, self._filed, 0)
        self._strings = bits.strings()

    def __call__(self, text: str) -> list[Thing]:
        """Return the things that can stand in a text, in their order."""
        met = self._strings(text.lower())
        left = met & self._files
        found = list(self._always)
        while left:
            bit = left & -left
            left ^= bit
            found += [each for each in self._filed[bit] if each[2] & met == each[2]]
        return [thing for _, thing, _ in sorted(found)]


class Near:
    """Tables of cues; a clause is read by those that can stand in it."""

    def __init__(self, *tables: Sequence[Cue]) -> None:
        """Read the tables once."""
        self._rows = Anchored([((number, cue), cue.words) for number, table in enumerate(tables) for cue in table])
        self._tables = range(len(tables))

    @lru_cache(maxsize=8)  # noqa: B019 - tables live as long as the process, and a clause is asked about a few times
    def cues(self, text: str) -> tuple[tuple[Cue, ...], ...]:
        """Return for each table the cues that can stand in a text, in their order."""
        rows = self._rows(text)
        return tuple([tuple([cue for number, cue in rows if number == table]) for table in self._tables])

    @lru_cache(maxsize=32)  # noqa: B019 - as above; several rules ask for the same clause
    def lay(self, table: int, text: str, clause: tuple[int, int]) -> tuple[Hit, ...]:
        """Return what :func:`tracker.claims.cues.lay` does for one of the tables."""
        return tuple(lay(self.cues(text[clause[0] : clause[1]])[table], text, clause))


def needed(word: re.Pattern[str]) -> tuple[Need, ...]:
    """Return what every text holds that the expression matches, the most telling needs first; none where none is known.

    Of each need one string must be there.
    """
    if word.flags & re.VERBOSE:
        return ()
    return _Reader(word.pattern).alternatives()


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0

    def alternatives(self) -> tuple[Need, ...]:
        """Read up to the end or the closing bracket: what is needed of one or another alternative."""
        found = [self._branch()]
        while self._source[self._at : self._at + 1] == "|":
            self._at += 1
            found.append(self._branch())
        if not all(found):
            return ()
        depth = range(max(map(len, found)))
        joined = ([text for each in found for text in each[min(at, len(each) - 1)]] for at in depth)
        return tuple(tuple(dict.fromkeys(texts)) for texts in joined)

    def _branch(self) -> tuple[Need, ...]:
        """Read one alternative, and return the most telling of what its pieces need."""
        needs: list[Need] = []
        run = ""
        while self._at < len(self._source) and self._source[self._at] not in "|)":
            letter, inner, width = self._piece()
            optional, repeated = self._repeat()
            if not width:
                continue
            if letter and not optional:
                run += letter
                if not repeated:
                    continue
            needs += [*([(run,)] if run else []), *(() if optional else inner)]
            run = ""
        needs += [(run,)] if run else []
        needs = sorted(dict.fromkeys(needs), key=_telling, reverse=True)
        return (*needs[:1], *[each for each in needs[1:_MOST] if _telling(each)[0] > 2])

    def _piece(self) -> tuple[str, tuple[Need, ...], bool]:
        """Read one letter, class or group: the letter, or what the group needs, and whether it has any width."""
        sign = self._source[self._at]
        if sign == "(":
            return self._group()
        if sign == "[":
            match = _CLASS.match(self._source, self._at)
            self._at = match.end() if match else len(self._source)
            signs = _SIGNS.match(match.group()) if match else None
            return "", (tuple(signs[1]),) if signs else (), True
        self._at += 1
        if sign == "\\":
            sign = self._source[self._at]
            self._at += 1
            return ("" if sign.isalnum() else sign), (), sign not in _WIDTHLESS
        return ("" if sign == "." else sign.lower()), (), sign not in "^$"

    def _group(self) -> tuple[str, tuple[Need, ...], bool]:
        look = _LOOK.match(self._source, self._at + 1)
        head = look or _HEAD.match(self._source, self._at + 1)
        self._at = head.end() if head else self._at + 1
        inner = self.alternatives()
        self._at += 1
        return "", inner, look is None

    def _repeat(self) -> tuple[bool, bool]:
        """Read how often the piece stands: whether it may be missing, and whether it may stand more than once."""
        match = _REPEAT.match(self._source, self._at)
        if not match:
            return False, False
        self._at = match.end()
        return match.group(1) in "?*" or match.group(2) in {"", "0"}, True


def _telling(need: Need) -> tuple[int, int]:
    """Return how telling a need is: the longer its shortest string, then the fewer it has."""
    return min(map(_size, need)), -len(need)


def _size(text: str) -> int:
    """Return the letters of a string; a sign, or a letter of another script, is as rare as two."""
    letters = text.strip()
    return len(letters) + (not letters.isascii() or not letters.isalnum())
