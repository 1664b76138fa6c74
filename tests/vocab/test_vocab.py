"""The vocabulary as shipped: it loads, its facts hold together, its traps carry their conditions."""

from __future__ import annotations

import dataclasses

import pytest

from tracker.vocab import Alias, Term, Vocab, fold, load, slug
from tracker.vocab.iso import ISO_3166

RARE_EARTHS = {
    *("scandium", "yttrium", "lanthanum", "cerium", "praseodymium", "neodymium", "promethium", "samarium"),
    *("europium", "gadolinium", "terbium", "dysprosium", "holmium", "erbium", "thulium", "ytterbium", "lutetium"),
}
MINERALS = """
    aluminium antimony arsenic barite bauxite beryllium bismuth boron cadmium caesium chromium cobalt coking-coal copper
    fluorspar gallium germanium gold graphite hafnium helium indium iron-ore lead lithium magnesium manganese mercury
    molybdenum nickel niobium palladium phosphate platinum potash rhenium rhodium iridium ruthenium rubidium selenium
    silicon silver strontium tantalum tellurium thallium tin titanium tungsten uranium vanadium zinc zirconium
    rare-earths light-rare-earths heavy-rare-earths medium-heavy-rare-earths platinum-group-metals rare-earth-magnets
    superhard-materials critical-minerals battery-materials minor-metals
"""
AGENCIES = """
    cn-mofcom cn-gacc cn-mss cn-mps cn-miit cn-state-council cn-mnr cn-ndrc cn-mfa cn-most cn-export-control-office
    us-doc us-bis us-ustr us-doe us-dod us-dla us-exim us-dfc us-usgs us-interior us-blm us-state us-treasury
    us-ofac us-cbp us-doj us-white-house us-congress us-itc eu-commission eu-council eu-parliament jp-meti
    jp-jogmec jp-cabinet kr-motie kr-komis au-disr au-efa ca-nrcan ca-ised in-mines in-irel id-esdm id-trade
    cd-arecoms cd-mines zw-mines cl-mining my-miti vn-moit th-customs mx-economia gb-dbt gb-ofsi ru-minpromtorg
    kz-mincom mm-mines ga-mines gn-mines ml-mines ne-mines wto iea oecd imf world-bank g7 un-comtrade
"""


@pytest.fixture(scope="module")
def vocab() -> Vocab:
    return load()


def alias(term: Term, text: str, lang: str = "en") -> Alias:
    return next(each for each in term.aliases if each.text == text and each.lang == lang)


def test_every_agreed_id_is_there(vocab: Vocab) -> None:
    assert set(MINERALS.split()) | RARE_EARTHS <= vocab.minerals.keys()
    assert set(AGENCIES.split()) <= vocab.agencies.keys()
    assert vocab.countries.keys() == ISO_3166
    assert len(vocab.actions) == 27


def test_the_lists_are_as_long_as_they_should_be(vocab: Vocab) -> None:
    own = [each for each in vocab.agencies.values() if not all(alias.generic for alias in each.aliases)]
    assert len(own) >= 250
    assert len(vocab.firms) >= 900
    assert sum(each.place for term in vocab.countries.values() for each in term.aliases) >= 1000


def test_firm_ids_are_slugs_of_their_names(vocab: Vocab) -> None:
    assert all(slug(term.name) == term.id for term in vocab.firms.values())


def test_every_alias_has_letters_and_no_blank_ends(vocab: Vocab) -> None:
    for kind in ("mineral", "country", "agency", "firm"):
        for term in vocab.terms(kind).values():
            for each in term.aliases:
                assert each.text.strip() == each.text
                assert any(letter.isalnum() for letter in each.text), term.id


def test_chinese_aliases_are_simplified_or_fold_onto_one_another(vocab: Vocab) -> None:
    strange = [
        (term.id, each.text)
        for kind in ("mineral", "country", "agency", "firm")
        for term in vocab.terms(kind).values()
        for each in term.aliases
        if each.lang == "zh" and fold(each.text) != each.text
    ]
    assert strange == []


def test_groups_are_transitive(vocab: Vocab) -> None:
    groups = {"heavy-rare-earths", "medium-heavy-rare-earths", "rare-earths"}
    assert vocab.groups_of("dysprosium") == groups
    assert vocab.groups_of("samarium") == groups - {"heavy-rare-earths"}
    assert vocab.groups_of("no-such-thing") == frozenset()
    assert vocab.members_of("rare-earths") >= RARE_EARTHS | {"heavy-rare-earths", "rare-earth-magnets"}
    assert "rare-earths" not in vocab.members_of("rare-earths")
    platinum_group = {"platinum", "palladium", "rhodium", "iridium", "ruthenium", "osmium"}
    assert vocab.members_of("platinum-group-metals") == platinum_group


def test_official_lists_have_their_known_lengths(vocab: Vocab) -> None:
    on = {
        name: {term.id for term in vocab.minerals.values() if name in term.lists} for name in ("us_2025", "eu_critical")
    }
    assert len(on["us_2025"]) == 60
    # The regulation counts bauxite, alumina and aluminium as one, as it does each of the three metal groups.
    singles = on["eu_critical"] - {"bauxite"} - vocab.members_of("platinum-group-metals")
    rare_earths = RARE_EARTHS - {"scandium"}
    assert len(singles - rare_earths) == 34
    strategic = {term.id for term in vocab.minerals.values() if "eu_strategic" in term.lists}
    magnets = {"neodymium", "praseodymium", "terbium", "dysprosium", "gadolinium", "samarium", "cerium"}
    assert strategic & rare_earths == magnets
    assert len(strategic - magnets - {"bauxite"} - vocab.members_of("platinum-group-metals")) == 16
    assert strategic <= on["eu_critical"]


@pytest.mark.parametrize("text", ["tin", "gold", "silver", "mercury", "platinum", "helium", "iridium"])
def test_common_words_want_company(vocab: Vocab, text: str) -> None:
    owners = [each for term in vocab.minerals.values() for each in term.aliases if each.text.casefold() == text]
    assert owners
    assert all(each.near for each in owners)


def test_the_verb_to_lead_is_no_metal(vocab: Vocab) -> None:
    metal = alias(vocab.minerals["lead"], "lead")
    assert "lead and zinc" in metal.within
    assert not any(longer in "this may lead to a ban" for longer in metal.within)


def test_single_letters_of_countries_stand_within_pairs(vocab: Vocab) -> None:
    china, japan = vocab.countries["CN"], vocab.countries["JP"]
    assert {"中美", "美中", "对中"} <= set(alias(china, "中", "zh").within)
    assert "对中重" not in alias(china, "中", "zh").within
    assert "中重" in alias(china, "中", "zh").unless
    assert "9日" in alias(japan, "日", "zh").unless
    single = [
        each for term in vocab.countries.values() for each in term.aliases if each.lang == "zh" and len(each.text) == 1
    ]
    assert all(each.within for each in single)


def test_places_capitals_and_governments_differ(vocab: Vocab) -> None:
    china = vocab.countries["CN"]
    assert alias(china, "Shenzhen").place
    assert alias(china, "Beijing").capital
    assert not alias(china, "Beijing").place
    assert alias(china, "深圳", "zh").place
    assert alias(vocab.countries["EU"], "Brussels").capital


@pytest.mark.parametrize("text", ["US", "DRC", "EU", "UAE"])
def test_short_names_are_cased(vocab: Vocab, text: str) -> None:
    owners = [each for term in vocab.countries.values() for each in term.aliases if each.text == text]
    assert [each.cased for each in owners] == [True]


def test_generic_ministries_have_an_owner_in_each_country(vocab: Vocab) -> None:
    def owners(text: str) -> dict[str | None, str]:
        pairs = [(each, term) for term in vocab.agencies.values() for each in term.aliases if each.text == text]
        assert all(each.generic for each, _ in pairs)
        return {term.country: term.id for _, term in pairs}

    assert owners("commerce ministry") | {"CN": "cn-mofcom", "IN": "in-commerce"} == owners("commerce ministry")
    assert owners("Ministry of Mines")["ZW"] == "zw-mines"
    assert owners("finance ministry")["CL"] == "cl-finance"
    assert owners("foreign affairs ministry")["KR"] == "kr-mofa"


def test_one_country_has_one_owner_of_a_generic_name(vocab: Vocab) -> None:
    seen: dict[tuple[str | None, str], str] = {}
    for term in vocab.agencies.values():
        for each in (each for each in term.aliases if each.generic):
            key = (term.country, each.text.casefold())
            assert seen.setdefault(key, term.id) == term.id, key


def test_names_fall_back_to_the_id(vocab: Vocab) -> None:
    assert vocab.name("mineral", "rare-earths") == "Rare earths"
    assert vocab.name("firm", "nobody-knows") == "nobody-knows"
    assert vocab.name("action", "export_quota") == "Export quota"
    assert vocab.name("instrument", "CN-MOFCOM 2024/46") == "CN-MOFCOM 2024/46"
    assert vocab.term("country", "CN") is vocab.countries["CN"]
    assert vocab.term("country", "XX") is None


def test_families_are_the_codebooks(vocab: Vocab) -> None:
    families = {"trade control", "enforcement", "supply policy", "diplomacy", "industry"}
    assert {each.family for each in vocab.actions.values()} == families
    assert all(each.definition and each.not_this for each in vocab.actions.values())


def test_the_vocabulary_is_loaded_once_and_frozen(vocab: Vocab) -> None:
    assert load() is vocab
    with pytest.raises(TypeError):
        vocab.minerals["x"] = vocab.minerals["tin"]  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        vocab.minerals["tin"].name = "x"  # type: ignore[misc]
