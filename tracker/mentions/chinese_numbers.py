"""Official numbers as Chinese texts print them, in folded form.

Makes spans with issuer, number and year; knows no article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tracker.mentions import foreign_numbers, issuers, numerals
from tracker.mentions.spans import Found, Reading

_YEAR4 = r"(?:(?:19|20)\d\d|[一二][〇零○九]?[〇零○一二三四五六七八九]{2,3})"
_N = r"(?:\d{1,4}|[一二三四五六七八九十百〇零]{1,6})"
_JOINT = issuers.JOINED.pattern.replace("(?P<first>", "(?P<issuer>")
_BRACKET = rf"[〔\[（(﹝【](?P<bracket>{_YEAR4})年?[〕\]）)﹞】]"
_AFTER = re.compile(rf"(?:{_JOINT})?\s?(?:联合)?公告\s?(?:(?P<year>{_YEAR4})年|{_BRACKET})?\s?第?\s?(?P<number>{_N})号")
_BEFORE = re.compile(
    rf"(?:(?P<relative>今年|去年|前年|当年|同年)|(?P<year>{_YEAR4})年|"
    rf"{_BRACKET})?第?\s?(?P<number>{_N})号(?:联合)?(?:公告|通告|通知公告)"
)
_LIST = re.compile(
    rf"(?:(?P<issuer_named>{'|'.join(map(re.escape, issuers.CHINESE))})\s?公告)?"
    rf"(?:(?P<year>{_YEAR4})年)?第?(?P<number>{_N})号"
    rf"(?P<rest>(?:[、，,和及与至]+第?{_N}号)+)(?P<tail>公告)?"
)
_ITEM = re.compile(rf"第?(?P<number>{_N})号")
_DECREE = re.compile(
    rf"国务院(?:令)?(?:\s?[〔(（]?(?P<year>{_YEAR4})年?[〕)）]?)?\s?第\s?(?P<number>\d{{3}})号令?|"
    rf"第(?P<number2>\d{{3}})号国务院令"
)
_ORDER = re.compile(
    rf"(?:{_JOINT}|(?P<several>[两二三四五六七八九]部门|[两二三四五六七八九]部委))\s?令\s?(?:(?P<year>{_YEAR4})年|"
    rf"{_BRACKET})?\s?第(?P<number>{_N})号"
)
_DOCUMENT = re.compile(
    r"(?P<prefix>[\u4e00-\u9fff]{1,9})[〔\[﹝【](?P<year>20\d\d)[〕\]﹞】]\s?(?P<number>\d{1,5})号(?!公告)"
)
_ARECOMS = re.compile(r"第?\s?(?P<number>\d{1,3})/ARECOMS/(?P<year>20\d\d)号?(?:决定|决议|通告)?")
_ARECOMS_BARE = re.compile(r"第(?P<number>\d{1,3})号(?:决定|决议)")
_EXECUTIVE = re.compile(
    r"第?\s?(?P<number>1\d{4})号?(?:总统)?行政(?:命令|令)|行政(?:命令|令)第?\s?(?P<number2>1\d{4})号"
)
_PROCLAMATION = re.compile(
    r"第?\s?(?P<number>1\d{4})号(?:总统)?(?:公告|文告)|(?:总统)?(?:公告|文告)第?\s?(?P<number2>1\d{4})号"
)
_UNION = re.compile(
    r"(?:[(（]EU[)）]\s?)?第?\s?(?P<year>20\d\d)/(?P<number>\d{1,4})号?(?:规例|条例|法规|规章|指令|决定|实施条例)"
    r"|(?:条例|法规|指令|规例)\s?[(（]EU[)）]\s?(?:第)?(?P<year2>20\d\d)/(?P<number2>\d{1,4})号?"
)
_STATUTORY = re.compile(r"(?P<year>20\d\d)年第(?P<number>\d{1,4})号法定文书")
_INDONESIAN = re.compile(r"(?P<year>20\d\d)年第(?P<number>\d{1,3})号(?:部长)?(?:条例|法规|规定)")
_REGISTER = re.compile(r"(?:美国)?联邦公报(?:文件|文号|第)?\s?(?P<number>20\d\d-\d{4,5})号?")
_OFFICE = "财政|贸易|工业|能源|能矿|矿业|矿产|经济|商务|环境|农业|投资|内政|国防|卫生|交通|海关"
_FOREIGN = re.compile(
    rf"(?P<who>(?:{_OFFICE}){{1,3}}(?:部长?)?)?第\s?(?P<number>[\dA-Z][\dA-Z./-]*)\s?号(?P<act>条例|法规|规定|通函|"
    r"通知|通告|法令|法律|决议|部令|政令|命令|政府决议)"
    r"|(?P<notice>海关通知|政府决议|总理令)(?P<year>20\d\d)年第(?P<number2>\d{1,4})号"
)
_ACT_NAMES = {
    "条例": "REGULATION", "法规": "REGULATION", "规定": "REGULATION", "通函": "CIRCULAR", "通知": "NOTIFICATION",
    "通告": "NOTICE", "法令": "DEC", "法律": "LAW", "决议": "RESOLUTION", "政府决议": "RESOLUTION", "部令": "ORDER",
    "政令": "ORDER", "命令": "ORDER", "海关通知": "CUSTOMS", "总理令": "ORDER",
}  # fmt: skip
_MINISTERS = (("财政", "PMK"), ("贸易", "TRADE"), ("工业", "INDUSTRY"), ("能", "ESDM"), ("矿", "ESDM"))
"""Whose regulations Indonesia numbers, by the ministry that stands before the number."""
_TAIWANESE = re.compile(
    r"(?P<issuer>经济部|财政部|关务署|环境部|国防部|行政院)?(?P<series>[\u4e00-\u9fff]{1,4})字第(?P<number>\d{5,11})号"
    r"(?:令|函|公告)?"
)
_TAIWAN = {
    "经济部": "TW-MOEA", "财政部": "TW-MOF", "关务署": "TW-CUSTOMS", "环境部": "TW-MOENV", "国防部": "TW-MND",
    "行政院": "TW-EY", "经": "TW-MOEA", "台财": "TW-MOF", "贸": "TW-MOEA", "院": "TW-EY",
}  # fmt: skip
_AFTER_TITLE = re.compile(rf"公告[（(](?P<span>(?P<year>{_YEAR4})年第(?P<number>{_N})号)[）)]")
_STOPS = set("依据按照根据发布的以为在由从及和与对以下简称见附件印发转发批准通过文号执行遵照")

Row = tuple[int, int, str, str, int | None, float, bool]


def full(
    reading: Reading, year: int | None, state_at: Callable[[int], str] | None = None, publisher: str = ""
) -> Iterator[Found]:
    """Yield the numbers that carry all they need; `year` dates those that need only the article's year."""
    flat = reading.flat
    yield from _decrees(reading, year)
    for match in _DOCUMENT.finditer(flat):
        start, prefix = _prefix(match)
        if prefix and prefix != "公告" and not prefix.endswith("公告"):
            term = f"{issuers.of_document(prefix)} {match['year']}/{match['number']}"
            yield Found(start, match.end(), "instrument", term, "rule", 0.9)
    for match in _ARECOMS.finditer(flat):
        yield _made(match, f"CD-ARECOMS {match['year']}/{int(match['number']):03d}")
    if "ARECOMS" in flat and year:
        for match in _ARECOMS_BARE.finditer(flat):
            yield _made(match, f"CD-ARECOMS {year}/{int(match['number']):03d}", 0.8)
    for match in _EXECUTIVE.finditer(flat):
        yield _made(match, f"US-EO {match['number'] or match['number2']}")
    for match in _PROCLAMATION.finditer(flat):
        yield _made(match, f"US-PROC {match['number'] or match['number2']}")
    for match in _UNION.finditer(flat):
        yield _made(match, f"EU {match['year'] or match['year2']}/{match['number'] or match['number2']}")
    for match in _REGISTER.finditer(flat):
        yield _made(match, f"US-FR {match['number']}")
    yield from _taiwanese(flat, publisher)
    if state_at is not None:
        yield from _foreign(flat, state_at, year, publisher)
    for match in _STATUTORY.finditer(flat):
        yield _made(match, f"ZW-SI {match['year']}/{match['number']}")
    if "印尼" in flat or "印度尼西亚" in flat:
        for match in _INDONESIAN.finditer(flat):
            yield _made(match, f"ID-ESDM {match['year']}/{match['number']}", 0.8)


def _taiwanese(flat: str, publisher: str) -> Iterator[Found]:
    """Yield the numbers of Taiwan's offices, which run on without a year (經濟部貿字第11403號令)."""
    for match in _TAIWANESE.finditer(flat):
        series = match["series"]
        start = match.start()
        issuer = _TAIWAN.get(match["issuer"] or "") or (publisher if publisher[:3] == "TW-" else "")
        issuer = issuer or next((code for sign, code in _TAIWAN.items() if series.startswith(sign)), "")
        if issuer:
            yield Found(start, match.end(), "instrument", f"{issuer} {match['number']}", "rule", 0.8)


def _foreign(flat: str, state_at: Callable[[int], str], year: int | None, publisher: str) -> Iterator[Found]:
    """Yield the acts of other states (财政部长第80号条例, 第2025-26/20号通知)."""
    for match in _FOREIGN.finditer(flat):
        state = state_at(match.start())
        if not state or state in {"CN", "US", "EU", "TW", "HK", "CD"}:
            continue
        stated, own = foreign_numbers.parts(match["number"] or match["number2"])
        stated = match["year"] or stated or str(year or "")
        who = match["who"] or ""
        issuer = next((f"ID-{code}" for sign, code in _MINISTERS if state == "ID" and sign in who), "")
        issuer = issuer or foreign_numbers.by_letters(state, match["number"] or "")
        issuer = issuer or (publisher if publisher[:2] == state else "")
        issuer = issuer or f"{state}-{_ACT_NAMES[match['act'] or match['notice']]}"
        yield _made(match, f"{issuer} {stated}/{own}" if stated else f"{issuer} {own}", 0.8)


def _made(match: re.Match[str], term: str, score: float = 1.0) -> Found:
    return Found(match.start(), match.end(), "instrument", term, "rule", score)


def _decrees(reading: Reading, year: int | None) -> Iterator[Found]:
    for match in _DECREE.finditer(reading.flat):
        yield _made(match, f"CN-SC {match['number'] or match['number2']}")
    for match in _ORDER.finditer(reading.flat):
        issuer = issuers.CHINESE[match["issuer"]] if match["issuer"] else _first_before(reading.flat, match.start())
        stated = _year(match["year"] or match["bracket"]) or year
        number = numerals.integer(match["number"])
        if issuer and issuer != "CN-SC" and stated and number is not None:
            yield _made(match, f"{issuer} {stated}/{number}")


def _first_before(flat: str, position: int) -> str:
    """Return the issuer that the text names first: of several authorities the first one numbers the order."""
    match = issuers.JOINED.search(flat[:position])
    return issuers.CHINESE[match["first"]] if match else ""


def _prefix(match: re.Match[str]) -> tuple[int, str]:
    """Cut a document number's prefix free of the sentence before it (根据湘商贸函〔2025〕112号)."""
    prefix = match["prefix"]
    for at in range(len(prefix) - 1, -1, -1):
        if prefix[at] in _STOPS and not (prefix[at] == "发" and at == len(prefix) - 1) and prefix[at:] != "文号":
            return match.start() + at + 1, prefix[at + 1 :]
    return match.start(), prefix


def announcements(reading: Reading, year: int | None) -> Iterator[Row]:
    """Yield announcements as (start, end, issuer or empty, number, year or None, score, year is the passage's)."""
    flat = reading.flat
    for match in _AFTER.finditer(flat):
        if len(match["number"]) < 5:
            stated = _year(match["year"] or match["bracket"])
            issuer = issuers.CHINESE[match["issuer"]] if match["issuer"] else ""
            yield from _row(match, match.start() + (len(match[0]) - len(match[0].lstrip())), issuer, stated)
    for match in _AFTER_TITLE.finditer(flat):
        number = numerals.integer(match["number"])
        if number is not None:
            issuer = _issuer_before(flat, match.start())
            yield match.start("span"), match.end("span"), issuer, str(number), _year(match["year"]), 1.0, False
    for match in _BEFORE.finditer(flat):
        relative = match["relative"]
        stated = _year(match["year"] or match["bracket"]) or _relative(relative, year)
        start = match.end("relative") if relative else match.start()
        yield from _row(match, start, _issuer_before(flat, match.start()), stated, relative in {"当年", "同年"})
    for match in _LIST.finditer(flat):
        if match["issuer_named"] or match["year"] or match["tail"]:
            yield from _listed(match, _issuer_before(flat, match.start()))


def _row(match: re.Match[str], start: int, issuer: str, year: int | None, relative: bool = False) -> Iterator[Row]:
    number = numerals.integer(match["number"])
    if number is not None and number < 1000:
        yield start, match.end(), issuer, str(number), year, 1.0, relative


def _listed(match: re.Match[str], before: str) -> Iterator[Row]:
    issuer = "" if match["issuer_named"] else before  # the first of the list, read in full, hands its issuers on
    year = _year(match["year"])
    first = numerals.integer(match["number"])
    if first is not None and not match["issuer_named"]:
        yield match.start(), match.start("rest"), issuer, str(first), year, 0.9, False
    items = list(_ITEM.finditer(match["rest"]))
    for at, item in enumerate(items):
        number = numerals.integer(item["number"])
        end = match.end() if at == len(items) - 1 else match.start("rest") + item.end()
        if number is not None:
            yield match.start("rest") + item.start(), end, issuer, str(number), year, 0.9, False


def _issuer_before(flat: str, position: int) -> str:
    """Return the issuer named last in the same clause before a number that bears none itself."""
    clause = re.split(r"[。；\n]", flat[max(0, position - 40) : position])[-1]
    named = [issuers.CHINESE[match["first"]] for match in issuers.JOINED.finditer(clause)]
    if not named:
        return ""
    return "CN-MOFCOM" if "CN-MOFCOM" in named else named[-1]


def _relative(word: str | None, year: int | None) -> int | None:
    back = {"今年": 0, "去年": 1, "前年": 2}.get(word or "")
    return None if back is None or year is None else year - back


def _year(text: str | None) -> int | None:
    if not text:
        return None
    value = numerals.integer(text)
    return value if value and 1900 < value < 2100 else None
