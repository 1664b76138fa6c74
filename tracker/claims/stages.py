"""How sure a passage is, and how far the act has come: certainty and stage.

Makes a certainty from hedges and denials, and a stage from the words around the cue and the dates of the act. Knows
the words of both languages; knows no mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tracker.claims.cues import Hit
from tracker.claims.dates import When, first_day
from tracker.claims.passages import Language
from tracker.model import Certainty, Stage

LIFELESS = frozenset(
    [
        "enforcement_case",
        "circumvention",
        "dispute",
        "talks",
        "project",
        "supply_disruption",
        "corporate_deal",
        "price_move",
    ]
)
"""Actions that happen and are over; they have no legal life."""

_LEGAL = frozenset(
    [
        "export_prohibition",
        "export_licensing",
        "export_quota",
        "production_quota",
        "export_tax",
        "technology_control",
        "import_tariff",
        "import_restriction",
        "entity_listing",
        "law_or_strategy",
    ]
)

_Words = dict[Language, re.Pattern[str]]

_HEDGE: _Words = {
    "en": re.compile(
        r"\b(?:is up in the air"
        r"|(?:is|are|was|were|been) (?:considering|weighing|mulling|studying"
        r"|under (?:market )?(?:research|study|discussion|consideration)|(?:likely|unlikely|set"
        r"|said) to|possible|conceivable|expected|thought)"
        r"|consider(?:s|ing)|(?:shall|will|to|should|may) consider|weigh(?:s|ing)|mull(?:s|ing)"
        r"|expects?|expecting|likely|possibl[ey]|perhaps|conceivabl[ey]"
        r"|threaten(?:s|ed|ing)?|wants?|urg(?:es|ed|ing)|call(?:s|ed) (?:on"
        r"|for)|demand(?:s|ed)|hopes?(?: to)?|hoped|cannot be ruled out|can't be ruled out"
        r"|predict(?:s|ed)?|anticipat\w+|speculat\w+|rumou?r\w*|reportedly considering|should the"
        r"|if the|floated|may or may not|analysts (?:see|think|say .* could))\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"或将|或会|或被|或(?=恢复|加|减|限|延|上|下|再|停)|可能|有望|预计|预期|预料|料将|料(?=会|再)|考虑|盛传|据传|传闻称|扬言|威胁|恐(?:怕|将|会)"
        r"|倘|一旦|正在研究|研究(?:是否|对)|拟(?=对|将|限|议)|酝酿|会否|不排除|或许|尚未(?:证实|决定)|势将|呼吁|建议"
    ),
}
_MODAL = re.compile(
    r"\b(?:[Cc]ould(?! not\b)|[Mm]ight|[Ww]ould|(?<![Nn]obody )may(?! (?:not|no longer|only"
    r"|leave|export|be exported|ship|be shipped|sell|finance|apply)\b))"
)
_REPORTED = re.compile(r"\b(?:said|says|announced|confirmed|pledged|decided|promised|vowed|told)\b", re.IGNORECASE)
_ONLOOKERS = re.compile(
    r"\b(?:traders?|analysts?|dealers?|brokers?|buyers?|consultants?|lawyers?|researchers?)\b", re.IGNORECASE
)
_DENIAL: _Words = {
    "en": re.compile(
        (
            r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed)|rejected (?:reports|claims|suggestions)"
            r"|dismiss(?:es|ed) (?:reports|claims)|(?:is|are|was|were|does|did) not (?:a|an|amount to"
            r"|mean|constitute|impose) (?:a |an |any )?(?:ban|prohibition|embargo|nationali[sz]ation"
            r"|tariff|quota|export ban|licence|duty)|no (?:\w+ ){0,2}(?:tariffs?|bans?|quotas?|dut(?:y|ies)|such order)"
            r" (?:on [\w ]{3,50} )?(?:is|are|was"
            r"|has been|have been|were) (?:being )?(?:imposed|ordered|planned|issued|introduced)"
            r"|imposes no|no truth|not true"
            r"|it is not)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"否认|并非(?!所有|都)|不是(?:禁止|禁令|断供|封锁|要)|不实|从未|没有此事|并无(?:此事|其事)|子虚乌有|不属实|不存在|无稽"
    ),
}
_SUSPENDED: _Words = {
    "en": re.compile(
        r"\b(?:paus(?:e|es|ed|ing)|on ice|on hold|freeze|freezes|froze|frozen)\b"
        r"|\bsuspend(?:s|ed|ing)?\b.{0,90}\b(?:announcements?|paragraph|measures?|rules?|bans?"
        r"|controls?|restrictions?|requirements?|tariffs?|duties|provisions?|listings?|notice"
        r"|regulation)\b"
        r"|\b(?:announcements?|paragraph|measures?|rules?|bans?|controls?|restrictions?"
        r"|requirements?|tariffs?|duties|stop|it|they|listing)\b[^;]{0,120}\b(?:suspended"
        r"|suspension of it)\b"
        r"|\bsuspension of (?:the |its )?(?:ban|rules?|measures?|controls?|announcements?|paragraph)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"暂停(?![^，。；]{0,20}(?:出口|进口|出境|供应)(?![^，。；]{0,14}(?:管制|禁令|限制|公告|审查|措施|许可|规定)))|搁置|叫停(?=[，。]"
        r"|.{0,20}管制)|停止(?:执行|实施)(?=[^。；]{0,24}(?:为期|期限|截?至|到|期间))|(?:为期|期限|至)[^。；]{0,24}停止(?:执行|实施)|暂缓|停下|(?<!不)在暂停之列|中止(?:实施|执行)|冻结"
    ),
}
_NOT_SUSPENDED: _Words = {
    "en": re.compile(
        (
            r"\b(?:not|never|n't|nothing)\b.{0,40}\b(?:suspend|paus|touched|affected)"
            r"|\bhas not been touched\b|\bremains? in force\b|\bpaus(?:e|es|ed) work\b"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(r"没有暂停|不在暂停|未(?:被)?暂停|不停。|并未暂停|暂停期间|没有动|暂停不等于"),
}
_ENDED: _Words = {
    "en": re.compile(
        (
            r"\b(?:lift(?:s|ed|ing)? (?:the |its |a |all |that |these |some )?(?:\w+ ){0,2}(?:bans?"
            r"|restrictions?|controls?|curbs|measures|tariffs?|dut(?:y|ies)|quotas?|suspension|embargo"
            r"|requirements?|sanctions|limits)|repeal(?:s|ed)?|revok(?:e|es|ed)|rescind(?:s|ed)?"
            r"|scrapp(?:ed|ing)|scraps? (?:the|its|all)"
            r"|abolish(?:es|ed)?|terminat(?:e|es|ed)|withdr(?:ew|awn)|expir(?:e|ed)"
            r"|lapsed|abandon(?:s|ed)?|g[ai]ve[sn]? up|dropped|ended|replaced by|is over|are over"
            r"|replaces the|drops? the|clos(?:es|ed) (?:the|its|by|this)|it is closed|removed from)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"废止|解除|取消|终止|撤销|撤回|失效|停止(?:执行|实施)|不再(?:实施|实行|执行|要求|管制)|放开(?!.{0,2}$)|移出|曾叫停"
    ),
}
_EASED: _Words = {
    "en": re.compile(
        (
            r"\b(?:eas(?:e|es|ed|ing)|relax(?:es|ed)?|exempt(?:s|ed|ions?)?|waivers?"
            r"|general licen[cs]es?|carr(?:y|ied)[- ]over|resum(?:e|es|ed)|let out|let exports|(?:no"
            r"|zero) (?:basic )?(?:customs )?dut(?:y|ies)|duty[- ]free|reduc(?:e|es"
            r"|ed) (?:the )?(?:tariff|duty)|allowed .{0,40}to export|cleared .{0,40}to export)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(r"放宽|松绑|豁免|通用许可|顺延|结转|加快.{0,4}(?:审批|许可)|获批|放行|免征|恢复出口"),
}
_AMENDED: _Words = {
    "en": re.compile(
        r"\b(?:prolong(?:s|ed)?|extend(?:s|ed)?|amend(?:s|ed|ment)?|widen(?:s|ed)?|renew(?:s|ed))\b", re.IGNORECASE
    ),
    "zh": re.compile(r"延长|延期|修订|修改|续期|展期"),
}
_PROPOSED: _Words = {
    "en": re.compile(
        (
            r"\b(?:propos(?:e|es|ed|al)|draft|bill|invites? comments?|invited comments|consultation"
            r"|comment period|tabled|letter of (?:interest|intent)|solicitation|will be introduced)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(r"草案|征求意见|提案|提出限制|提出.{0,10}(?:草案|方案)|拟议|提议|建议稿|意向书"),
}
_AHEAD: _Words = {
    "en": re.compile(
        (
            r"\b(?:will|to be|is to|are to|shall|plans? to|would have to|announced that|by 20\d\d"
            r"|about to|due to|next (?:month|year))\b"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(r"将(?!军)|拟|计划|定于|准备|即将|预定|今后"),
}
_CLOSED: _Words = {
    "en": re.compile(
        (
            r"\b(?:clos(?:es|ed|e)|terminat\w+|is over|are over|conclud\w+|ends?|ended|withdraw\w*"
            r"|not (?:materially )?injured|final negative|negative determination"
            r"|(?:transmitted|submitted|delivered)\b.{0,40}\b(?:report|findings))\b"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(r"终止|结束|撤销|结案|了结|关闭"),
}
_RUNNING: _Words = {
    "en": re.compile(
        r"\b(?:still running|running|ongoing|under way|pending|preliminary vote|continues)\b", re.IGNORECASE
    ),
    "zh": re.compile(r"仍在|进行中|正在进行|初裁"),
}
_PLANNED: _Words = {
    "en": re.compile(
        (
            r"\b(?:will|would|to build|plans?|planned|is to|are to|due to|pause work|announced"
            r"|are (?:already )?building|is building|from 20\d\d|by 20\d\d|bring forward)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(r"将|拟|计划|定于|预计|年内|明年"),
}
_STAYS: _Words = {
    "en": re.compile(
        (
            r"\b(?:stays?|still (?:apply|applies|stands?)|remains? in force|continue[sd]? to (?:apply"
            r"|be)|goes on to apply|has not been touched)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": re.compile(r"照常有效|仍(?:然)?(?:要|需|须)|没有动|仍须|仍按|照旧|不变|没有变化|仍在禁止"),
}


def certainty(language: Language, plain: str, clause: tuple[int, int], hit: Hit) -> Certainty:
    """Say whether the clause asserts, expects or denies. A hedge counts in the cue's own clause."""
    begin, end = clause
    text = plain[begin:end]
    denial = _DENIAL[language].search(plain if language == "zh" else text)
    if denial and hit.cue.stage != "eased" and not _double(language, plain):
        return "denied"
    hedge = _HEDGE[language].search(text)
    if hedge and hit.cue.action == "circumvention" and hedge.group().lower() in {"likely", "reportedly"}:
        hedge = None
    if hedge or _modal(language, plain, clause, hit):
        return "expected"
    return "asserted"


_PURPOSE = re.compile(r"\b(?:so|in order) that\b[^,;]{0,60}?\b(?:may|might|could|would)\b", re.IGNORECASE)
_ASIDE = re.compile(r",\s+(?:which|who)\b(?:[^,;]|, (?=\d{4}))*,", re.IGNORECASE)
"""What is hoped for, and what an aside says of its noun, does not hedge the main clause."""


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _modal(language: Language, plain: str, clause: tuple[int, int], hit: Hit) -> bool:
    """Say whether a modal verb stands over the cue: before it, or right behind its first words.

    "May only be exported" and "may not ship" set rules; "said it would" reports a decision.
    """
    if language == "zh":
        return False
    near = _PURPOSE.sub(_blank, plain[clause[0] : min(clause[1], hit.end + 30)])
    aside = _ASIDE.search(near)
    if aside and not aside.start() <= hit.start - clause[0] < aside.end():
        near = near.replace(aside.group(), _blank(aside))
    found = _MODAL.search(near)
    if not found:
        return False
    said = _REPORTED.search(near[: found.start()]) and not _ONLOOKERS.search(near[: found.start()])
    return not (found.group().lower() == "would" and said)


def _double(language: Language, plain: str) -> bool:
    """ "Cannot be denied" and its like deny nothing."""
    return bool(re.search(r"\bnot den|\bno denying" if language == "en" else r"不否认|不可否认|毋庸否认", plain))


def stage(
    action: str,
    certainty_is: Certainty,
    hit: Hit,
    language: Language,
    plain: str,
    clause: tuple[int, int],
    dates: Sequence[When],
    told: date | None,
    notice: bool,
) -> Stage:
    """Return the latest stage that the clause gives to the act, as of the day of the article."""
    text = plain[clause[0] : clause[1]]
    if action in LIFELESS:
        return _happening(action, certainty_is, language, text, dates, told)
    changed = _changed(action, hit, language, text, plain)
    if certainty_is == "expected":
        return changed if changed in {"suspended", "eased", "ended"} else "proposed"
    if changed:
        return changed
    if action == "trade_investigation":
        return _inquiry(language, text)
    if _PROPOSED[language].search(text) and certainty_is == "asserted":
        return "proposed"
    return _current(action, language, text, dates, told, notice)


def _changed(action: str, hit: Hit, language: Language, text: str, plain: str) -> Stage | None:
    """Return the change of an act that already stood: suspended, eased, amended or ended."""
    if _STAYS[language].search(text) and not hit.cue.stage:
        return None
    if hit.cue.stage and hit.cue.stage != "suspended":
        return hit.cue.stage
    paused = hit.cue.stage == "suspended" or bool(_SUSPENDED[language].search(text))
    if action in _LEGAL and paused and not _NOT_SUSPENDED[language].search(plain):
        return "suspended"
    if action in _LEGAL | {"designation", "stockpiling"}:
        tests: tuple[tuple[dict[Language, re.Pattern[str]], Stage], ...] = (
            (_EASED, "eased"),
            (_AMENDED, "amended"),
            (_ENDED, "ended"),
        )
        for words, which in tests:
            if words[language].search(text) and not (action == "law_or_strategy" and which != "ended"):
                return which
    return None


def _inquiry(language: Language, text: str) -> Stage:
    if _RUNNING[language].search(text):
        return "in_force"
    return "ended" if _CLOSED[language].search(text) else "announced"


def _happening(
    action: str, certainty_is: Certainty, language: Language, text: str, dates: Sequence[When], told: date | None
) -> Stage:
    if certainty_is == "expected":
        return "proposed"
    later = any(told and first_day(when.value) > told for when in dates if when.role != "span")
    if action == "project":
        return "announced" if later or _PLANNED[language].search(text) else "occurred"
    if action in {"talks", "supply_disruption"} and (later or (action == "talks" and _AHEAD[language].search(text))):
        return "announced"
    return "occurred"


def _current(
    action: str, language: Language, text: str, dates: Sequence[When], told: date | None, notice: bool
) -> Stage:
    """Tell what is decided from what binds: a start after the article's day is not yet in force."""
    starts = [when for when in dates if when.role == "effective"]
    if told and any(first_day(when.value) > told for when in starts):
        return "announced"
    if action in {"agreement", "public_finance", "stockpiling", "price_support", "permitting"}:
        return "announced"
    if action == "enforcement_campaign":
        return "in_force" if _is_old(dates, told) and not notice else "announced"
    if starts or action in {"ownership_action", "designation"}:
        return "in_force"
    if _AHEAD[language].search(text) or (told and any(first_day(w.value) > told for w in dates if w.role == "day")):
        return "announced"
    if action == "law_or_strategy" and not re.search(
        r"in force|applies|has applied|governs?|speeds up|must|施行|生效|实施", text
    ):
        return "announced"
    return "in_force"


def _is_old(dates: Sequence[When], told: date | None) -> bool:
    days = [first_day(when.value) for when in dates if when.role in {"day", "effective"}]
    return bool(told and days and min(days) < told - timedelta(days=45))
