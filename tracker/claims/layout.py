"""The tree of a numbered text: which list stands under which opening, and which numbered paragraph a sentence is in.

Makes maps from sentences to sentences and to paragraph numbers. Knows the labels of lists (一、 （一） 1. (a)); it must
not know what the sentences say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.claims.anchors import Words
from tracker.claims.passages import Passage

_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("article", re.compile(r"^(?:第([一二三四五六七八九十]{1,3})[条款]|Article (\d{1,2})\.?)$")),
    ("zh", re.compile(r"^([一二三四五六七八九十]{1,3})[、.．]$")),
    ("zh-inner", re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)]、?$")),
    ("number", re.compile(r"^(\d{1,2})[.、．]$")),
    ("number-inner", re.compile(r"^[（(]?(\d{1,2})[）)]$")),
    ("letter", re.compile(r"^[（(]?([a-zA-Z])[）).]$")),
    ("bullet", re.compile(r"^[•\-–—*·]$")),
)
_CITABLE = frozenset({"article", "zh", "number"})
"""Labels by which other acts cite a paragraph; letters and bullets only order a list."""
_DIGITS = {letter: index for index, letter in enumerate("零一二三四五六七八九")}
FOLLOWING = Words(r"下列|以下|\bfollowing\b|\bbelow\b|\blisted here\b", re.IGNORECASE)
"""Words that point at a list further down."""


def _style(label: str) -> tuple[str, str] | None:
    for name, form in _STYLES:
        match = form.match(label.strip())
        if match:
            return name, next((group for group in match.groups() if group), "")
    return None


def number(letters: str) -> str:
    """Return a paragraph's number in digits; letters other than numerals stay as they are."""
    if not letters or letters.isdigit() or letters[0] not in "一二三四五六七八九十":
        return letters
    tens, ten, ones = letters.partition("十")
    if not ten:
        return str(_DIGITS[letters]) if letters in _DIGITS else letters
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))


def levels(passages: Sequence[Passage]) -> dict[int, tuple[int, str | None]]:
    """Return depth and top paragraph number of each sentence of the text by its start; depth 0 is outside any list.

    The style that a text uses first is its outermost; a style not seen yet opens a list inside the one before it.
    """
    stack: list[str] = []
    found: dict[int, tuple[int, str | None]] = {}
    depth, top = 0, None
    for passage in passages:
        if passage.field == "title":
            continue
        style = _style(passage.item) if passage.place == 0 else None
        if style:
            stack = stack[: stack.index(style[0]) + 1] if style[0] in stack else [*stack, style[0]]
            depth = len(stack)
            top = number(style[1]) if depth == 1 and style[0] in _CITABLE else top if depth > 1 else None
        elif passage.place == 0:
            depth, top = 0, None
        found[passage.start] = depth, top
    return found


def lists(passages: Sequence[Passage]) -> dict[int, tuple[Passage, ...]]:
    """Return the sentences listed under each opening, by the start of every sentence in the opening's paragraph.

    An opening is a paragraph that ends in a colon, or one that points at what follows and is followed by an item.
    """
    depth = levels(passages)
    body = [each for each in passages if each.field == "text"]
    found: dict[int, tuple[Passage, ...]] = {}
    for index, passage in enumerate(body):
        last = index + 1 == len(body) or body[index + 1].place == 0
        if not last:
            continue
        line = [each for each in body[: index + 1] if each.line == passage.line]
        if not passage.plain.endswith((":", "：")) and not any(FOLLOWING.search(each.plain) for each in line):
            continue
        under: list[Passage] = []
        for after in body[index + 1 :]:
            if depth[after.start][0] <= depth[passage.start][0]:
                break
            under.append(after)
        if under:
            found |= {each.start: tuple(under) for each in line}
    return found
