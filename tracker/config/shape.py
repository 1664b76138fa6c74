"""Says what each key of ``feeds.yaml`` may hold, for people, for editors and for the check; makes the Feed of it.

What one key asks of another stands in ``rules.py``. Every description here goes into the JSON Schema for editors.
"""

from __future__ import annotations

import re
import warnings
from datetime import datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from tracker.config import template
from tracker.config.words import short
from tracker.model import Api, Asking, Feed, FeedKind, Listing, Pairs, Publish, Tier

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
LONGEST_LOOK_BACK = timedelta(days=366)
LONGEST_NUMBER = 40
"""Characters of a number; what is longer is text."""

MOST_PAGES = 50
PAGES_BY_NEXT = 5
"""How many pages are asked for in one poll where the answers state the next one and `pages` says nothing."""

_CRON_FIELD = r"(?:[\d*/,?#LW-]+|[A-Za-z]{3}(?:[-,][A-Za-z]{3})*)"
_CRON = re.compile(
    rf"@(?:hourly|daily|midnight|weekly|monthly|yearly|annually)|(?:{_CRON_FIELD}\s+){{4,5}}{_CRON_FIELD}"
)


def _fault(message: str) -> PydanticCustomError:
    return PydanticCustomError("fault", "{said}", {"said": message})


# --- values ----------------------------------------------------------------------------------------------------------


def _duration(value: object) -> timedelta:
    if isinstance(value, timedelta):
        return value
    match = re.fullmatch(r"([1-9][0-9]{0,3})([mhd])", value) if isinstance(value, str) else None
    if match:
        return timedelta(**{UNITS[match[2]]: int(match[1])})
    if isinstance(value, str) and _CRON.fullmatch(value.strip()):
        raise _fault(f"{value!r} is a cron expression; write how often to look instead, such as {_instead(value)}")
    raise _fault(f"{short(value)} is no duration: write minutes, hours or days, such as 30m, 6h, 1d")


def _instead(cron: str) -> str:
    """Return the duration that comes nearest to a cron expression of five fields or a name."""
    named = {"@hourly": "1h", "@daily": "1d", "@midnight": "1d", "@weekly": "7d"}
    fields = cron.split()
    if len(fields) != 5:
        return named.get(cron.strip(), "30m, 6h, 1d")
    if fields[4] != "*":
        return "7d"
    for field, unit in zip(fields, ("m", "h", "d"), strict=False):
        if step := re.fullmatch(r"\*/([1-9]\d?)", field):
            return f"{step[1]}{unit}"
        if field == "*":
            return f"1{unit}"
    return "30d"


def _days(value: object) -> timedelta:
    found = _duration(value)
    if found % timedelta(days=1) or found > LONGEST_LOOK_BACK:
        raise _fault(f"{value!r} is not in whole days: write 1d to {LONGEST_LOOK_BACK.days}d, such as 7d")
    return found


def is_http(value: str) -> bool:
    """Say whether a value is a whole http(s) address."""
    try:
        parts = urlsplit(value)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return sound and not re.search(r"[\x00-\x20\x7f]", value)


def _sample(info: ValidationInfo) -> bool:
    return bool((info.context or {}).get("sample"))


def _address(value: str, info: ValidationInfo) -> str:
    if wrong := template.fault(value, sample=_sample(info)):
        raise _fault(wrong)
    if not is_http(template.sampled(value)):
        raise _fault(f"{value!r} is not an http(s) address")
    # A host that the day or an answer could change would lead past every rule that holds for this source.
    if not re.match(r"(?:\{base\}|https?://[^/?#{}]+)(?:[/?#]|$)", value):
        raise _fault(f"{value!r} has a placeholder in its host: only path and query may change")
    return value


def _form_value(value: object, info: ValidationInfo) -> object:
    text = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    if isinstance(text, str) and (wrong := template.fault(text, sample=_sample(info), literal_braces=True)):
        raise _fault(wrong)
    return text


def _header(value: str, info: ValidationInfo) -> str:
    if not value.isascii() or not value.isprintable():
        raise _fault(f"{value!r} cannot stand in a header: write it percent-encoded, on one line")
    if wrong := template.fault(value, sample=_sample(info), literal_braces=True):
        raise _fault(wrong)
    return value


def _header_address(value: str, info: ValidationInfo) -> str:
    if not is_http(template.sampled(_header(value, info))):
        raise _fault(f"{value!r} is not an http(s) address")
    return value


def _selector(value: str) -> str:
    import soupsieve  # brings BeautifulSoup with it, which a command without selectors need not wait for

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            soupsieve.compile(value)
    except (soupsieve.SelectorSyntaxError, ValueError, RecursionError) as problem:
        raise _fault(f"{value!r} is no CSS selector: {(str(problem).splitlines() or [''])[0]}") from problem
    return value


def _pattern(value: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(value)
    except (re.error, OverflowError, RecursionError) as problem:
        raise _fault(f"{value!r} is no regular expression: {problem}") from problem
    return value


def _dotted(value: str) -> str:
    if value != "." and (value.startswith("$") or re.search(r"[\[\]\s]|\.\.|^\.|\.$", value)):
        raise _fault(f"{value!r} is no dotted path: write data.rows, * for each member of a list, . for the root")
    return value


def _date_format(value: str) -> str:
    try:
        moment = datetime(2026, 3, 2, 14, 5)  # noqa: DTZ001 - any moment does: only the format is judged
        datetime.strptime(moment.strftime(value), value)  # noqa: DTZ007
    except (ValueError, re.error) as problem:
        raise _fault(f"{value!r} is no date format: {problem}") from problem
    if not re.search(r"%[^%]", value):
        raise _fault(f"{value!r} is no date format: it names no part of a date, as %Y-%m-%d does")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as problem:
        raise _fault(f"{value!r} is no time zone: write its IANA name, such as UTC or Asia/Shanghai") from problem
    return value


DURATION = {"type": "string", "pattern": "^[1-9][0-9]{0,3}[mhd]$", "examples": ["30m", "6h", "1d"]}
DAYS = {"type": "string", "pattern": "^[1-9][0-9]{0,2}d$", "examples": ["7d", "31d"]}
HTTP = {"type": "string", "pattern": r"^(https?://|\{base\})"}

Text = Annotated[str, Field(min_length=1)]
Selector = Annotated[str, AfterValidator(_selector), Field(json_schema_extra={"minLength": 1})]
Pattern = Annotated[str, AfterValidator(_pattern), Field(json_schema_extra={"format": "regex"})]
Path = Annotated[str, Field(min_length=1), AfterValidator(_dotted)]
Duration = Annotated[timedelta, BeforeValidator(_duration), WithJsonSchema(DURATION)]
Days = Annotated[timedelta, BeforeValidator(_days), WithJsonSchema(DAYS)]
FormValue = Annotated[str, BeforeValidator(_form_value), WithJsonSchema({"type": ["string", "number", "boolean"]})]
Header = Annotated[str, Field(min_length=1), AfterValidator(_header)]
HeaderAddress = Annotated[str, AfterValidator(_header_address), WithJsonSchema(HTTP)]


# --- keys ------------------------------------------------------------------------------------------------------------


class Shape(BaseModel):
    """What all parts of the file share: no key but those named, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ListingKeys(Shape):
    """How to read a list page: CSS selectors, `item` for a row, the others within it where nothing else is said."""

    model_config = ConfigDict(
        title="listing",
        json_schema_extra={"dependentRequired": {"count_attribute": ["count"], "date_format": ["date"]}},
    )

    item: Selector = Field(description="Selects the rows, such as 'ul.list > li'. May select the links themselves: a.")
    link: Selector = Field("a", description="Selects the link within a row; the first that fits link_pattern counts.")
    title: Selector | None = Field(None, description="Selects the title within a row; else the link's text or title.")
    date: Selector | None = Field(None, description="Selects the date within a row. Most ways to write one are known.")
    date_format: Annotated[str, AfterValidator(_date_format)] | None = Field(
        None, description="How the date is written, as strptime takes it, where it is not understood: '%y/%m/%d'."
    )
    link_pattern: Pattern | None = Field(
        None, description="Regular expression found in the address of an entry, or in its path and query."
    )
    inside: Path | None = Field(
        None, description="Dotted path of the HTML within a JSON answer, such as data.html. Absent: the answer is HTML."
    )
    next: Selector | None = Field(None, description="Selects, in the whole page, the link to the next page.")
    proof: Selector | None = Field(
        None, description="Selects what only the right page has; without it the answer is of the wrong shape."
    )
    count: Selector | None = Field(
        None, description="Selects the element that states how many rows the page has: another number is a fault."
    )
    count_attribute: Text | None = Field(
        None, description="The attribute of `count` that holds the number, not its text."
    )


class ApiKeys(Shape):
    """How to read a JSON answer: dotted paths, `items`, `next` and `cursor` from the root, the others from one item."""

    model_config = ConfigDict(title="api")

    items: Path = Field(description="Path of the list: results, data.rows, data.*.rows (* each member), . (the root).")
    link: Path = Field(description="The item's address, absolute or relative.")
    title: Path = Field(description="The item's title.")
    date: Path | None = Field(None, description="The item's date, as text or as a Unix time in s or ms.")
    guid: Path | None = Field(None, description="What names the item for ever; its address if absent.")
    summary: Path | None = Field(None, description="A lead to read by.")
    number: Path | None = Field(None, description="The document's official number, where the source states it.")
    next: Path | None = Field(None, description="The next page's address, from the root.")
    cursor: Path | None = Field(None, description="What stands for {cursor} in the next request, from the root.")


class HeaderKeys(Shape):
    """Headers that a source wants to be asked with. User agent and Content-Type are set by the tracker itself."""

    model_config = ConfigDict(title="headers", validate_by_name=False, validate_by_alias=True)

    accept: Header | None = Field(None, alias="Accept", description="The types of answer that are understood.")
    language: Header | None = Field(None, alias="Accept-Language", description="The languages wished for: zh-CN.")
    referer: HeaderAddress | None = Field(None, alias="Referer", description="The page that the list is shown on.")
    origin: HeaderAddress | None = Field(None, alias="Origin", description="Scheme and host of that page.")
    requested: Header | None = Field(None, alias="X-Requested-With", description="XMLHttpRequest, where it is asked.")


class RequestKeys(Shape):
    """How a source wants to be asked where a plain GET is not enough."""

    model_config = ConfigDict(title="request", json_schema_extra={"minProperties": 1})

    form: Annotated[dict[str, FormValue], Field(min_length=1)] | None = Field(
        None, description="Makes a POST of the request: names and values, sent urlencoded in UTF-8. May hold {page}."
    )
    headers: HeaderKeys | None = Field(None, description="Headers to be sent along.")


def _needs(kind: str) -> dict[str, Any]:
    other = {"listing": ["listing"], "api": ["api"], "feed": []}[kind]
    refused = [part for part in ("listing", "api") if part not in other]
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {"required": other, "properties": dict.fromkeys(refused, False)},
    }


class SourceKeys(Shape):
    """One source."""

    model_config = ConfigDict(
        title="source", json_schema_extra={"allOf": [_needs(each) for each in ("feed", "listing", "api")]}
    )

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] = Field(
        description="The source's name for ever: small letters, digits and hyphens, such as cn-mofcom-zcfb."
    )
    url: Annotated[str, AfterValidator(_address), WithJsonSchema(HTTP)] = Field(
        description="Where to ask. May hold {year}, {date:FORMAT}, {page}, {cursor}; other braces as %7B and %7D."
    )
    kind: FeedKind = Field(description="feed: RSS, Atom, RDF. listing: a list page in HTML. api: a JSON answer.")
    publisher: Text = Field(description="Who publishes it, as shown to readers.")
    country: Annotated[str, Field(pattern=r"^([A-Z]{2}|INT)$")] = Field(
        description="ISO 3166 alpha-2 of the publisher, EU, or INT for an international body."
    )
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Za-z]+)?$")] = Field(
        description="ISO 639-1 of most entries: en, zh; zh-Hant for Traditional Chinese."
    )
    tier: Tier = Field(description="official: an authority's own text; wire, trade, press, analysis.")
    every: Duration = Field(description="How often to look, in minutes, hours or days: 30m, 6h, 1d.")
    expect_weekly: Annotated[float, Field(ge=0, strict=False, allow_inf_nan=False)] | None = Field(
        None, description="Entries expected in a week, to notice silence by. Leave it out where nobody knows."
    )
    publish: Publish = Field("evidence", description="full: the whole text may be shown; evidence: the quoted passage.")
    enabled: bool = Field(True, description="false: present, but not followed.")
    may_be_empty: bool = Field(False, description="true: an answer without entries is normal and no fault.")
    allow_private: bool = Field(False, description="true: the address may lead into a private network.")
    zone: Annotated[str, AfterValidator(_zone)] = Field(
        "UTC", description="IANA zone of dates that state none, and of the day in {year} and {date:FORMAT}."
    )
    container: Selector | None = Field(None, description="Selects the element that holds the text of an entry's page.")
    listing: ListingKeys | None = Field(None, description="How the list page is read; for kind listing only.")
    api: ApiKeys | None = Field(None, description="How the JSON answer is read; for kind api only.")
    request: RequestKeys | None = Field(None, description="A form (POST) and headers, where a plain GET is not enough.")
    pages: Annotated[int, Field(ge=1, le=MOST_PAGES)] | None = Field(
        None, description=f"Pages asked for at most in one poll: 1, or {PAGES_BY_NEXT} where `next` leads on."
    )
    first_page: Annotated[int, Field(ge=0)] = Field(1, description="The number that {page} has on the first page.")
    look_back: Days = Field(
        timedelta(days=1),
        description="Whole days, today included, that {year} and {date:FORMAT} are filled with: one request each.",
    )


class File(Shape):
    """The sources that the tracker follows."""

    model_config = ConfigDict(title="feeds.yaml")

    contact: str = Field("", description="Whom a webmaster may write to; part of the user agent.")
    feeds: list[SourceKeys] = Field(description="The sources, one item for each.")


class _ForEditors(GenerateJsonSchema):
    """A JSON Schema without what only Python says: nulls as defaults, and titles that repeat the key."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        given = schema.get("default")
        return super().default_schema(schema) if given not in (None, "") else self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


def for_editors() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the file."""
    return {"$schema": _ForEditors.schema_dialect, **File.model_json_schema(schema_generator=_ForEditors)}


# --- the Feed --------------------------------------------------------------------------------------------------------


def feed(keys: SourceKeys, base_url: str | None) -> Feed:
    """Return the Feed of one checked source; `base_url` stands for ``{base}`` wherever that is written."""
    values = keys.model_dump(exclude={"listing", "api", "request", "pages"})
    listing = Listing(**keys.listing.model_dump()) if keys.listing else None
    api = Api(**keys.api.model_dump()) if keys.api else None
    leads_on = (listing is not None and listing.next) or (api is not None and api.next)
    return Feed(
        **{**values, "url": _based(keys.url, base_url)},
        listing=listing,
        api=api,
        request=_asking(keys.request, base_url) if keys.request else None,
        pages=keys.pages or (PAGES_BY_NEXT if leads_on else 1),
    )


def _asking(keys: RequestKeys, base_url: str | None) -> Asking:
    headers = keys.headers.model_dump(by_alias=True, exclude_none=True) if keys.headers else {}
    return Asking(form=_pairs(keys.form or {}, base_url), headers=_pairs(headers, base_url))


def _pairs(values: dict[str, str], base_url: str | None) -> Pairs:
    return tuple((name, _based(value, base_url)) for name, value in values.items())


def _based(value: str, base_url: str | None) -> str:
    return value if base_url is None else value.replace("{base}", base_url.rstrip("/"))
