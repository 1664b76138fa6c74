"""Says an official number as people say it: ``CN-MOFCOM 2024/46`` → "Announcement 46 of 2024". Knows no event.

An issuer numbers one kind of act, or its code names the kind; where neither tells the kind, the number stays as it is.
"""

from __future__ import annotations

import re

ISSUERS = {
    "CN-SC": "State Council Decree",
    "US-EO": "Executive Order",
    "US-PROC": "Proclamation",
    "US-FR": "Federal Register",
    "US-PL": "Public Law",
    "EU": "Regulation",
    "CD-ARECOMS": "Decision",
    "ID-ESDM": "Minister of Energy Regulation",
    "ID-TRADE": "Minister of Trade Regulation",
    "ID-FINANCE": "Minister of Finance Regulation",
    "ID-INDUSTRY": "Minister of Industry Regulation",
    "ID-PP": "Government Regulation",
    "ID-PERPRES": "Presidential Regulation",
    "IN-CBIC": "Customs Notification",
    "GB-ECJU": "Notice to Exporters",
    "UN-RESOLUTION": "Security Council Resolution",
}
KINDS = {
    "SI": "Statutory Instrument",
    "DEC": "Decree",
    "ORD": "Ordinance",
    "SB": "Senate Bill",
    "HB": "House Bill",
}
PLAIN_KINDS = frozenset(
    {
        *("act", "bill", "circular", "decision", "decree", "directive", "instruction", "law", "note", "notice"),
        *("notification", "order", "ordinance", "regulation", "resolution"),
    }
)
PRINTED = frozenset({"EU", "GB-ECJU"})
"""Issuers whose numbers are said as they are printed, year first."""
TITLED = re.compile(r"(?:[A-Z]{2}|EU)-(?P<title>[A-Z][a-z].*)")
NUMBERED = re.compile(r"(?P<issuer>[A-Z]{2}(?:-[A-Z]+)*) (?:(?P<year>(?:19|20)\d\d)/(?P<own>\S+)|(?P<number>\S+))")
SECTION = re.compile(r"US-CFR (\d+)/(\S+)")
UNION = re.compile(r"EU (COM\(\d{4}\) \d+)|EU-C (\d{4})/(\d+)")


def act(instrument: str) -> str:
    """Return an instrument as people say it; one of unknown form as it is, on one line."""
    instrument = " ".join(instrument.split())
    if match := UNION.fullmatch(instrument):
        return match[1] or f"Decision C({match[2]}) {match[3]}"
    if match := SECTION.fullmatch(instrument):
        return f"{match[1]} CFR {match[2]}"
    if match := TITLED.fullmatch(instrument):
        return match["title"]
    match = NUMBERED.fullmatch(instrument)
    kind = _kind(match["issuer"], bool(match["year"])) if match else ""
    if match is None or not kind:
        return instrument
    if match["number"]:
        return f"{kind} {match['number']}"
    if match["issuer"] in PRINTED:
        return f"{kind} {match['year']}/{match['own']}"
    return f"{kind} {match['own']} of {match['year']}"


def _kind(issuer: str, has_year: bool) -> str:
    """Return what kind of act an issuer's number is; empty where that is not known."""
    if issuer in ISSUERS:
        return ISSUERS[issuer]
    country, _, word = issuer.partition("-")
    if word in KINDS:
        return KINDS[word]
    if word.lower() in PLAIN_KINDS:
        return word.capitalize()
    return "Announcement" if country == "CN" and has_year else ""
