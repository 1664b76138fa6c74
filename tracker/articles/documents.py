"""Makes text of a document's bytes: PDF and DOCX notices and annexes, one line for each paragraph and table row.

A document is whatever a stranger put behind a link: what it claims about itself is checked before it is read, and what
cannot be read is said in a sentence. Knows no article, no source and no net; the two formats stand in `pdf` and `word`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.articles.plain import headline, lines_joined

MOST_CHARACTERS = 2_000_000
"""A dual-use list of the European Union, the longest annex there is, has about a million characters."""
_HEAD = 2_000
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Document:
    """What a document holds. `gaps` says in words what of it could not be read; empty where all of it was."""

    title: str
    text: str
    gaps: tuple[str, ...] = ()


def read_document(body: bytes, kind: Literal["pdf", "docx"]) -> Document | str:
    """Return what a document holds, or in a few words why it cannot be read; never raises, whatever the bytes.

    The text has one line for each paragraph and one for each table row, its cells joined by ``" | "``.
    """
    # Each needs a library of its own, wanted only where such a document is read.
    if kind == "pdf":
        from tracker.articles.pdf import read_pdf as reader
    else:
        from tracker.articles.word import read_word as reader
    found = reader(body)
    return found if isinstance(found, str) else document(*found)


def document(stated: str, lines: Iterable[str], gaps: Sequence[str]) -> Document | str:
    """Return the document of a title that its maker stated, its lines, and what could not be read of it."""
    text = lines_joined("\n".join(lines))
    if not text:
        return gaps[0] if gaps else "it holds no text"
    if len(text) > MOST_CHARACTERS:
        return f"it is longer than {MOST_CHARACTERS:,} characters"
    return Document(_title(stated, text), text, tuple(gaps))


def _title(stated: str, text: str) -> str:
    """Return the stated title where the document's head bears it out, for many a maker states a file name."""
    name = lines_joined(stated).replace("\n", " ")
    wanted = _BLANK.sub("", name).casefold()
    if len(wanted) > 3 and wanted in _BLANK.sub("", text[:_HEAD]).casefold():
        return name
    return headline(text)
