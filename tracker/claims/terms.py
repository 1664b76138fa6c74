"""Which dates of a sentence are of the act that is told, and when a stated duration ends.

Tells the dates of a change from those of the rule that is changed ("the levy, charged since 2020, was halved"), and
"for one year" from a day. Knows words of time around dates; it judges no stage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.claims import dates_en, dates_zh
from tracker.claims.dates import When, first_day
from tracker.claims.grounds import Range
from tracker.claims.passages import Language
from tracker.model import PartialDate, Stage

STANDING: frozenset[Stage] = frozenset({"announced", "in_force"})
_CHANGES: frozenset[Stage] = frozenset({"ended", "eased", "amended", "suspended"})
_ASIDE = re.compile(
    r"(?:\b(?:that|which|who)\b|, (?:in (?:force|place)|imposed|introduced|applied|charged|set|\d+ per ?cent)\b)"
    r"[^,;]*$|(?<=\w )since\s+(?:the\s+)?(?:\w+ of\s+)?$"
)
"""What a date stands in that tells of the rule as it was: an open relative clause, a "since" within the sentence."""


_SET_FOR = re.compile(r"\b(?:bring(?:s|ing)?|brought) forward\b[^,;]*$")
_SOONER = re.compile(r"^[^，。；]{0,8}[，；]?(?:如今|现|今|改为)?(?:已)?提前(?:了|到|至)")
"""A plan that was overtaken: its day is told, and is no day of an act."""


def overtaken(plain: str, dates: Sequence[When]) -> tuple[When, ...]:
    """Return the dates but for that of a plan that the act overtakes: "bringing forward a ban planned for January"."""
    return tuple(when for when in dates if not _SET_FOR.search(plain[: when.start]))


_WHEN_BEGINS = re.compile(
    r",? when\b[^.;]{0,90}\b(?:begins?|starts?|takes? effect|comes? into force|applies"
    r"|is (?:due )?to (?:begin|start|apply))"
)


def begun_then(plain: str, dates: Sequence[When], cue: int) -> tuple[When, ...]:
    """Return the dates, where one rule ends as that of the cue begins: "… hold until May, when the ban is to begin"."""
    return tuple(
        replace(when, role="effective")
        if when.role == "until" and cue > when.end and _WHEN_BEGINS.match(plain[when.end :])
        else when
        for when in dates
    )


def of_change(
    plain: str, dates: Sequence[When], stage: Stage, words: Range | None, told: date | None
) -> tuple[When, ...]:
    """Return the dates but for those of the rule that is changed; `words` is where the words of the change stand.

    Where a rule is said to come sooner than planned (如今提前), the planned day only says how far the act had come.
    """
    dates = [when for when in dates if not _SOONER.match(plain[when.end :])]
    if stage not in _CHANGES or not words or told is None:
        return tuple(dates)
    past = [when for when in dates if when.role != "until" and first_day(when.value) <= told]
    old = [when for when in past if _of_rule(plain[: when.start], words) or _is_attribute(plain, when)]
    return tuple(when for when in dates if when not in old)


def _is_attribute(plain: str, when: When) -> bool:
    """Say whether a date only says which rule is meant, and not that of an act by which something is done (由)."""
    return bool(dates_zh.OF_A_RULE.match(plain[when.end :])) and not plain[: when.start].endswith(("由", "据", "按"))


def _of_rule(head: str, words: Range) -> bool:
    """Say whether what stands before a date opens an aside, and the words of the change do not stand in it."""
    aside = _ASIDE.search(head)
    if aside is None:
        return False
    since = aside.group().startswith("since")
    return words[0] > aside.start() if since else not aside.start() <= words[0] < len(head)


def end_of(language: Language, text: str, begun: PartialDate | None) -> PartialDate | None:
    """Return the end of a duration that a text states and that began on a day."""
    finder = dates_zh.until_after if language == "zh" else dates_en.until_after
    return finder(text, begun)


def term(language: Language, text: str, dates: Sequence[When]) -> tuple[PartialDate, PartialDate] | None:
    """Return start and end of a term that is stated whole: "most recently for one year from 10 November 2025"."""
    found = dates_en.term(text, dates) if language == "en" else None
    return (found[0].value, found[1]) if found else None


_COMES_TO_END = re.compile(
    r"\W*(?:The|That|This|Its) (?:[\w-]+ ){1,3}(?:ends|expires|lapses|runs out|will (?:end|expire|lapse|run out))\b"
)


def comes_to_end(plain: str, begin: int, cue: int) -> bool:
    """Say whether a clause says of the rule of a cue that it ends, so that its day is the end and not the start."""
    found = _COMES_TO_END.match(plain, begin)
    return found is not None and cue < found.end()


_SINCE_ACT = re.compile(r"\b[Ss]ince the (?:[\w-]+ ){1,3}of $")


def since_act(plain: str, dates: Sequence[When], effective: PartialDate | None) -> bool:
    """Say whether the start is the day of an act that is named: "since the Budget of February 2025"."""
    return any(when.value == effective and _SINCE_ACT.search(plain[: when.start]) for when in dates)


def month_of(told: date | None) -> PartialDate | None:
    """Return the month of the article: what is decided "for a year" without a day was decided about then."""
    return told.isoformat()[:7] if told else None
