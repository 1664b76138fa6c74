"""Makes lines of a PDF with PDFium: its letters by where they stand, its ruled tables by the lines that are drawn.

PDFium and not pdfplumber: over the fixtures it is twelve to twenty times as fast, gives Chinese characters where the
other gives radicals (⼀ for 一), and has been attacked by everybody for ten years. The tables it lacks are made in
`pdf_tables` of the paths it tells. Knows no paragraph: that is `pdf_lines`.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from threading import Lock
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as raw  # type: ignore[import-untyped]  # ships no types

from tracker.articles.page import CELLS
from tracker.articles.pdf_lines import Glyph, Line, joined, lines_of, paragraphs, without_edges
from tracker.articles.pdf_packing import packing_problem
from tracker.articles.pdf_tables import MOST_EDGES, Edge, Grid, edge, grids

MOST_PAGES = 400
"""The dual-use list of the European Union has about 300."""
MOST_GLYPHS = 2_000_000
_END = b"%%EOF"
_TAIL = 4_096
_UNREADABLE = 0.3
"""Share of letters without a meaning from which on a text is none: its fonts say nothing of what they draw."""
_ONE_AT_A_TIME = Lock()
"""PDFium is not safe for use by two threads."""
_FORMS = re.compile(r"[\u2e80-\u2fdf\ufb00-\ufb06]")
"""Radicals drawn for characters, and ligatures."""
_Matrix = tuple[float, float, float, float, float, float]


def read_pdf(body: bytes) -> tuple[str, list[str], list[str]] | str:
    """Return the stated title, the lines, and what could not be read; or why nothing can be read."""
    if _END not in body[-_TAIL:]:
        return "it is broken: its end is missing"
    if problem := packing_problem(body):
        return problem
    with _ONE_AT_A_TIME:
        try:
            file = pdfium.PdfDocument(body)
        except pdfium.PdfiumError as error:
            return "it is encrypted" if "password" in str(error).lower() else "it is broken: no PDF in its bytes"
        try:
            return _read(file)
        finally:
            file.close()


def _read(file: Any) -> tuple[str, list[str], list[str]] | str:
    count = len(file)
    if not 0 < count <= MOST_PAGES:
        return f"it claims {count:,} pages; at most {MOST_PAGES} are read" if count else "it is broken: it has no page"
    pages: list[list[Line]] = []
    gaps: list[str] = []
    glyphs = strange = 0
    for number in range(count):
        try:
            lines, told, unknown = _page(file, number, MOST_GLYPHS - glyphs)
        except (pdfium.PdfiumError, ValueError, OverflowError):
            gaps.append(f"page {number + 1} could not be read")
            continue
        if glyphs + told > MOST_GLYPHS:
            return f"it has more than {MOST_GLYPHS:,} letters"
        if not told and _is_picture(file, number):
            gaps.append(f"page {number + 1} is a picture")
        glyphs, strange = glyphs + told, strange + unknown
        pages.append(lines)
    if strange > _UNREADABLE * glyphs:
        return "its fonts do not say which letters they draw"
    told_lines = list(paragraphs(without_edges(pages)))
    if not told_lines:
        unread = next((gap for gap in gaps if gap.endswith("read")), "")
        return unread or "it has no text layer: it was scanned"
    return _stated_title(file), told_lines, gaps


def _stated_title(file: Any) -> str:
    title = file.get_metadata_value("Title")
    return title if isinstance(title, str) else ""


def _page(file: Any, number: int, most: int) -> tuple[list[Line], int, int]:
    """Return a page's lines and rows, how many letters it has, and how many of them have no meaning."""
    page = file[number]
    try:
        text = page.get_textpage()
        try:
            count = text.count_chars()
            if count > most:
                return [], count, 0
            turn = page.get_rotation()
            glyphs = list(_glyphs(text.raw, count, turn))
        finally:
            text.close()
        tables = grids(list(_edges(page, turn)))
    finally:
        page.close()
    strange = sum(1 for glyph in glyphs if unicodedata.category(glyph.char) in {"Co", "Cn", "Cc"} or glyph.char == "�")
    return _laid_out(glyphs, tables), len(glyphs), strange


def _is_picture(file: Any, number: int) -> bool:
    """Say whether a page shows a picture, as a scanned one does; a page without letters may also be blank."""
    page = file[number]
    try:
        return any(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4))
    finally:
        page.close()


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return where a point stands on a page that is shown turned clockwise by `turn` degrees."""
    return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(turn, (x, y))


def _glyphs(text: Any, count: int, turn: int) -> Iterator[Glyph]:
    """Yield the letters of a page in the order of its content; slanting ones are watermarks."""
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    gap = False
    for at in range(count):
        char = chr(min(raw.FPDFText_GetUnicode(text, at), 0x10FFFF))
        if char in " \r\n\t\u3000\xa0" or raw.FPDFText_IsGenerated(text, at) == 1:
            gap = True
            continue
        tilt = math.degrees(raw.FPDFText_GetCharAngle(text, at)) + turn
        if not raw.FPDFText_GetLooseCharBox(text, at, box) or not raw.FPDFText_GetCharOrigin(text, at, x, y):
            continue
        if 5 < tilt % 90 < 85 or "\ud800" <= char <= "\udfff":
            continue
        left, bottom = _turned(box.left, box.bottom, turn)
        right, top = _turned(box.right, box.top, turn)
        if all(map(math.isfinite, (left, right, bottom, top, x.value, y.value))):
            shown = unicodedata.normalize("NFKC", char) if _FORMS.match(char) else char
            low, high = min(left, right), max(left, right)
            yield Glyph(shown, low, high, _turned(x.value, y.value, turn)[1], abs(top - bottom), gap)
        gap = False


def _edges(page: Any, turn: int) -> Iterator[Edge]:
    """Yield the straight lines along an axis that a page draws, boxes by their four sides."""
    told = 0
    for shape in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=4):
        told += max(raw.FPDFPath_CountSegments(shape.raw), 1)
        if told > MOST_EDGES:
            return
        yield from _sides(shape, turn)


def _sides(shape: Any, turn: int) -> Iterator[Edge]:
    matrix = _matrix(shape)
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = pen = (0.0, 0.0)
    for number in range(raw.FPDFPath_CountSegments(shape.raw)):
        segment = raw.FPDFPath_GetPathSegment(shape.raw, number)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = _turned(*_placed(x.value, y.value, matrix), turn)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == raw.FPDF_SEGMENT_LINETO and (side := edge(*pen, *point)):
            yield side
        if raw.FPDFPathSegment_GetClose(segment) and (side := edge(*point, *begin)):
            yield side
        pen = point


def _matrix(shape: Any) -> _Matrix:
    """Return how a shape is placed on the page, through all the forms that it stands in."""
    matrix, outer = shape.get_matrix(), shape.container
    while outer is not None:
        matrix, outer = matrix.multiply(outer.get_matrix()), outer.container
    placed: _Matrix = matrix.get()
    return placed


def _placed(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _laid_out(glyphs: list[Glyph], tables: list[Grid]) -> list[Line]:
    """Return a page's lines in the order told, each table whole where its first letter is told."""
    loose: list[Glyph] = []
    cells: dict[int, dict[tuple[int, int], list[Glyph]]] = {}
    places: dict[int, int] = {}
    for glyph in glyphs:
        middle = (glyph.x0 + glyph.x1) / 2, glyph.y + 0.3 * glyph.height
        number, cell = next(((n, at) for n, grid in enumerate(tables) if (at := grid.cell(*middle))), (-1, None))
        if cell is None:
            loose.append(glyph)
            continue
        places.setdefault(number, len(loose))
        cells.setdefault(number, {}).setdefault(cell, []).append(glyph)
    lines: list[Line] = []
    since = 0
    for number, place in places.items():
        lines += lines_of(loose[since:place])
        lines += _rows(tables[number], cells[number])
        since = place
    return lines + lines_of(loose[since:])


def _rows(table: Grid, cells: dict[tuple[int, int], list[Glyph]]) -> Iterator[Line]:
    """Yield a table's rows, one line each; a box with a single filled cell is no table but text with a frame."""
    if len(cells) == 1:
        yield from lines_of(next(iter(cells.values())))
        return
    rows: dict[int, list[str]] = {}
    for (row, _), glyphs in sorted(cells.items()):
        rows.setdefault(row, []).append(joined(line.text for line in lines_of(glyphs)))
    top = len(table.ys) - 1
    for row, texts in rows.items():
        low, high = table.ys[top - row - 1], table.ys[top - row]
        text = CELLS.join(text for text in texts if text)
        yield replace(Line(text, table.xs[0], table.xs[-1], (low + high) / 2, high - low), row=True)
