"""Makes the agency that a text credits as its source, so that ten papers with one wire story are not ten sources.

Knows how agencies sign their copy and how papers credit it: datelines, bylines, source lines, feet. Must not know who
published the text, nor what it is about.

A story that only quotes an agency ("Reuters reported on Friday" somewhere in its body) is another reporter's story and
is not credited. One that gives an agency in its first sentence as where its news comes from is credited if that is its
sole source: no other agency is named in it, and nobody spoke to the paper itself. Such a story is a retelling: who
counts it beside the wire's own counts one reporter twice. Where a text shows work of its own, it is left to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

AGENCIES = {
    "reuters": "Reuters|路透社|路透中文网|路透中文網|路透",
    "afp": "AFP|Agence France-Presse|法新社",
    "ap": "AP|The Associated Press|Associated Press|美联社|美聯社",
    "bloomberg": "Bloomberg News|Bloomberg|彭博新闻社|彭博新聞社|彭博社|彭博",
    "dow-jones": "Dow Jones Newswires|Dow Jones|道琼斯通讯社|道琼斯|道瓊社|道瓊",
    "kyodo": "Kyodo News|Kyodo|共同社|日本共同社",
    "jiji": "Jiji Press|Jiji|时事通讯社|時事通信社|时事社",
    "yonhap": "Yonhap News Agency|Yonhap|韩联社|韓聯社",
    "xinhua": "Xinhua News Agency|Xinhua|新华社|新華社|新华网|新華網|新华财经",
    "cns": "China News Service|ECNS|中新社|中国新闻社|中國新聞社|中新网|中新網|中国新闻网|中國新聞網",
    "cna": "CNA|Central News Agency|中央社|中央通訊社|中央通讯社",
    "efe": "Agencia EFE|EFE|埃菲社",
    "antara": "ANTARA|Antara News|Antara|安塔拉通讯社|安塔拉通訊社",
    "ians": "IANS|Indo-Asian News Service",
    "ani": "ANI",
    "pti": "PTI|Press Trust of India|印度报业托拉斯",
    "tass": "TASS|Tass|ITAR-TASS|塔斯社",
    "interfax": "Interfax|国际文传电讯社",
    "ria": "RIA Novosti|RIA|俄新社",
    "sputnik": "Sputnik|俄罗斯卫星通讯社",
    "dpa": "dpa|DPA|Deutsche Presse-Agentur|德新社",
    "ansa": "ANSA|安莎社",
    "lusa": "Lusa|LUSA|卢萨社|葡萄牙卢萨社",
    "bernama": "Bernama|BERNAMA|马新社|馬新社",
    "vna": "VNA|越通社",
    "aap": "AAP|Australian Associated Press|澳联社",
    "canadian-press": "The Canadian Press|Canadian Press",
    "anadolu": "Anadolu Agency|Anadolu",
    "kcna": "KCNA|朝中社",
}
"""Agency ids with the names that their copy and their credits bear."""

_AMBIGUOUS = frozenset({"CNA", "AP", "RIA", "ANI", "VNA", "Antara", "Lusa", "Sputnik"})
"""Names that are also a broadcaster's, a person's or a magazine's: they count in a dateline only."""
_HEAD_LINES, _TAIL_LINES = 6, 6
_LONGEST_LABEL = 120

_IDS = {name: agency for agency, names in AGENCIES.items() for name in names.split("|")}
_NAMES = sorted(_IDS, key=len, reverse=True)
_LATIN = [name for name in _NAMES if name.isascii()]
_CHINESE = [name for name in _NAMES if not name.isascii()]
_SURE = [name for name in _NAMES if name not in _AMBIGUOUS]


def _one_of(names: Sequence[str]) -> str:
    return rf"(?P<name>{'|'.join(re.escape(each) for each in names)})(?![A-Za-z])"


_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|ene|abr|ago|dic|fev|set|out|dez|mei|agt|okt|des)[a-z]*\.?"
)
# A place and perhaps a date: words with a capital, figures, months, and the small words of names. Each word is taken
# whole or not at all, lest a hostile line be split in every way there is.
_PLACE = (
    rf"(?:(?>[A-ZÀ-Þ][\w.’']*(?:-[\w.’']+)*|\[[A-Z][A-Za-z ]{{1,30}}\]|\d{{1,4}}|(?i:{_MONTH})"
    r"|del|de|da|do|la|el|of|and|y|e)[,.:]?(?:[ –—-]++|(?=[(/])|/(?!TASS\b))){0,9}"
)
_DATELINE = re.compile(rf"(?P<place>{_PLACE})[(/]\s*{_one_of(_LATIN)}(?: News)?\s*[)/]\s*(?P<dash>\.?[-–—:]{{1,3}})?")
_CAPITALS = re.compile(r"[A-ZÀ-Þ]{3}[A-ZÀ-Þ .,/’–—-]*$")

_DAY = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"
_OPENS, _CLOSES = r"[（(【\[]", r"[）)】\]]"
_WIRED = re.compile(
    rf"{_OPENS}?(?:据|據)?{_one_of(_CHINESE)}[^。！？，,\n]{{0,30}}?(?:电|電|讯|訊)"
    rf"(?=[\s　(（：:，,]|{_CLOSES}|$|[^。]{{0,12}}{_CLOSES})"
)
_DESPATCH = re.compile(
    rf"{_OPENS}{_one_of(_CHINESE)}[^）)】\]\n]{{0,40}}(?:电|電|讯|訊|报道|報導|報道)[^）)】\]\n]{{0,4}}{_CLOSES}"
)
_CHINESE_LEAD = re.compile(
    rf"{_OPENS}?(?:参考消息网{_DAY}报道\s*)?(?:据|據|综合)?{_one_of(_CHINESE)}"
    rf"[^。！？，,；;\n]{{0,24}}(?:报道|報道|報導|消息|援引|引述|称|稱)"
)

_SOURCE = re.compile(
    r"(?:^|[\s　|｜（(\[])(?:[Ss]ource|SOURCE|[Cc]redit|(?:信息|文章|新闻|新聞|消息|稿件|資料)?(?:来源|來源)|稿源)"
    r"\s*[:：]\s*"
    rf"{_one_of(_SURE)}(?=\s*(?:$|[|｜）)\]\s，,；;]))(?!\s*[,，、;；&]\s*\w)"
)
_BYLINE = re.compile(
    rf"(?:(?:By|BY|by)\s+)?(?:[A-Z][^\n,|]{{1,50}}\s*(?:,|\||-|–|—|/|\bof|\bfor)\s*)?(?:the )?{_one_of(_SURE)}"
    r"(?: Staff| staff| Reporters?| News| Wire)?\.?",
)
_SIGNED = re.compile(rf"(?:^|[\s.。”\"’])(?:[-–—/（(\[]\s*){_one_of(_SURE)}\s*[)）\]/]?\s*\.?$")
_REUTERS_FOOT = re.compile(r"\(?(?:Additional )?[Rr]eporting by\b.{2,300}\b[Ee]diting by\b", re.DOTALL)
_BLOOMBERG_FOOT = re.compile(r"©\s?\d{4} Bloomberg L\.?P\.?|\d{4} Bloomberg L\.?P\.?")
_XINHUA_FOOT = re.compile(r"(?:^|[.”\"]\s*)Enditem\s*$")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|Copyright)\s*(?:©|\(c\))?\s*(?:\d{4}\s*)?(?P<name>AFP|Agence France-Presse|The Associated Press)\b"
)

_REPORTS = r"(?:(?:has |had )?(?:reported|reports|said|says)\b(?! it\b)|is reporting\b)"
_SURE_LATIN = [name for name in _SURE if name.isascii()]
_ENGLISH_LEAD = re.compile(
    r"(?:[Aa]ccording to|[Aa]s reported by|[Cc]iting|[Rr]eported by) (?:a (?:report|story) (?:by|from|in) )?"
    rf"(?:the )?(?:news agency )?{_one_of(_SURE_LATIN)}"
    rf"|(?:^|[\s,“\"])(?:[Tt]he )?(?:[Nn]ews agency )?(?P<teller>{'|'.join(map(re.escape, _SURE_LATIN))})"
    rf"(?: [Nn]ews [Aa]gency| news agency)? (?:\w+day )?{_REPORTS}"
)
_SENTENCE = re.compile(r".+?(?:[.!?][”\"’]?(?=\s+[A-Z“\"]|\s*$)|[。！？]|$)", re.DOTALL)
_OWN_WORK = re.compile(
    r"\btold (?:us|me|this (?:news)?paper|our \w+|(?:The |the )[A-Z]\w+|in an interview)\b"
    r"|\bin an interview with\b|\bexclusive(?:ly)?\b|\bwe (?:asked|contacted|reached out)\b"
    r"|\b(?:did not|has not|have not) (?:immediately )?(?:respond|reply)\w* to (?:our|a request from (?:The|this))\b"
    r"|本报记者|本報記者|本刊记者|本网记者|向本报|對本報|对本报|告诉本报|告訴本報|独家|獨家|记者采访|記者採訪|接受.{0,12}(?:采访|採訪|专访|專訪)"
)


def wire(title: str, text: str) -> str:
    """Return the id of the agency that a text credits as its source (``reuters``), or an empty string.

    The surest sign counts: a dateline or byline at the head, a source line at either end, a foot, the title's own
    prefix or suffix, and last a first sentence that names an agency as the sole source.
    """
    lines = [line for line in (each.strip() for each in text.split("\n")) if line and line != title.strip()]
    for sign in (_at_head, _by_source_line, _at_foot):
        if found := sign(lines):
            return found
    return _by_title(title) or _by_first_sentence(title, lines)


def _at_head(lines: Sequence[str]) -> str:
    """Return the agency of a dateline or byline among the first lines."""
    for line in lines[:_HEAD_LINES]:
        head = line[:200]
        if (match := _DATELINE.match(head)) and _is_dateline(match):
            return _IDS[match["name"]]
        if match := _WIRED.match(head) or _DESPATCH.match(head):
            return _IDS[match["name"]]
        if len(line) <= 80 and (match := _BYLINE.fullmatch(line)):
            return _IDS[match["name"]]
    return ""


def _is_dateline(match: re.Match[str]) -> bool:
    """Say whether what stands before the agency's name dates it: a dash follows, or a date or capitals precede.

    "Lynas (AP) shares" has none of the three. An ambiguous name wants place and date both.
    """
    place = match["place"].strip()
    dated = bool(place and (re.search(rf"\b{_MONTH}(?![a-z])", place, re.IGNORECASE) or _CAPITALS.match(place)))
    if match["name"] in _AMBIGUOUS:
        return bool(place) and (dated or bool(match["dash"]))
    return dated or bool(match["dash"])


def _by_source_line(lines: Sequence[str]) -> str:
    """Return the agency of a line such as "来源：新华社", alone or beside date and author, at either end of a page."""
    for line in _ends(lines):
        if len(line) <= _LONGEST_LABEL and (match := _SOURCE.search(line)):
            return _IDS[match["name"]]
    return ""


def _at_foot(lines: Sequence[str]) -> str:
    """Return the agency whose foot stands below the text: its signature, its rights, its way to name the desk."""
    tail = lines[-_TAIL_LINES:]
    for line in reversed(tail):
        if _BLOOMBERG_FOOT.search(line):
            return "bloomberg"
        if match := _RIGHTS.search(line):
            return _IDS[match["name"]]
        if _XINHUA_FOOT.search(line):
            return "xinhua"
        # Other desks name reporters and editors as well: the agency must be named somewhere.
        if _REUTERS_FOOT.search(line) and any("Reuters" in each for each in lines):
            return "reuters"
    match = _SIGNED.search(tail[-1]) if tail else None
    return _IDS[match["name"]] if match else ""


def _ends(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_HEAD_LINES]
    yield from lines[max(_HEAD_LINES, len(lines) - _TAIL_LINES) :]


@cache
def _title_signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"{_one_of(_SURE)}\s*[:：]\s*\S"), re.compile(rf".*\s[-–—|]\s*{_one_of(_SURE)}$", re.DOTALL)


def _by_title(title: str) -> str:
    before, after = _title_signs()
    match = before.match(title.strip()) or after.match(title.strip())
    return _IDS[match["name"]] if match else ""


def _by_first_sentence(title: str, lines: Sequence[str]) -> str:
    """Return the agency that the first sentence names as where the news is from, if the text has no other source."""
    lead = next((line for line in lines if len(line) > 40 or _CHINESE_LEAD.match(line)), "")
    match = _CHINESE_LEAD.match(lead)
    name = match["name"] if match else ""
    if not name:
        sentence = _SENTENCE.match(lead)
        told = _ENGLISH_LEAD.search(sentence[0]) if sentence else None
        name = (told["name"] or told["teller"]) if told else ""
    if not name:
        return ""
    whole = "\n".join((title, *lines))
    others = {_IDS[each[0]] for each in _named().finditer(whole)} - {_IDS[name]}
    return "" if others or _OWN_WORK.search(whole) else _IDS[name]


@cache
def _named() -> re.Pattern[str]:
    names = [name for name in _SURE if name not in {"彭博", "道琼斯", "道瓊", "Dow Jones"}]
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(re.escape(name) for name in names)})(?![A-Za-z])")
