"""Last days for comments on a proposal, and amounts of goods: what a passage bounds that is no term of an act.

"Open for comment until 5 January" ends no rule: the day is kept apart from the dates of the act (`until`) and told as
the day on which comments close. Knows how calls for comment are worded; lays no cue and judges no stage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tracker.claims import dates_en, dates_zh
from tracker.claims.anchors import Words
from tracker.claims.dates import When, day, last_day, near_year
from tracker.claims.grounds import Ground, reason
from tracker.claims.passages import Passage
from tracker.claims.scene import Scene, distinct
from tracker.model import Claim, PartialDate, Quantity

_WORDS = {
    "en": Words(r"\b(?:comments?|submissions?|feedback|representations|responses|consultations?)\b", re.IGNORECASE),
    "zh": Words(r"意见|評論|评论|评议|建议"),
}
_BEFORE = {
    "en": re.compile(
        r"\b(?:comments?|submissions?|feedback|representations|responses|consultations?)\b(?! (?:by|of|from)\b)"
        r"[^.;]{0,80}?"
        r"\b(?:(?:is|are|was|were|be) due|due|until|till|through|by|before|(?:no|not) later than|on or before|to"
        r"|clos(?:es?|ed|ing)|ends?|ended|ending|expires?|expired|deadline(?: is| of| falls on)?)"
        r"(?: (?:on|by|at|in))?(?: \d{1,2}(?::\d\d)? ?[ap]\.?m\.?[^.;]{0,20}?(?: on| of)?)?"
        r"(?: midnight(?: on)?)? ?(?:the )?(?:end of )?$"
        r"|\b(?:deadline|closing date|last day)\b[^.;]{0,40}\b(?:comments?|submissions?|feedback|consultation)\b"
        r"[^.;]{0,20}\b(?:is|was|falls? on|will be) (?:on )?$",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:意见|评论|评议)[^。；]{0,22}?(?:截止|截至|截稿|期限|时间|日期|时限|至|到)[^。；\d]{0,8}$"
        r"|(?:意见|评论)(?:反馈|征集|征求)?(?:的)?(?:截止|期限|时间|日期|时限)[^。；]{0,24}(?:至|到|—|–|-|~|～)\s*$"
    ),
}
_AFTER = {
    "en": re.compile(
        r"^,? (?:to|for|in which to) (?:\w+ ){0,2}?(?:comments?|submissions|feedback)\b"
        r"|^,? (?:is|as|was|will be) the (?:deadline|closing date|last day)\b[^.;]{0,40}"
        r"\b(?:comments?|submissions?|feedback)\b"
    ),
    "zh": re.compile(
        r"^(?:之前|以前|前|止|为止)[^。；]{0,40}?(?:反馈|提出|提交|报送|发送|寄送|发至|告知|征求|征集|收集)"
        r"[^。；]{0,14}(?:意见|建议|评论)|^(?:之前|以前|前|止)[^。；]{0,16}(?:将|把)[^。；]{0,10}意见[^。；]{0,24}(?:反馈|发|报|寄|提交)"
    ),
}
_PERIOD = {
    "en": Words(
        r"\b(?P<count>\d{1,3})[- ]day (?:\w+ )?(?:comment|consultation)\b"
        r"|\b(?:comments?|consultation|feedback)\b[^.;]{0,25}\bfor (?:a period of )?(?P<count2>\d{1,3}) days\b",
        re.IGNORECASE,
    ),
    "zh": Words(
        r"(?:征求|征集|公开|收集)[^。；]{0,8}意见[^。；]{0,12}?(?:为期|期限为?|时间为?)(?P<count>\d{1,3})[天日]"
    ),
}
_OVER = {"en": Words(r"\b(?:closed|ended|expired|was|were)\b", re.IGNORECASE), "zh": Words("已|结束")}
_CASES = frozenset({"circumvention", "enforcement_case"})
_MASS = frozenset({"t", "kg", "g", "lb", "oz", "short ton", "long ton", "carat"})
_NEAR = 6
"""Lines within which a sentence that only calls for comments still speaks of the proposal before it."""


def is_due(scene: Scene, passage: Passage, when: When) -> bool:
    """Say whether a date of the sentence is the day by which comments are due, whatever role its preposition gives."""
    words, plain = scene.language, passage.plain
    if not _WORDS[words].search(plain):
        return False
    before, after = plain[max(0, when.start - 140) : when.start], plain[when.end :]
    return bool(_BEFORE[words].search(before) or _AFTER[words].match(after))


def calls(scene: Scene, passage: Passage) -> bool:
    """Say whether a sentence gives a last day or a period for comments."""
    return bool(_due(scene, passage) or _PERIOD[scene.language].search(passage.plain))


def _due(scene: Scene, passage: Passage) -> list[When]:
    if not _WORDS[scene.language].search(passage.plain):
        return []
    finder = dates_zh if scene.language == "zh" else dates_en
    found = [when for when in finder.find(passage.plain, scene.told) if is_due(scene, passage, when)]
    return [_ahead(scene, passage, when) for when in found]


def _ahead(scene: Scene, passage: Passage, when: When) -> When:
    """Return a date without year as the next such day, unless the sentence says that it is over."""
    if when.exact or scene.told is None or len(when.value) != len("2025-08-05"):
        return when
    if last_day(when.value) >= scene.told or _OVER[scene.language].search(passage.plain):
        return when
    _, month, number = (int(part) for part in when.value.split("-"))
    year = near_year(scene.told, month, number, "until", since=False)
    return replace(when, value=day(year, month, number) or when.value) if year else when


def closes(scene: Scene, passage: Passage) -> Ground[PartialDate] | None:
    """Return the last day for comments that a sentence gives, or that a period counted from today comes to.

    The period counts from the day of the article, on which a notice opens it. A sentence that gives several days
    (extended "from 5 January to 4 February") means the last.
    """
    if due := _due(scene, passage):
        return Ground(due[-1].value, "the day by which comments are due", (due[-1].start, due[-1].end))
    period = _PERIOD[scene.language].search(passage.plain)
    if period is None or scene.told is None:
        return None
    count = next(value for value in period.groups() if value)
    last = (scene.told + timedelta(days=int(count))).isoformat()
    return Ground(last, "a period for comments, counted from the day of the article", period.span())


def bounded(scene: Scene, passage: Passage, claim: Claim, at: tuple[int, int]) -> Claim:
    """Return a claim with its last day for comments and its amounts; a period for comments is no term of the act.

    `at` is where the words stand that told the act.
    """
    if claim.action in _CASES:
        return replace(claim, quantities=_amounts(scene, passage, claim, at))
    if not _is_open(claim) or not (last := closes(scene, passage)):
        return claim
    period = _PERIOD[scene.language].search(passage.plain)
    return _closing(replace(claim, until=None) if period else claim, passage, last)


def _closing(claim: Claim, passage: Passage, last: Ground[PartialDate]) -> Claim:
    return replace(claim, closes=last.value, reasons=(*claim.reasons, reason(passage, "closes", last)))


def _is_open(claim: Claim) -> bool:
    """Say whether comments on it may be asked for: a proposal, or an inquiry that is opened."""
    proposed = claim.stage == "proposed" or (claim.action == "trade_investigation" and claim.stage != "ended")
    return proposed and claim.certainty == "asserted"


def _amounts(scene: Scene, passage: Passage, claim: Claim, at: tuple[int, int]) -> tuple[Quantity, ...]:
    """Return the amounts of goods of the sentence, the nearest to the words of the way first.

    Those words are the cue and the countries passed through and aimed at. A price, a share and money are no amounts.
    """
    places = {*claim.via, *claim.targets}
    words = [
        at,
        *(
            (mention.start - passage.start, mention.end - passage.start)
            for mention in scene.inside(passage, "country")
            if mention.term in places
        ),
    ]
    found = [each for each in scene.inside(passage, "quantity") if each.value is not None and each.unit in _MASS]
    found.sort(key=lambda each: min(_gap((each.start - passage.start, each.end - passage.start), a) for a in words))
    return tuple(dict.fromkeys(Quantity(each.value, each.unit) for each in found if each.value is not None))


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def lend(scene: Scene, passages: Sequence[Passage], claims: list[Claim]) -> list[Claim]:
    """Give the day of a sentence that only calls for comments to the proposal that it speaks of.

    In a notice that is every proposal of the notice, wherever its dates stand; in a story the last one told before.
    """
    speaking = {(claim.evidence.field, claim.evidence.start) for claim in claims}
    lines: dict[tuple[str, int], int] = {(each.field, each.start): each.line for each in passages}
    out = list(claims)
    for passage in passages:
        if (passage.field, passage.start) in speaking or not (last := closes(scene, passage)):
            continue
        waiting = [claim for claim in out if _is_open(claim) and not claim.closes and claim.evidence.field == "text"]
        if scene.own is None:
            waiting = [claim for claim in waiting if _just_before(claim, passage, lines)][-1:]
        lent = distinct(claim.id for claim in waiting)
        out = [_closing(claim, passage, last) if claim.id in lent else claim for claim in out]
    return out


def _just_before(claim: Claim, passage: Passage, lines: dict[tuple[str, int], int]) -> bool:
    start = claim.evidence.start
    line = lines.get((claim.evidence.field, start))
    return passage.field == "text" and start < passage.start and line is not None and passage.line - line <= _NEAR
