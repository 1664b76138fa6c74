"""An answer is given again for as long as it says that it holds, and only where nothing of the asker's own is in it."""

from __future__ import annotations

import asyncio
from typing import Any
from unittest.mock import patch

import pytest

from tracker.site import kept
from tracker.site.kept import Kept, Message


class Counting:
    """An application that tells how often it was asked."""

    def __init__(
        self, *, status: int = 200, headers: tuple[tuple[bytes, bytes], ...] = (), body: bytes = b"page"
    ) -> None:
        self.asked = 0
        self.start = {"type": "http.response.start", "status": status, "headers": list(headers)}
        self.body = body

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        self.asked += 1
        await asyncio.sleep(0)
        await send(dict(self.start))
        await send({"type": "http.response.body", "body": self.body, "more_body": True})
        await send({"type": "http.response.body", "body": b"!", "more_body": False})


HOLDS = ((b"cache-control", b"max-age=5"),)


def ask(path: str = "/", *headers: tuple[bytes, bytes], method: str = "GET", query: bytes = b"") -> Message:
    return {"type": "http", "method": method, "path": path, "query_string": query, "headers": list(headers)}


async def answer(site: Kept, scope: Message) -> bytes:
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    await site(scope, receive, send)
    return b"".join(message.get("body", b"") for message in told)


def answers(site: Kept, *scopes: Message) -> list[bytes]:
    async def all_of_them() -> list[bytes]:
        return [await answer(site, scope) for scope in scopes]

    return asyncio.run(all_of_them())


def test_the_same_question_is_answered_once_while_the_answer_holds() -> None:
    inner = Counting(headers=HOLDS)
    assert answers(Kept(inner), ask(), ask(), ask()) == [b"page!"] * 3
    assert inner.asked == 1


def test_many_who_ask_at_once_wait_for_one_answer() -> None:
    inner = Counting(headers=HOLDS)
    site = Kept(inner)

    async def at_once() -> list[bytes]:
        return await asyncio.gather(*(answer(site, ask()) for _ in range(20)))

    assert asyncio.run(at_once()) == [b"page!"] * 20
    assert inner.asked == 1


def test_an_answer_that_no_longer_holds_is_made_anew() -> None:
    inner = Counting(headers=HOLDS)
    site = Kept(inner)
    with patch.object(kept, "monotonic", return_value=100.0):
        answers(site, ask())
    with patch.object(kept, "monotonic", return_value=105.0):
        answers(site, ask())
    assert inner.asked == 2


@pytest.mark.parametrize(
    "scope",
    [
        ask("/other"),
        ask(query=b"on=2025-11-08"),
        ask("/", (b"accept", b"application/json")),
        ask("/", (b"cookie", b"ds_actor=1")),
        ask("/", (b"authorization", b"Bearer x")),
        ask("/", (b"if-none-match", b"x")),
        ask(method="POST"),
        ask(method="HEAD"),
    ],
)
def test_another_question_is_answered_for_itself(scope: Message) -> None:
    inner = Counting(headers=HOLDS)
    answers(Kept(inner), ask(), scope)
    assert inner.asked == 2


@pytest.mark.parametrize(
    "inner",
    [
        Counting(headers=()),
        Counting(status=404, headers=HOLDS),
        Counting(status=500, headers=HOLDS),
        Counting(headers=(*HOLDS, (b"set-cookie", b"a=b"))),
        Counting(headers=((b"cache-control", b"no-store"),)),
        Counting(headers=HOLDS, body=b"x" * (kept.LONGEST + 1)),
    ],
)
def test_what_may_not_be_given_again_is_not(inner: Counting) -> None:
    answers(Kept(inner), ask(), ask())
    assert inner.asked == 2


def test_only_so_many_answers_are_kept() -> None:
    inner = Counting(headers=HOLDS)
    site = Kept(inner)
    answers(site, *(ask(f"/{number}") for number in range(kept.MOST + 1)), ask("/0"), ask(f"/{kept.MOST}"))
    assert inner.asked == kept.MOST + 2


def test_a_page_that_breaks_keeps_nobody_waiting() -> None:
    async def breaks(scope: Message, receive: Any, send: Any) -> None:
        raise RuntimeError("broken")

    site = Kept(breaks)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="broken"):
            answers(site, ask())
