"""What an official notice says of itself: its number, its issuers, the day it was signed, when it starts and ends.

Makes :class:`tracker.claims.scene.Own`. Knows
the forms of Chinese announcements, of English ones and of Federal Register documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.claims import dates_en, dates_zh, deadlines
from tracker.claims.anchors import Words
from tracker.claims.dates import When
from tracker.claims.grounds import Ground, Range, reason
from tracker.claims.numbers import own_instrument
from tracker.claims.passages import Language, Passage
from tracker.claims.scene import Own, Scene, distinct
from tracker.model import Mention, PartialDate, Reason

_AT_ONCE = {
    "en": Words(
        (
            r"\b(?:takes?|comes?|enters?|goes) (?:effect|into (?:effect|force|operation))\b.{0,40}\b(?:publication"
            r"|promulgation|today|immediately|signature|its publication|at once)|\beffective (?:immediately"
            r"|today|on publication)|\bapplies from today\b|\bwith immediate effect\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(
        r"自(?:公布|发布|印发)之日起(?:正式)?(?:实施|施行|执行|生效)|(?:决定|现)自(?:公布|发布)之日起"
        r"|发布当日(?:即|起)?施行|即日起(?:正式)?(?:实施|施行|生效|暂停)"
    ),
}
_STARTS = {
    "en": Words(
        (
            r"^(?:DATES?: .*|(?:.*\bthis|The) (?:announcement|notice|regulation|decision|order|rule|decree"
            r"|proclamation|measure|condition|circular|act|law|instrument|notification"
            r"|amendment)s?\b.{0,60}\b(?:takes? effect"
            r"|(?:enters?|comes?) into (?:force|operation|effect)|appl(?:y|ies)|is effective"
            r"|effective)\b.*|.*\bwhich takes effect on\b.*|Effective date.*)$"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(
        r"(?:本公告|本办法|本条例|本规定|本决定|本令|实施出口管制|以上(?:措施|规定)"
        r"|公告).{0,24}(?:起(?:正式)?(?:实施|施行|执行|生效))"
        r"|自?.{0,12}日起(?:正式)?(?:执行|实施|施行)"
    ),
}
_EVERYWHERE = Words(
    r"不针对任何特定国家|不针对任何国家|do not single out any country|not aimed at any|not directed at any"
)
_DAYS_AFTER = Words(
    r"\bon the (?:(\w+) )?day (?:following|after) (?:that of |the day of )?its publication", re.IGNORECASE
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "seventh": 7, "tenth": 10, "twentieth": 20}
_NUMBER_LINE = re.compile(r"^(?:发布文号|文号|公告编号|.{2,30}公告(?:19|20)\d\d年第.{1,4}号|.{2,16}令第)")
_DATE_ONLY = re.compile(r"^[\s\d年月日〇○零一二三四五六七八九十,./A-Za-z\-]{6,40}$")
_DONE_AT = re.compile(r"^(?:Done at|Signed at|Dated|Issued|Given)\b", re.IGNORECASE)
_DECIDES = (
    r"(?:(?!\b(?:has|have|had|hereby|shall|will|may|must|is|are|was|were|it|we|I|decide[sd]?|determine[sd]?|finds?"
    r"|announce[sd]?|order(?:s|ed)|amend(?:s|ed)|suspend(?:s|ed)|impose[sd]?|adopt(?:s|ed)?|direct(?:s|ed)?)\b)[^,;])"
)
"""A stretch without a comma in which nobody decides anything yet: more of the basis, not the act itself."""
_BASIS = {
    "en": re.compile(
        (
            r"^(?:In accordance with|Pursuant to|Under the authority of|By the authority|By virtue of"
            r"|Having regard to|On the basis of|Acting under)\b[^,;]*"
            rf"(?:,{_DECIDES}*?\b(?:and|of)\b{_DECIDES}*(?=[,;]))*[,;]"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"^(?:为[^，。]{2,60}，|(?:根据|依据|依照|按照)《[^，。]{2,160}，|根据[^，。《]{2,60}，|履行[^，。]{2,30}，"
        r"|(?:报)?经[^，。]{2,16}(?:批准|同意)，)+"
    ),
}


_PROCEDURE = {
    "en": Words(
        r"\b(?:exporters?|applicants?|operators?|importers?)\b.{0,40}\b(?:shall|must|should"
        r"|are to)\b.{0,40}\b(?:submit|file|apply|provide|state|keep|fill)\b"
        r"|\bpenalt(?:y|ies)\b.{0,40}\baccording to\b|\bliable under\b|\bapplications? (?:is"
        r"|are) (?:filed|sent|handled|submitted)\b",
        re.IGNORECASE,
    ),
    "zh": Words(
        r"提出申请|申请许可|提交(?:下列|以下|申请|材料|书面)|办理.{0,8}手续|颁发.{0,16}许可证"
        r"|自收到申请|依法审查|给予处罚|的规定处罚|依法追究|法律责任"
        r"|尽职调查|填报|申报条件和程序的"
    ),
}
"""How a licence is asked for and what happens to those who do not: paragraphs that every such notice has."""


_CAPTION = 3


def is_procedure(scene: Scene, passage: Passage) -> bool:
    """Say whether a sentence of a notice only tells how to apply or what is punished, and names no substance."""
    if scene.own is None or scene.inside(passage, "mineral") or scene.inside(passage, "quantity"):
        return False
    return bool(_PROCEDURE[scene.language].search(passage.plain))


def is_heading(scene: Scene, passage: Passage) -> bool:
    """Say whether a sentence of a notice is only the caption of a section ("Financing.")."""
    if scene.own is None or scene.language == "zh" or passage.field == "title":
        return False
    named = scene.inside(passage, "mineral") or scene.inside(passage, "instrument")
    if passage.text.isupper():
        return True
    return len(passage.text.split()) <= _CAPTION and passage.text.endswith(".") and not named


def basis_end(language: Language, plain: str, opens: int) -> int:
    """Return where the words of the act begin after a clause of legal basis; the basis itself claims nothing."""
    match = _BASIS[language].match(plain[opens:])
    return opens + match.end() if match else opens


def read(scene: Scene, passages: tuple[Passage, ...]) -> Own | None:
    """Read the notice's own facts; None for what is not a notice."""
    article = scene.article
    if article.kind != "notice":
        return None
    title = [each for each in scene.mentions if each.field == "title"]
    body = [each for each in passages if each.field == "text"]
    number = article.instrument or own_instrument(article, scene.mentions)
    country = number[:2] if number and re.match(r"[A-Z]{2}-", number) else None
    signed = _signed(scene.language, body, scene.told)
    starts, ends = _term(scene.language, _ruling(scene, body), scene.told, signed.value)
    return Own(
        number,
        country or article.country or None,
        _issuers(scene, body, title),
        signed.value,
        starts.value,
        ends.value,
        any(_EVERYWHERE.search(each.plain) for each in body),
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """A date of the notice's own, the rule that gave it, and the words of the sentence that it stands in."""

    value: PartialDate | None = None
    rule: str = ""
    passage: Passage | None = None
    at: Range | None = None

    def reason(self, name: str) -> Reason:
        """Return why a field has this value."""
        ground = Ground(str(self.value), self.rule, self.at)
        return reason(self.passage, name, ground) if self.passage else Reason(name, ground.value, self.rule)


def grounds(scene: Scene, passages: tuple[Passage, ...]) -> tuple[Reason, ...]:
    """Return why a notice's own facts are what they are: signature, start, end, and that it is aimed at no state."""
    body = [each for each in passages if each.field == "text"]
    signed = _signed(scene.language, body, scene.told)
    starts, ends = _term(scene.language, _ruling(scene, body), scene.told, signed.value)
    placed = {"announced": signed, "effective": starts, "until": ends}
    found = tuple(each.reason(name) for name, each in placed.items() if each.value)
    for passage in body:
        if words := _EVERYWHERE.search(passage.plain):
            return (
                *found,
                reason(passage, "targets", Ground("*", "the notice is aimed at no one state", words.span())),
            )
    return found


def _issuers(scene: Scene, body: list[Passage], title: list[Mention]) -> tuple[str, ...]:
    """Return the authorities of title, number line and signature, else the first authority of the text."""
    heads = [mention.term for mention in title if mention.kind == "agency"]
    for passage in body[:2] + body[-3:]:
        if (len(passage.text) < 60 and _NUMBER_LINE.match(passage.plain)) or len(passage.text) < 24:
            heads += [mention.term for mention in scene.inside(passage, "agency")]
    if heads:
        return distinct(heads)
    for passage in body[:3]:
        found = scene.inside(passage, "agency")
        if found:
            return distinct(mention.term for mention in found)
    return ()


def _find(language: Language, text: str, told: date | None) -> tuple[When, ...]:
    return dates_zh.find(text, told) if language == "zh" else dates_en.find(text, told)


def _signed(language: Language, body: list[Passage], told: date | None) -> Placed:
    """Return the date of signature: a last line that is only a date, else the day of publication."""
    for passage in [*body[-3:][::-1], *body[:2]]:
        alone = _DATE_ONLY.match(passage.plain) or _DONE_AT.match(passage.plain)
        if alone or (len(passage.text) < 40 and passage.place == 0 and re.match(r"^[A-Z][a-z]+, \d", passage.plain)):
            found = _find(language, passage.plain, told)
            if found and len(found[0].value) == 10:
                return _placed(found[0], "date of signature", passage)
    return Placed(told.isoformat(), "day of publication of the notice") if told else Placed()


def _placed(when: When | None, rule: str, passage: Passage) -> Placed:
    return Placed(when.value, rule, passage, (when.start, when.end)) if when else Placed()


def _counted(plain: str, told: date | None) -> PartialDate | None:
    """Return the day that a clause counts from publication, as European acts do: "on the twentieth day following"."""
    match = _DAYS_AFTER.search(plain)
    days = _ORDINALS.get((match[1] or "first").lower()) if match else None
    return (told + timedelta(days=days)).isoformat() if told and days else None


def _ruling(scene: Scene, body: list[Passage]) -> list[Passage]:
    """Return the sentences but for calls for comments, whose days are none of the act's own."""
    return [each for each in body if not deadlines.calls(scene, each)]


def _term(
    language: Language, body: list[Passage], told: date | None, signed: PartialDate | None
) -> tuple[Placed, Placed]:
    """Return start and end of the whole act, from its own clause on entry into force."""
    for passage in body:
        if counted := _counted(passage.plain, told):
            at = _DAYS_AFTER.search(passage.plain)
            return Placed(counted, "days counted from publication", passage, at.span() if at else None), Placed()
        at_once = _AT_ONCE[language].search(passage.plain)
        if at_once and len(passage.text) < 130:
            ends = _first("until", _find(language, passage.plain, told))
            start = Placed(signed, "in force at once: the day of the notice", passage, at_once.span())
            return start, _placed(ends, _UNTIL_CLAUSE, passage)
        if _STARTS[language].search(passage.plain):
            found = _find(language, passage.plain, told)
            starts = _first("effective", found)
            if starts:
                start = _placed(starts, "the notice's clause on its start", passage)
                return start, _placed(_first("until", found), _UNTIL_CLAUSE, passage)
    return Placed(), Placed()


_UNTIL_CLAUSE = "the notice's clause on its end"


def _first(role: str, found: tuple[When, ...]) -> When | None:
    return next((when for when in found if when.role == role), None)
