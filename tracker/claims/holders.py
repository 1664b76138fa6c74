"""Whose a rule is by the grammar of the sentence: who owns it, who did it in the passive, who only speaks or suffers.

Says of one name in a sentence which place it has. Knows the words around names in both languages; it knows no action
and settles no role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.claims.passages import Passage
from tracker.model import Mention

PEOPLE = re.compile(r"(?:ian|ean|can|ese|ish|French|Dutch|Swiss|Thai|U\.?S\.?|EU|UK)$")
"""What a name ends in that is an adjective: "Chinese", "American", "EU"."""
_RULE = (
    r"(?:bans?|embargo(?:es)?|prohibitions?|restrictions?|curbs?|controls?|quotas?|licen[cs]\w+|tariffs?|dut(?:y|ies)"
    r"|tax|levy|rules?|measures?|limits?|halt|suspension|(?:black|watch)?lists?)\b"
)
_LINK = r"(?!and\b|or\b|to\b|of\b|from\b|on\b|in\b|by\b|for\b|with\b|ha[sd]\b|have\b|is\b|was\b|will\b|said\b)[\w-]+"
_OWNED = re.compile(rf"^['’]s\s(?:{_LINK}\s){{0,4}}?(?P<rule>{_RULE})")
_CALLED = re.compile(rf"^\s(?:(?:export|import|trade|dual-use|recent|new)\s)?(?P<rule>{_RULE})(?! of\b)")
_NEAR = 45
"""Letters from a cue within which a noun is the rule that the cue speaks of."""
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being)\s(?:\w+ly\s)?\w+(?:ed|en|put|set|cut|hit)\b[^,;]*\sby\s(?:the\s)?$"
)
_ASKED = re.compile(r"\b(?:ask|urg|press|lobb|beg|call)(?:s|es|ed|ing|ied)? (?:on )?(?:the )?$")
_SUFFERS = re.compile(
    r"^(?:['’]s)?(?:\s(?!and\b)[\w.&-]+){0,6}?\s(?:was|were|is|are|ha(?:s|ve|d) been|being|got)\s(?:\w+ly\s)?"
    r"(?:put|added|placed|hit|targeted|listed|blacklisted|sanctioned|barred|cut off|struck|punished)\b"
)
_SAYS = re.compile(
    r"^(?:['’]s)?(?:\s(?:data|figures|officials?|sources?|spokes\w+))?\s(?:sa(?:ys?|id)|claim(?:s|ed)|report(?:s|ed)"
    r"|show(?:s|ed)?|believes?|estimate[sd]?|not(?:es|ed)|confirm(?:s|ed)|hail(?:s|ed))\b[^,;]{0,14}?(?:\sthat)?\s(?:the\s)?$"
)
_SAYS_ZH = re.compile(r"^(?:[^，。；]{0,12}?(?:称|说|表示|指出|披露|宣称|透露|声称))[，：,:]?$")
_ATTRIBUTED = re.compile(r"^,?\s(?:data|figures)\s(?:show|suggest)")


_MODEL = re.compile(r"\b(?:follow(?:s|ed|ing)?|copy|copie[sd]|[Ll]ike|[Uu]nlike)\s(?:the\s)?$")
"""Who is only an example: "may follow Indonesia and ban exports"."""


def owns(passage: Passage, mention: Mention, cue: int) -> bool:
    """Say whether the rule that a cue speaks of is told as the name's: "Beijing's 2010 embargo", "a Chinese ban"."""
    begin, end = mention.start - passage.start, mention.end - passage.start
    tail = passage.plain[end : end + 80]
    found = _OWNED.match(tail) or (_CALLED.match(tail) if PEOPLE.search(passage.plain[begin:end]) else None)
    return found is not None and abs(end + found.start("rule") - cue) <= _NEAR


def did(passage: Passage, mention: Mention) -> bool:
    """Say whether the name is the agent of a passive ("banned by China", 被中国列入), or is asked to act."""
    head, tail = passage.plain[: mention.start - passage.start], passage.plain[mention.end - passage.start :]
    asked = _ASKED.search(head[-20:]) and tail.startswith(" to ")
    return bool(asked or _PASSIVE.search(head[-90:])) or head.endswith("被")


def suffers(passage: Passage, mention: Mention) -> bool:
    """Say whether the name is the subject of a passive: "Norway's Kongsberg was put on the list"."""
    return bool(_SUFFERS.match(passage.plain[mention.end - passage.start :]))


_OPENS_SPEECH = re.compile(
    r"^(?:['’]s)?(?:\s(?!and\b)[\w.]+){0,4}?\s(?:said|says|claims|claimed|reported|reports|estimates|estimated|noted|notes)\b"
    r"(?!.{0,30}\b(?:it|they)\b)"
)


def opens_speech(passage: Passage, mention: Mention) -> bool:
    """Say whether the sentence opens with the name as one that tells, and not of itself: "The USGS said output …"."""
    begin, end = mention.start - passage.start, mention.end - passage.start
    return begin <= passage.opens + len("The ") and bool(_OPENS_SPEECH.match(passage.plain[end:]))


def speaks(passage: Passage, mention: Mention, others: Iterable[Mention]) -> bool:
    """Say whether the name only tells what another does: "the White House says China will …", 白宫称，中国将……"""
    end = mention.end - passage.start
    if _ATTRIBUTED.match(passage.plain[end:]) or _MODEL.search(passage.plain[: mention.start - passage.start][-12:]):
        return True
    gaps = [passage.plain[end : each.start - passage.start] for each in others if each.start >= mention.end]
    return any(_SAYS.match(gap) or _SAYS_ZH.match(gap) for gap in gaps if len(gap) < 40)
