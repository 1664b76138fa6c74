"""The configuration: what a sound file gives; every fault is told at once with its line and what is allowed."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.config import ENGLISH_MODEL, Config, ConfigError, Mail, load, schema
from tracker.model import Api, Asking, Listing

SOUND = """\
contact: desk@tracker.example
feeds:
  - id: wire
    url: https://wire.example/feed
    kind: feed
    publisher: Wire
    country: GB
    language: en
    tier: wire
    every: 30m
  - id: ministry
    url: "{base}/list/{year}"
    kind: listing
    publisher: Ministry
    country: CN
    language: zh
    tier: official
    every: 6h
    publish: full
    zone: Asia/Shanghai
    container: div.art-con
    listing: {item: li, date: span, link_pattern: '^/art/'}
  - id: register
    url: https://register.example/api
    kind: api
    publisher: Register
    country: US
    language: en
    tier: official
    every: 1d
    expect_weekly: 3
    enabled: false
    api: {items: results, link: html_url, title: title}
"""

FAULTY = """\
contakt: nobody
feeds:
  - id: a
    url: ftp://a.example
    kind: rsss
    publisher: A
    country: cn
    language: zh
    tier: offical
    every: 5x
    enabled: maybe
    pubish: full
  - id: a
    url: http://a.example/{yaer}
    kind: listing
    publisher: A
    country: CN
    language: zh
    tier: press
    every: 6h
    zone: Asia/Shanghia
    listing:
      item: "li["
      link_pattern: "("
      itme: x
  - id: b
    url: "{base}/b"
    kind: api
    publisher: B
    country: CN
    language: zh
    tier: press
    every: 6h
    every: 7h
"""


def read(tmp_path: Path, text: str, env: dict[str, str] | None = None, base_url: str | None = "http://s") -> Config:
    path = tmp_path / "feeds.yaml"
    path.write_text(text, "utf-8")
    return load(path, env or {}, home=tmp_path, base_url=base_url)


def faults(
    tmp_path: Path, text: str, env: dict[str, str] | None = None, base_url: str | None = None
) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text, env, base_url)
    return caught.value.faults


def test_a_sound_file_gives_its_feeds(tmp_path: Path) -> None:
    config = read(tmp_path, SOUND)
    wire, ministry, register = config.feeds
    assert (wire.every, ministry.every, register.every) == (
        timedelta(minutes=30),
        timedelta(hours=6),
        timedelta(days=1),
    )
    assert ministry.url == "http://s/list/{year}"
    assert ministry.listing is not None
    assert ministry.listing.link_pattern == "^/art/"
    assert ministry.listing.link == "a"
    assert register.api is not None
    assert register.expect_weekly == 3
    assert not register.enabled
    assert wire.publish == "evidence"
    assert config.mail is None
    assert config.english_model == ENGLISH_MODEL
    assert config.manners.user_agent.endswith("(+desk@tracker.example)")


def test_each_fault_is_told_with_its_line_and_what_is_allowed(tmp_path: Path) -> None:
    told = faults(tmp_path, FAULTY)
    expected = {
        1: "contakt: no such key (did you mean contact?)",
        4: "feeds[0].url: 'ftp://a.example' is not an http(s) address",
        5: "feeds[0].kind: 'rsss' is not one of: feed, listing, api",
        7: "feeds[0].country: 'cn' must look like an ISO 3166",
        9: "feeds[0].tier: 'offical' is not one of: official, wire, trade, press, analysis (did you mean official?)",
        10: "feeds[0].every: '5x' is no duration",
        11: "feeds[0].enabled: must be true or false, not 'maybe'",
        12: "feeds[0].pubish: no such key (did you mean publish?)",
        13: "feeds[1].id: 'a' is the id of another feed, in line 3",
        14: "feeds[1].url: '{yaer}' is no placeholder: allowed: {base}, {cursor}, {date:FORMAT}, {page}, {year} "
        "(did you mean {year}?)",
        21: "feeds[1].zone: 'Asia/Shanghia' is no time zone",
        23: "feeds[1].listing.item: 'li[' is no CSS selector",
        24: "feeds[1].listing.link_pattern: '(' is no regular expression",
        25: "feeds[1].listing.itme: no such key (did you mean item?)",
        27: "feeds[2].url: '{base}' has a meaning only in the sample world",
        28: "feeds[2].kind: a feed of kind api needs 'api:'",
        34: "feeds[2].every: told twice, first in line 33",
    }
    assert len(told) == len(expected)
    for fault, (line, words) in zip(told, expected.items(), strict=True):
        assert fault.startswith(f"feeds.yaml:{line}: {words}")


def test_what_a_feed_lacks_is_told_at_its_first_line(tmp_path: Path) -> None:
    assert faults(tmp_path, "feeds:\n  - id: a\n    kind: feed\n")[0].startswith("feeds.yaml:2: feeds[0].")


def test_a_part_of_another_kind_is_a_fault(tmp_path: Path) -> None:
    text = SOUND.replace("    every: 30m\n", "    every: 30m\n    api: {items: x, link: y, title: z}\n")
    assert faults(tmp_path, text, base_url="http://s") == (
        "feeds.yaml:11: feeds[0].api: is given, but the kind is feed",
    )


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 8)}]\n" for i in range(1, 12)
)
"""Twelve lines that stand for sixty thousand million values."""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("feeds:\n  - [", "feeds.yaml:3: "),
        ("", "feeds: is missing"),
        ("- a\n- b\n", "the file: "),
        ("feeds: 3\n", "feeds.yaml:1: feeds: "),
        ("feeds: &a [*a]\n", "refers to itself"),
        ("feeds: " + "[" * 900 + "]" * 900, "nested too deep"),
        (BOMB, "holds more than 100,000 values"),
        ("feeds: a\0b\n", "feeds.yaml: control characters are not allowed"),
        ("feeds: [!!int x]\n", "feeds.yaml:1: feeds[0]: must be keys with values, not 'x'"),
        ("? [a]\n: b\n", "a key that is no text: no such key"),
        ("feeds:\n  - !!python/object:os.system {}\n", "feeds[0]"),
        ("contact: 2025-13-45\nfeeds: 1\n", "feeds.yaml:2: feeds: "),
    ],
)
def test_a_file_of_another_shape_is_one_clear_fault(tmp_path: Path, text: str, words: str) -> None:
    assert any(words in fault for fault in faults(tmp_path, text))


def test_a_file_that_is_missing_or_no_utf8_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "none.yaml", {}, home=tmp_path)
    (tmp_path / "feeds.yaml").write_bytes(b"contact: \xff\n")
    with pytest.raises(ConfigError, match="is not UTF-8: byte 9"):
        load(tmp_path / "feeds.yaml", {}, home=tmp_path)


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    env = {
        "TRACKER_SMTP_HOST": "mail.example",
        "TRACKER_SMTP_FROM": "tracker@mail.example",
        "TRACKER_SMTP_USER": "tracker",
        "TRACKER_SMTP_PASSWORD": "correct horse",
        "TRACKER_SMTP_TLS": "tls",
        "TRACKER_CONTACT": "https://tracker.example/about",
        "TRACKER_ENGLISH_MODEL": "en_core_web_md",
        "TRACKER_SITE_URL": "https://tracker.example/",
    }
    config = read(tmp_path, SOUND, env)
    assert config.mail == Mail("mail.example", 465, "tracker@mail.example", "tracker", "correct horse", "tls")
    assert config.english_model == "en_core_web_md"
    assert config.site_url == "https://tracker.example"
    assert "(+https://tracker.example/about)" in config.manners.user_agent
    assert "correct horse" not in f"{config!r} {config!s} {config.mail!r} {config.mail!s}"


def test_faults_of_the_environment_are_told_without_secrets(tmp_path: Path) -> None:
    env = {
        "TRACKER_SMTP_PASS": "correct horse",
        "TRACKER_SMTP_PORT": "70000",
        "TRACKER_SMTP_TLS": "ssl",
        "TRACKER_SITE_URL": "tracker",
    }
    told = faults(tmp_path, SOUND, env, base_url="http://s")
    assert [fault.split(": ")[1] for fault in told] == [
        "TRACKER_SMTP_PASS",
        "TRACKER_SMTP_HOST",
        "TRACKER_SMTP_FROM",
        "TRACKER_SMTP_TLS",
        "TRACKER_SMTP_PORT",
        "TRACKER_SITE_URL",
    ]
    assert "(did you mean TRACKER_SMTP_PASSWORD?)" in told[0]
    assert "correct horse" not in "".join(told)


def test_faults_of_file_and_environment_come_together(tmp_path: Path) -> None:
    told = faults(tmp_path, FAULTY, {"TRACKER_SMTP_HOST": "mail.example"})
    assert told[-1].startswith("environment: TRACKER_SMTP_FROM: is missing")
    assert len(told) == 18


# --- one source, key by key ------------------------------------------------------------------------------------------


def source(**changes: Any) -> str:
    """Return a file of one sound feed with some keys changed; None leaves a key out."""
    keys = {
        "id": "a",
        "url": "https://a.example/x",
        "kind": "feed",
        "publisher": "A",
        "country": "CN",
        "language": "zh",
        "tier": "press",
        "every": "1h",
        **changes,
    }
    return yaml.safe_dump({"feeds": [{k: v for k, v in keys.items() if v is not None}]}, sort_keys=False)


ROWS = {"item": "li"}
PATHS = {"items": "rows", "link": "url", "title": "title"}
LISTING = {"kind": "listing", "listing": ROWS}
API = {"kind": "api", "api": PATHS}
PAGED = "https://a.example/?p={page}"
CURSED = "https://a.example/?c={cursor}"
CASES: list[tuple[dict[str, Any], str]] = [
    # durations
    (
        {"every": "*/5 * * * *"},
        "every: '*/5 * * * *' is a cron expression; write how often to look instead, such as 5m",
    ),
    (
        {"every": "0 */6 * * *"},
        "every: '0 */6 * * *' is a cron expression; write how often to look instead, such as 6h",
    ),
    ({"every": "30 4 * * *"}, "every: '30 4 * * *' is a cron expression; write how often to look instead, such as 1d"),
    (
        {"every": "0 4 * * MON"},
        "every: '0 4 * * MON' is a cron expression; write how often to look instead, such as 7d",
    ),
    ({"every": "0 4 1 * *"}, "every: '0 4 1 * *' is a cron expression; write how often to look instead, such as 30d"),
    ({"every": "@daily"}, "every: '@daily' is a cron expression; write how often to look instead, such as 1d"),
    ({"every": "every five minutes"}, "every: 'every five minutes' is no duration: write minutes, hours or days"),
    ({"every": 30}, "every: 30 is no duration"),
    ({"zone": "Asia/Peking"}, "zone: 'Asia/Peking' is no time zone: write its IANA name"),
    ({"every": "0m"}, "every: '0m' is no duration"),
    (
        {"look_back": "36h", "url": "https://a.example/{year}"},
        "look_back: '36h' is not in whole days: write 1d to 366d",
    ),
    ({"look_back": "367d", "url": "https://a.example/{year}"}, "look_back: '367d' is not in whole days"),
    ({"look_back": "7d"}, "look_back: says nothing without {year} or {date:FORMAT} in url, form or headers"),
    # addresses and their placeholders
    ({"url": "https://a.example/{DDMMYYYY}"}, "url: '{DDMMYYYY}' is no placeholder: allowed: {base}, {cursor}, {date:"),
    ({"url": "https://a.example/?q={"}, "url: '{' is no placeholder: allowed: {base}, {cursor}, {date:FORMAT}, {page}"),
    ({"url": "https://a.example/?q=}"}, "a brace that is meant is written %7B or %7D"),
    ({"url": "https://a.example/{date:%Q}"}, "url: '%Q' in '{date:%Q}' is no part of a date: allowed: %-d, %-j, %-m"),
    ({"url": "https://a.example/{date:%Y%2F%m}"}, "url: '%2' in '{date:%Y%2F%m}' is no part of a date"),
    ({"url": "https://a.example/{date:today}"}, "url: '{date:today}' names no part of a date: write, for instance"),
    ({"url": "https://a.example/{date:%d %m}"}, "url: 'https://a.example/{date:%d %m}' is not an http(s) address"),
    ({"url": "https://{year}.example/"}, "url: 'https://{year}.example/' has a placeholder in its host"),
    ({"url": "https://a.example:99999/"}, "url: 'https://a.example:99999/' is not an http(s) address"),
    ({"url": "https://a.example/\nb"}, "is not an http(s) address"),
    ({"url": "https://[a/"}, "url: 'https://[a/' is not an http(s) address"),
    # pages
    ({"url": PAGED}, "url: {page} needs 'pages:' of 2 or more, which says how many are asked for in one poll"),
    ({"url": PAGED, "pages": 1}, "url: {page} needs 'pages:' of 2 or more"),
    ({**API, "url": CURSED, "api": {**PATHS, "cursor": "next"}}, "url: {cursor} needs 'pages:' of 2 or more"),
    ({**API, "url": CURSED, "pages": 2}, "url: {cursor} needs 'api.cursor', which says where an answer states it"),
    ({**API, "api": {**PATHS, "cursor": "next"}}, "api.cursor: is used nowhere: write {cursor} in url or form"),
    ({**API, "pages": 2}, "pages: nothing leads to a second page: write api.next, or {page} or {cursor}"),
    (
        {**API, "url": PAGED, "pages": 2, "api": {**PATHS, "next": "n"}},
        "pages: the next page is named twice, by {page} and",
    ),
    ({"pages": 0}, "pages: must be 1 or more, not 0"),
    ({"pages": 51}, "pages: must be 50 or less, not 51"),
    ({"pages": "two"}, "pages: must be a whole number, not 'two'"),
    ({"first_page": 0}, "first_page: says nothing without {page} in url, form or headers"),
    ({"first_page": -1, "url": PAGED, "pages": 2}, "first_page: must be 0 or more, not -1"),
    # list pages
    *[
        ({"kind": "listing", "listing": {**ROWS, key: "a["}}, f"listing.{key}: 'a[' is no CSS selector: Malformed")
        for key in ("item", "link", "title", "date", "next", "proof", "count")
    ],
    ({"container": "div..x"}, "container: 'div..x' is no CSS selector"),
    (
        {"kind": "listing", "listing": {**ROWS, "link_pattern": "[a"}},
        "listing.link_pattern: '[a' is no regular expression",
    ),
    (
        {"kind": "listing", "listing": {**ROWS, "link_pattern": "a{99999999999}"}},
        "listing.link_pattern: 'a{99999999999}' is no regular expression",
    ),
    (
        {"kind": "listing", "listing": {**ROWS, "count_attribute": "rows"}},
        "listing.count_attribute: needs 'count:', the selector of the element it is about",
    ),
    ({"kind": "listing", "listing": {**ROWS, "date_format": "%Y"}}, "listing.date_format: needs 'date:'"),
    (
        {"kind": "listing", "listing": {**ROWS, "date": "b", "date_format": "%Y-%Q"}},
        "listing.date_format: '%Y-%Q' is no date format",
    ),
    (
        {"kind": "listing", "listing": {**ROWS, "date": "b", "date_format": "Y-m-d"}},
        "listing.date_format: 'Y-m-d' is no date format: it names no part of a date",
    ),
    ({"kind": "listing", "listing": {**ROWS, "inside": "$.data[0]"}}, "listing.inside: '$.data[0]' is no dotted path"),
    ({"kind": "listing", "listing": {"link": "a"}}, "listing.item: is missing"),
    ({"kind": "listing", "listing": "li"}, "listing: must be keys with values, not 'li'"),
    ({"kind": "listing"}, "kind: a feed of kind listing needs 'listing:', which says how it is read"),
    ({"kind": "api"}, "kind: a feed of kind api needs 'api:', which says how it is read"),
    ({"listing": ROWS}, "listing: is given, but the kind is feed"),
    (
        {**API, "listing": {**ROWS, "inside": "data.html"}},
        "listing: is given, but the kind is api; HTML within JSON is kind listing with 'inside:'",
    ),
    # JSON answers
    (
        {"kind": "api", "api": {**PATHS, "items": "rows[*]"}},
        "api.items: 'rows[*]' is no dotted path: write data.rows, *",
    ),
    ({"kind": "api", "api": {**PATHS, "date": "a..b"}}, "api.date: 'a..b' is no dotted path"),
    ({"kind": "api", "api": {**PATHS, "inside": "x"}}, "api.inside: no such key"),
    # requests
    ({"request": {}}, "request: is empty: allowed: form, headers"),
    ({"request": {"form": {}}}, "request.form: must not be empty"),
    ({"request": {"form": ["a"]}}, "request.form: must be keys with values, not ['a']"),
    ({"request": {"form": {"a": "{pgae}"}}}, "request.form.a: '{pgae}' is no placeholder"),
    ({"request": {"form": {"a": "{page}"}}}, "request.form.a: {page} needs 'pages:' of 2 or more"),
    ({"request": {"form": {"a": ["b"]}}}, "request.form.a: must be text"),
    ({"request": {"body": "x"}}, "request.body: no such key; allowed: form, headers"),
    (
        {"request": {"headers": {"referer": "https://a.example/"}}},
        "request.headers.referer: no such key (did you mean Referer?); allowed: Accept, Accept-Language, Referer, ",
    ),
    ({"request": {"headers": {"Cookie": "a=b"}}}, "request.headers.Cookie: no such key; allowed: Accept, "),
    (
        {"request": {"headers": {"Content-Type": "text/plain"}}},
        "request.headers.Content-Type: is set by the tracker itself: a form is sent as application/x-www-form-",
    ),
    (
        {"request": {"headers": {"User-Agent": "Mozilla"}}},
        "request.headers.User-Agent: is set by the tracker itself: one honest agent with TRACKER_CONTACT",
    ),
    (
        {"request": {"headers": {"Accept": "a\r\nB: c"}}},
        "cannot stand in a header: write it percent-encoded, on one line",
    ),
    (
        {"request": {"headers": {"Accept-Language": "中文"}}},
        "request.headers.Accept-Language: '中文' cannot stand in a header",
    ),
    ({"request": {"headers": {"Referer": "/list"}}}, "request.headers.Referer: '/list' is not an http(s) address"),
    (
        {**API, "api": {**PATHS, "cursor": "n"}, "pages": 2, "request": {"headers": {"Accept": "{cursor}"}}},
        "request.headers.Accept: {cursor} cannot stand in a header",
    ),
    # the rest
    ({"id": "A b"}, "id: 'A b' must look like a slug of small letters, digits and hyphens"),
    ({"id": "a-"}, "id: 'a-' must look like a slug"),
    ({"language": "chinese"}, "language: 'chinese' must look like an ISO 639-1 code"),
    ({"publisher": ""}, "publisher: must not be empty"),
    ({"publisher": 3}, "publisher: must be text, in quotes where YAML would take it for something else, not 3"),
    ({"publish": "all"}, "publish: 'all' is not one of: full, evidence"),
    ({"expect_weekly": -1}, "expect_weekly: must be 0 or more, not -1"),
    ({"expect_weekly": float("inf")}, "expect_weekly: must be a number, not inf"),
    ({"may_be_empty": "often"}, "may_be_empty: must be true or false, not 'often'"),
    ({"tier": None}, "tier: is missing"),
]


@pytest.mark.parametrize(("changes", "words"), CASES, ids=[words[:50] for _, words in CASES])
def test_each_kind_of_fault_is_one_clear_line(changes: dict[str, Any], words: str, tmp_path: Path) -> None:
    told = faults(tmp_path, source(**changes))
    assert len(told) == 1, told
    assert words in told[0]
    assert re.match(r"feeds\.yaml:\d+: feeds\[0\]\.", told[0])
    assert "\n" not in told[0]


def test_a_fault_is_told_at_the_line_of_its_key(tmp_path: Path) -> None:
    text = source(kind="listing", listing={**ROWS, "count_attribute": "rows"}, request={"headers": {"Cookie": "x"}})
    lines = text.splitlines()
    for fault in faults(tmp_path, text):
        _, line, where, _ = fault.split(":", 3)
        assert lines[int(line) - 1].strip().startswith(where.rsplit(".", 1)[1])


def test_two_sources_may_share_an_address_only_with_different_forms(tmp_path: Path) -> None:
    first = source(request={"form": {"column": 9}})
    other = source(id="b", url="https://A.example/x#top", request={"form": {"column": 9}}).removeprefix("feeds:\n")
    assert faults(tmp_path, first + other) == ("feeds.yaml:14: feeds[1].url: the same address and form as in line 3",)
    assert len(read(tmp_path, first + other.replace("9", "10")).feeds) == 2
    plain = source(id="b").removeprefix("feeds:\n")
    assert faults(tmp_path, source() + plain) == ("feeds.yaml:11: feeds[1].url: the same address as in line 3",)


def test_every_new_key_reaches_its_feed(tmp_path: Path) -> None:
    listing = {
        "item": "li",
        "link": "a.x",
        "title": "h3",
        "date": "span",
        "date_format": "[%Y-%m-%d]",
        "link_pattern": "/art/",
        "inside": "data.html",
        "next": "a.next",
        "proof": "div.pagination",
        "count": "div.pagination",
        "count_attribute": "rows",
    }
    (page,) = read(tmp_path, source(kind="listing", listing=listing, pages=3)).feeds
    assert page.listing == Listing(**listing)
    assert page.pages == 3
    request = {"form": {"n": "{page}", "json": '{"a": {page}}', "id": 9}, "headers": {"Referer": "{base}/list"}}
    url = "{base}/{date:%d%m%Y}?y={year}&q=%7B{cursor}%7D"
    (api,) = read(
        tmp_path,
        source(
            kind="api", api={**PATHS, "cursor": "meta.next"}, url=url.replace("{cursor}", ""), look_back="7d"
        ).replace("cursor: meta.next", "next: meta.next"),
    ).feeds
    assert api.api == Api(**PATHS, next="meta.next")
    assert api.url == "http://s/{date:%d%m%Y}?y={year}&q=%7B%7D"
    assert api.look_back == timedelta(days=7)
    (form,) = read(tmp_path, source(request=request, pages=2, first_page=0)).feeds
    assert form.request == Asking(
        form=(("n", "{page}"), ("json", '{"a": {page}}'), ("id", "9")), headers=(("Referer", "http://s/list"),)
    )
    assert (form.pages, form.first_page, form.look_back) == (2, 0, timedelta(days=1))


def test_values_of_a_form_stay_as_they_are_written(tmp_path: Path) -> None:
    text = source(request={"form": {"a": "b"}}).replace(
        "a: b", "{number: 007, flag: yes, none: ~, empty: '', hex: 0x1F}"
    )
    (feed,) = read(tmp_path, text).feeds
    assert feed.request
    assert dict(feed.request.form) == {"number": "007", "flag": "yes", "none": "~", "empty": "", "hex": "0x1F"}


def test_a_source_that_states_its_next_page_is_asked_for_five_unless_it_says_otherwise(tmp_path: Path) -> None:
    listing = {**ROWS, "next": "a.next"}
    assert read(tmp_path, source(kind="listing", listing=listing)).feeds[0].pages == 5
    assert read(tmp_path, source(kind="listing", listing=listing, pages=1)).feeds[0].pages == 1
    assert read(tmp_path, source()).feeds[0].pages == 1


# --- whatever is written ---------------------------------------------------------------------------------------------

KEYS = st.sampled_from(["feeds", "contact", *schema()["$defs"]["SourceKeys"]["properties"], *Listing.__match_args__])
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=20),
    st.sampled_from(
        ["feed", "listing", "api", "{page}", "{date:%", "{cursor}", "https://a/{year}", "a[", "(", "1h", "CN"]
    ),
)
TREES = st.recursive(
    VALUES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=8)),
    max_leaves=30,
)
AS_IT_COMES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def settles(path: Path, text: str) -> None:
    """Load the text: either a Config, or a ConfigError of whole lines; anything else is a bug."""
    path.write_text(text, "utf-8", newline="")
    told: tuple[str, ...] = ()
    try:
        load(path, {}, home=path.parent)
    except ConfigError as problem:
        told = problem.faults or ("a ConfigError without faults",)
    assert all(fault.startswith("feeds.yaml") and "\n" not in fault for fault in told), told


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
@AS_IT_COMES
def test_any_text_gives_a_config_or_its_faults(tmp_path: Path, text: str) -> None:
    settles(tmp_path / "feeds.yaml", text)


@given(st.text(alphabet="feds:- \n\t{}[]&*!?|>'\"#%@`~,ai1<", max_size=60))
@AS_IT_COMES
def test_any_yaml_signs_give_a_config_or_its_faults(tmp_path: Path, text: str) -> None:
    settles(tmp_path / "feeds.yaml", "feeds:\n  - " + text)


@given(TREES)
@AS_IT_COMES
def test_any_tree_of_keys_gives_a_config_or_its_faults(tmp_path: Path, tree: Any) -> None:
    settles(tmp_path / "feeds.yaml", yaml.safe_dump({"feeds": [tree]}, allow_unicode=True))


@given(st.dictionaries(KEYS, VALUES, max_size=6))
@AS_IT_COMES
def test_a_sound_source_with_anything_in_its_keys_gives_a_config_or_its_faults(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    settles(tmp_path / "feeds.yaml", source(**changes))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
@AS_IT_COMES
def test_any_selector_pattern_and_template_gives_a_config_or_its_faults(tmp_path: Path, text: str) -> None:
    listing = {"item": text, "proof": f"a:not({text})", "link_pattern": text, "date": "b", "date_format": text}
    request = {"form": {"a": text}, "headers": {"Accept": text, "Referer": f"https://a.example/{text}"}}
    url = f"https://a.example/{{date:{text}}}"
    settles(tmp_path / "feeds.yaml", source(url=url, kind="listing", listing=listing, request=request, zone=text))


# --- the schema for editors ------------------------------------------------------------------------------------------


def test_the_schema_for_editors_names_and_explains_every_key() -> None:
    described = schema()
    assert described["$schema"].endswith("2020-12/schema")
    assert set(described["properties"]) == {"contact", "feeds"}
    shapes = [described, *described["$defs"].values()]
    assert {shape["title"] for shape in shapes} == {"feeds.yaml", "source", "listing", "api", "request", "headers"}
    for shape in shapes:
        assert shape["additionalProperties"] is False
        for name, key in shape["properties"].items():
            assert len(key["description"]) > 15, name


def test_the_schema_knows_enums_durations_and_what_each_kind_needs() -> None:
    described = schema()
    source_keys = described["$defs"]["SourceKeys"]
    keys = source_keys["properties"]
    assert keys["kind"]["enum"] == ["feed", "listing", "api"]
    assert keys["tier"]["enum"] == ["official", "wire", "trade", "press", "analysis"]
    assert keys["publish"]["enum"] == ["full", "evidence"]
    pattern = re.compile(keys["every"]["pattern"])
    assert [bool(pattern.search(text)) for text in ("30m", "6h", "1d", "5x", "0m", "1h30m")] == [True] * 3 + [False] * 3
    needed = {each["if"]["properties"]["kind"]["const"]: each["then"] for each in source_keys["allOf"]}
    assert needed["listing"] == {"required": ["listing"], "properties": {"api": False}}
    assert needed["feed"] == {"required": [], "properties": {"listing": False, "api": False}}
    listing = described["$defs"]["ListingKeys"]
    assert listing["dependentRequired"]["count_attribute"] == ["count"]
    assert list(described["$defs"]["HeaderKeys"]["properties"])[2] == "Referer"
