"""Makes the way to send mail of the environment. Faults name settings, never the values of secrets.

The mail password never shows in a repr.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from tracker.config.words import near

Tls = Literal["none", "starttls", "tls"]
PORTS: Mapping[str, int] = {"none": 25, "starttls": 587, "tls": 465}

_SMTP = "TRACKER_SMTP_"
_SMTP_NAMES = [f"{_SMTP}{name}" for name in ("HOST", "PORT", "USER", "PASSWORD", "FROM", "TLS")]


@dataclass(frozen=True, slots=True)
class Mail:
    """How letters leave the house. `user` empty means no login."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = "starttls"


def mail(env: Mapping[str, str], faults: list[str]) -> Mail | None:
    """Return how to send mail, None where no host is set; each fault is added to `faults`."""
    given = {name.removeprefix(_SMTP): value for name, value in env.items() if name.startswith(_SMTP) and value}
    told: list[str] = []
    for name in sorted({f"{_SMTP}{each}" for each in given} - set(_SMTP_NAMES)):
        told.append(f"environment: {name}: no such setting{near(name, _SMTP_NAMES)}")
    if not given:
        return None
    for needed in ("HOST", "FROM"):
        if needed not in given:
            told.append(f"environment: {_SMTP}{needed}: is missing, while other {_SMTP} settings are given")
    tls = given.get("TLS", "starttls")
    if tls not in PORTS:
        told.append(f"environment: {_SMTP}TLS: {tls!r} is not one of: {', '.join(PORTS)}")
    port = given.get("PORT", str(PORTS.get(tls, 25)))
    if not _is_port(port):
        told.append(f"environment: {_SMTP}PORT: {port!r} is no port: write 1 to 65535")
    if "@" not in given.get("FROM", "@"):
        told.append(f"environment: {_SMTP}FROM: {given['FROM']!r} is no mail address")
    faults.extend(told)
    if told:
        return None
    return Mail(given["HOST"], int(port), given["FROM"], given.get("USER", ""), given.get("PASSWORD", ""), _tls(tls))


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) < 65536


def _tls(value: str) -> Tls:
    return next(each for each in get_args(Tls) if each == value)
