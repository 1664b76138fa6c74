"""Checks a read vocabulary: codes and ids of single terms, groups and lists of minerals, texts that two terms own.

Knows what makes a vocabulary sound; knows nothing of how it is written down.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from tracker.vocab.aliases import Fault
from tracker.vocab.iso import ISO_3166
from tracker.vocab.spelling import fold
from tracker.vocab.terms import Alias, OfficialList, Term

LISTS = frozenset({"us_2025", "eu_critical", "eu_strategic"})
"""The official lists that may be named."""

CHAPTERS = frozenset(
    {"25", "26", "27", "28", "31", "32", "38", "71", "72", "74", "75", "76", "78", "79", "80", "81", "85"}
)
"""Chapters of the Harmonized System that name minerals, metals, their compounds, fertilisers, batteries or magnets."""

_EXCHANGES = """
    SSE SZSE BJSE HKEX TSE KRX TWSE TPEX SGX IDX SET KLSE PSE HOSE HNX UPCOM NSE BSE PSX DSE ASX NZX NYSE NASDAQ OTC TSX
    TSXV CSE LSE EPA AMS EBR ETR SIX BIT BME VIE WSE PRA STO HEL CPH OSE ATH BIST MOEX KASE UZSE TADAWUL DFM ADX QSE
    TASE MSM ASE CSEMA EGX JSE NSX BSEBW LUSE ZSE B3 BMV BCS BVL
"""
EXCHANGES = frozenset(_EXCHANGES.split())
"""The stock exchanges that a ticker may begin with."""

_ELEMENTS = """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo
    Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl
    Pb Bi Po At Rn Fr Ra Ac Th Pa U
"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""The symbols of the elements up to uranium."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HS = re.compile(r"\d{6}")
_TICKER = re.compile(r"([A-Z][A-Z0-9]+):[A-Z0-9]+(?:[.-][A-Z0-9]+)?")


def check_term(term: Term, fault: Fault) -> None:
    """Report what is wrong with one term by itself."""
    if not term.name:
        fault("", "has no name")
    for code in (each for each in term.hs if not _HS.fullmatch(each)):
        fault(".hs", f"{code!r} is no HS code of six digits")
    for code in (each for each in term.hs if _HS.fullmatch(each) and each[:2] not in CHAPTERS):
        fault(".hs", f"{code!r} is in chapter {code[:2]}, which has none of these goods")
    if len(set(term.hs)) != len(term.hs):
        fault(".hs", "a code is given twice")
    if term.symbol and term.symbol not in ELEMENTS:
        fault(".symbol", f"{term.symbol!r} is no element's symbol")
    _check_ticker(term.ticker, fault)
    if term.country is not None and term.country not in ISO_3166:
        fault(".country", f"{term.country!r} is no ISO 3166 code")
    _check_id(term, fault)


def _check_ticker(ticker: str, fault: Fault) -> None:
    if not ticker:
        return
    read = _TICKER.fullmatch(ticker)
    if read is None:
        fault(".ticker", f"{ticker!r} is not EXCHANGE:CODE")
    elif read[1] not in EXCHANGES:
        fault(".ticker", f"{read[1]!r} is no known exchange")


def _check_id(term: Term, fault: Fault) -> None:
    if term.kind == "country" and term.id not in ISO_3166:
        fault("", "is no ISO 3166 code")
    if term.kind in {"mineral", "agency"} and not _SLUG.fullmatch(term.id):
        fault("", "is no slug (lower case letters and digits, joined by hyphens)")
    if term.kind == "firm" and term.country is None:
        fault("", "a firm needs a country")
    if term.kind == "agency" and term.country is not None and not term.id.startswith(term.country.lower() + "-"):
        fault("", f"the id should start with {term.country.lower()}-")


def group_faults(minerals: Mapping[str, Term]) -> Iterator[str]:
    """Yield one line for each unknown group and each mineral that is among its own groups."""
    for term in minerals.values():
        for group in (each for each in term.groups if each not in minerals):
            yield f"{term.id}.groups: there is no group {group!r}"
        if _reaches_itself(term.id, minerals):
            yield f"{term.id}.groups: the group contains itself"


def list_faults(lists: Mapping[str, OfficialList], minerals: Mapping[str, Term]) -> Iterator[str]:
    """Yield one line for each list of an unknown name and each entry with an unknown id or one listed before."""
    for each in lists.values():
        where = f"_lists.{each.id}"
        if each.id not in LISTS:
            yield f"{where}: is not one of: {', '.join(sorted(LISTS))}"
        seen: set[str] = set()
        for identity in (identity for entry in each.entries for identity in entry):
            if identity not in minerals:
                yield f"{where}: there is no mineral {identity!r}"
            if identity in seen:
                yield f"{where}: {identity!r} stands in two entries"
            seen.add(identity)


def ticker_faults(firms: Mapping[str, Term]) -> Iterator[str]:
    """Yield one line for each ticker that two firms bear: they are one firm, or one of them bears it wrongly."""
    owner: dict[str, str] = {}
    for term in (each for each in firms.values() if each.ticker):
        if owner.setdefault(term.ticker, term.id) != term.id:
            yield f"{term.id}.ticker: {term.ticker} belongs to {owner[term.ticker]} too"


def _reaches_itself(start: str, minerals: Mapping[str, Term]) -> bool:
    seen: set[str] = set()
    waiting = list(minerals[start].groups)
    while waiting:
        each = waiting.pop()
        if each == start:
            return True
        if each not in seen and each in minerals:
            seen.add(each)
            waiting.extend(minerals[each].groups)
    return False


def shared_faults(terms: Mapping[str, Term]) -> Iterator[str]:
    """Yield one line for each text that two terms of a kind own without a condition on each side.

    Compared as they will be matched: folded and in any case. Generic aliases never clash: they are there to be shared.
    """
    owners: dict[str, list[tuple[str, Alias]]] = defaultdict(list)
    for term in terms.values():
        for alias in (each for each in term.aliases if not each.generic):
            owners[fold(alias.text).casefold()].append((term.id, alias))
    for shared in owners.values():
        for i, (first, one) in enumerate(shared):
            for second, other in shared[i + 1 :]:
                if first != second and not _apart(one, other):
                    yield f"{second}: alias {other.text!r} belongs to {first} too"


def _apart(one: Alias, other: Alias) -> bool:
    """Whether two terms may own these: a condition on both, or other letters of one case on both."""
    if one.conditional and other.conditional:
        return True
    return one.cased and other.cased and fold(one.text) != fold(other.text)
