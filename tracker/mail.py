"""The edge that sends: one letter over SMTP. Knows no digest and no database, and logs no password."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime
from email.errors import HeaderParseError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Literal, Protocol

from tracker.model import Issue, Letter

TIMEOUT = 30
"""Seconds that a mail server may take for one answer."""


class Server(Protocol):
    """What must be known of a mail server; :class:`tracker.config.Mail` is one."""

    @property
    def host(self) -> str:
        """Name or address."""

    @property
    def port(self) -> int:
        """TCP port."""

    @property
    def sender(self) -> str:
        """Address that the letters come from."""

    @property
    def user(self) -> str | None:
        """Login, if the server asks for one."""

    @property
    def password(self) -> str | None:
        """Secret; never shown."""

    @property
    def tls(self) -> Literal["none", "starttls", "tls"]:
        """How the connection is secured."""


def message(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """Return the mail: plain text with an HTML alternative.

    The Message-ID comes from the letter, so that a letter handed over twice around a crash is one letter to the reader.
    """
    mail = EmailMessage(policy=SMTP)
    domain = parseaddr(sender)[1].partition("@")[2] or "localhost"
    mail["From"] = sender
    mail["To"] = letter.to
    mail["Subject"] = " ".join(letter.subject.split())
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{letter.id}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<mailto:{parseaddr(sender)[1]}?subject=unsubscribe>"
    mail.set_content(letter.text)
    mail.add_alternative(letter.html, subtype="html")
    return mail


def send(letter: Letter, server: Server, now: datetime) -> Issue | None:
    """Hand a letter over to the mail server. Returns None once the server has taken it, else why it has not."""
    try:
        mail = message(letter, server.sender, now)
        with _connection(server) as smtp:
            if server.user:
                smtp.login(server.user, server.password or "")
            smtp.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        return Issue("mail", letter.id, "refused", f"the server refuses the recipient: {_code(error)}", now)
    except smtplib.SMTPAuthenticationError as error:
        return Issue("mail", letter.id, "login", f"{server.host} refuses the login (code {error.smtp_code})", now)
    except smtplib.SMTPException as error:
        return Issue("mail", letter.id, "smtp", f"{server.host}: {type(error).__name__}", now)
    except (OSError, HeaderParseError, ValueError) as error:
        return Issue("mail", letter.id, "unreachable", f"{server.host}:{server.port}: {error}", now)
    return None


def _connection(server: Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.tls == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.tls == "starttls":
            smtp.starttls(context=context)
    except BaseException:  # whatever it is, the connection is not left open
        smtp.close()
        raise
    return smtp


def _code(error: smtplib.SMTPRecipientsRefused) -> str:
    return ", ".join(str(code) for code, _ in error.recipients.values())
