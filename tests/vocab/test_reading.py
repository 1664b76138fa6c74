"""Faults in the files: each is named with file and entry, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.vocab import Vocab, VocabError
from tracker.vocab.reading import read

BOOK = """
version: "1"
families: {diplomacy: What governments settle.}
lives: {once: [proposed, occurred]}
mast: {name: M, edition: E, codes: {P31: Ban}}
actions: {ACTIONS}
"""
TALKS = """talks: {family: diplomacy, name: Talks, definition: They meet., polarity: neutral, life: once,
  mast: {codes: [P31]}, oecd: {note: none}}"""
SOUND = {
    "minerals.yaml": """
_near: {trade: [ore, smelter]}
tin: {name: Tin, zh: 锡, when: [{texts: [tin], near: [$trade, zinc], unless: [tin roof]}]}
metals: {name: Metals}
""",
    "countries.yaml": """
CN: {name: China, zh: 中国, capitals: {en: [Beijing]}, places: {en: [Shenzhen]},
  when: [{lang: zh, texts: [中], within: [中美, 对中]}]}
US: {name: United States, cased: {en: [US]}}
""",
    "agencies.yaml": """
_every: {countries: [CN, US], bodies: {trade: {name: Ministry of Trade, en: [trade ministry, commerce ministry]}}}
cn-mofcom: {name: Ministry of Commerce, country: CN, when: [{texts: [commerce ministry], generic: true}]}
wto: {name: World Trade Organization}
""",
    "firms.yaml": 'Lynas Rare Earths: {country: AU, zh: 莱纳斯, ticker: "ASX:LYC", also: {en: [Lynas]}}',
    "codebook.yaml": BOOK.replace("ACTIONS", TALKS),
}


def world(folder: Path, **changed: str) -> Path:
    for name, text in SOUND.items():
        (folder / name).write_text(changed.get(name.removesuffix(".yaml"), text), "utf-8")
    return folder


def faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(VocabError) as caught:
        read(folder)
    return caught.value.faults


def test_sound_files_are_read(tmp_path: Path) -> None:
    vocab = read(world(tmp_path))
    assert isinstance(vocab, Vocab)
    (tin,) = [each for each in vocab.minerals["tin"].aliases if each.lang == "en"]
    assert tin.near == ("ore", "smelter", "zinc")
    assert tin.unless == ("tin roof",)
    assert vocab.firms["lynas-rare-earths"].aliases[0].cased
    beijing, shenzhen = (each for each in vocab.countries["CN"].aliases if each.text in {"Beijing", "Shenzhen"})
    assert (beijing.capital, beijing.place, beijing.cased) == (True, False, False)
    assert (shenzhen.capital, shenzhen.place, shenzhen.cased) == (False, True, True)


def test_an_entry_of_an_official_list_may_cover_several_minerals(tmp_path: Path) -> None:
    lists = "_lists: {eu_critical: {name: N, source: S, entries: [[bauxite, alumina], tin]}}\n"
    vocab = read(
        world(tmp_path, minerals=lists + "bauxite: {name: B}\nalumina: {name: A}\ntin: {name: T}\nzinc: {name: Z}")
    )
    assert vocab.lists["eu_critical"].entries == (("bauxite", "alumina"), ("tin",))
    assert {each.id: each.lists for each in vocab.minerals.values()} == {
        **dict.fromkeys(("bauxite", "alumina", "tin"), ("eu_critical",)),
        "zinc": (),
    }


def test_bodies_of_every_country_join_the_agency_that_owns_a_name(tmp_path: Path) -> None:
    agencies = read(world(tmp_path)).agencies
    assert [each.text for each in agencies["cn-mofcom"].aliases if each.generic] == [
        "commerce ministry",
        "trade ministry",
    ]
    assert [each.text for each in agencies["us-trade"].aliases] == ["trade ministry", "commerce ministry"]
    assert "cn-trade" not in agencies


MINERAL_FAULTS = [
    ("Tin!: {name: Tin}", "minerals.yaml: Tin!: is no slug (lower case letters and digits, joined by hyphens)"),
    ("tin: {zh: 锡}", "minerals.yaml: tin: has no name"),
    ("tin: [a]", "minerals.yaml: tin: should be a mapping"),
    ("1: {name: Tin}", "minerals.yaml: 1: the id is no text; put it in quotes"),
    ("- tin", "minerals.yaml: should map ids to entries"),
    ("tin: {name: 4}", "minerals.yaml: tin.name: should be text, not 4; put it in quotes"),
    ("tin: {name: Tin, hs: [8001]}", "minerals.yaml: tin.hs: should be a list of texts without blanks at their ends"),
    ("tin: {name: Tin, hs: ['8001']}", "minerals.yaml: tin.hs: '8001' is no HS code of six digits"),
    (
        "tin: {name: Tin, hs: ['990100']}",
        "minerals.yaml: tin.hs: '990100' is in chapter 99, which has none of these goods",
    ),
    ("tin: {name: Tin, hs: ['800110', '800110']}", "minerals.yaml: tin.hs: a code is given twice"),
    ("tin: {name: Tin, symbol: Tn}", "minerals.yaml: tin.symbol: 'Tn' is no element's symbol"),
    (
        "_lists: {us: {name: N, source: S, entries: [tin]}}\ntin: {name: Tin}",
        "minerals.yaml: _lists.us: is not one of: eu_critical, eu_strategic, us_2025",
    ),
    (
        "_lists: {us_2025: {name: N, source: S, entries: [[tin, zinc]]}}\ntin: {name: Tin}",
        "minerals.yaml: _lists.us_2025: there is no mineral 'zinc'",
    ),
    (
        "_lists: {us_2025: {name: N, source: S, entries: [tin, [tin]]}}\ntin: {name: Tin}",
        "minerals.yaml: _lists.us_2025: 'tin' stands in two entries",
    ),
    (
        "_lists: {us_2025: {name: N, source: S, entries: [1]}}\ntin: {name: Tin}",
        "minerals.yaml: _lists.us_2025: an entry should be an id or a list of ids, not 1",
    ),
    (
        "_lists: {us_2025: {name: N}}\ntin: {name: Tin}",
        "minerals.yaml: _lists.us_2025: should be a mapping with entries, name, source",
    ),
    ("_lists: [us_2025]\ntin: {name: Tin}", "minerals.yaml: _lists: should map ids of lists to lists"),
    ("tin: {name: Tin, groups: [metals]}", "minerals.yaml: tin.groups: there is no group 'metals'"),
    ("tin: {name: Tin, also: [a]}", "minerals.yaml: tin.also: should map languages to lists of texts"),
    ("tin: {name: Tin, also: {eng: [a]}}", "minerals.yaml: tin.also: 'eng' is no language code of two letters"),
    (
        "tin: {name: Tin, also: {en: [' a']}}",
        "minerals.yaml: tin.en: should be a list of texts without blanks at their ends",
    ),
    ("tin: {name: Tin, also: {en: [a]}, cased: {en: [a]}}", "minerals.yaml: tin: alias 'a' is given twice"),
    ("tin: {name: Tin, when: a}", "minerals.yaml: tin.when: should be a list of mappings"),
    (
        "tin: {name: Tin, when: [{texts: [a]}]}",
        "minerals.yaml: tin.when: alias 'a' carries no condition; put it under 'also' or 'places'",
    ),
    (
        "tin: {name: Tin, when: [{texts: [a], near: [$x]}]}",
        "minerals.yaml: tin.when.near: there is no word list 'x' under _near",
    ),
    (
        "tin: {name: Tin, when: [{texts: [tin], cased: 1, near: [ore]}]}",
        "minerals.yaml: tin.when.cased: should be true or false",
    ),
    (
        "tin: {name: Tin, when: [{texts: [tin], unless: [lead time]}]}",
        "minerals.yaml: tin.when: 'lead time' is no longer string around any of 'tin'",
    ),
    (
        "_near: [ore]\ntin: {name: Tin}",
        "minerals.yaml: _near: should map names to lists of words",
    ),
    ("a: {name: A, groups: [b]}\nb: {name: B, groups: [a]}", "minerals.yaml: a.groups: the group contains itself"),
    ("a: {name: A, also: {en: [ore]}}\nb: {name: ORE}", "minerals.yaml: b: alias 'ORE' belongs to a too"),
    ("a: {name: A, zh: 錫}\nb: {name: B, zh: 锡}", "minerals.yaml: b: alias '锡' belongs to a too"),
]


@pytest.mark.parametrize(("text", "expected"), MINERAL_FAULTS)
def test_each_fault_is_named(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in faults(world(tmp_path, minerals=text))


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("countries", "XX: {name: Nowhere}", "countries.yaml: XX: is no ISO 3166 code"),
        ("countries", "NO: {name: Norway}", "countries.yaml: False: the id is no text; put it in quotes"),
        ("agencies", "us-x: {name: X, country: CN}", "agencies.yaml: us-x: the id should start with cn-"),
        ("agencies", "x-y: {name: X, country: XX}", "agencies.yaml: x-y.country: 'XX' is no ISO 3166 code"),
        ("agencies", "_every: [a]", "agencies.yaml: _every: should have 'countries' and 'bodies'"),
        ("firms", "Lynas: {zh: 莱纳斯}", "firms.yaml: Lynas: a firm needs a country"),
        ("firms", "Lynas: {country: AU, ticker: LYC}", "firms.yaml: Lynas.ticker: 'LYC' is not EXCHANGE:CODE"),
        ("firms", "Lynas: {country: AU, ticker: 'XXX:LYC'}", "firms.yaml: Lynas.ticker: 'XXX' is no known exchange"),
        (
            "firms",
            "Lynas: {country: AU, ticker: 'ASX:LYC'}\nOther: {country: AU, ticker: 'ASX:LYC'}",
            "firms.yaml: other.ticker: ASX:LYC belongs to lynas too",
        ),
        ("firms", "A Ltd: {country: AU}\nA: {country: AU}", "firms.yaml: A: has the id of 'A Ltd': a"),
    ],
)
def test_each_fault_of_the_other_files_is_named(tmp_path: Path, file: str, text: str, expected: str) -> None:
    assert expected in faults(world(tmp_path, **{file: text}))


def test_unknown_keys_are_named_with_what_is_known(tmp_path: Path) -> None:
    entry, condition = faults(world(tmp_path, minerals="tin: {name: Tin, alias: [a], when: [{text: [a]}]}"))[:2]
    assert "unknown key 'alias'; known are also, capitals" in entry
    assert "minerals.yaml: tin.when: unknown key 'text'; known are capital, cased" in condition


def test_a_key_given_twice_is_refused(tmp_path: Path) -> None:
    (fault,) = faults(world(tmp_path, countries="US: {name: A}\nUS: {name: B}"))
    assert fault.startswith("countries.yaml: key 'US' is given twice")
    assert "line 2" in fault


def test_broken_yaml_and_a_missing_file_are_told_together(tmp_path: Path) -> None:
    folder = world(tmp_path, minerals="tin: {name: Tin")
    (folder / "firms.yaml").unlink()
    first, second = faults(folder)
    assert first.startswith("minerals.yaml: while parsing a flow mapping")
    assert second == "firms.yaml: cannot be read: No such file or directory"


def test_conditions_on_both_sides_let_two_terms_share_a_text(tmp_path: Path) -> None:
    shared = "a: {name: A, when: [{texts: [ore], near: [x]}]}\nb: {name: B, when: [{texts: [ore], near: [y]}]}"
    assert set(read(world(tmp_path, minerals=shared)).minerals) == {"a", "b"}


def test_two_cased_spellings_may_belong_to_two_terms(tmp_path: Path) -> None:
    cased = "a: {name: A1, cased: {en: [ORE]}}\nb: {name: B1, cased: {en: [Ore]}}"
    assert set(read(world(tmp_path, minerals=cased)).minerals) == {"a", "b"}


def test_all_faults_come_in_one_error(tmp_path: Path) -> None:
    found = faults(world(tmp_path, minerals="Tin: {}", firms="Lynas: {}", codebook="actions: {talks: {}}"))
    assert {each.split(":")[0] for each in found} == {"minerals.yaml", "firms.yaml", "codebook.yaml"}
    with pytest.raises(VocabError, match=r"(?s)minerals.yaml.*firms.yaml"):
        read(tmp_path)
