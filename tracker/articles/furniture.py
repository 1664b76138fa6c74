"""Makes the ranges of a text that nobody wrote as news: teasers, forms, sign-ups, author boxes, menus, credits.

Works on lines alone and knows no outlet. Each rule is a function from lines to the numbers of lines it takes; what the
rules say in words stands in `phrases.py`. In doubt a line stays: a lost paragraph costs more than a kept teaser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.articles import phrases

_LINE = re.compile(r"[^\n]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SENTENCE_END = tuple(".。！!；;：:")
_CLOSERS = "\"'”’」』)）]】"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, with its offsets in the text."""

    start: int
    end: int
    text: str

    @property
    def size(self) -> int:
        """Length in Latin characters."""
        return weight(self.text)

    @property
    def heads(self) -> bool:
        """Whether it looks like a headline or a label: short, and no sentence."""
        return self.size <= 150 and not self.text.rstrip(_CLOSERS).endswith(_SENTENCE_END)

    @property
    def tells(self) -> bool:
        """Whether it looks like a paragraph of running text."""
        return self.size > 90 and not self.heads


def weight(text: str) -> int:
    """Return the length of a text in Latin characters; a Han character says about as much as two and a half of them."""
    return len(text) + round(1.5 * len(_HAN.findall(text)))


def tells(text: str) -> bool:
    """Say whether a line looks like a paragraph of running text."""
    return Line(0, len(text), text).tells


def furniture(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of page furniture in `text`, sorted, not touching, each from a line's start to a line's end."""
    lines = lines_of(text)
    taken: set[int] = set()
    for rule in (_single_lines, _bylines, _menus, _boxes, _teasers, _comments, _tail):
        taken.update(rule(lines))
    return ranges(lines, taken)


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that hold anything, stripped, with offsets of what is left."""
    found = []
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + match[0].index(stripped)
            found.append(Line(start, start + len(stripped), stripped))
    return found


def ranges(lines: Sequence[Line], taken: set[int]) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the lines taken; neighbours become one range."""
    found: list[tuple[int, int]] = []
    previous = -2
    for number in sorted(taken):
        if number == previous + 1:
            found[-1] = (found[-1][0], lines[number].end)
        else:
            found.append((lines[number].start, lines[number].end))
        previous = number
    return tuple(found)


def _single_lines(lines: Sequence[Line]) -> Iterator[int]:
    """Take labels of buttons, shares, tags, credits, cookie notes, sign-ups, breadcrumbs: one line each."""
    for number, line in enumerate(lines):
        if phrases.is_label(line.text) or phrases.is_notice(line.text, line.size):
            yield number


def _bylines(lines: Sequence[Line]) -> Iterator[int]:
    """Take the author's name above the first running text."""
    head = next((n for n, line in enumerate(lines[:12]) if line.tells), 12)
    yield from (n for n, line in enumerate(lines[:head]) if phrases.is_byline(line.text))


def _menus(lines: Sequence[Line]) -> Iterator[int]:
    """Take a run of four or more one- or two-word lines at the head of a page; lists further down may be an annex."""
    start = next((n for n, line in enumerate(lines[:4]) if line.tells or _is_menu(line)), None)
    if start is None or lines[start].tells:
        return
    end = start
    while end < len(lines) and _is_menu(lines[end]):
        end += 1
    if end - start >= 4:
        yield from range(start, end)


def _is_menu(line: Line) -> bool:
    words = len(line.text.split()) + len(_HAN.findall(line.text)) / 3
    return words <= 2.5 and line.heads and not re.search(r"[\d,，、]", line.text)


def _boxes(lines: Sequence[Line]) -> Iterator[int]:
    """Take a heading such as "Most read" with the headlines below it, up to the next running text."""
    for number, line in enumerate(lines):
        if not phrases.opens_box(line.text, line.size):
            continue
        yield number
        below = number + 1
        while below < len(lines) and lines[below].heads:
            yield below
            below += 1


def _teasers(lines: Sequence[Line]) -> Iterator[int]:
    """Take teaser blocks: a headline twice (picture and link), then its summary, and the same again.

    One such pair alone is a picture's text and caption: the pair goes, the paragraph below it is the article's. Three
    blocks or more in the lower part of a page are its end, so what stands below them goes too.
    """
    pairs = [
        number
        for number in range(len(lines) - 1)
        if lines[number].text.casefold() == lines[number + 1].text.casefold() and lines[number].heads
    ]
    for group in _groups(pairs):
        if len(group) == 1:
            yield from (group[0], group[0] + 1)
            continue
        last = group[-1] + 1
        ends_page = len(group) >= 3 and lines[group[0]].start * 4 >= lines[-1].end
        summary = last + 1 < len(lines) and not lines[last + 1].heads
        yield from range(group[0], len(lines) if ends_page else last + 1 + summary)


def _groups(pairs: Sequence[int]) -> list[list[int]]:
    """Return the pairs in groups: one line of summary between two of them, two once a run is plain."""
    groups: list[list[int]] = []
    for pair in pairs:
        if groups and pair - (groups[-1][-1] + 1) <= (2 if len(groups[-1]) == 1 else 3):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    return groups


def _comments(lines: Sequence[Line]) -> Iterator[int]:
    """Take a comment form below the article, and whatever follows it."""
    for number, line in enumerate(lines):
        if phrases.opens_comments(line.text) and line.start * 3 >= lines[-1].end:
            yield from range(number, len(lines))
            return


def _tail(lines: Sequence[Line]) -> Iterator[int]:
    """Take author boxes, editorial policies and "About" sections in the lower half of a page, to its end."""
    for number, line in enumerate(lines):
        low = line.start * 2 >= lines[-1].end
        if low and line.heads and phrases.opens_tail(line.text):
            yield from range(number, len(lines))
            return
