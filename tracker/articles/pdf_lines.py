"""Makes lines of the glyphs of a page and paragraphs of lines: what a reader sees as one is one.

Knows where letters stand (points, y upwards), not where they come from. A wrapped line is joined to the one before it,
without a space between Chinese characters; what repeats at the edge of each page is dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

_HAN = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SOFT_HYPHENS = "\x02\xad\ufffe"
"""What stands for the hyphen of a broken word: the soft hyphen, and two marks that PDFium puts in its place."""
_MARKER = re.compile(
    r"(?:[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百零\d]{1,5}[条章节款]"
    r"|\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[)）]|\([a-zA-Z]{1,4}\)\s|[a-zA-Z][.)]\s|Article \d|ANNEX\b|Annex [IVX\d]"
    r"|附件|附表|【|[•▪●◦■–—-]\s)"
)
_ENDS = tuple("。；：！？.;:!?")
_NAMED = re.compile(r"附件|附录|附表|Annex|ANNEX|Table|Article|表|第.{1,5}[条章]")
_PAGE = re.compile(
    r"[-–—\s·.]*(?:(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／共]?\s*(?:of|共|/)?\s*\d{1,4}\s*页?)?|[ivx]{1,6}"
    r"|page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)[-–—\s·.]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_STAYS_APART = re.compile(
    r"(?:(?:cross|dual|high|large|long|low|medium|self|single|small|third|two|well)-(?!(?:er|est|ly|some))|[a-z]+-use)",
    re.IGNORECASE,
)
"""Words that keep the hyphen where a line is broken behind it: dual-use, high-purity; not short-age or ex-port."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter: `x0` to `x1` on the baseline `y`, `height` points high; `gap` where a space stood before it."""

    char: str
    x0: float
    x1: float
    y: float
    height: float
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed; a table's row has `row` set and its text is complete."""

    text: str
    x0: float
    x1: float
    y: float
    height: float
    row: bool = False


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines that glyphs stand in, in the order in which the page tells them."""
    runs: list[list[Glyph]] = []
    at: dict[int, list[int]] = {}
    for glyph in glyphs:
        if runs and _goes_on(runs[-1][-1], glyph):
            runs[-1].append(glyph)
            continue
        near = (n for row in (-1, 0, 1) for n in at.get(round(glyph.y / 3) + row, ())[-4:])
        if (known := next((n for n in near if _goes_on(runs[n][-1], glyph)), None)) is not None:
            runs[known].append(glyph)
            continue
        at.setdefault(round(glyph.y / 3), []).append(len(runs))
        runs.append([glyph])
    return [line for run in runs if (line := _line(run)).text]


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    """Say whether a glyph continues the line of another: on its baseline and to its right, not in the next column."""
    height = max(last.height, glyph.height)
    return abs(glyph.y - last.y) <= 0.35 * height and last.x0 < glyph.x0 <= last.x1 + 3 * height


def _line(run: Sequence[Glyph]) -> Line:
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in run:
        if before and _apart(before, glyph):
            parts.append(" ")
        parts.append(glyph.char)
        before = glyph
    height = max(glyph.height for glyph in run)
    return Line("".join(parts).strip(), run[0].x0, max(g.x1 for g in run), median(g.y for g in run), height)


def _apart(left: Glyph, right: Glyph) -> bool:
    """Say whether a space is to be read between two glyphs; justified Chinese has gaps that are no spaces."""
    distance = right.x0 - left.x1
    height = max(left.height, right.height)
    if _HAN.match(left.char) and _HAN.match(right.char):
        return distance > 0.7 * height
    return (right.gap and distance > 0) or distance > 0.3 * height


def joined(lines: Iterable[str]) -> str:
    """Return wrapped lines as one: no space beside a Chinese character, broken words made whole."""
    whole = ""
    for line in lines:
        whole = _joined(whole, line) if whole else line
    return whole.rstrip(_SOFT_HYPHENS) + "-" if whole.endswith(tuple(_SOFT_HYPHENS)) else whole


def _joined(left: str, right: str) -> str:
    if not right:
        return left
    if left[-1] in _SOFT_HYPHENS or left[-1] in "-‐":
        stem = left[:-1]
        word = _LAST_WORD.search(stem)
        if left[-1] in "-‐" and not (word and right[0].islower()):
            return left + right
        stays = word is not None and (not right[0].islower() or _STAYS_APART.match(f"{word[0]}-{right}"))
        return f"{stem}-{right}" if stays else stem + right
    if _HAN.match(left[-1]) or _HAN.match(right[0]):
        return left + right
    return f"{left} {right}"


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """Yield the paragraphs and table rows of a document; a table's heading told again on its next page is told once."""
    open_: list[str] = []
    last: tuple[Line, _Column] | None = None
    heading = ""
    for number, page in enumerate(pages):
        columns = _columns(page)
        leading = _leading(page)
        for place, line in enumerate(page):
            if line.row:
                if open_:
                    yield joined(open_)
                open_ = []
                if not (last and last[0].row):
                    heading = line.text
                elif place == 0 and number and line.text == heading:
                    continue
                yield line.text
                last = line, columns[place]
                continue
            turns = place == 0
            if open_ and last and _breaks(last, (line, columns[place]), leading, turns):
                yield joined(open_)
                open_ = []
            open_.append(line.text)
            last = line, columns[place]
    if open_:
        yield joined(open_)


_Column = tuple[float, float]


def _columns(page: Sequence[Line]) -> list[_Column]:
    """Return for each line how far left and right the lines of its height reach that stand above or below it."""
    found: dict[tuple[int, int, int], _Column] = {}
    answer = []
    for line in page:
        key = round(line.x0), round(line.x1), round(line.height)
        if key not in found:
            like = [o for o in page if not o.row and _over(o, line) and _same_height(o, line)]
            # A heading is measured against the text that it stands over.
            if len(like) < 3:
                like = [o for o in page if not o.row and _over(o, line)] or [line]
            found[key] = min(o.x0 for o in like), max(o.x1 for o in like)
        answer.append(found[key])
    return answer


def _over(one: Line, other: Line) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.5 * min(one.x1 - one.x0, other.x1 - other.x0)


def _same_height(one: Line, other: Line) -> bool:
    return abs(one.height - other.height) <= 0.2 * max(one.height, other.height)


def _leading(page: Sequence[Line]) -> float:
    """Return the distance from line to line within paragraphs: what a quarter of the distances fall below."""
    steps = [a.y - b.y for a, b in pairwise(page) if not a.row and not b.row and a.y > b.y]
    return quantiles(steps, n=4)[0] if len(steps) > 1 else max(steps, default=0.0)


def _breaks(left: tuple[Line, _Column], right: tuple[Line, _Column], leading: float, turns: bool) -> bool:
    """Say whether a paragraph ends between two lines."""
    (above, column), (below, under) = left, right
    if not _same_height(above, below) or _MARKER.match(below.text):
        return True
    centred, centred_too = _centred(above, column), _centred(below, under)
    if centred != centred_too:
        return True
    room = column[1] - above.x1 + (above.x0 - column[0] if centred else 0)
    if room > _first_word(below) + 0.6 * above.height:
        return True
    if not centred and below.x0 - under[0] > 1.2 * below.height and below.x0 > above.x0 + 0.8 * below.height:
        return not _MARKER.match(above.text)
    if turns or below.y >= above.y:
        return above.text.endswith(_ENDS)
    return above.y - below.y > max(1.35 * leading, 1.2 * above.height)


def _centred(line: Line, column: _Column) -> bool:
    left, right = line.x0 - column[0], column[1] - line.x1
    return left > 0.1 * line.height and abs(left - right) < 0.5 * line.height


def _first_word(line: Line) -> float:
    """Return about how wide the part of a line is that could not be broken off it."""
    word = 1 if _HAN.match(line.text) else len(re.split(r"[\s\u3400-\u9fff]", line.text, maxsplit=1)[0])
    return (line.x1 - line.x0) * (word + 1) / max(len(line.text), 1)


def without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return pages without page numbers, and without the heads and feet that at least three pages in five bear."""
    seen: Counter[str] = Counter()
    for number, page in enumerate(pages):
        seen.update({key for line in _edges(page) for key in _keys(line.text, number)})
    enough = max(2, 0.6 * len(pages))
    kept = []
    for number, page in enumerate(pages):
        taken = {
            id(line)
            for line in _edges(page)
            if _PAGE.fullmatch(line.text) or any(seen[key] >= enough for key in _keys(line.text, number))
        }
        kept.append([line for line in page if id(line) not in taken])
    return kept


def _edges(page: Sequence[Line]) -> list[Line]:
    """Return the two uppermost and the two lowest lines of a page that are no rows of a table."""
    ordered = sorted(page, key=lambda line: -line.y)
    upper, lower = ordered[:2], ordered[2:][-2:]
    return [line for line in (*upper, *lower) if not line.row]


def _keys(text: str, page: int) -> set[str]:
    """Return what a head or foot is known by on each page: its letters, or those with a number that counts pages."""
    numbers = [] if _NAMED.match(text) else list(_NUMBER.finditer(text))[:6]
    moving = (f"{text[: n.start()]}#{int(n[0][:9]) - page}{text[n.end() :]}" for n in numbers)
    return {text, *moving}
