"""Makes the names of goods of what a list says of them: without number, codes, rates and conditions.

Knows the wording of lists in Chinese and English; knows neither their order nor any mineral.
"""

from __future__ import annotations

import re

from tracker.annexes import codes

LONGEST_NAME = 300
_MOST_READ = 1_500
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_WORDS = re.compile(r"[^\W\d_]{3}")
_BRACKETS = re.compile(r"[（(【\[]([^（）()【】\[\]]{0,600})[)）】\]]")
_CATEGORY = re.compile(r"(?:类|物项|货物|产品|商品|项)$")
_ENDS_ZH = re.compile(r"[，。；：:;\n]|——|(?:包括但不限于|以及其他)")
_ENDS_EN = re.compile(
    r"\s?(?:\.{3,}|…|\n|:|;(?=\s*$)|, (?:having|with|whether|including|containing|other than|not elsewhere|n\.e\.s)\b"
    r"| (?:having|as follows|containing (?:more|less|by|at|not))\b)",
)
_RATE = re.compile(
    r"[\s,;–—-]*(?:\d+(?:\.\d+)?\s?(?:%|percent|per cent)(?: ad valorem)?|Free|免税)\s*\.?$", re.IGNORECASE
)
_LEAD = re.compile(
    r"^(?:(?:具有|符合|满足)下列[^的，]{0,15}的|[\s、，,；;：:。.·)）]|以?及|和(?!氏)|与|下列|其中|包括|ECCN\b|and\b|or\b)+"
)
_ENGLISH = re.compile(r"[A-Z]?[A-Za-z][a-z]{2,}[A-Za-z ,\-/()]{0,150}")
_FORMULA = re.compile(r"(?:[A-Z][a-z]?\d*){1,8}|CAS.*|化学.*|.*\d{2,7}-\d\d-\d.*")
_CONDITION = re.compile(r"包括|不论|无论|除外|不含|含|具有|例如|如|指|参考|即")
_SPLIT = re.compile(r"(?P<han>[\u3400-\u9fff][^A-Za-z]{0,80}?)\s+(?P<en>[A-Z][A-Za-z][A-Za-z ,\-/]{2,150})")


def named(said: str) -> tuple[str, str]:
    """Return the English and the Chinese name of the goods in one entry of a list, each empty where it is not told.

    `said` is the entry without its number. A Japanese name stands in the place of the English one.
    """
    said = said[:_MOST_READ]
    english = ""

    def kept(found: re.Match[str]) -> str:
        nonlocal english
        inner = found[1].strip()
        if _holds_codes(inner) or _FORMULA.fullmatch(inner) or not inner:
            return ""
        if not _HAN.search(inner):
            if _ENGLISH.fullmatch(inner) and _HAN.search(said):
                english = english or inner
                return ""
            return found[0]
        return "" if _CONDITION.search(inner) or len(inner) > 12 else found[0]

    text = _without_codes(_BRACKETS.sub(kept, said))
    if not _HAN.search(text) or _KANA.search(text):
        return _english(text), ""
    chinese = _chinese(text)
    if both := _SPLIT.fullmatch(chinese):
        chinese, english = both["han"].strip(), english or both["en"].strip()
    return english, chinese


def _holds_codes(text: str) -> bool:
    return bool(any(codes.groups(text)) or codes.ALL.fullmatch(text) or codes.ALL_CONTROL.fullmatch(text))


def _without_codes(text: str) -> str:
    kept, last = [], 0
    for group in codes.groups(text):
        kept.append(text[last : group.start])
        last = group.end
    text = "".join([*kept, text[last:]])
    if first := codes.head(text.lstrip()):
        text = text.lstrip()[first.end :]
    return codes.CONTROL.sub("", text)


def _chinese(text: str) -> str:
    text = _LEAD.sub("", text)
    label, colon, rest = text.partition("：")
    rest = _LEAD.sub("", rest)
    if colon and _HAN.search(rest) and (_CATEGORY.search(label.strip()) or not _HAN.search(label)):
        text = rest
    text = re.sub(r"^[^，。；]{0,20}?(?:类|物项|货物|产品|商品|项)(?:主要)?包括(?!但)", "", text)
    name = re.sub(r"^项下?", "", _ENDS_ZH.split(text, maxsplit=1)[0][: 2 * LONGEST_NAME].strip())
    name = re.sub(r"[\s、，及和]+$|等$", "", _LEAD.sub("", name)).strip()
    return name if _HAN.search(name) and len(name) <= LONGEST_NAME else ""


def _english(text: str) -> str:
    text = _LEAD.sub("", text)
    name = _ENDS_EN.split(text, maxsplit=1)[0]
    name = (name[:-80] + _RATE.sub("", name[-80:])).strip(" ,;.–—-|")
    return name[:LONGEST_NAME].rstrip() if _WORDS.search(name) or _KANA.search(name) else ""
