"""Spelling: Traditional folded to Simplified with every offset kept, and slugs made from names.

Knows OpenCC's character tables and the legal forms of firms; knows no term of the vocabulary.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))

_FORMS = """
    inc incorporated corp corporation co company ltd limited llc llp lp plc pty pte ag sa sas sarl se nv bv gmbh kgaa kg
    ab asa oy oyj spa srl sl kk kabushiki kaisha tbk pt persero bhd berhd berhad sdn jsc pjsc ojsc cjsc pao oao zao ooo
    spj ltda sab jv
"""
_WESTERN_FORMS = frozenset(_FORMS.split())
_LEADING_FORMS = frozenset({"pt", "pjsc", "ojsc", "jsc", "cjsc", "pao", "oao", "zao", "ooo"})
_EASTERN_FORMS = re.compile(
    r"(?:[（(]集团[）)])?(?:股份有限公司|有限责任公司|集团有限公司|有限公司|株式会社|주식회사)$|^(?:株式会社|주식회사|\(주\))"
)
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_APOSTROPHES = re.compile(r"['’`´]")
_WORDS = re.compile(r"[^\W_]+")


@cache
def _table() -> dict[int, str]:
    """Map each Traditional character to its Simplified one; only pairs of one character to one character."""
    from opencc import OpenCC  # here, because most commands never fold

    letters = [chr(code) for start, stop in _BLOCKS for code in range(start, stop)]
    # One call for all: the line break keeps neighbours from being read as a phrase.
    folded = OpenCC("t2s").convert("\n".join(letters)).split("\n")
    simpler = {old: new for old, new in zip(letters, folded, strict=True) if old != new and len(new) == 1}
    # 薴 becomes 苧, which is itself Traditional for 苎: followed to the end, so that a folded text stays as it is.
    return {ord(old): simpler.get(new, new) for old, new in simpler.items()}


def fold(text: str) -> str:
    """Return the text with each Traditional character in its Simplified form.

    Character by character, so ``len(fold(text)) == len(text)`` and offsets into one are offsets into the other.
    Full-width forms, case and everything that is not a Han character stay. The tables are OpenCC's ``t2s``.
    """
    return text if text.isascii() else text.translate(_table())


def slug(name: str) -> str:
    """Return a firm's slug: legal form dropped, lower case, words joined by hyphens; Han characters stay, folded.

    ``slug("Lynas Rare Earths Ltd.") == "lynas-rare-earths"``. A name that is nothing but a legal form keeps it; a name
    without a letter or digit has the empty slug. A slug's slug is itself.
    """
    words = _words(name)
    while True:
        shorter = _without_forms(words)
        if shorter == words:
            return "-".join(words)
        words = shorter


def act_slug(instrument: str) -> str:
    """Return the slug of an instrument, its paragraph left off: ``CN-MOFCOM 2024/46#2`` → ``cn-mofcom-2024-46``."""
    return re.sub(r"[^\w]+|_+", "-", instrument.partition("#")[0].casefold()).strip("-")


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _EASTERN_FORMS.sub("", fold(name.strip())) or name)
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    lower = fold(unicodedata.normalize("NFKC", bare).casefold())
    joined = _DOTTED.sub(lambda found: found[0].replace(".", ""), _APOSTROPHES.sub("", lower))
    return _WORDS.findall(joined.replace("&", " and "))


def _without_forms(words: list[str]) -> list[str]:
    if len(words) > 1 and words[-1] in _WESTERN_FORMS | {"and"}:
        return words[:-1]
    if len(words) > 1 and words[0] in _LEADING_FORMS:
        return words[1:]
    return words
