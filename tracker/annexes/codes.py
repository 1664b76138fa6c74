"""Makes codes of goods of a text: customs codes, dual-use control codes, and the limits of purity, size and content.

A number is a customs code only where the text says so: behind a cue, in a column that is headed so, or at the head of a
line of a tariff annex. Dates, prices, telephone and announcement numbers have no such cue. Knows no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CODE = (
    r"(?:ex[\s.]?)?(?<![\d.])\d{4}"
    r"(?:\.\d{2}(?:[.-]\d{2,4}(?:\.\d{2})?|\d{2,4})?|(?:[ \u00a0]\d{2}){1,3}|\d{2}(?:\d{2}){0,2}|\d{5})"
    r"(?![\d%％]|[.,]\d|-\d)"
)
"""One customs code of six digits or more: 2617101000, 8112.92.10, 8505.11.0070, 8112 92 89, 2805.30-100."""
_BETWEEN = r"(?:(?:\s?(?:[、,，;；/]|以?及|和|与|或|and|or)\s?){1,3}|\s{1,3})"
CODES = rf"{CODE}(?:{_BETWEEN}{CODE}){{0,200}}"
_CUE = (
    r"(?:参考)?(?:海关)?(?:商品|税则)(?:编号|编码|号列|税号)|税则号(?!列)|税号|(?:HS|海关|协调制度)\s?编码"
    r"|HSコード|HS番号|統計品目番号"
    r"|\b(?:HTS(?:US)?|HS|CN|TARIC|AHTN)\b(?:\s(?:sub)?heading(?:s|\(s\))?|\s(?:codes?|numbers?|items?)|\sNos?\.?)?"
    r"|\b(?:sub)?heading(?:s|\(s\))?|\b(?:reference )?(?:tariff|commodity|customs) (?:items?|lines?|codes?|numbers?)"
    r"|\bstatistical reporting numbers?"
)
_GROUP = re.compile(rf"(?:{_CUE})(?P<link>[\s:：为是]{{0,4}})(?P<codes>{CODES})", re.IGNORECASE)
_ONE = re.compile(CODE, re.IGNORECASE)
ALL = re.compile(rf"\s*(?:{CODES})[\s、,，;；]*", re.IGNORECASE)
_HEAD = re.compile(rf"(?:{CODE})(?=[\s:：–—-]+[^\W\d_])", re.IGNORECASE)
_BARE_HEAD = re.compile(r"(?:ex\s?)?\d{4}(?:\.|\s)\d{2}|\d{8}(?:\d{2})?\s", re.IGNORECASE)
_NAMED = re.compile(_CUE, re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"[（(]\s?(?P<codes>{CODES})\s?[)）]", re.IGNORECASE)
_EX = re.compile(r"\bex\s\d{4}(?:[ \u00a0.]\d{2}){1,3}(?!\d)")
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_YEAR_HEAD = re.compile(r"(?:19[5-9]|20[0-4])\d")
CONTROL = re.compile(r"(?<![\w.])\d[A-E]\d{3}(?:\.[a-z0-9]{1,2}(?![a-z]))*(?![A-Za-z0-9])")
ALL_CONTROL = re.compile(
    rf"\s*(?:ECCN\s)?{CONTROL.pattern}(?:[\s、,，;；/.]{{1,4}}(?:{CONTROL.pattern})){{0,50}}[\s.、;；]*"
)

_NUMBER = r"\d[\d.,]*(?:×10\S{1,3})?"
_UNIT = r"(?:\s?(?:%|％|‰|N|ppm|ppb|微米|纳米|毫米|厘米|μm|µm|um|nm|mm|cm|克/立方厘米|g/cm[3³]|MPa|GPa|K|℃|T|kJ/m[3³]))"
_MORE = (
    r"(?:≥|≤|＞|＜|>|<|大于(?:或等于)?|小于(?:或等于)?|高于|低于|不[高低小大少多]于|不足|超过|不超过|达到?"
    r"|等于或[大小]于|为|在)"
)
_WHAT = (
    r"(?:纯度|含量|质量分数|重量百分比|平均粒径|粒径|粒度|平均粒度|密度|直径|厚度|丰度|浓度|电阻率"
    r"|比表面积|剩磁|矫顽力)"
)
_ZH = (
    rf"{_WHAT}(?:[（(][^（）()]{{1,20}}[)）])?\s?(?:均|应|应当)?{_MORE}\s?{_NUMBER}{_UNIT}?"
    r"(?:（[^（）]{1,12}）)?(?:及?以上|及?以下)?"
)
_LIMIT = (
    r"(?:at least|not less than|no less than|not more than|no more than|more than|less than|greater than|exceeding"
    r"|above|below|up to|equal to or (?:greater|less|more) than|greater than or equal to|≥|≤|>|<)"
)
_OR = r"(?:\s?or (?:more|less|greater|higher|above|lower|better))?"
_PART = r"(?:\s?(?:%|percent|per cent))"
_EN = (
    rf"(?:purity|particle size|grain size|density|concentration|content|diameter|thickness)(?: \([^()]{{1,20}}\))?"
    rf"(?: of| is| being| by weight)? ?(?:{_LIMIT} ?)?{_NUMBER}(?:{_PART}|{_UNIT})?{_OR}(?: by weight)?"
    rf"|containing (?:by weight )?(?:{_LIMIT} )?{_NUMBER}{_PART}{_OR}(?: by weight)?"
    rf"|{_LIMIT} {_NUMBER}{_PART} (?:pure\b|by weight|purity)|{_NUMBER}{_PART}{_OR} (?:pure\b|by weight|purity)"
)
_THRESHOLD = re.compile(rf"{_ZH}|{_EN}", re.IGNORECASE)
_JOINS = re.compile(r"\s?(?:[、，,]|且|并且|and|,? and)?\s?")


@dataclass(frozen=True, slots=True)
class Group:
    """Customs codes told together: from the cue's first character to the last code's end."""

    start: int
    end: int
    codes: tuple[str, ...]


def digits(code: str) -> str | None:
    """Return a customs code as bare digits; None for what has the form of one and is none."""
    bare = re.sub(r"\D", "", code)
    chapter = int(bare[:2])
    if len(bare) not in {6, 8, 9, 10} or not 1 <= chapter <= 97 or chapter == 77:
        return None  # chapters 98 and 99 are national provisions, not goods
    return None if len(bare) == 8 and _DATE.fullmatch(bare) else bare


def codes_in(text: str) -> tuple[str, ...]:
    """Return the codes in a text that is known to hold codes, each once."""
    return tuple(dict.fromkeys(bare for found in _ONE.finditer(text) if (bare := digits(found[0]))))


def groups(text: str) -> Iterator[Group]:
    """Yield the groups of customs codes that are named as such in a text, in its order.

    Where one is, numbers alone in brackets behind it are codes too: "ferromanganese (CN codes …), ferrosilicon (…)".
    """
    cued = [(found.start(), found.end(), found["codes"]) for found in _GROUP.finditer(text)]
    first = cued[0][1] if cued else len(text)
    more = [(found.start("codes"), found.end("codes"), found["codes"]) for found in _IN_BRACKETS.finditer(text, first)]
    more += [(found.start(), found.end(), found[0]) for found in _EX.finditer(text)]
    last = 0
    for start, end, written in sorted([*cued, *more], key=lambda one: (one[0], -one[1])):
        if start >= last and (codes := codes_in(written)):
            last = end
            yield Group(start, end, codes)


def head(text: str) -> Group | None:
    """Return the code that a line of a tariff annex begins with; a year is none."""
    found = _HEAD.match(text)
    if not found or not _BARE_HEAD.match(text) or _YEAR_HEAD.match(text):
        return None
    codes = codes_in(found[0])
    return Group(0, found.end(), codes) if codes else None


def has_form(text: str) -> bool:
    """Say whether anything in a text has the form of a customs code, be it one or not."""
    return bool(_ONE.search(text))


def names_codes(text: str) -> bool:
    """Say whether a text speaks of customs codes at all."""
    return bool(_NAMED.search(text))


def controls(text: str) -> tuple[str, ...]:
    """Return the dual-use control codes in a text, each once."""
    return tuple(dict.fromkeys(CONTROL.findall(text)))


def threshold(text: str) -> str:
    """Return the wording of the limits in a text: verbatim, parts that stand apart joined by a semicolon."""
    spans: list[tuple[int, int]] = []
    for found in _THRESHOLD.finditer(text):
        if spans and _JOINS.fullmatch(text, spans[-1][1], found.start()):
            spans[-1] = (spans[-1][0], found.end())
        else:
            spans.append(found.span())
    return "; ".join(dict.fromkeys(text[start:end].strip() for start, end in spans[:6]))
