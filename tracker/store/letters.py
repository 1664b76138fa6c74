"""Stores who gets letters and what became of each letter, in the vault only."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from tracker.model import Digest, Letter, Subscription
from tracker.store import rows
from tracker.store.files import writing


class Letters:
    """The vault's tables ``subscriptions`` and ``letters``."""

    def __init__(self, vault: Database) -> None:
        self._vault = vault

    def subscribe(self, subscription: Subscription) -> None:
        """Store a subscription; the same address, period and filters again wake the old one."""
        with writing(self._vault):
            self._vault.table("subscriptions").insert(rows.of_subscription(subscription), ignore=True)
            self._vault.execute("UPDATE subscriptions SET ended_at = NULL WHERE id = ?", [subscription.id])

    def unsubscribe(self, email: str, now: datetime) -> int:
        """End all subscriptions of an address; return how many there were."""
        sql = "UPDATE subscriptions SET ended_at = ? WHERE email = ? AND ended_at IS NULL"
        with writing(self._vault):
            return int(self._vault.execute(sql, [rows.stamp(now), email]).rowcount)

    def subscriptions(self) -> list[tuple[Subscription, datetime | None]]:
        """Return living subscriptions, each with the end of the last period that is dealt with."""
        sql = "SELECT * FROM subscriptions WHERE ended_at IS NULL ORDER BY email, id"
        found = self._vault.execute(sql)
        return [(rows.subscription(row), rows.moment(row["last_until"])) for row in found]

    def keep(self, digest: Digest, letter: Letter | None, now: datetime) -> None:
        """Close a period: store its letter, if there was something to tell, and move the subscription on, as one."""
        with writing(self._vault):
            if letter is not None:
                self._vault.table("letters").insert(_row(digest, letter, now), ignore=True)
            until = {"last_until": rows.stamp(digest.until)}
            self._vault.table("subscriptions").update(digest.subscription.id, until)

    def waiting(self) -> list[Letter]:
        """Return letters that have not been handed over yet, oldest first."""
        sql = """SELECT letters.*, subscriptions.email FROM letters
                 JOIN subscriptions ON subscriptions.id = letters.subscription_id
                 WHERE letters.state = 'waiting' AND subscriptions.ended_at IS NULL ORDER BY made_at, letters.id"""
        found = self._vault.execute(sql)
        return [Letter(row["id"], row["email"], row["subject"], row["text"], row["html"]) for row in found]

    def sent(self, letter_id: str, now: datetime) -> None:
        """Note that the mail server took the letter."""
        change = {"state": "sent", "sent_at": rows.stamp(now), "error": None}
        with writing(self._vault):
            self._vault.table("letters").update(letter_id, change)

    def not_sent(self, letter_id: str, reason: str) -> None:
        """Note why the letter is still waiting."""
        with writing(self._vault):
            self._vault.execute("UPDATE letters SET tries = tries + 1, error = ? WHERE id = ?", [reason, letter_id])

    def counts(self) -> dict[str, int]:
        """Return how many letters are in each state."""
        sql = "SELECT state, count(*) AS n FROM letters GROUP BY state"
        return {row["state"]: row["n"] for row in self._vault.execute(sql)}


def _row(digest: Digest, letter: Letter, now: datetime) -> rows.Row:
    return {
        "id": letter.id,
        "subscription_id": digest.subscription.id,
        "since": rows.stamp(digest.since),
        "until": rows.stamp(digest.until),
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "state": "waiting",
        "made_at": rows.stamp(now),
    }
