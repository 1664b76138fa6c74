"""Chinese date expressions: 2024年12月3日, 二〇二四年十二月三日, 今年9月, 本月8日, 上周五, 昨（9日）, 自…起, 至…止.

Makes :class:`tracker.claims.dates.When` from text that is folded to Simplified; knows Chinese words for time only.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from tracker.claims.anchors import Anchored
from tracker.claims.dates import Role, When, add_months, day, first_day, near_year, tidy
from tracker.model import PartialDate

_DIGITS = {letter: index for index, letter in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "Ｏ": 0}
_N = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九Ｏ]{3})"
_TURN = "今年|去年|明年|前年|当年|次年|本年"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>{_YEAR})年(?:(?P<month>{_N})月(?:(?P<part>底|末|初|中旬|上旬|下旬)|(?P<day>{_N})[日号])?|(?P<newyear>元旦)|(?P<ypart>底|末|初)"
        r"|(?P<quarter>[一二三四]季度))?(?!第|度)",
        rf"(?:民国)?(?P<roc>1[01]\d)年(?P<month>{_N})月(?:(?P<part>底|末|初|中旬|上旬|下旬)|(?P<day>{_N})[日号])?",
        rf"(?P<turn>{_TURN})(?:(?P<newyear>元旦)|(?P<month>{_N})月(?:(?P<part>底|末|初|中旬|上旬|下旬)|(?P<day>{_N})[日号])?|(?P<ypart>年?底|年?末|年?初|初|底)|(?P<quarter>[一二三四]季度|第[一二三四]季))?",
        r"(?P<pair>今明两年)",
        r"(?P<newyear>元旦)",
        r"(?P<next>次日|翌日|隔日|隔天|第二天)",
        rf"(?P<mon>本月|上月|上个月|下月|下个月|(?<=[，。、；（\s])月(?=[底末]))(?:(?P<day>{_N})[日号]|(?P<part>底|末|初|中旬|上旬|下旬))?",
        rf"(?P<month>{_N})月(?:(?P<part>底|末|初|中旬|上旬|下旬)|(?P<day>{_N})[日号])(?!龄)",
        rf"(?<![\d第])(?P<month>{_N})月(?:份)?(?![\d{{日号}}])",
        r"(?P<near>今天|今日|今早|今晨|今晚|昨天|昨日|昨晚|昨|前天|明天|明日)(?:（\d{1,2}日）)?",
        (
            r"(?P<week>上上?个?(?:周|星期|礼拜)[一二三四五六日天]|本(?:周|星期)[一二三四五六日天]|下(?:周|星期)[一二三四五六日天]|(?:周"
            r"|星期)[一二三四五六日天])(?:（\d{1,2}日）)?"
        ),
        r"(?<![\d月])(?P<bare>\d{1,2})日(?!内|前|后|龄|元|圆)",
        r"(?P<same>同日|当日|当天|同一天|同年|同月)",
        r"(?P<now>即日起?|自?(?:公布|发布|印发)之日起?)",
        r"(?P<recent>日前|近日)",
        r"(?P<edge>年底前?|年末|年内|明年底)",
    )
)
_NEAR = Anchored((form, (form,)) for form in _FORMS)
_STARTS = re.compile(
    r"^\s*(?:（[^）]{1,8}）)?(?:零时)?(?:起|开始|生效|施行|实施|正式(?:实施|施行|生效)|追溯生效|以来|以后|之后起|启用|试行|上路|复产|投产)"
)
_STARTED = re.compile(r"(?:始于|起始于|生效日期为|定于|拟于|将于|从|自|原定)\s*$")
_ENDS = re.compile(r"^\s*(?:为?止|到期|终止|前(?!后)|届满|截止|失效)")
_ENDED = re.compile(r"(?:至|到|直至|直到|截至|截止|延至|延长至|顺延到|顺延至|为期至|期限至|有效期至|止于|[—–~～-])\s*$")
_LONG = r"(?<![\d第])(?P<count>半|[一二两三四五六七八九十]|\d{1,3})个?(?P<unit>年(?![第度\d])|月(?!\d)|天|日|周|星期)"
_DURATIONS = (
    re.compile(rf"(?:为期|期限为?|禁.{{0,6}}|暂停.{{0,6}}|延长|停[工产征]|起){_LONG}(?!前|后|来)"),
    re.compile(rf"(?:暂停|停征|停止|搁置|停[工产]|中止)[^，。；]{{0,45}}?{_LONG}(?=[，。；、）]|$|进行)"),
)
_WEEK = "一二三四五六日"


def number(letters: str) -> int:
    """Read 1–39 in digits or Chinese numerals (十二, 廿九, 三十一)."""
    if letters.isdigit():
        return int(letters)
    if letters[0] in "廿卅":
        return (20 if letters[0] == "廿" else 30) + (_DIGITS.get(letters[1], 0) if len(letters) > 1 else 0)
    if "十" not in letters:
        return _DIGITS.get(letters[0], 0)
    tens, _, ones = letters.partition("十")
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def year(letters: str) -> int:
    """Read a year in digits or Chinese numerals, one letter for one digit."""
    return int("".join(str(_DIGITS.get(letter, letter)) for letter in letters))


OF_A_RULE = re.compile(r"^(?:发布|公布|颁布|宣布|出台|推出|实施|施行|生效|开征|加征)的")
"""What a date stands before that only says which rule is meant: 10月9日发布的六项措施."""


def find(
    text: str, told: date | None, before: PartialDate | None = None, issued: PartialDate | None = None
) -> tuple[When, ...]:
    """Return the dates of one folded sentence. `before` is the last date of the text so far, for 同日 and bare days;
    `issued` the last one that is past, for 发布之日."""
    found: list[When] = []
    latest = before
    for match in _matches(text):
        role = _role(text, match)
        value = _value(match, text, told, latest, role, found)
        if value and told and match.groupdict().get("now"):
            spoken = [when for when in found if not OF_A_RULE.match(text[when.end :])]
            value = _act_day(told, issued or latest, spoken)
        if value is None:
            continue
        if "pair" in match.groupdict() and match["pair"]:
            half = match.start() + 2
            found.append(When(match.start(), half, value, "effective", True))
            found.append(When(half, match.end(), str(int(value) + 1), "until", True))
            continue
        exact = any(match.groupdict().get(name) for name in ("year", "turn", "roc"))
        found.append(When(match.start(), match.end(), value, role, exact))
        latest = value
    return tidy(_ranges(text, found))


@lru_cache(maxsize=256)
def _matches(text: str) -> tuple[re.Match[str], ...]:
    """Return what looks like a date; of those that overlap the first and longest."""
    every = [match for form in _NEAR(text) for match in form.finditer(text)]
    kept: list[re.Match[str]] = []
    for match in sorted(every, key=lambda each: (each.start(), -each.end())):
        if kept and match.start() < kept[-1].end():
            continue
        kept.append(match)
    return tuple(kept)


_ONLY_THEN = re.compile(r"才[^，。；]{0,3}(?:生效|实施|施行|执行|适用|开征|征收|开始|取消|解除|恢复|结束|终止)")
"""到2027年才征收 says when it starts, 到明年才会提出 says when something else is done."""


def _role(text: str, match: re.Match[str]) -> Role:
    head, tail = text[max(0, match.start() - 8) : match.start()], text[match.end() : match.end() + 12]
    if "now" in match.groupdict() and match.group("now"):
        return "effective"
    if tail.startswith("才"):
        return "effective" if _ONLY_THEN.match(tail) else "span"
    edge = match.groupdict().get("edge")
    if _STARTS.search(tail):
        return "effective"
    if _ENDED.search(head) and not re.search(r"(?:看|来|得|涨|跌|达|降|升)到$", head):
        return "until"
    if _ENDS.search(tail) or (edge and edge.endswith("前")):
        return "until"
    if _STARTED.search(head):
        return "effective"
    return "day"


def _value(
    match: re.Match[str], text: str, told: date | None, latest: PartialDate | None, role: Role, found: list[When]
) -> PartialDate | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    if "year" in groups:
        return _in_year(year(groups["year"]), groups)
    if "roc" in groups:
        return _in_year(int(groups["roc"]) + 1911, groups)
    if "next" in groups:
        return (first_day(latest) + timedelta(days=1)).isoformat() if latest and len(latest) == 10 else None
    if "same" in groups:
        return _same(groups["same"], latest, found)
    if told is None:
        return None
    if "turn" in groups:
        shift = {"去年": -1, "明年": 1, "前年": -2, "次年": 1}.get(groups["turn"], 0)
        anchor = first_day(latest).year if groups["turn"] in {"当年", "次年"} and latest else told.year
        return _in_year(anchor + shift, groups)
    if "pair" in groups:
        return str(told.year)
    if "newyear" in groups:
        return day(told.year + (told.month > 6), 1, 1)
    if "mon" in groups:
        shift = -1 if groups["mon"].startswith("上") else 1 if groups["mon"].startswith("下") else 0
        moved = add_months(told.replace(day=1), shift)
        return day(moved.year, moved.month, number(groups["day"]) if "day" in groups else None)
    if "month" in groups:
        ahead = _looks_ahead(text[: match.start()], text[match.end() :])
        return _month_day(groups, told, role, found, text[match.end() :], ahead=ahead)
    if "bare" in groups:
        return _bare(int(groups["bare"]), told, role, found, _looks_ahead(text[: match.start()], text[match.end() :]))
    if "now" in groups:
        return _act_day(told, latest, found)
    return _near(groups, told)


def _same(word: str, latest: PartialDate | None, found: list[When]) -> PartialDate | None:
    """ "That day" is the last day that was named; a bare year behind it (今年第1号) is none."""
    if "年" in word:
        return latest[:4] if latest else None
    days = [when.value for when in found if len(when.value) == 10]
    return days[-1] if days and "月" not in word else latest


def _act_day(told: date, latest: PartialDate | None, found: list[When]) -> PartialDate:
    """ "From this day" is the day of the act just spoken of, if that is fresh, else the day of the text."""
    for value in (found[-1].value if found else None, latest):
        if value and len(value) == 10 and told - timedelta(days=31) <= first_day(value) <= told:
            return value
    return told.isoformat()


def _in_year(which: int, groups: dict[str, str]) -> PartialDate | None:
    if "newyear" in groups:
        return day(which, 1, 1)
    if "month" in groups:
        return day(which, number(groups["month"]), number(groups["day"]) if "day" in groups else None)
    edge = groups.get("ypart", "")
    return f"{which}-12-31" if edge[-1:] in {"底", "末"} else day(which)


TAKES = r"将(?![被会把于在对由列纳再])[^，。；]{2,30}(?:列入|纳入|移出|列为)"
"""Where 将 does not speak of the future but brings the object forward: 将15家实体列入清单."""
_WILL_BEFORE = re.compile(r"(?:将|拟|预计|预测|有望|计划|定于|料)[^，。；]{0,8}$")
_WILL_AFTER = re.compile(rf"^(?:起|份|前)?(?!{TAKES})(?:将|拟|有望|会|料|登场|召开|举行(?!了))")


def _looks_ahead(before: str, after: str) -> bool:
    """Say whether a date without year lies in the future: right behind or right before 将 and its like."""
    return bool(_WILL_BEFORE.search(before) or _WILL_AFTER.match(after))


def _month_day(
    groups: dict[str, str], told: date, role: Role, found: list[When], tail: str, *, ahead: bool
) -> PartialDate | None:
    month = number(groups["month"])
    if not 1 <= month <= 12:
        return None
    which = number(groups["day"]) if "day" in groups else None
    exact = [when for when in found if when.exact or when.role == "effective"]
    if role == "until" and exact and len(exact[-1].value) == 10:
        anchor = first_day(exact[-1].value)
        return day(anchor.year + (month < anchor.month), month, which)
    if exact and exact[-1].exact and role == "day":
        return day(first_day(exact[-1].value).year, month, which)
    since = bool(re.match(r"\s*(?:以来|起已)", tail))
    if ahead and role in {"day", "effective"}:
        return day(told.year + ((month, which or 31) < (told.month, told.day)), month, which)
    chosen = near_year(told, month, which, role, since)
    return day(chosen, month, which) if chosen else None


def _bare(which: int, told: date, role: Role, found: list[When], ahead: bool) -> PartialDate | None:
    """A day without its month lies in the month of the date before it in the sentence, else in the latest month."""
    if found and len(found[-1].value) == 10 and role == "until":
        anchor = first_day(found[-1].value)
        if which >= anchor.day or anchor >= told:
            return day(anchor.year, anchor.month, which)
    if role == "effective":
        return _nearest(which, told)
    if which > told.day and (role == "until" or (ahead and which <= told.day + 15)):
        return day(told.year, told.month, which)
    if which <= told.day:
        return day(told.year, told.month, which)
    earlier = add_months(told.replace(day=1), -1)
    return day(earlier.year, earlier.month, which)


def _nearest(which: int, told: date) -> PartialDate | None:
    """Return the day of that number that is nearest to the article's day, the past one of two as near."""
    months = [add_months(told.replace(day=1), step) for step in (-1, 0, 1)]
    days = [found for month in months if (found := day(month.year, month.month, which))]
    return min(days, key=lambda each: abs((first_day(each) - told).days), default=None)


def _near(groups: dict[str, str], told: date) -> PartialDate | None:
    if "near" in groups:
        word = groups["near"]
        shift = -1 if word.startswith("昨") else -2 if word.startswith("前") else 1 if word.startswith("明") else 0
        return (told + timedelta(days=shift)).isoformat()
    if "week" in groups:
        return _weekday(groups["week"], told)
    if "recent" in groups:
        return told.isoformat()[:7]
    return f"{told.year + (groups['edge'].startswith('明'))}-12-31"


def _weekday(word: str, told: date) -> PartialDate:
    """上周五 is Friday of the week before; a bare 周一 is the latest Monday."""
    wanted = _WEEK.index("日" if word[-1] in "日天" else word[-1])
    monday = told - timedelta(days=told.weekday())
    if word.startswith("上"):
        back = 14 if word.startswith("上上") else 7
        return (monday + timedelta(days=wanted - back)).isoformat()
    if word.startswith("下"):
        return (monday + timedelta(days=wanted + 7)).isoformat()
    if word.startswith("本"):
        return (monday + timedelta(days=wanted)).isoformat()
    return (told - timedelta(days=(told.weekday() - wanted) % 7)).isoformat()


def _ranges(text: str, found: list[When]) -> list[When]:
    """In A至B the first date is a start."""
    kept = list(tidy(found))
    for index in range(len(kept) - 1):
        left, right = kept[index], kept[index + 1]
        joint = text[left.end : right.start]
        if right.role == "until" and left.role == "day" and re.fullmatch(r"\s*(?:期间)?(?:至|到|[—–~～-])\s*", joint):
            kept[index] = When(left.start, left.end, left.value, "effective", left.exact)
    return kept


def until_after(text: str, start: PartialDate | None) -> PartialDate | None:
    """Return the end of a stated duration (为期一年, 暂停90天) that begins on `start`."""
    match = next((found for form in _DURATIONS if (found := form.search(text))), None)
    if not match or not start:
        return None
    letters, unit, begin = match.group("count").replace("两", "二"), match.group("unit"), first_day(start)
    if letters == "半":
        return add_months(begin, 6).isoformat()[: max(len(start), 7)] if unit == "年" else None
    amount = int(letters) if letters.isdigit() else number(letters)
    if unit in {"天", "日", "周", "星期"}:
        days = amount * (7 if unit in {"周", "星期"} else 1)
        return (begin + timedelta(days=days)).isoformat() if len(start) == 10 else None
    return add_months(begin, amount * (12 if unit == "年" else 1)).isoformat()[: max(len(start), 7)]
