"""The gate: says from raw text, before anything is parsed, whether a document can matter at all.

One Aho-Corasick automaton over lower-cased text. It errs towards letting through: a document without any word of it
holds no mineral and no control on minerals. Must not know articles, spans or the model.
"""

from __future__ import annotations

import re
from itertools import islice, product
from typing import Any

import ahocorasick

from tracker.mentions.minerals import EVERYDAY
from tracker.mentions.spans import lower
from tracker.vocab import Vocab, fold

ENOUGH = 2
"""The weight at which one name alone lets a document through."""

SPELLINGS = 64
"""Spellings of one Chinese name: few characters have more than one Traditional form."""

_SUBJECTS = (
    "dual use", "dual-use", "export control", "export-control", "critical mineral", "critical-mineral",
    "strategic mineral",
    "critical raw material", "rare earth", "rare-earth", "battery material", "entity list", "unreliable entity",
    "minor metal", "mineral", "smelter", "mofcom", "两用物项", "军民两用", "出口管制", "关键矿产", "战略矿产",
    "稀土", "矿产", "两用品项",
    "不可靠实体", "实体清单", "冶炼",
)  # fmt: skip
_TRADE = re.compile(
    r"(?<![a-z])(?:export|import|tariff|quota|smelt|refine|mine[sdr]?(?![a-z])|mining|ores?(?![a-z])|tonne|concentrate|duty|"
    r"duties|licen|stockpil|ingot|sanction|suppl|shortage)"
)
_ZH_TRADE = ("出口", "进口", "关税", "配额", "矿", "冶炼", "锭", "储备", "吨")
_LETTER = re.compile(r"[a-z0-9]")


class Gate:
    """The automaton of names; call it with raw text or bytes."""

    def __init__(self, vocab: Vocab) -> None:
        """Take every name of every mineral, in both Chinese scripts; short words of other languages tell nothing."""
        weights: dict[str, int] = {}
        for term in vocab.minerals.values():
            for alias in term.aliases:
                weight = 1 if term.id in EVERYDAY or alias.near else ENOUGH
                for text in alias.within or (alias.text,):
                    key = lower(fold(text))
                    if _is_telling(key, alias.lang):
                        weights[key] = max(weight, weights.get(key, 0))
        weights |= dict.fromkeys(_SUBJECTS, ENOUGH)
        older = _older_forms()
        self._automaton: Any = ahocorasick.Automaton()
        for key, weight in weights.items():
            for form in _spellings(key, older):
                self._automaton.add_word(_bytewise(form), (form.isascii(), len(_bytewise(form)), weight))
        self._automaton.make_automaton()
        self._zh_trade = tuple(_bytewise(form) for word in _ZH_TRADE for form in _spellings(word, older))

    def __call__(self, raw: str | bytes) -> bool:
        """Say whether the document can matter: a rare substance or subject, or an everyday one with a word of trade."""
        low = _utf8(raw).lower().decode("latin-1")
        everyday = False
        for last, (is_ascii, length, weight) in self._automaton.iter(low):
            if (weight >= ENOUGH or not everyday) and (not is_ascii or _stands_alone(low, last + 1 - length, last + 1)):
                if weight >= ENOUGH:
                    return True
                everyday = True
        return everyday and (bool(_TRADE.search(low)) or any(word in low for word in self._zh_trade))


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
