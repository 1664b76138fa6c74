"""Official numbers of the acts of any state, as English texts print them, in the normal form ``KZ-ORDER 2025/211``.

Covers what has no form of its own elsewhere: decrees, laws, resolutions, notifications, circulars, ordinances, bills,
and acts in draft of the Union. Makes whole spans; the state and the authority that issued an article are told to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tracker.mentions.spans import Found

StateAt = Callable[[int], str]

_WHOSE = (
    "Presidential|Supreme|Government|Ministerial|Cabinet|Federal|Royal|Executive|Public|Administrative|Legislative|"
    "Emergency|Customs|Joint|Departmental|Exempt|Organic|Republic"
)
_ACTS = (
    "Decree|Law|Resolution|Notification|Ordinance|Decision|Directive|Circular|Order|Act|Notice|Note|Instruction|Bill"
)
_PRINTED = r"(?:\d{1,3}(?:,\d{3})+|\d{2} \d{4}(?= of)|(?:[A-Z]{1,3}/)?\d[\dA-Z.]*(?:[/-][\dA-Z][\w.]*)*)(?<!\.)"
_NO = r"(?:No\.?|NO\.?|no\.|Number|#)"
_NUMBERED = re.compile(
    rf"\b(?P<act>(?:(?:{_WHOSE}) )?(?P<kind>{_ACTS})) (?:(?P<body>[A-Z]{{2,6}}(?:/[A-Z]{{2,6}})*) )?"
    rf"(?:(?P<no>{_NO}) ?)?(?P<number>{_PRINTED})(?: of (?P<year>(?:19|20)\d\d)\b)?(?![\d%])"
)
_SMALL = re.compile(
    rf"\b(?P<kind>decree|law|resolution|ordinance|order|circular|notification) (?P<span>No\. ?(?P<number>{_PRINTED})"
    r"(?: of (?P<year>(?:19|20)\d\d)\b)?)(?![\d%])"
)
_FILE = re.compile(r"\bF\. ?No\. ?(?P<number>[\d/]*?(?P<own>\d+)/(?P<year>20\d\d))-(?P<issuer>[A-Z]{3,6})\b")
_EXPORTERS = re.compile(r"\bNotice to [Ee]xporters (?P<year>20\d\d)/(?P<number>\d{1,3})\b")
_CHAMBER_BILL = re.compile(r"\b(?P<house>Senate|House) Bill (?:No\. ?)?(?P<number>\d{1,5})\b")
_DRAFT = re.compile(
    r"\b(?:(?:Regulation|Directive|Decision) (?:\(EU\) )?)?COM ?\((?P<year>20\d\d)\) ?(?P<number>\d{1,4})(?: final)?\b"
)
_DECISION = re.compile(
    r"\b(?:(?:Commission )?(?:Implementing )?Decision )?C\((?P<year>20\d\d)\) ?(?P<number>\d{1,5})\b"
)
_SECURITY_COUNCIL = re.compile(
    r"\b(?:(?:UN|U\.N\.|United Nations) )?Security Council (?P<span>[Rr]esolution (?P<number>\d{3,4})(?: \(\d{4}\))?)"
)
_DATED = re.compile(r",? (?:of|dated) (?:\d{1,2} )?[A-Z][a-z]+\.?(?: \d{1,2},)? (?P<year>(?:19|20)\d\d)\b")

SHORT = {"decree": "DEC", "ordinance": "ORD"}
_VIETNAMESE = (
    ("BCT", "VN-MOIT"), ("BTC", "VN-FINANCE"), ("BTNMT", "VN-MONRE"), ("BNNMT", "VN-MAE"), ("CP", "VN-GOV"),
    ("TTg", "VN-PM"),
)  # fmt: skip
"""What the letters at the end of a Vietnamese act's number say of who issued it (Thông tư 31/2024/TT-BCT)."""


def find(text: str, state_at: StateAt, year: int | None, issuer: str) -> Iterator[Found]:
    """Yield numbered acts; `year` and `issuer` are the article's where it is an authority's own text, else nothing."""
    yield from _of_the_union(text)
    for match in _SECURITY_COUNCIL.finditer(text):
        yield _made(match.start("span"), match.end(), f"UN-RESOLUTION {match['number']}")
    for match in _FILE.finditer(text):
        yield _made(match.start(), match.end(), f"IN-{match['issuer']} {match['year']}/{match['own']}")
    for match in _EXPORTERS.finditer(text):
        yield _made(match.start(), match.end(), f"GB-ECJU {match['year']}/{match['number']}")
    for match in _CHAMBER_BILL.finditer(text):
        state = state_at(match.start())
        if state:
            yield _made(match.start(), match.end(), f"{state}-{match['house'][0]}B {match['number']}")
    for match in _NUMBERED.finditer(text):
        if _says_enough(match) and (state := _state(match, state_at)):
            yield _made(match.start(), match.end(), _term(match, text, state, year, issuer))
    for match in _SMALL.finditer(text):
        if state := _state(match, state_at):
            yield _made(match.start("span"), match.end(), _term(match, text, state, year, issuer))


def _made(start: int, end: int, term: str) -> Found:
    return Found(start, end, "instrument", term, "rule", 0.7)


def _of_the_union(text: str) -> Iterator[Found]:
    for match in _DRAFT.finditer(text):
        yield _made(match.start(), match.end(), f"EU COM({match['year']}) {match['number']}")
    for match in _DECISION.finditer(text):
        yield _made(match.start(), match.end(), f"EU-C {match['year']}/{match['number']}")


def _says_enough(match: re.Match[str]) -> bool:
    """Say whether a number behind a word like Order is an act's: it says "No.", bears a year or has three digits."""
    number, kind = match["number"], match["kind"]
    if match["body"]:
        return bool(match["no"])
    if match["no"] or match["year"]:
        return True
    plain = re.fullmatch(r"\d+", number)
    if plain:
        return kind in {"Resolution", "Decree", "Law", "Ordinance"} and 3 <= len(number) <= 5
    return bool(re.search(r"[/-](?:19|20)\d\d\b|^(?:19|20)\d\d[/-]|/(?:19|20)\d\d/|^\d{1,3}-\d\d$", number))


def _state(match: re.Match[str], state_at: StateAt) -> str:
    """Return the state whose act it is; China, the Union and America number in forms of their own."""
    state = state_at(match.start())
    if state == "ID" and match["kind"].lower() not in {"circular", "notice", "decision"}:
        return ""
    return "" if state in {"CN", "US", "EU"} else state


def _term(match: re.Match[str], text: str, state: str, year: int | None, issuer: str) -> str:
    number = match["number"].replace(",", "").replace(" ", "")
    kind = match["kind"].lower()
    of_state = kind in {"decree", "ordinance"} and not match.groupdict().get("body") and "Supreme" not in match[0]
    issuer = "" if of_state or issuer[:2] != state else issuer
    issuer = by_letters(state, number) or issuer
    stated, own = parts(number)
    stated = match["year"] or stated
    if kind == "law" and (not stated or "-" in number):
        return f"{state}-Law {number}"
    if not stated and (dated := _DATED.match(text, match.end())):
        stated = dated["year"]
    if not stated and kind == "decree" and not issuer:
        return f"{state}-Decree {number}"
    stated = stated or (str(year) if year else "")
    name = issuer or f"{state}-{SHORT.get(kind, kind.upper())}"
    return f"{name} {stated}/{own}" if stated else f"{name} {own}"


def parts(number: str) -> tuple[str, str]:
    """Part a printed number into its year, if it bears one, and its own number without leading zeros."""
    first = re.match(r"(?P<year>(?:19|2[05])\d\d)[/-](?:\d\d/)?0*(?P<own>\d+)", number)
    if first:
        return first["year"], first["own"]
    middle = re.match(r"[A-Z]+/(?P<year>20\d\d)/0*(?P<own>\d+)", number)
    if middle:
        return middle["year"], middle["own"]
    last = re.match(
        r"(?:[A-Z]+/)?0*(?P<own>[\dA-Z][\dA-Z.]*?)(?:/[A-Z][\w.]*)*[/-](?P<year>(?:19|2[05])\d\d)(?!\d)", number
    )
    if last:
        return last["year"], last["own"]
    return "", number.lstrip("0") or number


def by_letters(state: str, number: str) -> str:
    """Return who issued an act by the letters or the business year in its number."""
    if state == "VN":
        return next((issuer for letters, issuer in _VIETNAMESE if number.endswith(f"-{letters}")), "")
    if state == "IN" and re.search(r"-Customs$", number):
        return "IN-CBIC"
    if state == "IN" and re.search(r"20\d\d-\d\d(?!\d)", number):
        return "IN-DGFT"
    letters = re.search(r"-([A-Z]{2,6})$", number)
    return f"{state}-{letters[1]}" if letters else ""
