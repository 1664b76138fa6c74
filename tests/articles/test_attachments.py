"""Attachments: what a notice carries, and what only hangs on its page."""

from __future__ import annotations

import pytest

from tests.articles.making import URL, article, entry, feed, page
from tracker.articles import read
from tracker.articles.attachments import MOST
from tracker.model import Attachment

HOME = "https://gazette.example/2025/06/"
OFFICIAL = {"tier": "official", "container": "#c"}


def carried(inside: str, outside: str = "", **changes: str) -> tuple[Attachment, ...]:
    html = f"<html><body><div id=c><p>The order stands.</p>{inside}</div>{outside}</body></html>"
    return article(read(entry(), feed(**{**OFFICIAL, **changes}), page(html))).attachments


@pytest.mark.parametrize(
    ("link", "address", "title"),
    [
        ("<a href='a.pdf'>Annex I</a>", f"{HOME}a.pdf", "Annex I"),
        ("<a href='/f/A%20B.DOCX'></a>", "https://gazette.example/f/A%20B.DOCX", "A B.DOCX"),
        ("<p>附件：名单 <a href='a.xls'>下载</a></p>", f"{HOME}a.xls", "附件：名单 下载"),
        ("<a href='a.ofd' title='附件1：样本物项清单'>附件1：样本…</a>", f"{HOME}a.ofd", "附件1：样本物项清单"),
        ("<a href='/get?file=list.wps&t=1'>List</a>", "https://gazette.example/get?file=list.wps&t=1", "List"),
        (
            "<a href='/dokumen/download?id=7'>Lampiran</a>",
            "https://gazette.example/dokumen/download?id=7",
            "Lampiran",
        ),
        ("<a href='/x?id=7' download='annex.xlsx'>Annex</a>", "https://gazette.example/x?id=7", "Annex"),
        ("<iframe src='a.pdf' title='Annex'></iframe>", f"{HOME}a.pdf", "Annex"),
        ("<embed src='/v/viewer.html?file=../a.pdf'>", "https://gazette.example/a.pdf", "a.pdf"),
        ("<object data='a.pdf'></object>", f"{HOME}a.pdf", "a.pdf"),
    ],
)
def test_a_notice_carries_its_documents(link: str, address: str, title: str) -> None:
    assert carried(link) == (Attachment(address, title),)


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/story.html'>Story</a>",
        "<a href='mailto:a@b.example?subject=a.pdf'>Write</a>",
        "<a href='javascript:open(1)'>x.pdf</a>",
        "<a href='https://['>broken</a>",
        "<a name='here'>no address</a>",
        "<iframe src='https://video.example/embed/1'></iframe>",
        "<a href='/download/app'>Get the app</a>",
    ],
)
def test_other_links_are_none(link: str) -> None:
    assert carried(link) == ()


def test_what_hangs_outside_the_text_is_the_sites() -> None:
    assert carried("", "<footer><a href='guide.pdf'>Guide</a></footer><a href='b.pdf'>Budget</a>") == ()
    enclosed = "<table class=enclosure><tr><td><a class=xxgk_list1 href='b.pdf'>Annex</a></td></tr></table>"
    assert carried("", enclosed) == (Attachment(f"{HOME}b.pdf", "Annex"),)


def test_one_address_counts_once_and_a_directory_is_cut() -> None:
    assert len(carried("<a href='a.pdf#1'>A</a><a href='a.pdf#2'>A</a>")) == 1
    assert len(carried("".join(f"<a href='{n}.pdf'>A</a>" for n in range(50)))) == MOST


def test_the_pages_own_base_counts() -> None:
    html = (
        f"<html><head><base href='https://files.example/x/'></head><body><div id=c>Text<a href='a.pdf'>A</a></div>{URL}"
    )
    found = article(read(entry(), feed(**OFFICIAL), page(html)))
    assert found.attachments == (Attachment("https://files.example/x/a.pdf", "A"),)


def test_news_carries_none() -> None:
    assert carried("<a href='a.pdf'>Report</a>", tier="press") == ()
