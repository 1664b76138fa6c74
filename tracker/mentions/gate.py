"""The gate: says from raw text, before anything is parsed, whether a document can matter at all.

One Aho-Corasick automaton over lower-cased text. It errs towards letting through: a document without any word of it
holds no mineral and no control on minerals. Must not know articles, spans or the model.
"""

from __future__ import annotations

import re
from itertools import islice, product
from typing import Any

import ahocorasick

from tracker.mentions.mineral_words import EVERYDAY, FIELD, worlds
from tracker.mentions.spans import lower
from tracker.vocab import Alias, Vocab, fold

SHY, PLAIN, ENOUGH = 0, 1, 2
"""What a name is worth: it needs words of the field nearby; it needs no words of another world; it is enough."""

SPELLINGS = 64
"""Spellings of one Chinese name: few characters have more than one Traditional form."""

_SUBJECTS = (
    "dual use", "dual-use", "export control", "export-control", "critical mineral", "critical-mineral",
    "strategic mineral",
    "critical raw material", "rare earth", "rare-earth", "battery material", "entity list", "unreliable entity",
    "minor metal", "mineral", "smelter", "mofcom", "control list", "control-list", "ferroalloy",
    "coking coal",
    "met coke", "cathode material", "anode material", "precious metal",
    "ministry of commerce", "unreliable list", "mining commission",
    "贵金属", "金矿",
    "商务部公告", "矿业", "盐湖", "采矿", "矿权", "矿山", "矿区", "两用物项", "军民两用",
    "出口管制", "关键矿产", "战略矿产",
    "稀土", "矿产", "两用品项",
    "不可靠实体", "实体清单", "冶炼",
)  # fmt: skip
_ALSO = (
    "lead batter", "lead slag", "lead scrap", "lead concentrate", "lead ore", "cathode",
    "lead-acid", "lead recycl", "magnet",
    "磁铁", "磁材", "永磁", "金价", "银价", "锻造银", "锻造金",
    "黄金", "白银", "磁石", "金块", "多晶矽", "矽铁", "矽金属", "矽晶圆",
)  # fmt: skip
"""Names that the vocabulary holds only under conditions; here they ask for words of the field nearby."""

SHOWY = frozenset({"gold", "silver", "lead", "tin", "platinum", "mercury"})
"""Substances that are spoken of where none is traded more often than not: something must speak for them."""

NEARBY = 400
"""Bytes to either side of an everyday name in which something must speak of trade, industry or state."""

PATIENCE = 40
"""Everyday names that are looked at; a page with more of them and nothing of trade is a jeweller's."""

_AFFAIRS = re.compile(
    r"\b(?:chin(?:a|ese)|beijing|washington|brussels|wto|plants?|projects?|billion|shares|stake|holding|complex|"
    r"forecast|list|bureau|white house|foreign|resolution|america|"
    r"pound|police|navy|prosecutors?|court|spokes\w+|denied|firms?|compan(?:y|ies)|announcement no)\b|"
    r"股权|公司|项目|涨|"
    r"高|非法|外交|签|偷运|央行|会面|厂|规定|新台币|通知"
)
_HOUSEHOLD = re.compile(r"batter|cells?$|\bion\b|foil|电池|离子")
_BARE = frozenset("铜铝锌镍铅锡锂钛镁硅磷钾铁铂钯")
"""Characters that alone name a substance and stand in few other words; 金 and 银 stand in every second text."""

_THING = re.compile(
    r"[\s-](?:medal|records?\b|album|lining|card\b|screen|foil|roof|cans?\b|soldier|whistle|hat\b|plated|coloured|colored|"
    r"jewell?er|necklace|ring\b|bracelet|watch|cup\b|trim\b|finish|rush\b|standard\b|coast\b|jubilee|bullet|valley|chargers?\b)"
)
_LETTER = re.compile(r"[a-z0-9]")


class Gate:
    """The automaton of names; call it with raw text or bytes."""

    def __init__(self, vocab: Vocab) -> None:
        """Take every name of every mineral, in both Chinese scripts; short words of other languages tell nothing."""
        weights: dict[str, int] = {}
        for term in vocab.minerals.values():
            for alias in term.aliases:
                weight = _weight(term.id, alias)
                for text in alias.within or (alias.text,):
                    key = lower(fold(text))
                    if _is_telling(key, alias.lang):
                        weights[key] = max(weight, weights.get(key, 0))
        for text in (*_BARE, *_ALSO):
            weights.setdefault(text, SHY)
        weights |= dict.fromkeys(_SUBJECTS, ENOUGH)
        older = _older_forms()
        self._automaton: Any = ahocorasick.Automaton()
        for key, weight in weights.items():
            for form in _spellings(key, older):
                self._automaton.add_word(_bytewise(form), (form.isascii(), len(_bytewise(form)), weight))
        self._automaton.make_automaton()

    def __call__(self, raw: str | bytes) -> bool:
        """Say whether the document can matter: a rare substance or subject, or an everyday one with a word of trade."""
        low = _utf8(raw).lower().decode("latin-1")
        patience = PATIENCE
        for last, (is_ascii, length, weight) in self._automaton.iter(low):
            start, end = last + 1 - length, last + 1
            if is_ascii and not _stands_alone(low, start, end):
                continue
            if weight >= ENOUGH:
                return True
            if patience:
                patience -= 1
                if _matters(low, start, end, weight):
                    return True
        return False


def _weight(term: str, alias: Alias) -> int:
    key = alias.text
    if term in EVERYDAY and (not alias.conditional and " " in key and not _HOUSEHOLD.search(key)):
        return ENOUGH
    if term in SHOWY:
        return SHY
    return PLAIN if term in EVERYDAY or alias.near else ENOUGH


def _matters(low: str, start: int, end: int, weight: int) -> bool:
    """Say whether words of the field stand near a name; for a plain name it is enough that those of no other do."""
    around = f"{low[max(0, start - NEARBY) : start]} {low[end : end + NEARBY]}"
    if not around.isascii():
        around = lower(fold(around.encode("latin-1").decode("utf-8", "ignore")))
    seen = worlds(around)
    if _THING.match(low, end):
        return "trade" in seen
    if not FIELD.isdisjoint(seen) or _AFFAIRS.search(around):
        return True
    return weight >= PLAIN and not seen


def _bytewise(text: str) -> str:
    """Return UTF-8 as one character a byte.

    An automaton's root then has few children, which it searches one by one: with a thousand Han characters there it
    would be five times as slow.
    """
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


def _utf8(raw: str | bytes) -> bytes:
    """Return raw text as UTF-8 bytes; other bytes are taken for the Chinese superset encoding if they read well so."""
    if isinstance(raw, str):
        return raw.encode("utf-8", "surrogatepass")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        chinese = raw.decode("gb18030", "replace")
        if chinese.count("\ufffd") * 50 < len(chinese):
            return chinese.encode("utf-8")
    return raw


def _is_telling(key: str, language: str) -> bool:
    """Say whether a name tells substances apart from ordinary words of English: French or is no gold."""
    if not key.isascii():
        return True
    return len(key) > (1 if language in {"en", "zh"} else 4)


def _older_forms() -> dict[str, list[str]]:
    """Map each Simplified character to the Traditional ones that fold to it."""
    letters = [chr(code) for code in range(0x3400, 0xA000)]
    older: dict[str, list[str]] = {}
    for old, new in zip(letters, fold("".join(letters)), strict=True):
        if old != new:
            older.setdefault(new, []).append(old)
    return older


def _spellings(key: str, older: dict[str, list[str]]) -> list[str]:
    """Return a name in Simplified and in its Traditional spellings, at most :data:`SPELLINGS` of them."""
    choices = [[char, *older.get(char, [])] for char in key]
    return ["".join(form) for form in islice(product(*choices), SPELLINGS)]


def _stands_alone(low: str, start: int, end: int) -> bool:
    """Say whether a short alphabetic name is a word of its own; long ones may have endings."""
    if start and _LETTER.match(low[start - 1]):
        return False
    return end - start > 6 or end == len(low) or not _LETTER.match(low[end]) or low[end] == "s"
