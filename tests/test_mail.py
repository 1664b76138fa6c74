"""The edge that sends, against a real SMTP server on loopback."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.making import NOON, free_port
from tracker import mail
from tracker.model import Letter

pytestmark = pytest.mark.net
LETTER = Letter(
    "0123456789abcdef", "analyst@example.org", "Antimony: 锑 is banned", "text 锑\n.\nend", "<p>html 锑</p>"
)


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    sender: str = "Tracker <tracker@example.org>"
    user: str | None = None
    password: str | None = None
    tls: Literal["none", "starttls", "tls"] = "none"


class Inbox:
    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_RCPT(  # noqa: N802  # the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails.append(envelope.content or b"")  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, Server]]:
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield handler, Server("127.0.0.1", controller.port)
    controller.stop()


def test_a_letter_arrives_with_both_parts_and_a_stable_identity(inbox: tuple[Inbox, Server]) -> None:
    handler, server = inbox
    assert mail.send(LETTER, server, NOON) is None
    got: Any = email.message_from_bytes(handler.mails[0], policy=email.policy.default)
    assert got["Message-ID"] == "<0123456789abcdef@example.org>"
    assert got["Subject"] == LETTER.subject
    assert got["To"] == LETTER.to
    assert got["Date"].datetime == datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert got.get_body(("plain",)).get_content().splitlines() == LETTER.text.splitlines()
    assert got.get_body(("html",)).get_content().strip() == LETTER.html


def test_a_subject_with_line_breaks_adds_no_header(inbox: tuple[Inbox, Server]) -> None:
    handler, server = inbox
    forged = Letter("ab", LETTER.to, "News\r\nBcc: everyone@example.org", "t", "h")
    assert mail.send(forged, server, NOON) is None
    got = email.message_from_bytes(handler.mails[0], policy=email.policy.default)
    assert got["Bcc"] is None
    assert got["Subject"] == "News Bcc: everyone@example.org"


def test_a_refused_recipient_is_an_issue(inbox: tuple[Inbox, Server]) -> None:
    _, server = inbox
    issue = mail.send(Letter("ab", "nobody@example.org", "s", "t", "h"), server, NOON)
    assert issue
    assert (issue.kind, "550" in issue.reason) == ("refused", True)


def test_a_server_that_is_not_there_is_an_issue() -> None:
    issue = mail.send(LETTER, Server("127.0.0.1", free_port()), NOON)
    assert issue
    assert issue.kind == "unreachable"


def test_a_server_without_tls_gets_no_letter_when_tls_is_asked_for(inbox: tuple[Inbox, Server]) -> None:
    handler, server = inbox
    issue = mail.send(LETTER, Server(server.host, server.port, tls="starttls"), NOON)
    assert issue
    assert handler.mails == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")  # the test server's own advice
def test_a_wrong_login_is_an_issue_that_names_no_secret() -> None:
    def refuse(*args: object) -> AuthResult:
        return AuthResult(success=False, handled=False)

    controller = Controller(
        Inbox(),
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=refuse,
        auth_require_tls=False,
    )
    controller.start()
    issue = mail.send(LETTER, Server("127.0.0.1", controller.port, user="me", password="s3cret"), NOON)
    controller.stop()
    assert issue
    assert issue.kind == "login"
    assert "s3cret" not in issue.reason
