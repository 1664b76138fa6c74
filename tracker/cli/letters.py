"""The commands about letters: digest preview, digest send, subscribe, unsubscribe."""

from __future__ import annotations

from email.utils import parseaddr

import click

from tracker.cli.desk import Desk, now, say
from tracker.model import Period, Subscription, content_id

PERIOD = click.option(
    "--period", type=click.Choice(["daily", "weekly"]), default="daily", show_default=True, help="How often."
)
MINERALS = click.option("--mineral", "minerals", multiple=True, help="Only this mineral or group; may be repeated.")
COUNTRIES = click.option("--country", "countries", multiple=True, help="Only this country (ISO code); may be repeated.")
ACTIONS = click.option("--action", "actions", multiple=True, help="Only this action of the codebook; may be repeated.")


def _subscription(
    email: str, period: Period, minerals: tuple[str, ...], countries: tuple[str, ...], actions: tuple[str, ...]
) -> Subscription:
    """Return a subscription whose filters are checked against the vocabulary."""
    from tracker import vocab

    words = vocab.load()
    countries = tuple(sorted({country.upper() for country in countries}))
    for kind, values, known in (
        ("mineral", minerals, words.minerals),
        ("country", countries, words.countries),
        ("action", actions, words.actions),
    ):
        for value in values:
            if value not in known:
                raise click.ClickException(f"no {kind} has the id {value!r}{_near(value, list(known))}")
    minerals, actions = tuple(sorted(set(minerals))), tuple(sorted(set(actions)))
    name = content_id(email.lower(), period, *minerals, "|", *countries, "|", *actions)
    return Subscription(name, email, period, now(), minerals, countries, actions)


def _near(value: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(value, known, n=3)
    return f"; did you mean {', '.join(near)}?" if near else ""


@click.group()
def digest() -> None:
    """Letters about what is new."""


@digest.command("preview")
@PERIOD
@MINERALS
@COUNTRIES
@ACTIONS
@click.option("--html", is_flag=True, help="The HTML part instead of the text.")
@click.pass_obj
def preview(
    desk: Desk, period: Period, minerals: tuple[str, ...], countries: tuple[str, ...], actions: tuple[str, ...],
    html: bool,
) -> None:  # fmt: skip
    """Print the letter that such a subscription would get now. Sends nothing."""
    from tracker import pipeline

    subscription = _subscription("you@example.org", period, minerals, countries, actions)
    with desk.store() as store:
        config, words = desk.config(store), desk.reader(store).vocab
        letter = pipeline.preview(store, words, subscription, now(), config.site_url)
    click.echo(letter.html if html else f"Subject: {letter.subject}\n\n{letter.text}")


@digest.command("send")
@click.option("--now", "close_now", is_flag=True, help="End the running periods early instead of waiting for midnight.")
@click.pass_obj
def send(desk: Desk, close_now: bool) -> None:
    """Write the letters of ended periods and send all that wait; each period once for each subscription."""
    from tracker import pipeline

    with desk.work() as store:
        config, words = desk.config(store), desk.reader(store).vocab
        sent, issues = pipeline.send_letters(store, config, words, now(), close_now=close_now)
    say(f"{sent} letters sent")
    for issue in issues:
        click.echo(issue.reason, err=True)
    if issues:
        raise SystemExit(1)


@click.command()
@click.argument("email")
@PERIOD
@MINERALS
@COUNTRIES
@ACTIONS
@click.pass_obj
def subscribe(
    desk: Desk, email: str, period: Period, minerals: tuple[str, ...], countries: tuple[str, ...],
    actions: tuple[str, ...],
) -> None:  # fmt: skip
    """Send an address a letter every day or week."""
    address = parseaddr(email)[1]
    local, _, domain = address.partition("@")
    if address != email.strip() or not local or "." not in domain or not address.isascii() or " " in address:
        raise click.ClickException(f"{email!r} is no e-mail address")
    with desk.work() as store:
        store.letters.subscribe(_subscription(address, period, minerals, countries, actions))
    say(f"{address} gets a {period} letter; end it with tracker unsubscribe {address}")


@click.command()
@click.argument("email")
@click.pass_obj
def unsubscribe(desk: Desk, email: str) -> None:
    """End all letters to an address."""
    with desk.work() as store:
        count = store.letters.unsubscribe(email.strip(), now())
    if not count:
        raise click.ClickException(f"{email} has no subscription")
    say(f"{email} gets no more letters")


COMMANDS = (digest, subscribe, unsubscribe)
