"""The trained recogniser of one language: which stretches of a text look like firms, agencies, minerals and the rest.

The only module that knows spaCy. A line of text becomes a spaCy document whose tokens also bear what the gazetteers
found there, for the component was trained with that beside the words (:mod:`tracker.training.train`); Chinese is read
character by character, each with its neighbour. Finds spans and labels; what they mean is for others to say.
"""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

MODELS = Path(__file__).parent / "models"
LONGEST = 2_000
"""Characters of a line that are read at once; a longer one is cut."""
BUDGET = 60_000
"""Characters of one text that are read; beyond it the rules decide alone."""

Known = tuple[int, int, str]
"""A span that the gazetteers found: start, end, kind."""
Labelled = tuple[int, int, str]
"""A span that the component found: start, end, kind."""


def dress(doc: Any, known: Iterable[Known], *, han: bool) -> Any:
    """Put on each token of a document what the gazetteers say of it; on each Chinese character, its neighbour too."""
    starts = [token.idx for token in doc]
    marks = [""] * len(starts)
    for begin, end, kind in known:
        first = bisect_right(starts, begin) - 1
        for at in range(max(first, 0), len(starts)):
            if starts[at] >= end:
                break
            marks[at] = f"{'B' if at == first else 'I'}-{kind}"
    for token, mark in zip(doc, marks, strict=True):
        token.tag_ = mark or "O"
        if han:
            following = doc[token.i + 1].text if token.i + 1 < len(doc) else ""
            token.lemma_ = token.text + following
    return doc


class Recogniser:
    """The trained component of one language, loaded when it is first asked."""

    def __init__(self, lang: str, folder: Path = MODELS) -> None:
        """`lang` is ``en`` or ``zh``; `folder` holds a spaCy pipeline for each."""
        self._lang = lang
        self._folder = folder

    @cached_property
    def _pipeline(self) -> Any:
        import spacy  # here, because loading it takes half a second

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its libraries warn of their own dependencies' ages
            return spacy.load(self._folder / self._lang)

    def __call__(self, text: str, known: Sequence[Known]) -> list[Labelled]:
        """Return what the component finds in a text, line by line, with offsets into the text."""
        ner = self._pipeline.get_pipe("ner")
        lines = list(_lines(text[:BUDGET]))
        docs = (self._doc(text[begin:end], begin, end, known) for begin, end in lines)
        found: list[Labelled] = []
        for (begin, _), doc in zip(lines, ner.pipe(docs, batch_size=64), strict=True):
            found += [(begin + each.start_char, begin + each.end_char, each.label_.lower()) for each in doc.ents]
        return found

    def _doc(self, line: str, begin: int, end: int, known: Sequence[Known]) -> Any:
        # Half surrogates cannot be encoded for the hashes; one character for one keeps the offsets.
        plain = line.encode("utf-8", "replace").decode("utf-8") if not line.isascii() else line
        doc = self._pipeline.make_doc(plain)
        within = [(a - begin, b - begin, kind) for a, b, kind in known if begin <= a and b <= end]
        return dress(doc, within, han=self._lang == "zh")


def _lines(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for line in text.split("\n"):
        for at in range(begin, begin + len(line), LONGEST):
            end = min(at + LONGEST, begin + len(line))
            if text[at:end].strip():
                yield at, end
        begin += len(line) + 1
