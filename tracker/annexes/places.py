"""Makes a country of an address or a heading: the state whose name stands there.

Only names of states count, not their cities or provinces: an address that leaves the state out leaves it out.
"""

from __future__ import annotations

import re

from tracker.vocab import Vocab, fold

_HAN = re.compile(r"[\u3400-\u9fff]")
_BODIES = re.compile(r"实体|企业|公司|机构|组织|entities|companies|firms|persons|organi[sz]ations", re.IGNORECASE)
_COUNTED = re.compile(r"\d{1,3}\s?家|[一二三四五六七八九十]{1,3}家")
_OF_STATE = re.compile(r",? (?:people's republic of|the|republic of)$|\s*[:：]$", re.IGNORECASE)


class Places:
    """The names of states, ready to be looked for in headings and addresses."""

    def __init__(self, vocab: Vocab) -> None:
        """Take the vocabulary once for one article."""
        self._names: dict[str, str] = {}
        self._cased: set[str] = set()
        for term in vocab.countries.values():
            for alias in term.aliases:
                conditional = alias.near or alias.within or alias.generic
                if alias.place or alias.capital or conditional or alias.lang not in {"en", "zh"}:
                    continue
                key = fold(alias.text).casefold()
                self._names.setdefault(key, term.id)
                if alias.cased:
                    self._cased.add(key)
        han = sorted((re.escape(n) for n in self._names if _HAN.search(n)), key=len, reverse=True)
        rest = sorted((re.escape(n) for n in self._names if not _HAN.search(n)), key=len, reverse=True)
        self._pattern = re.compile(rf"(?:{'|'.join(han)})|(?<!\w)(?:{'|'.join(rest)})(?!\w)", re.IGNORECASE)

    def _all(self, text: str) -> list[tuple[int, str]]:
        flat = fold(text)
        found = []
        for match in self._pattern.finditer(flat):
            key = match[0].casefold()
            if key in self._names and not (key in self._cased and match[0].islower()):
                found.append((match.start(), self._names[key]))
        return found

    def of_address(self, text: str) -> str | None:
        """Return the state of an address: the first named in Chinese order, the last in Western order."""
        found = self._all(text)
        if not found:
            return None
        western = not _HAN.search(text)
        return found[-1][1] if western else found[0][1]

    def of_cell(self, text: str) -> str | None:
        """Return the state of a table's cell: one that the cell names alone."""
        ids = {term for _, term in self._all(text)}
        return ids.pop() if len(ids) == 1 else None

    def of_heading(self, text: str) -> str | None:
        """Return the state that a heading consists of, or whose firms it announces; None for any other line."""
        line = text.strip(" :：.。、（）()")
        bare = _OF_STATE.sub(
            "", re.sub(r"^[一二三四五六七八九十]{1,3}、|^[（(][一二三四五六七八九十][)）]", "", line)
        ).strip(" ,")
        key = fold(bare).casefold()
        if key in self._names:
            return self._names[key]
        inverted = ", ".join(reversed(key.split(", "))) if key.count(", ") == 1 else key
        if inverted in self._names:
            return self._names[inverted]
        if len(line) > 80 or not (_BODIES.search(line) or _COUNTED.search(line)):
            return None
        return self.of_cell(line)
