"""What an official notice says of itself: its number, its issuers, the day it was signed, when it starts and ends.

Makes :class:`tracker.claims.scene.Own`. Knows
the forms of Chinese announcements, of English ones and of Federal Register documents.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracker.claims import dates_en, dates_zh
from tracker.claims.dates import When
from tracker.claims.numbers import own_instrument
from tracker.claims.passages import Language, Passage
from tracker.claims.scene import Own, Scene, distinct
from tracker.model import Mention, PartialDate

_AT_ONCE = {
    "en": re.compile(
        (
            r"\b(?:takes?|comes?|enters?|goes) (?:effect|into (?:effect|force))\b.{0,40}\b(?:publication"
            r"|promulgation|today|immediately|signature|its publication)|\beffective (?:immediately"
            r"|today|on publication)|\bapplies from today\b"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"自(?:公布|发布|印发)之日起(?:正式)?(?:实施|施行|执行|生效)|发布当日(?:即|起)?施行|即日起(?:正式)?(?:实施|施行|生效|暂停)"
    ),
}
_STARTS = {
    "en": re.compile(
        (
            r"^(?:DATES?: .*|(?:.*\bthis|The) (?:announcement|notice|regulation|decision|order|rule|decree"
            r"|proclamation|measure|condition)s?\b.{0,60}\b(?:takes? effect|enters? into force|appl(?:y|ies)"
            r"|is effective|effective)\b.*|.*\bwhich takes effect on\b.*|Effective date.*)$"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:本公告|本办法|本条例|本规定|本决定|本令|实施出口管制|以上(?:措施|规定)|公告).{0,24}(?:起(?:正式)?(?:实施|施行|执行|生效))"
        r"|自?.{0,12}日起(?:正式)?(?:执行|实施|施行)"
    ),
}
_DAYS_AFTER = re.compile(
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
    "en": re.compile(
        r"\b(?:exporters?|applicants?|operators?|importers?)\b.{0,40}\b(?:shall|must|should"
        r"|are to)\b.{0,40}\b(?:submit|file|apply|provide|state|keep|fill)\b"
        r"|\bpenalt(?:y|ies)\b.{0,40}\baccording to\b|\bliable under\b|\bapplications? (?:is"
        r"|are) (?:filed|sent|handled|submitted)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"提出申请|申请许可|提交(?:下列|以下|申请|材料|书面)|办理.{0,8}手续|颁发.{0,16}许可证|自收到申请|依法审查|给予处罚|的规定处罚|依法追究|法律责任"
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
    starts, ends = _term(scene.language, body, scene.told, signed)
    everywhere = any(
        re.search(
            r"不针对任何特定国家|不针对任何国家|do not single out any country|not aimed at any|not directed at any",
            each.plain,
        )
        for each in body
    )
    return Own(
        number, country or article.country or None, _issuers(scene, body, title), signed, starts, ends, everywhere
    )


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


def _signed(language: Language, body: list[Passage], told: date | None) -> PartialDate | None:
    """Return the date of signature: a last line that is only a date, else the day of publication."""
    for passage in [*body[-3:][::-1], *body[:2]]:
        alone = _DATE_ONLY.match(passage.plain) or _DONE_AT.match(passage.plain)
        if alone or (len(passage.text) < 40 and passage.place == 0 and re.match(r"^[A-Z][a-z]+, \d", passage.plain)):
            found = _find(language, passage.plain, told)
            if found and len(found[0].value) == 10:
                return found[0].value
    return told.isoformat() if told else None


def _counted(plain: str, told: date | None) -> PartialDate | None:
    """Return the day that a clause counts from publication, as European acts do: "on the twentieth day following"."""
    match = _DAYS_AFTER.search(plain)
    days = _ORDINALS.get((match[1] or "first").lower()) if match else None
    return (told + timedelta(days=days)).isoformat() if told and days else None


def _term(
    language: Language, body: list[Passage], told: date | None, signed: PartialDate | None
) -> tuple[PartialDate | None, PartialDate | None]:
    """Return start and end of the whole act, from its own clause on entry into force."""
    for passage in body:
        if counted := _counted(passage.plain, told):
            return counted, None
        if _AT_ONCE[language].search(passage.plain) and len(passage.text) < 130:
            ends = [when.value for when in _find(language, passage.plain, told) if when.role == "until"]
            return signed, ends[0] if ends else None
        if _STARTS[language].search(passage.plain):
            found = _find(language, passage.plain, told)
            starts = [when.value for when in found if when.role == "effective"]
            ends = [when.value for when in found if when.role == "until"]
            if starts:
                return starts[0], ends[0] if ends else None
    return None, None
