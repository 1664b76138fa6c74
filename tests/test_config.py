"""The configuration: what a sound file gives; every fault is told at once with its line and what is allowed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tracker.config import ENGLISH_MODEL, Config, ConfigError, Mail, load, schema

ROOT = Path(__file__).parents[1]

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
        11: "feeds[0].enabled: 'maybe' is not one of: true, false",
        12: "feeds[0].pubish: no such key (did you mean publish?)",
        13: "feeds[1].id: 'a' is the id of another feed, in line 3",
        14: "feeds[1].url: '{yaer}' is no placeholder: allowed: {base}, {year} (did you mean {year}?)",
        21: "feeds[1].zone: 'Asia/Shanghia' is no time zone",
        23: "feeds[1].listing.item: 'li[' is no CSS selector",
        24: "feeds[1].listing.link_pattern: '(' is no regular expression",
        25: "feeds[1].listing.itme: no such key (did you mean item?)",
        27: "feeds[2].url: '{base}' has a meaning only in the sample world",
        28: "feeds[2]: a feed of kind api needs 'api:'",
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("feeds:\n  - [", "feeds.yaml:3: "),
        ("", "feeds: is missing"),
        ("- a\n- b\n", "the file: "),
        ("feeds: 3\n", "feeds.yaml:1: feeds: "),
        ("feeds: &a [*a]\n", "refers to itself"),
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


def test_the_shipped_feeds_load_without_faults(tmp_path: Path) -> None:
    config = load(ROOT / "feeds.yaml", {}, home=tmp_path)
    enabled = [feed for feed in config.feeds if feed.enabled]
    assert len(config.feeds) >= 40
    assert len(enabled) >= 25
    assert {"feed", "listing", "api"} == {feed.kind for feed in enabled}
    assert not any(feed.allow_private for feed in config.feeds)
    assert all(feed.url.startswith("https://") for feed in config.feeds)


def test_the_schema_for_editors_names_every_key() -> None:
    described = schema()
    assert set(described["properties"]) == {"contact", "feeds"}
    assert "link_pattern" in described["$defs"]["_ListingShape"]["properties"]
