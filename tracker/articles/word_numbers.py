"""Makes the numbers that Word shows before the paragraphs of its lists: they stand in no paragraph's text.

Knows the numbering part of a Word document; bullets are not told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_HAN = "零一二三四五六七八九"
_CIRCLED = 0x2460
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_CLOSES = ("、", "）", "。", "．")
_HIGHEST = 5_000
"""Beyond this a list is not numbered by anybody."""


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbers:
    """Counts the lists of one document; `of` is asked once for each paragraph, in order."""

    def __init__(self, file: Any) -> None:
        """Take an opened document of python-docx."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._styles = {s.get(qn("w:styleId")): s for s in file.styles.element.iterchildren(qn("w:style"))}
        part = next((p for p in file.part.package.iter_parts() if str(p.partname).endswith("/numbering.xml")), None)
        if part is not None and (root := getattr(part, "element", None)) is not None:
            self._learn(root)

    def _learn(self, root: Any) -> None:
        for kind in root.iterchildren(qn("w:abstractNum")):
            levels = {_integer(level.get(qn("w:ilvl")), 0): _level(level) for level in kind.iterchildren(qn("w:lvl"))}
            self._levels[kind.get(qn("w:abstractNumId"))] = levels
        for number in root.iterchildren(qn("w:num")):
            kind = number.find(qn("w:abstractNumId"))
            if kind is not None:
                self._abstract[number.get(qn("w:numId"))] = kind.get(qn("w:val"))

    def of(self, paragraph: Any) -> str:
        """Return the number of a paragraph, a space behind it unless it is Chinese; empty where it bears none."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, depth = place
        kind = self._abstract.get(number, "")
        levels = self._levels.get(kind, {})
        level = levels.get(depth)
        if level is None or level.form in {"bullet", "none"} or not 0 <= depth < _LEVELS:
            return ""
        counts = self._counts.setdefault(kind, [None] * _LEVELS)
        now = counts[depth]
        counts[depth] = level.start if now is None else now + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, level)
            return _written(counts[at] or other.start, other.form)

        text = _PLACE.sub(shown, level.text)
        return text if text.endswith(_CLOSES) else f"{text} " if text else ""

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """Return list and depth of a paragraph, by itself or by its style."""
        properties = paragraph.find(qn("w:pPr"))
        seen: set[str] = set()
        while properties is not None:
            if (list_ := properties.find(qn("w:numPr"))) is not None and list_.find(qn("w:numId")) is not None:
                depth = list_.find(qn("w:ilvl"))
                level = _integer(depth.get(qn("w:val")), 0) if depth is not None else 0
                return str(list_.find(qn("w:numId")).get(qn("w:val"))), level
            named = properties.find(qn("w:pStyle"))
            based = properties.getparent().find(qn("w:basedOn"))
            style = named if named is not None else based
            name = style.get(qn("w:val"), "") if style is not None else ""
            if not name or name in seen or name not in self._styles:
                return None
            seen.add(name)
            properties = self._styles[name].find(qn("w:pPr"))
        return None


def _level(element: Any) -> _Level:
    form, text, start = (element.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start"))
    return _Level(
        form=str(form.get(qn("w:val"), "decimal")) if form is not None else "decimal",
        text=str(text.get(qn("w:val"), ""))[:40] if text is not None else "",
        start=_integer(start.get(qn("w:val")), 1) if start is not None else 1,
    )


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def _written(number: int, form: str) -> str:
    """Return a number as a list writes it; Arabic digits for forms that are not known."""
    if not 0 < number < _HIGHEST:
        return str(number)
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and number < 40:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    if form in {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"} and number < 100:
        return _han(number)
    if form.startswith("decimalEnclosedCircle") and number <= 20:
        return chr(_CIRCLED + number - 1)
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for sign, value in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _HAN[tens] + "十"
    return head + (_HAN[ones] if ones else "")
