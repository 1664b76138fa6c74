"""Bytes to text: every charset that the sources use, and a refusal instead of a silent replacement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.charset import decode


@pytest.mark.parametrize(
    ("body", "header", "expected"),
    [
        ("稀土".encode("gb18030"), None, "稀土"),
        ("稀土".encode("gb18030"), "utf-8", "稀土"),
        ('<meta charset="gb2312">镕'.encode("gb18030"), None, '<meta charset="gb2312">镕'),
        ("\ufeff稀土".encode("utf-16"), None, "稀土"),
        ("レアアース".encode("cp932"), "shift_jis", "レアアース"),
        ("café".encode("cp1252"), "iso-8859-1", "café"),
        ("稀土".encode(), "no-such-charset", "稀土"),
        (b"\xff\xfe\xff\x81" * 3 + b"\xff", None, None),
    ],
)
def test_a_charset_is_found_or_the_page_refused(body: bytes, header: str | None, expected: str | None) -> None:
    found = decode(body, header)
    assert (found.lstrip("\ufeff") if found else found) == expected


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_declared_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "utf-8") == text


@given(st.binary(max_size=300))
def test_no_bytes_raise(body: bytes) -> None:
    found = decode(body, None)
    assert found is None or isinstance(found, str)
