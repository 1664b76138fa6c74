"""Makes blocks of an article's text: lines with their list numbers and depth, and rows of tables with their cells.

Knows how lists are numbered in Chinese and English, not what they list. All offsets are into ``article.text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.model import Article

CELLS = " | "
MOST_LINES = 20_000
MOST_CHARACTERS = 3_000_000
LONGEST = 4_000
"""Characters of one line that are looked at: no row of a list is as long."""
_MARKERS = (
    ("han", re.compile(r"[一二三四五六七八九十百]{1,4}、")),
    ("han-in", re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]")),
    ("digit-in", re.compile(r"[（(]\d{1,4}[)）]")),
    (
        "digit",
        re.compile(
            r"\d{1,4}(?:[.．](?=\d[A-E]\d{3})|[.．](?!\d)|、|\)|）)"
            r"|\d{1,3}(?=\s{1,3}(?:\d[A-E]\d{3}\b|[\u3040-\u30ff\u3400-\u9fff]{2}))"
        ),
    ),
    ("letter-in", re.compile(r"[（(][A-Za-z]{1,4}[)）]")),
    ("letter", re.compile(r"[A-Za-z][.．)）](?![A-Za-z.])|[ivx]{2,4}[.)](?=\s)")),
    ("circle", re.compile(r"[①-⑳]")),
    ("bullet", re.compile(r"[•▪●◦■*–—](?=\s)|-(?=\s)")),
)
_CONTROLLED = re.compile(r"\d[A-E]\d{3}\b")
"""A line that a control code begins is numbered by it."""
_CODED = re.compile(r"\d{4}\.\d{2}|\d{8}")
_SHORT = re.compile(r"\b(?:Co|Ltd|Inc|Corp|No|St|Rd|Bldg|Ave|Dr|Mr|U\.S)\.$")
_WIDTH, _NEARLY_FULL = 82, 52
_TRIM = ".．、)） "


@dataclass(frozen=True, slots=True)
class Block:
    """One line, or a line with the lines that only go on with it. `body` is where it begins behind its number."""

    start: int
    end: int
    text: str
    kind: str = ""
    number: str = ""
    body: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table's row; one cell for any other line."""
        return tuple(cell.strip() for cell in self.text.split(CELLS))

    @property
    def row(self) -> bool:
        """Whether it is a table's row."""
        return CELLS in self.text

    @property
    def said(self) -> str:
        """The text behind the number."""
        return self.text[self.body :]


def blocks(article: Article) -> list[Block]:
    """Return the lines of a text that hold anything and are no furniture; lines broken at a width are made whole."""
    spans = []
    for match in re.finditer(r"[^\n]+", article.text[:MOST_CHARACTERS]):
        whole = match[0]
        start = match.start() + len(whole) - len(whole.lstrip())
        end = match.start() + len(whole.rstrip())
        if start < end and not (article.furniture and article.is_furniture(start, end)):
            spans.append((start, min(end, start + LONGEST)))
        if len(spans) == MOST_LINES:
            break
    marked = [_marked(start, article.text[start:end]) for start, end in spans]
    return _unwrapped(marked, article.text) if _is_wrapped(marked) else marked


def _is_wrapped(listed: Sequence[Block]) -> bool:
    """Say whether a text is broken at a width as plain text is: no long line, and most lines nearly full."""
    sizes = [len(block.text) for block in listed]
    full = sum(1 for size in sizes if size >= _NEARLY_FULL)
    return len(sizes) >= 12 and max(sizes) <= _WIDTH and full * 2 >= len(sizes)


def _unwrapped(listed: Sequence[Block], text: str) -> list[Block]:
    """Return blocks with those joined that only go on with the one above; offsets hold, a break is a space."""
    joined: list[Block] = []
    full = False
    for block in listed:
        above = joined[-1] if joined else None
        goes_on = full and not block.kind and not _CODED.match(block.text) and not _ended(above, block)
        if above and goes_on and not (above.row or block.row) and block.end - above.start <= LONGEST:
            whole = text[above.start : block.end].replace("\n", " ")
            joined[-1] = replace(above, end=block.end, text=whole)
        else:
            joined.append(block)
        full = len(block.text) >= _NEARLY_FULL
    return joined


def _ended(above: Block | None, block: Block) -> bool:
    """Say whether a paragraph may end between two lines: to join two is worse than to leave one in two."""
    if above is None or above.text.endswith((":", "：")):
        return True
    return (
        above.text.endswith((".", ";", "。", "；")) and not block.text[:1].islower() and not _SHORT.search(above.text)
    )


def _marked(start: int, text: str) -> Block:
    end = start + len(text)
    for kind, pattern in _MARKERS:
        if marker := pattern.match(text):
            body = marker.end()
            body += len(text[body:]) - len(text[body:].lstrip())
            number = "" if kind == "bullet" else marker[0] if kind.endswith("-in") else marker[0].rstrip(_TRIM)
            return Block(start, end, text, kind, number, body)
    return Block(start, end, text, "control" if _CONTROLLED.match(text) else "")


def nested(listed: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """Yield each block with its depth: how many kinds of number stand above it; 0 for lines without a number."""
    open_: list[str] = []
    for block in listed:
        if not block.kind:
            yield block, 0
            continue
        if block.kind in open_:
            del open_[open_.index(block.kind) + 1 :]
        else:
            open_.append(block.kind)
        yield block, len(open_)
