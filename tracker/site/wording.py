"""Makes the words of the pages: dates, states, actions, steps, languages. Pure; knows no query and no template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
INSTRUMENT = re.compile(r"\b[A-Z]{2}-[A-Z]+ (?:\d{4}/)?\d+\b")
NUMBERED = re.compile(r"([A-Z]{2})-(.+?) (\d{4})/(\d+)")
HAN = re.compile(r"[\u3400-\u9fff]")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class StateWord:
    """How a legal state is said: `word` in lists, `plain` on the state's own page, `rank` for which to name first."""

    word: str
    plain: str
    rank: int

    @property
    def brief(self) -> str:
        """The word for narrow places."""
        return self.word.partition(",")[0].removesuffix(" only")


STATES = {
    "pause_ended_unconfirmed": StateWord(
        "pause ended, unconfirmed – look",
        "A pause has run out by its own text, and no later text says what follows. A person must look.",
        0,
    ),
    "in_force": StateWord("in force", "Binding on this day.", 1),
    "suspended": StateWord("suspended", "Paused by a later act; not applied on this day.", 2),
    "announced": StateWord("announced", "Published, not yet in force.", 3),
    "proposed": StateWord("proposed", "Formally proposed, not decided.", 4),
    "reported": StateWord("reported only", "Told by unofficial sources only, so no legal state is given.", 5),
    "ended": StateWord("ended", "Lifted, repealed or expired.", 6),
}

ACTIONS = {
    "export_prohibition": ("Export ban", "Ban"),
    "export_licensing": ("Export licensing", "Licence"),
    "export_quota": ("Export quota", "Export quota"),
    "production_quota": ("Production quota", "Output quota"),
    "export_tax": ("Export tax", "Export tax"),
    "technology_control": ("Technology control", "Technology"),
    "entity_listing": ("Entity listing", "Listing"),
    "import_tariff": ("Import tariff", "Tariff"),
    "import_restriction": ("Import restriction", "Import limit"),
    "trade_investigation": ("Trade investigation", "Inquiry"),
    "enforcement_campaign": ("Enforcement campaign", "Campaign"),
    "enforcement_case": ("Enforcement case", "Case"),
    "circumvention": ("Circumvention", "Evasion"),
    "public_finance": ("Public finance", "Finance"),
    "stockpiling": ("Stockpiling", "Stockpile"),
    "price_support": ("Price support", "Price support"),
    "permitting": ("Permitting", "Permit"),
    "designation": ("Designation", "Designation"),
    "ownership_action": ("Ownership action", "Ownership"),
    "law_or_strategy": ("Law or strategy", "Law"),
    "agreement": ("Agreement", "Agreement"),
    "talks": ("Talks", "Talks"),
    "dispute": ("Dispute", "Dispute"),
    "project": ("Project", "Project"),
    "supply_disruption": ("Supply disruption", "Disruption"),
    "corporate_deal": ("Corporate deal", "Deal"),
    "price_move": ("Price move", "Price"),
}
"""For each action of the codebook its name and the short word for narrow places."""

NARROW = {"US": "United States", "EU": "EU", "CD": "DR Congo", "GB": "UK", "AE": "UAE", "CF": "C. African Rep."}
"""Names of countries for narrow places, where the full name would take three lines."""

SERIES = {
    "CN-SC": ("State Council Decree No. {}", "Decree No. {}"),
    "US-EO": ("Executive Order {}", "EO {}"),
    "US-PROC": ("Proclamation {}", "Proclamation {}"),
    "US-FR": ("Federal Register document {}", "FR {}"),
}
"""Series whose numbers bear no year, in full and for lists; other issuers' numbers begin anew each year."""

LINKS = {
    "suspends": "suspends",
    "suspended_by": "is suspended by",
    "resumes": "resumes",
    "resumed_by": "is resumed by",
    "amends": "amends",
    "amended_by": "is amended by",
    "eases": "eases",
    "eased_by": "is eased by",
    "ends": "ends",
    "ended_by": "is ended by",
}

LANGUAGES = {
    "en": "English", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "fr": "French", "de": "German",
    "es": "Spanish", "pt": "Portuguese", "ru": "Russian", "id": "Indonesian", "vi": "Vietnamese",
}  # fmt: skip

TIERS = {
    "official": "official",
    "wire": "news agency",
    "trade": "trade press",
    "press": "press",
    "analysis": "analysis",
}


def day(value: str | None) -> str:
    """Say a date or time as exactly as it is given: ``9 May 2025``, ``May 2025`` or ``2025``."""
    parts = (value or "")[:10].split("-")
    try:
        words = [parts[0]] + ([MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else [])
        return " ".join(reversed(words + ([str(int(parts[2]))] if len(parts) > 2 else [])))
    except (ValueError, IndexError):
        return value or ""


def clock(value: str | None) -> str:
    """Say a stored UTC time to the minute, with its zone."""
    return f"{day(value)}, {value[11:16]} UTC" if value and len(value) >= 16 else day(value)


def words(value: str | None) -> str:
    """Say an id as words."""
    return (value or "").replace("_", " ")


def action(value: str) -> str:
    """Say an action by its name."""
    return ACTIONS[value][0] if value in ACTIONS else words(value).capitalize()


def short_action(value: str) -> str:
    """Say an action in the shortest word that is still right beside a mineral's name."""
    return ACTIONS[value][1] if value in ACTIONS else words(value).capitalize()


def cited(instrument: str) -> str:
    """Write an instrument's normal form as people cite it: ``MOFCOM Announcement No. 46 of 2024``."""
    if found := NUMBERED.fullmatch(instrument):
        country, issuer, year, number = found.groups()
        return f"{issuer} {'Announcement ' if country == 'CN' else ''}No. {number} of {year}"
    if found := re.fullmatch(r"US-CFR (\d+)/(.+)", instrument):
        return f"{found[1]} CFR part {found[2]}"
    series, _, number = instrument.partition(" ")
    if series in SERIES and number:
        return SERIES[series][0].format(number)
    return instrument[3:] if re.match(r"[A-Z]{2}-[A-Z\d]", instrument) else instrument


def cited_short(instrument: str) -> str:
    """Write an instrument for lists: ``MOFCOM No. 46/2024``, ``EO 14272``."""
    if found := NUMBERED.fullmatch(instrument):
        return f"{found[2]} No. {found[4]}/{found[3]}"
    series, _, number = instrument.partition(" ")
    return SERIES[series][1].format(number) if series in SERIES and number else cited(instrument)


def point(affected: str) -> str:
    """Say an affected act with its paragraph: ``CN-MOFCOM 2024/46#2`` is paragraph 2 of it."""
    instrument, _, paragraph = affected.partition("#")
    return cited_short(instrument) + (f", paragraph {paragraph}" if paragraph else "")


def script(text: str | None, language: str = "") -> str:
    """Return the language attribute for a text: ``zh`` if it has Chinese characters, whatever its article says."""
    if language and language != "en":
        return language
    return "zh" if HAN.search(text or "") else "en"


def state(value: str) -> StateWord:
    """Return the words for a legal state."""
    return STATES.get(value, StateWord(words(value), "", 9))


def language(code: str) -> str:
    """Say a language."""
    return LANGUAGES.get(code, code)


def web(url: str | None) -> str:
    """Return an address only if a browser would go out to the web with it: never ``javascript:`` or ``data:``."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def stepped(value: str, days: int) -> str:
    """Return the ISO day some days after an ISO day."""
    return date.fromordinal(date.fromisoformat(value).toordinal() + days).isoformat()


def prose(text: str) -> str:
    """Say days and acts of a sentence as people do: ``2026-11-27`` becomes ``27 Nov 2026``."""
    return INSTRUMENT.sub(lambda found: cited_short(found[0]), ISO_DAY.sub(lambda found: day(found[0]), text))


def inline(name: str) -> str:
    """Write a mineral's name as within a sentence; ``NdFeB`` and the like keep their capitals."""
    return name[:1].lower() + name[1:] if name[1:2].islower() and name[1:].islower() else name


def sentence(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def often(seconds: int) -> str:
    """Say a polling interval: ``every 30 min``, ``hourly``, ``every 6 h``, ``daily``."""
    if seconds % 86400 == 0:
        return "daily" if seconds == 86400 else f"every {seconds // 86400} days"
    if seconds % 3600 == 0:
        return "hourly" if seconds == 3600 else f"every {seconds // 3600} h"
    return f"every {max(seconds // 60, 1)} min"


def amount(value: float) -> str:
    """Write an amount with thousands apart: ``3,834``, ``0.25``."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


FILTERS = {
    "day": day, "clock": clock, "words": words, "action": action, "short_action": short_action, "state": state,
    "language": language, "web": web, "sentence": sentence, "prose": prose, "inline": inline,
    "cited": cited, "cited_short": cited_short, "point": point, "script": script, "often": often, "amount": amount,
    "narrow": lambda code, name: NARROW.get(code, name),
    "tier": lambda value: TIERS.get(value, value), "linked": lambda value: LINKS.get(value, words(value)),
}  # fmt: skip
"""What templates may use by name."""
