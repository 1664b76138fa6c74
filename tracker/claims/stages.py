"""How sure a passage is, and how far the act has come: certainty and stage.

Makes a certainty from hedges and denials, and a stage from the words around the cue and the dates of the act. Knows
the words of both languages; knows no mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tracker.claims.anchors import Words
from tracker.claims.cues import Hit
from tracker.claims.dates import When, first_day
from tracker.claims.dates_zh import TAKES
from tracker.claims.grounds import Ground, Range
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

_Words = dict[Language, Words]

_HEDGE: _Words = {
    "en": Words(
        r"\b(?:is up in the air"
        r"|(?:is|are|was|were|been) (?:considering|weighing|mulling|studying"
        r"|under (?:market )?(?:research|study|discussion|consideration)|(?:likely|unlikely|set"
        r"|said) to|possible|conceivable|expected|thought)"
        r"|consider(?:s|ing)|(?:shall|will|to|should|may) consider|weigh(?:s|ing)|mull(?:s|ing)"
        r"|expects?|expecting|likely|possibl[ey]|perhaps|conceivabl[ey]"
        r"|threaten(?:s|ed|ing)?|wants?|urg(?:es|ed|ing)|call(?:s|ed) (?:on"
        r"|for)|ask(?:s|ed|ing)? (?:\w+ ){1,3}to (?:lift|ease|end|drop|remove|resume|relax|scrap|allow|exempt)"
        r"|demand(?:s|ed)|would like|fears? that|worr(?:y|ies|ied) that|hopes?(?: to)?|hoped"
        r"|cannot be ruled out|can't be ruled out"
        r"|predict(?:s|ed)?|anticipat\w+|speculat\w+|rumou?r\w*|reportedly considering|should the"
        r"|if the|floated|may or may not|analysts (?:see|think|say .* could))\b",
        re.IGNORECASE,
    ),
    "zh": Words(
        r"或将|或会|或被|或(?=恢复|加|减|限|延|上|下|再|停)|可能|有望|预计|预期|预料|料将|料(?=会|再)|考虑|盛传|据传|传闻称|扬言|威胁|恐(?:怕|将|会)"
        r"|倘|一旦|正(?:在)?研究|有消息称|研究(?:是否|对)|拟(?=对|将|限|议)|酝酿|会否|不排除|或许|尚未(?:证实|决定)|势将|呼吁|建议"
        r"|(?:等于|形同|无异于)(?=[^，。；]{0,3}(?:撤销|取消|暂停|解除|放宽))"
    ),
}
_MODAL = Words(
    r"\b(?:[Cc]ould(?! not\b)|[Mm]ight|[Ww]ould|(?<![Nn]obody )may(?! (?:not|no longer|only"
    r"|leave|export|be exported|ship|be shipped|sell|finance|apply)\b))"
)
_REPORTED = Words(r"\b(?:said|says|announced|confirmed|pledged|decided|promised|vowed|told)\b", re.IGNORECASE)
_ONLOOKERS = Words(
    r"\b(?:traders?|analysts?|dealers?|brokers?|buyers?|consultants?|lawyers?|researchers?)\b", re.IGNORECASE
)
_DENIAL: _Words = {
    "en": Words(
        (
            r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed)|rejected (?:reports|claims|suggestions)"
            r"|dismiss(?:es|ed) (?:reports|claims)|(?:is|are|was|were|does|did) not (?:a|an|amount to"
            r"|mean|constitute|impose) (?:a |an |any )?(?:ban|prohibition|embargo|nationali[sz]ation"
            r"|tariff|quota|export ban|licence|duty)|no (?:\w+ ){0,2}(?:tariffs?|bans?|quotas?|dut(?:y|ies)|such order)"
            r" (?:on [\w ]{3,50} )?(?:is|are|was"
            r"|has been|have been|were) (?:being )?(?:imposed|ordered|planned|issued|introduced)"
            r"|imposes no|(?:decided|determined|chosen|chose|agreed) not to (?:impose|levy|ban|restrict|introduce|set)"
            r"|(?:decide[sd]?|opt(?:s|ed)) against|(?:has|have|had) ruled out"
            r"|(?:will|would|shall|does|did) not (?:impose|levy|ban|restrict|introduce)"
            r"|no truth|not true"
            r"|it is not)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(
        r"否认|并非(?!所有|都)|不是(?:禁止|禁令|断供|封锁|要)|不实|从未|没有此事|并无(?:此事|其事)|(?:暂|决定)不(?:对|会|加征|征收|实施|禁止|限制)|子虚乌有|不属实|不存在|无稽"
    ),
}
_SUSPENDED: _Words = {
    "en": Words(
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
    "zh": Words(
        r"暂停(?![^，。；]{0,20}(?:出口|进口|出境|供应)(?![^，。；]{0,14}(?:管制|禁令|限制|公告|审查|措施|许可|规定)))|搁置|叫停(?=[，。]"
        r"|.{0,20}管制)|停止(?:执行|实施)(?=[^。；]{0,24}(?:为期|期限|截?至|到|期间))|(?:为期|期限|至)[^。；]{0,24}停止(?:执行|实施)|暂缓|停下|(?<!不)在暂停之列|中止(?:实施|执行)|冻结"
    ),
}
_NOT_SUSPENDED: _Words = {
    "en": Words(
        (
            r"\b(?:not|never|n't|nothing)\b.{0,40}\b(?:suspend|paus|touched|affected)"
            r"|\bhas not been touched\b|\bremains? in force\b|\bpaus(?:e|es|ed) work\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(r"没有暂停|不在暂停|未(?:被)?暂停|不停。|并未暂停|暂停期间|没有动|暂停不等于"),
}
_ENDED: _Words = {
    "en": Words(
        (
            r"\b(?:lift(?:s|ed|ing)? (?:the |its |a |all |that |these |some )?(?:\w+ ){0,2}(?:bans?"
            r"|restrictions?|controls?|curbs|measures|tariffs?|dut(?:y|ies)|quotas?|suspension|embargo"
            r"|requirements?|sanctions|limits)|repeal(?:s|ed)?|revok(?:e|es|ed)|rescind(?:s|ed)?"
            r"|scrap(?:s|ped|ping)? (?:the|its|all|their|those|these|a)"
            r"|abolish(?:es|ed)?|terminat(?:e|es|ed)|withdr(?:ew|awn)|expir(?:e|ed)"
            r"|lapsed|abandon(?:s|ed)?|g[ai]ve[sn]? up|dropped|ended|replaced by|is over|are over"
            r"|replaces the|drops? the"
            r"|clos(?:es|ed) (?:the|its|this) (?:\w+ ){0,2}"
            r"(?:inquir|investigat|case|probe|review|scheme|programme|file)\w*"
            r"|closed by|it is closed|removed from)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(
        r"废止|解除|取消|终止|撤销|撤回|失效|停止(?:执行|实施)|不再(?:实施|实行|执行|要求|管制)|放开(?!.{0,2}$)|移出|曾叫停"
    ),
}
_EASED: _Words = {
    "en": Words(
        (
            r"\b(?:eas(?:e|es|ed|ing)|relax(?:es|ed)?|(?<!with )(?<!with some )exempt(?:s|ed|ions?)?"
            r"|(?<!with )(?<!with some )waivers?"
            r"|(?<!no )general licen[cs]es?|carr(?:y|ied)[- ]over|may still be used|resum(?:e|es|ed)|let out"
            r"|let exports|(?:no|zero) (?:basic )?(?:customs )?dut(?:y|ies)|duty[- ]free|reduc(?:e|es"
            r"|ed) (?:the )?(?:tariff|duty)|allowed .{0,40}to export|cleared .{0,40}to export)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(
        r"放宽|松绑|(?<!可)(?<!可以)(?<!可申请)豁免|(?<!不得申请)(?<!不得使用)(?<!不能申请)通用许可|顺延|结转|加快.{0,4}(?:审批|许可)|获批|放行|免征|恢复出口"
    ),
}
_AMENDED: _Words = {
    "en": Words(
        r"\b(?:prolong(?:s|ed)?|extend(?:s|ed)?|amend(?:s|ed|ment)?|widen(?:s|ed)?|renew(?:s|ed)"
        r"|put(?:s|ting)? off|postpon(?:e|es|ed|ing)|defer(?:s|red))\b",
        re.IGNORECASE,
    ),
    "zh": Words(r"延长|延期|修订|修改|续期|展期"),
}
_PROPOSED: _Words = {
    "en": Words(
        (
            r"\b(?:propos(?:e|es|ed|al)|asked (?:\w+ ){1,3}(?:whether|if)|draft"
            r"|bill|invites? comments?|invited comments|consultation"
            r"|comment period|tabled|letter of (?:interest|intent)|solicitation|will be introduced)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(r"草案|征求意见|提案|提出限制|提出.{0,10}(?:草案|方案)|拟议|提议|建议稿|意向书"),
}
_AHEAD: _Words = {
    "en": Words(
        (
            r"\b(?:will|to be|is to|are to|shall|plans? to|would have to|announced that|by 20\d\d"
            r"|about to|due to|next (?:month|year))\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(rf"(?!{TAKES})将(?!军)|拟|计划|定于|准备|即将|预定|今后"),
}
_CLOSED: _Words = {
    "en": Words(
        (
            r"\b(?:clos(?:es|ed|e)|terminat\w+|is over|are over|conclud\w+|complet\w+"
            r"|(?<!may )(?<!could )ends?(?! in\b)|ended|withdraw\w*"
            r"|not (?:materially )?injured|final negative|negative determination"
            r"|(?:transmitted|submitted|delivered)\b.{0,40}\b(?:report|findings))\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(r"终止|结束|撤销|结案|了结|关闭"),
}
_OPENED: _Words = {
    "en": Words(r"\b(?:open(?:s|ed)|launch(?:es|ed)|initiat(?:es|ed)|beg[ai]n|start(?:s|ed))\b", re.IGNORECASE),
    "zh": Words(r"启动|发起|部署|立案|开展"),
}
_RUNNING: _Words = {
    "en": Words(r"\b(?:still running|running|ongoing|under way|pending|preliminary vote|continues)\b", re.IGNORECASE),
    "zh": Words(r"仍在|进行中|正在进行|初裁"),
}
_PLANNED: _Words = {
    "en": Words(
        (
            r"\b(?:will|would|to build|plans?|planned|is to|are to|due to|pause work|announced"
            r"|are (?:already )?building|is building|from 20\d\d|by 20\d\d|bring forward)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(r"将|拟|计划|定于|预计|年内|明年"),
}
_STAYS: _Words = {
    "en": Words(
        (
            r"\b(?:stays?|still (?:apply|applies|stands?)|remains? in force|continue[sd]? to (?:apply"
            r"|be)|goes on to apply|has not been touched)\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(r"照常有效|仍(?:然)?(?:要|需|须)|没有动|仍须|仍按|照旧|不变|没有变化|仍在禁止"),
}


_THEN_ENDED = re.compile(
    r"\b(?:suspended|paused)\b[^;]{0,60}\band (?:was |were |then |finally )?(?:ended|lifted|revoked|repealed)\b"
    r"|暂停[^。；]{0,20}[，并]已?于?[^，。；]{0,12}(?:终止|取消|废止)"
)
"""What was first paused and then ended has ended."""
_LONGER = Words(r"\b(?:prolonged|extended|renewed)\b|延长至|展期至|延期至")
"""What stays because it was made to last longer is amended."""


REQUEST = "a request to another state"
_REQUEST: _Words = {
    "en": Words(
        r"\b(?:want(?:s|ed)?|ask(?:s|ed)?|urge[sd]?|press(?:es|ed)|call(?:s|ed) on|beg(?:s|ged))\b (?:[\w-]+ ){1,3}to"
        r"\s(?:lift|ease|end|drop|remove|resume|relax|scrap|allow|exempt|loosen|speed up|grant|issue|approve|clear)\b",
        re.IGNORECASE,
    ),
    "zh": Words(r"(?:要求|希望|敦促|促请|请求)(?=[^，。；]{0,10}(?:放宽|取消|解除|放松|加快|撤销|恢复))"),
}


def certainty(language: Language, plain: str, clause: tuple[int, int], hit: Hit) -> Ground[Certainty]:
    """Say whether the clause asserts, expects or denies. A hedge counts in the cue's own clause."""
    begin, end = clause
    text = plain[begin:end]
    denial = _DENIAL[language].search(plain if language == "zh" else text)
    if denial and hit.cue.stage != "eased" and not _double(language, plain):
        denied: Ground[Certainty] = Ground("denied", "denial", denial.span())
        return denied.moved(0 if language == "zh" else begin)
    if asked := _REQUEST[language].search(text):
        request: Ground[Certainty] = Ground("expected", REQUEST, asked.span())
        return request.moved(begin)
    hedge = _HEDGE[language].search(text)
    if hedge and hit.cue.action == "circumvention" and hedge.group().lower() in {"likely", "reportedly"}:
        hedge = None
    if hedge:
        hedged: Ground[Certainty] = Ground("expected", "hedge", hedge.span())
        return hedged.moved(begin)
    if modal := _modal(language, plain, clause, hit):
        return Ground("expected", "modal verb over the cue", modal)
    return Ground("asserted", "default: no denial and no hedge in the clause", clause)


_PURPOSE = Words(r"\b(?:so|in order) that\b[^,;]{0,60}?\b(?:may|might|could|would)\b", re.IGNORECASE)
_ASIDE = Words(r",\s+(?:which|who)\b(?:[^,;]|, (?=\d{4}))*,", re.IGNORECASE)
"""What is hoped for, and what an aside says of its noun, does not hedge the main clause."""


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _modal(language: Language, plain: str, clause: tuple[int, int], hit: Hit) -> Range | None:
    """Return where a modal verb stands over the cue: before it, or right behind its first words.

    "May only be exported" and "may not ship" set rules; "said it would" reports a decision.
    """
    if language == "zh":
        return None
    near = _PURPOSE.sub(_blank, plain[clause[0] : min(clause[1], hit.end + 30)])
    aside = _ASIDE.search(near)
    if aside and not aside.start() <= hit.start - clause[0] < aside.end():
        near = near.replace(aside.group(), _blank(aside))
    found = _MODAL.search(near)
    if not found:
        return None
    said = _REPORTED.search(near[: found.start()]) and not _ONLOOKERS.search(near[: found.start()])
    if found.group().lower() == "would" and said:
        return None
    return clause[0] + found.start(), clause[0] + found.end()


def _double(language: Language, plain: str) -> bool:
    """ "Cannot be denied" and its like deny nothing."""
    return bool(re.search(r"\bnot den|\bno denying" if language == "en" else r"不否认|不可否认|毋庸否认", plain))


TRADE_STOPPED = {
    "en": Words(
        r"\bsuspen(?:d|ds|ded|ding|sion of)\b (?:all |its |their |the |any |raw |of )*"
        r"(?:(?!controls?\b|curbs?\b|rules?\b|bans?\b|restrict|require|limits?\b|measures?\b|licen)[\w-]+ ){0,3}?"
        r"(?:exports?|shipments?|deliver(?:y|ies)|sales)\b"
        r"(?! (?:controls?|curbs?|bans?|rules?|restrictions?|licen|quota|tax|dut))"
        r"|\b(?:exports?|shipments?) (?:of [^,;]{3,60} )?(?:are|is|were|was|have been|has been) "
        r"(?:hereby )?suspended\b",
        re.IGNORECASE,
    ),
    "zh": Words(
        r"暂停(?:所有|一切|全部|对[^，。；]{1,12})?[^，。；]{0,10}(?:出口|出境|供应)(?!管制|许可|禁令|限制|配额)"
    ),
}
"""To suspend exports is a ban in force; only to suspend a rule is a pause."""


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
) -> Ground[Stage]:
    """Return the latest stage that the clause gives to the act, as of the day of the article."""
    here = _Clause(plain[clause[0] : clause[1]], clause[0])
    if action in LIFELESS:
        found = _happening(action, certainty_is, language, here, dates, told)
    elif (changed := _changed(action, hit, language, here, plain)) and (
        certainty_is != "expected" or changed.value in {"suspended", "eased", "ended"}
    ):
        found = changed
    elif certainty_is == "expected":
        found = Ground("proposed", "default: what is only expected is no act yet")
    elif action == "trade_investigation":
        found = _inquiry(language, here)
    elif certainty_is == "asserted" and (draft := _by(_PROPOSED[language], here, "proposed", "words of a proposal")):
        found = draft
    else:
        found = _current(action, language, here, dates, told, notice)
    return found if found.at else Ground(found.value, found.rule, clause)


class _Clause(NamedTuple):
    """The words of a clause and where they begin in the sentence."""

    text: str
    begin: int


_AHEAD_OF = "a date after the article's day"


def _by(words: Words, clause: _Clause, value: Stage, rule: str) -> Ground[Stage] | None:
    """Return the value if the clause has words of it."""
    found = words.search(clause.text)
    return Ground(value, rule, found.span()).moved(clause.begin) if found else None


def _on(when: When, value: Stage, rule: str) -> Ground[Stage]:
    """Return the value that a date gives."""
    return Ground(value, rule, (when.start, when.end))


def _later(dates: Sequence[When], told: date | None, *roles: str) -> When | None:
    """Return the first date of these roles that lies after the article's day."""
    if told is None:
        return None
    return next((when for when in dates if when.role in roles and first_day(when.value) > told), None)


def _changed(action: str, hit: Hit, language: Language, clause: _Clause, plain: str) -> Ground[Stage] | None:
    """Return the change of an act that already stood: suspended, eased, amended or ended."""
    if _STAYS[language].search(clause.text) and not hit.cue.stage:
        return _by(_LONGER, clause, "amended", "words of an extension")
    if hit.cue.stage and hit.cue.stage != "suspended":
        return Ground(hit.cue.stage, f"cue {hit.cue.name}", (hit.start, hit.end))
    paused = _by(_SUSPENDED[language], clause, "suspended", "words of a pause")
    if hit.cue.stage == "suspended":
        paused = Ground("suspended", f"cue {hit.cue.name}", (hit.start, hit.end))
    over = _THEN_ENDED.search(plain, clause.begin, clause.begin + len(clause.text)) if paused else None
    if over and action in _LEGAL:
        return Ground("ended", "words of an end after a pause", over.span())
    if action in _LEGAL and paused and not _NOT_SUSPENDED[language].search(plain):
        return paused
    if action in _LEGAL | {"designation", "stockpiling"}:
        tests: tuple[tuple[_Words, Stage, str], ...] = (
            (_EASED, "eased", "words of relief"),
            (_AMENDED, "amended", "words of amendment"),
            (_ENDED, "ended", "words of an end"),
        )
        for words, which, rule in tests:
            found = _by(words[language], clause, which, rule)
            if found and not (action == "law_or_strategy" and which != "ended"):
                return found
    return None


def _inquiry(language: Language, clause: _Clause) -> Ground[Stage]:
    return (
        _by(_RUNNING[language], clause, "in_force", "words of an inquiry under way")
        or _by(_CLOSED[language], clause, "ended", "words of an inquiry's end")
        or _by(_OPENED[language], clause, "announced", "words of a beginning")
        or Ground("announced", "default: an inquiry that is told of is open")
    )


def _happening(
    action: str, certainty_is: Certainty, language: Language, clause: _Clause, dates: Sequence[When], told: date | None
) -> Ground[Stage]:
    if certainty_is == "expected":
        return Ground("proposed", "default: what is only expected has not happened")
    later = _later(dates, told, "effective", "until", "day")
    ahead = _on(later, "announced", _AHEAD_OF) if later else None
    if action == "project":
        found = ahead or _by(_PLANNED[language], clause, "announced", "words of a plan")
    elif action == "talks":
        found = ahead or _by(_AHEAD[language], clause, "announced", "words of what is to come")
    else:
        found = ahead if action == "supply_disruption" else None
    return found or Ground("occurred", "default: it has no legal life")


def _current(
    action: str, language: Language, clause: _Clause, dates: Sequence[When], told: date | None, notice: bool
) -> Ground[Stage]:
    """Tell what is decided from what binds: a start after the article's day is not yet in force."""
    if later := _later(dates, told, "effective"):
        return _on(later, "announced", _AHEAD_OF)
    if action in {"agreement", "public_finance", "stockpiling", "price_support", "permitting"}:
        return Ground("announced", "by convention such an act is announced")
    if action == "enforcement_campaign":
        old = None if notice else _old(dates, told)
        begun = _by(_OPENED[language], clause, "announced", "words of a beginning")
        return old or begun or Ground("announced", "default: a campaign that is told of is announced")
    started = next((when for when in dates if when.role == "effective"), None)
    if started:
        return _on(started, "in_force", "a start that is not after the article's day")
    if action == "entity_listing" and (past := _past(dates, told)):
        return _on(past, "in_force", "a listing holds from its day")
    if action in {"ownership_action", "designation"}:
        return Ground("in_force", "default: such an act holds at once")
    if stays := _by(_STAYS[language], clause, "in_force", "words of what goes on"):
        return stays
    if ahead := _by(_AHEAD[language], clause, "announced", "words of what is to come"):
        return ahead
    if later := _later(dates, told, "day"):
        return _on(later, "announced", _AHEAD_OF)
    if action != "law_or_strategy":
        return Ground("in_force", "default: said of the present, without a later start")
    holds = _by(_HOLDS, clause, "in_force", "words of a law that applies")
    return holds or Ground("announced", "default: a law or plan is announced until it is said to apply")


def _past(dates: Sequence[When], told: date | None) -> When | None:
    days = [when for when in dates if when.role == "day"]
    return next((when for when in days if told is not None and first_day(when.value) <= told), None)


_HOLDS = Words(r"in force|applies|has applied|governs?|speeds up|must|施行|生效|实施")


def _old(dates: Sequence[When], told: date | None) -> Ground[Stage] | None:
    days = [when for when in dates if when.role in {"day", "effective"}]
    first = min(days, key=lambda when: first_day(when.value), default=None)
    if first is None or told is None or first_day(first.value) >= told - timedelta(days=45):
        return None
    return _on(first, "in_force", "a date long before the article's day")
