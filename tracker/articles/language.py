"""Makes the language of a text by its own letters, and of a Chinese one its script. Knows letters and stop words only.

Traditional and Simplified Chinese are both ``zh``; which of the two it is, is told by the characters that only one of
them has. Knows no more of either than the vocabulary's table of characters.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from tracker.model import Script
from tracker.vocab import fold

SAMPLE = 20_000
"""Characters looked at: a page's language shows early."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3040-\u30ff\uff66-\uff9f]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[a-zà-öø-ÿ]+")

# The commonest function words; those that two of these languages share ("a", "in", "on", "as") tell nothing.
_ENGLISH_WORDS = "the of and to for with that from by is was were are has have had which will would this it its"
_OTHER_WORDS = (
    "de la le les des et du une est pour dans que qui sur el los las del y se por con para una al da do dos das em "
    "não um uma os der die das und den von zu mit ist auf für dem nicht yang dan di dengan untuk dari ini itu pada "
    "akan il che della per sono van het een"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_OTHERS = frozenset(_OTHER_WORDS.split())


def language(text: str) -> str:
    """Return ``en``, ``zh`` or ``other`` for the language that most of the text is written in."""
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    han, kana = len(_HAN.findall(sample)), len(_KANA.findall(sample))
    # A Han character carries about what three Latin letters do; some kana are in every Japanese sentence.
    if han * 3 > letters - han:
        return "other" if kana * 10 > han else "zh"
    words = Counter(_WORD.findall(sample.lower()))
    english = sum(words[word] for word in _ENGLISH)
    other = sum(words[word] for word in _OTHERS)
    total = sum(words.values())
    if total < 12 and not other:
        return "en" if total and total * 3 >= letters / 5 else "other"
    return "en" if english > other and english * 25 >= total else "other"


FEWEST = 2
"""Telling characters below which a text is too short to tell."""


@cache
def _only() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that only Traditional texts have, and those that only Simplified ones have for them.

    Some of each are words of their own in the other (后, 里, 乾); the charsets made for each tell them apart.
    """
    every = [chr(code) for code in range(0x4E00, 0xA000)]
    pairs = [(old, new) for old, new in zip(every, fold("".join(every)), strict=True) if old != new]
    traditional = frozenset(old for old, _ in pairs if not _in_charset(old, "gb2312"))
    return traditional, frozenset(new for _, new in pairs if not _in_charset(new, "big5"))


def _in_charset(char: str, name: str) -> bool:
    try:
        char.encode(name)
    except UnicodeEncodeError:
        return False
    return True


def script(text: str) -> Script:
    """Return ``Hans`` or ``Hant`` for a Chinese text, empty for one too short to tell, half of each, or Japanese.

    Names and quotations may stand in the other script; the many decide, by two to one.
    """
    sample = text[:SAMPLE]
    if language(sample) != "zh":
        return ""
    traditional, simplified = (sum(char in those for char in sample) for those in _only())
    if max(traditional, simplified) < FEWEST:
        return ""
    if traditional >= 2 * simplified:
        return "Hant"
    return "Hans" if simplified >= 2 * traditional else ""
