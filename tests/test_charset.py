"""Bytes to text: every charset that the sources use, stated rightly, wrongly or not at all, and nothing made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.charset import decode, sense

ZH = "样本部决定对样本矿的进口加强检验，现予公告。企业应当如实申报，接受监督检查，本公告自公布之日起施行。"
TW = "經濟部門回應，將與業者保持聯繫，並評估由其他國家進口替代料源的可能性。業者表示，目前庫存約可支應兩個月。"
JA = "経済産業省はサンプル鉱物の備蓄を増やすことを決めました。関係する企業との協議を始めます。"
KO = "정부는 표본 광물의 비축을 늘리기로 했다고 밝혔다. 산업부는 관련 기업과 협의를 시작한다."
FR = "Le ministère a décidé d’élever les réserves — déjà très élevées — « à l’été », où l’œuvre s’achèvera."
CYRILLIC = "Правительство утвердило перечень минералов и порядок их вывоза из страны. " * 3


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


@pytest.mark.parametrize("header", [None, "utf-8", "iso-8859-1", "gb2312"])
@pytest.mark.parametrize(
    ("text", "charset"),
    [(ZH, "gb18030"), (ZH, "utf-8"), (TW, "big5"), (TW, "utf-8"), (JA, "utf-8"), (KO, "utf-8")],
)
def test_text_is_found_under_a_wrong_header(text: str, charset: str, header: str | None) -> None:
    found = decode(f"<html><body><p>{text}</p></body></html>".encode(charset), header)
    assert found is not None
    assert text in found


@pytest.mark.parametrize(("text", "charset"), [(JA, "cp932"), (KO, "cp949")])
def test_the_neighbours_charsets_are_tried_too(text: str, charset: str) -> None:
    assert decode(f"<p>{text * 2}</p>".encode(charset), None) == f"<p>{text * 2}</p>"


@pytest.mark.parametrize("charset", ["cp1252", "utf-8"])
def test_accents_are_no_garble(charset: str) -> None:
    assert decode(FR.encode(charset), charset) == FR
    assert sense(FR) == 1


@pytest.mark.parametrize("ruin", ["cp1252", "latin-1"])
def test_what_makes_sense_in_no_charset_is_refused(ruin: str) -> None:
    assert decode(CYRILLIC.encode("cp1251"), None) is None
    assert decode(CYRILLIC.encode("cp1251"), "windows-1251") == CYRILLIC
    twice = ZH.encode().decode(ruin, "ignore").encode()
    assert decode(twice, "utf-8") is None


def test_icons_in_utf8_are_no_garble() -> None:
    page = "<i>\ue900</i><i>\uf0e7</i> Order of the ministry " * 30
    assert decode(page.encode(), "utf-8") == page


SOME = st.text(max_size=200)
HAN = st.text(st.sampled_from(ZH + TW), min_size=40, max_size=200)


@given(SOME | HAN, st.sampled_from(["utf-8", "gb18030", "cp932", "cp949", "big5hkscs", "cp1252", "koi8-r"]))
def test_text_that_makes_sense_is_returned_as_stated(text: str, charset: str) -> None:
    body = b"-" + text.encode(charset, "ignore")
    stated = body.decode(charset, "ignore")
    if stated.encode(charset, "ignore") == body and sense(stated) >= 0.2:
        assert decode(body, charset) == body.decode(charset)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gb2312", "nonsense"]))
def test_no_bytes_raise(body: bytes, header: str | None) -> None:
    found = decode(body, header)
    assert found is None or isinstance(found, str)
