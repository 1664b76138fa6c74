"""Makes lines of a DOCX: paragraphs and table rows in the order in which they stand, list numbers told.

The archive is checked before anything is unpacked: size, number of parts, document types, macros. What Word shows is
what is read: insertions of tracked changes, not deletions; no hidden text; heads, feet and notes are no part of it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from tracker.articles.page import CELLS
from tracker.articles.word_numbers import Numbers

MOST_PARTS = 2_000
MOST_BYTES = 60_000_000
"""Unpacked; an annex of five hundred pages without pictures is about eight million bytes of mark-up."""
MOST_TAGS = 600_000
"""A tag is six bytes and makes an element of a hundred times that in memory."""
_CHUNK = 1_000_000
_DEEPEST = 60
"""Elements below elements: a table in a table in a control, and no more than that."""
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))

_P, _TBL, _TR, _TC, _R = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r"))
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_GONE = frozenset(
    qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "numPr")
)
_SIGNS = {
    qn("w:tab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}


def read_word(body: bytes) -> tuple[str, list[str], list[str]] | str:
    """Return the stated title, the lines, and what could not be read; or why nothing can be read."""
    if problem := _problem(body):
        return problem
    # The libraries raise whatever their own parts raise (KeyError for a missing part, ValueError for another type of
    # document, XMLSyntaxError, BadZipFile …): a stranger's bytes are no bug of ours, so all of it is one answer.
    try:
        file = docx.Document(BytesIO(body))
        lines = list(_lines(file.element.body, Numbers(file), 0))
        title = file.core_properties.title or ""
    except Exception as error:
        return f"it is broken: {type(error).__name__} when opened as a Word document"
    return (title, lines, []) if any(lines) else "it holds no text"


def _problem(body: bytes) -> str | None:
    """Return why an archive is not to be opened; None where nothing speaks against it."""
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        return "it is encrypted, or an old Word file"
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            return _archive_problem(archive)
    except Exception as error:  # BadZipFile, zlib.error, struct.error, LZMAError … have no nearer common ancestor
        return f"it is broken: {type(error).__name__} when unpacked"


def _archive_problem(archive: zipfile.ZipFile) -> str | None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS:
        return f"it has more than {MOST_PARTS:,} parts"
    if any(part.flag_bits & 1 for part in parts):
        return "it is encrypted"
    if "[Content_Types].xml" not in names:
        return "it is no Word document"
    if any(name.endswith("vbaProject.bin") for name in names):
        return "it carries macros"
    total = tags = 0
    for part in parts:
        size, more, doctype = _unpacked(archive, part, MOST_BYTES - total)
        total, tags = total + size, tags + more
        if total > MOST_BYTES:
            return f"it unpacks to more than {MOST_BYTES:,} bytes"
        if doctype:
            return "it declares a document type, as no Word document does"
        if tags > MOST_TAGS:
            return f"it has more than {MOST_TAGS:,} tags"
    return None


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> tuple[int, int, bool]:
    """Return how long a part really is, whatever the archive says, its tags, and whether it declares a type."""
    size, tags, doctype, tail = 0, 0, False, b""
    with archive.open(part) as stream:
        while size <= most and (chunk := stream.read(_CHUNK)):
            size += len(chunk)
            # Any part may be read as mark-up, whatever its name; a picture has a "<" in every 256 bytes or so.
            tags += chunk.count(b"<")
            doctype = doctype or any(mark in tail + chunk for mark in _DOCTYPES)
            tail = chunk[-20:]
    return size, tags, doctype


def _lines(block: Any, numbers: Numbers, depth: int) -> Iterator[str]:
    """Yield the lines below a body, cell or control; a paragraph whose end was deleted runs on into the next."""
    carried = ""
    for each in _blocks(block, depth):
        if each.tag == _TBL:
            if carried:
                yield carried
                carried = ""
            yield from _rows(each, numbers, depth + 1)
            continue
        text = carried + numbers.of(each) + "".join(_text(each, depth))
        carried = ""
        if each.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
            carried = text
        else:
            yield from text.split("\n")
            for box in _boxes(each, depth):
                yield from _lines(box, numbers, depth + 1)
    if carried:
        yield carried


def _blocks(block: Any, depth: int) -> Iterator[Any]:
    """Yield the paragraphs and tables of a block, those within controls and insertions too."""
    if depth > _DEEPEST:
        return
    for each in block.iterchildren(tag=_ELEMENTS):
        if each.tag in (_P, _TBL):
            yield each
        elif each.tag not in _GONE:
            yield from _blocks(_chosen(each), depth + 1)


_ELEMENTS = "{*}*"


def _chosen(element: Any) -> Any:
    """Return the first of the forms in which a thing is told for newer and older programs."""
    return element[0] if element.tag == _CHOICES and len(element) else element


def _text(element: Any, depth: int) -> Iterator[str]:
    """Yield the text of a paragraph as shown, without what stands in its text boxes."""
    if depth > _DEEPEST:
        return
    for each in element.iterchildren(tag=_ELEMENTS):
        if each.tag == qn("w:t"):
            yield each.text or ""
        elif each.tag in _SIGNS:
            yield _SIGNS[each.tag]
        elif each.tag == _R and _hidden(each):
            continue
        elif each.tag not in _GONE and each.tag != qn("w:txbxContent"):
            yield from _text(_chosen(each), depth + 1)


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val"), "1") not in {"0", "false", "off"}


def _boxes(element: Any, depth: int) -> Iterator[Any]:
    """Yield the text boxes that hang on a paragraph."""
    if depth > _DEEPEST:
        return
    for each in element.iterchildren(tag=_ELEMENTS):
        if each.tag == qn("w:txbxContent"):
            yield each
        elif each.tag not in _GONE:
            yield from _boxes(_chosen(each), depth + 1)


def _rows(table: Any, numbers: Numbers, depth: int) -> Iterator[str]:
    """Yield a table's rows, one line each; a row with a table in it is told cell by cell, the inner rows as rows."""
    for row in _inside(table, _TR, depth):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        cells = [cell for cell in _inside(row, _TC, depth) if not _continues(cell)]
        if any(cell.find(f".//{_TBL}") is not None for cell in cells):
            for cell in cells:
                yield from _lines(cell, numbers, depth + 1)
            continue
        texts = (" ".join(_filled(_lines(cell, numbers, depth + 1))) for cell in cells)
        yield CELLS.join(_filled(texts))


def _inside(element: Any, wanted: str, depth: int) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, those within controls too."""
    if depth > _DEEPEST:
        return
    for each in element.iterchildren(tag=_ELEMENTS):
        if each.tag == wanted:
            yield each
        elif each.tag not in _GONE:
            yield from _inside(each, wanted, depth + 1)


def _filled(texts: Iterable[str]) -> list[str]:
    return [line for text in texts if (line := text.replace("\n", " ").strip())]


def _continues(cell: Any) -> bool:
    """Say whether a cell is the lower part of a merged one, which has been told above."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"
