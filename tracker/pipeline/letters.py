"""Makes letters for due subscriptions and hands them over; a period is dealt with once for each subscription."""

from __future__ import annotations

from datetime import datetime, timedelta

from tracker import digest, mail
from tracker.config import Config
from tracker.model import Digest, Issue, Letter, Subscription
from tracker.pipeline.link import link
from tracker.store import Store
from tracker.vocab import Vocab

AHEAD = timedelta(days=90)


def due_digests(store: Store, vocab: Vocab, now: datetime, *, close_now: bool = False) -> list[Digest]:
    """Return the digests of periods that have ended and were not dealt with; `close_now` ends the running one."""
    found = []
    for subscription, dealt_with in store.letters.subscriptions():
        since, until = digest.period_before(subscription.period, now)
        if close_now:
            until = now
            since = dealt_with or subscription.created - digest.PERIODS[subscription.period]
        elif dealt_with is not None:
            since = dealt_with
        if since < until:
            found.append(_compose(store, vocab, subscription, since, until))
    return found


def _compose(store: Store, vocab: Vocab, subscription: Subscription, since: datetime, until: datetime) -> Digest:
    ahead = store.shelves.ahead(until.date(), until.date() + AHEAD)
    return digest.compose(subscription, since, until, store.shelves.lines(since, until), ahead, vocab)


def preview(store: Store, vocab: Vocab, subscription: Subscription, now: datetime, site_url: str) -> Letter:
    """Return the letter that a subscription would get if its running period ended now. Stores nothing."""
    since = now - digest.PERIODS[subscription.period]
    return digest.letter(_compose(store, vocab, subscription, since, now), vocab, site_url=site_url)


def send_letters(
    store: Store, config: Config, vocab: Vocab, now: datetime, *, close_now: bool = False
) -> tuple[int, list[Issue]]:
    """Write the letters of ended periods, then hand over all that wait; return how many left, and what went wrong.

    A letter is stored before it is sent: whenever the process dies, it is still waiting or already noted as sent. What
    was read and not linked yet is linked first, for a period that is dealt with is not looked at again.
    """
    link(store, vocab)
    for each in due_digests(store, vocab, now, close_now=close_now):
        letter = digest.letter(each, vocab, site_url=config.site_url) if each.lines else None
        store.letters.keep(each, letter, now)
    waiting = store.letters.waiting()
    if waiting and config.mail is None:
        reason = f"{len(waiting)} letters wait: no mail server is set (TRACKER_SMTP_HOST)"
        issue = Issue("mail", "smtp", "no_server", reason, now)
        store.issues.add(issue)
        return 0, [issue]
    return _hand_over(store, config, waiting, now)


def _hand_over(store: Store, config: Config, waiting: list[Letter], now: datetime) -> tuple[int, list[Issue]]:
    wrong = []
    for letter in waiting:
        issue = mail.send(letter, config.mail, now) if config.mail else None
        if issue is None:
            store.letters.sent(letter.id, now)
            store.issues.resolve(letter.id, now)
        else:
            store.letters.not_sent(letter.id, issue.reason)
            store.issues.add(issue)
            wrong.append(issue)
    if not wrong:
        store.issues.resolve("smtp", now)
    return len(waiting) - len(wrong), wrong
