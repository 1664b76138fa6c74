"""Official numbers as English texts print them. Makes spans with issuer, number and year; knows no article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tracker.mentions import foreign_numbers, issuers
from tracker.mentions.spans import Found, Reading

_NO = r"(?:[Nn]o\.?|NO\.?|[Nn]umbers?|#)"
_ISSUER = "|".join(re.escape(name) for name in sorted(issuers.ENGLISH, key=len, reverse=True))
_YEAR = (
    r"(?:,? of (?P<of>(?:19|20)\d\d)\b|,? ?[\[(〔](?P<in>(?:19|20)\d\d)[\])〕]|/(?P<slash>(?:19|20)\d\d)\b"
    r"|, (?P<comma>(?:19|20)\d\d)\b)?"
)
_ANNOUNCEMENT = re.compile(
    rf"(?:(?P<issuer>{_ISSUER})(?:(?:,| and|/|-| &)+ ?(?:{_ISSUER}))*(?:'s|’s)? )?(?:[Jj]oint )?"
    rf"(?:Announcement|Notice|Bulletin|Order|Decree|ANNOUNCEMENT|announcement|notice|decree) "
    rf"{_NO} ?(?P<year_first>(?:19|20)\d\d[-/])?(?P<number>\d{{1,4}}){_YEAR}(?![\d%]|,\d{{3}})"
)
_BRACKETED = re.compile(
    rf"(?:(?P<issuer>{_ISSUER}) )?(?:Announcement|Notice) ?[\[(〔](?P<year>(?:19|"
    rf"20)\d\d)[\])〕] ?(?:{_NO} ?)?(?P<number>\d{{1,4}})\b"
)
_LIST = re.compile(
    rf"(?:(?P<issuer>{_ISSUER})(?:'s|’s)? )?(?:Announcements|Notices|announcements|notices) (?:Nos?\.?|[Nn]umbers) ?"
    rf"(?P<items>\d{{1,4}}(?:(?:, (?:and )?| and | & |,(?!\d{{3}}) ?| to |"
    rf"[-–])(?:{_NO} )?\d{{1,4}}(?!\d))+)(?:,? of (?P<year>(?:19|20)\d\d))?"
)
_BARE = re.compile(
    r"(?<![\w/])(?P<mark>No\.|Nos\.?) (?P<number>\d{1,3})(?![\d%./,]\d|%|\w)(?: of (?P<of>(?:19|20)\d\d)\b)?"
)
_BARE_LIST = re.compile(
    r"(?<![\w/])Nos?\.? (?P<items>\d{1,3}(?:(?:, (?:and )?| and | & |,(?!\d{3}) ?| to |"
    r"[-–])\d{1,3}(?![\d%]))+)(?: of (?P<year>(?:19|20)\d\d))?"
)
_RANKS = re.compile(r" (?:[a-z]+(?:er|or|est)\b|priority|spot|issue|1\b|2\b|market|exporter|position|in the world)")
_BEFORE_RANK = re.compile(
    r"(?:\bthe|\bworld's|\bworld’s|\ba|\bits|\bPlant|\bMine|\bUnit|\bReactor|\bMill|\bBox|\bAnnex)\s?$"
)
_ACTS_IN_VIEW = re.compile(
    r"\b[Aa]nnouncements?\b|\bMOFCOM\b|[Cc]ommerce [Mm]inistry|Ministry of Commerce|\bDecree\b|\bcontrols?\b"
)
_DECREE = re.compile(
    rf"(?:State Council )?(?:Decree|Order) {_NO} ?(?P<number>\d{{3}})\b(?= of the (?:Chinese )?State Council|"
    rf"(?P<bare>))"
)

_EXECUTIVE = re.compile(rf"\b(?:Executive Orders?|E\.O\.|EO) (?:{_NO} ?)?(?P<number>1[0-9]{{4}})\b")
_EXECUTIVE_MORE = re.compile(r"(?:, | and |, and )(?P<number>1[0-9]{4})\b")
_PROCLAMATION = re.compile(rf"\b(?:Presidential )?Proclamation (?:{_NO} ?)?(?P<number>\d{{4,5}})\b")
_REGISTER = re.compile(
    r"\b(?:FR Doc(?:ument)?\.?|Federal Register [Dd]oc(?:ument)?\.?|FR)(?: ?(?:[Nn]o\.?|[Nn]umber))? ?"
    r"(?P<number>(?:E\d|(?:19|20)\d\d)-\d{4,5})\b"
)
_CFR = re.compile(
    r"\b(?P<title>\d{1,2}) (?:CFR|C\.F\.R\.) ?(?:[Pp]arts? |§§? ?|"
    r"[Ss]ections? )?(?P<part>\d{1,4})(?:\.\d+)?(?:\([a-z0-9]+\))*"
)
_UNION = re.compile(
    r"\b(?P<act>(?:(?:Commission|Council) )?(?:(?:Delegated|Implementing|Framework) )?(?:Regulation|Directive|"
    r"Decision)s? "
    r"(?:[(（](?:EU|EC|EEC|CFSP|Euratom|EU, Euratom)[)）],? ?)(?:No\.? )?(?P<a>\d{1,4})/(?P<b>\d{1,4}))(?:/(?:EU|EC|"
    r"CFSP))?"
)
_UNION_BARE = re.compile(
    r"\b(?:EU |European )?(?P<act>(?:(?:Delegated|Implementing) )?(?:Regulation|"
    r"Directive) (?P<a>20\d\d)/(?P<b>\d{1,4})(?:/EU)?)\b"
)
_ARECOMS = re.compile(rf"\b(?:[Dd]ecision|Circular|Order) (?:{_NO} ?)?(?P<number>\d{{1,3}})/ARECOMS/(?P<year>20\d\d)\b")
_ARECOMS_OF = re.compile(rf"\bARECOMS [Dd]ecision {_NO} ?(?P<number>\d{{1,3}})(?: of |/)(?P<year>20\d\d)\b")
_ARECOMS_BARE = re.compile(r"\bDecision (?:No\. ?)?(?P<number>0\d\d)\b(?!/)")
_INDONESIAN_BARE = re.compile(r"\bRegulation (?P<number>\d{1,3})/(?P<year>20\d\d)\b")
_STATUTORY = re.compile(
    rf"\b(?:Statutory Instrument|S\.I\.|SI)(?: {_NO})? ?(?:(?P<number>\d{{1,4}})(?: of |/)(?P<year>(?:19|20)\d\d)"
    r"|(?P<year2>(?:19|20)\d\d)/(?P<number2>\d{1,4}))\b"
)
_INDONESIAN = re.compile(
    rf"\b(?:(?P<who>(?:Ministry of )?(?:ESDM|MEMR|Energy and Mineral Resources|Trade|Finance|Industry)(?: Ministry|"
    rf" Minister(?:ial)?)?"
    rf"|Permen ESDM|Permendag|Government|Presidential|Minister(?:ial)?) )?(?:Regulation|Decree)?"
    rf"(?:(?<=Permen ESDM)|(?<=Permendag)|(?<=Regulation)|(?<=Decree)) ?{_NO} ?(?P<number>\d{{1,3}})(?: of |/|"
    rf",? Year )(?P<year>(?:19|20)\d\d)\b"
)
_PUBLIC_LAW = re.compile(r"\b(?:Public Law|Pub\. ?L\.|P\.L\.) (?:No\. )?(?P<number>1\d\d-\d{1,3})\b")
_INDONESIAN_ISSUERS = (
    ("Trade", "ID-TRADE"), ("Permendag", "ID-TRADE"), ("Finance", "ID-FINANCE"), ("Industry", "ID-INDUSTRY"),
    ("Government", "ID-PP"), ("Presidential", "ID-PERPRES"),
)  # fmt: skip


def full(
    reading: Reading, state_at: Callable[[int], str], year: int | None = None, issuer: str = ""
) -> Iterator[Found]:
    """Yield the numbers that carry all they need: orders, proclamations, register, code, Union, other states."""
    text = reading.text
    yield from _american(text)
    yield from _european(text)
    yield from foreign_numbers.find(text, state_at, year, issuer)
    for pattern in (_ARECOMS, _ARECOMS_OF):
        for match in pattern.finditer(text):
            yield _made(match, f"CD-ARECOMS {match['year']}/{int(match['number']):03d}")
    for match in _ARECOMS_BARE.finditer(text):
        if year and ("ARECOMS" in text or state_at(match.start()) == "CD"):
            yield _made(match, f"CD-ARECOMS {year}/{match['number']}")
    for match in _INDONESIAN_BARE.finditer(text):
        if state_at(match.start()) == "ID" or ("Indonesia" in text and state_at(match.start()) != "EU"):
            yield _made(match, f"ID-ESDM {match['year']}/{match['number']}")
    for match in _STATUTORY.finditer(text):
        state = "GB" if match["year2"] else state_at(match.start())
        state = state if state in {"ZW", "ZM", "GB", "IE", "BW", "NA"} else "ZW"
        yield _made(match, f"{state}-SI {match['year'] or match['year2']}/{match['number'] or match['number2']}")
    for match in _INDONESIAN.finditer(text):
        who = match["who"] or ""
        if who or state_at(match.start()) == "ID" or "Indonesia" in text:
            issuer = next((code for word, code in _INDONESIAN_ISSUERS if word in who), "ID-ESDM")
            yield _made(match, f"{issuer} {match['year']}/{match['number']}")


def _american(text: str) -> Iterator[Found]:
    for match in _EXECUTIVE.finditer(text):
        yield _made(match, f"US-EO {match['number']}")
        more = _EXECUTIVE_MORE.match(text, match.end())
        while more:
            yield Found(more.start("number"), more.end(), "instrument", f"US-EO {more['number']}", "rule")
            more = _EXECUTIVE_MORE.match(text, more.end())
    for match in _PUBLIC_LAW.finditer(text):
        yield _made(match, f"US-PL {match['number']}")
    for match in _PROCLAMATION.finditer(text):
        yield _made(match, f"US-PROC {match['number']}")
    for match in _REGISTER.finditer(text):
        yield _made(match, f"US-FR {match['number']}")
    for match in _CFR.finditer(text):
        yield _made(match, f"US-CFR {match['title']}/{match['part']}")


def _european(text: str) -> Iterator[Found]:
    for pattern in (_UNION, _UNION_BARE):
        for match in pattern.finditer(text):
            first, second = match["a"], match["b"]
            # Before 2015 the number came first: Regulation (EU) No 952/2013.
            swapped = (
                len(second) == 4 and second[:2] in {"19", "20"} and not (len(first) == 4 and first[:2] in {"19", "20"})
            )
            year, number = (second, first) if swapped else (first, second)
            yield Found(match.start("act"), match.end(), "instrument", f"EU {year}/{number}", "rule")


def _made(match: re.Match[str], term: str) -> Found:
    return Found(match.start(), match.end(), "instrument", term, "rule")


Row = tuple[int, int, str, str, int | None, float]


def announcements(reading: Reading) -> Iterator[Row]:
    """Yield Chinese acts as (start, end, issuer or empty, number, year or None, score)."""
    text = reading.text
    for match in _ANNOUNCEMENT.finditer(text):
        stated = match["of"] or match["in"] or match["slash"] or match["comma"]
        stated = stated or (match["year_first"] or "")[:4]
        issuer = _issuer(text, match)
        owner = re.match(r".{2,90}?['’]s (?=\w)", match[0])  # "MOFCOM's Announcement": the owner is no part of it
        if issuer is not None:
            yield (
                match.start() + (owner.end() if owner else 0),
                match.end(),
                issuer,
                match["number"],
                int(stated) if stated else None,
                1.0,
            )
    for match in _BRACKETED.finditer(text):
        issuer = issuers.ENGLISH.get(match["issuer"] or "", "")
        yield match.start(), match.end(), issuer, match["number"], int(match["year"]), 1.0
    for pattern in (_LIST, _BARE_LIST):
        for match in pattern.finditer(text):
            yield from _listed(match, issuers.ENGLISH.get(match.groupdict().get("issuer") or "", ""))
    if _ACTS_IN_VIEW.search(text):
        yield from _bare(text)


def _issuer(text: str, match: re.Match[str]) -> str | None:
    """Return who issued it: named before, named after ("of the General Administration of Customs"), or nobody yet."""
    if match["issuer"]:
        return issuers.ENGLISH[match["issuer"]]
    after = re.match(
        rf"(?:,? (?:of|by|from|issued by)(?: the)?(?: (?:Chinese|PRC))?) (?P<issuer>{_ISSUER})",
        text[match.end() : match.end() + 90],
    )
    if after:
        return issuers.ENGLISH[after["issuer"]]
    if re.search(r"Decree", match[0]):
        return "CN-SC" if re.search(r"State Council|China|Chinese", text) and len(match["number"]) == 3 else None
    if re.match(r"Order|Bulletin", match[0]):
        return None  # too common elsewhere without an issuer
    return ""


def _listed(match: re.Match[str], issuer: str) -> Iterator[Row]:
    """Yield each number of a list; the first takes the words before it, the last the year behind it."""
    base = match.start("items")
    items = list(re.finditer(r"\d{1,4}", match["items"]))
    year = int(match["year"]) if match["year"] else None
    for at, item in enumerate(items):
        start = match.start() if at == 0 else base + item.start()
        end = match.end() if at == len(items) - 1 else base + item.end()
        yield start, end, issuer, item[0], year, 0.9


def _bare(text: str) -> Iterator[Row]:
    for match in _BARE.finditer(text):
        ranked = _RANKS.match(text, match.end()) or _BEFORE_RANK.search(
            text[max(0, match.start() - 12) : match.start()]
        )
        numbered = re.search(
            r"(?:Regulation|Decision|Law|Act|Decree|Order|Instrument|Resolution|Directive|Case|Permit|Annex|Block|"
            r"Doc\.?|ECCN)\s$",
            text[max(0, match.start() - 12) : match.start()],
        )
        if match["of"] or not (ranked or numbered):
            yield match.start(), match.end(), "", match["number"], int(match["of"]) if match["of"] else None, 0.8
