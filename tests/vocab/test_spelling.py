"""Folding keeps every offset; slugs are stable under what newspapers and registries do to a name."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.vocab import fold, slug
from tracker.vocab.spelling import act_slug

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))


@example("薴")  # Traditional for a letter that is itself Traditional for another
@given(st.text(st.characters(exclude_categories=[])) | HAN)
def test_fold_keeps_length_and_is_idempotent(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text(), st.text())
def test_fold_works_letter_by_letter(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("鎵鍺銻鎢鈦鋰鈮鉭鈀銦鏑鋱", "镓锗锑钨钛锂铌钽钯铟镝铽"),
        ("海關總署關於戰略礦產的公告", "海关总署关于战略矿产的公告"),
        ("Ａ１（稀土）", "Ａ１（稀土）"),
        ("rare earths", "rare earths"),
    ],
)
def test_fold_gives_simplified_and_leaves_the_rest(traditional: str, simplified: str) -> None:
    assert fold(traditional) == simplified


@given(st.text() | HAN)
def test_slug_is_idempotent_and_has_only_letters_digits_and_hyphens(name: str) -> None:
    made = slug(name)
    assert slug(made) == made
    assert all(each.isalnum() or each == "-" for each in made)
    assert not made.startswith("-")
    assert not made.endswith("-")


@given(
    st.sampled_from(["Lynas Rare Earths", "MP Materials", "Umicore"]),
    st.sampled_from([" Ltd.", ", Inc.", " plc", " S.A."]),
)
def test_slug_drops_the_legal_form(name: str, form: str) -> None:
    assert slug(name + form) == slug(name) == slug(name.upper())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lynas Rare Earths Ltd.", "lynas-rare-earths"),
        ("PT Merdeka Battery Materials Tbk.", "merdeka-battery-materials"),
        ("Hunan Gold Corp., Ltd", "hunan-gold"),
        ("Industrias Peñoles, S.A.B. de C.V.", "industrias-penoles-sab-de-cv"),
        ("Ma'aden", "maaden"),
        ("A.L.M.T. Corp.", "almt"),
        ("Global Tungsten & Powders", "global-tungsten-and-powders"),
        ("廈門鎢業股份有限公司", "厦门钨业"),
        ("北方稀土（集团）有限公司", "北方稀土"),
        ("株式会社双日", "双日"),
        ("Limited", "limited"),
        ("有限公司", "有限公司"),
        ("…", ""),
    ],
)
def test_slug_by_example(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_an_instrument_and_its_paragraphs_have_one_slug() -> None:
    assert act_slug("CN-MOFCOM 2024/46") == act_slug("CN-MOFCOM 2024/46#2") == "cn-mofcom-2024-46"
    assert act_slug("EU COM(2025) 945") == "eu-com-2025-945"
