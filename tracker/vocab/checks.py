"""Checks a read vocabulary: codes and ids of single terms, groups among minerals, and texts that two terms own.

Knows what makes a vocabulary sound; knows nothing of how it is written down.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from tracker.vocab.aliases import Fault
from tracker.vocab.iso import ISO_3166
from tracker.vocab.spelling import fold
from tracker.vocab.terms import Alias, Term

LISTS = frozenset({"us_2025", "eu_critical", "eu_strategic"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HS = re.compile(r"\d{6}")
_TICKER = re.compile(r"[A-Z]+:[A-Z0-9.]+")


def check_term(term: Term, fault: Fault) -> None:
    """Report what is wrong with one term by itself."""
    if not term.name:
        fault("", "has no name")
    for code in (each for each in term.hs if not _HS.fullmatch(each)):
        fault(".hs", f"{code!r} is no HS code of six digits")
    for each in (each for each in term.lists if each not in LISTS):
        fault(".lists", f"{each!r} is not one of: {', '.join(sorted(LISTS))}")
    if term.ticker and not _TICKER.fullmatch(term.ticker):
        fault(".ticker", f"{term.ticker!r} is not EXCHANGE:CODE")
    if term.country is not None and term.country not in ISO_3166:
        fault(".country", f"{term.country!r} is no ISO 3166 code")
    _check_id(term, fault)


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
