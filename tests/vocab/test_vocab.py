"""The vocabulary as shipped: it loads, its facts hold together, its traps carry their conditions."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.vocab import Alias, Term, Vocab, fold, load, slug
from tracker.vocab.checks import CHAPTERS, ELEMENTS, EXCHANGES, LISTS
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
    assert len(own) >= 450
    assert len(vocab.firms) >= 1500
    assert sum(bool(term.ticker) for term in vocab.firms.values()) >= 700
    assert sum(bool(term.name_zh) for term in vocab.firms.values()) >= 600
    assert sum(each.place for term in vocab.countries.values() for each in term.aliases) >= 1000


def test_firm_ids_are_slugs_of_their_names(vocab: Vocab) -> None:
    assert all(slug(term.name) == term.id for term in vocab.firms.values())


def test_tickers_are_of_known_exchanges_and_of_one_firm_each(vocab: Vocab) -> None:
    tickers = [term.ticker for term in vocab.firms.values() if term.ticker]
    assert len(tickers) == len(set(tickers))
    assert {each.split(":")[0] for each in tickers} <= EXCHANGES


def test_no_two_firms_share_a_chinese_name(vocab: Vocab) -> None:
    names = [term.name_zh for term in vocab.firms.values() if term.name_zh]
    assert len(names) == len(set(names))


MINING_COUNTRIES = """
    US EU JP KR AU CA IN ID MY VN CL PE AR BR CD ZM ZW TZ NA ZA GN ML KZ UZ MN UA RU TR SA GB FR DE NL TW
"""


def test_each_mining_country_has_its_own_agency(vocab: Vocab) -> None:
    own = {term.country for term in vocab.agencies.values() if not all(each.generic for each in term.aliases)}
    assert [each for each in MINING_COUNTRIES.split() if each not in own] == []


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


US_2025 = """
    aluminium antimony arsenic barite beryllium bismuth boron cerium caesium chromium cobalt copper dysprosium erbium
    europium fluorspar gadolinium gallium germanium graphite hafnium holmium indium iridium lanthanum lead lithium
    lutetium magnesium manganese coking-coal neodymium nickel niobium palladium phosphate platinum potash praseodymium
    rhenium rhodium rubidium ruthenium samarium scandium silicon silver tantalum tellurium terbium thulium tin titanium
    tungsten uranium vanadium ytterbium yttrium zinc zirconium
"""


def test_official_lists_have_their_known_lengths(vocab: Vocab) -> None:
    """An entry counts once however many ids it covers: bauxite/alumina/aluminium, the platinum group, rare earths."""
    assert {name: len(each.entries) for name, each in vocab.lists.items()} == {
        "us_2025": 60,
        "eu_strategic": 17,
        "eu_critical": 34,
    }
    assert all(each.name and each.source for each in vocab.lists.values())
    assert vocab.lists.keys() == LISTS


def test_a_mineral_is_on_the_lists_that_name_it(vocab: Vocab) -> None:
    on = {name: {term.id for term in vocab.minerals.values() if name in term.lists} for name in LISTS}
    assert on["us_2025"] == set(US_2025.split())
    rare_earths = RARE_EARTHS - {"scandium"}
    magnets = {"neodymium", "praseodymium", "terbium", "dysprosium", "gadolinium", "samarium", "cerium"}
    assert on["eu_strategic"] & rare_earths == magnets
    assert on["eu_critical"] >= rare_earths - {"promethium"}
    assert on["eu_strategic"] <= on["eu_critical"]
    assert on["eu_critical"] & {"lead", "tin", "zinc", "silver", "uranium", "indium", "tellurium"} == set()


def test_every_element_has_its_symbol_and_no_two_share_one(vocab: Vocab) -> None:
    symbols = [term.symbol for term in vocab.minerals.values() if term.symbol]
    assert len(symbols) == len(set(symbols)) >= 70
    assert all(vocab.minerals[each].symbol for each in RARE_EARTHS)
    assert set(symbols) <= ELEMENTS


def test_every_mineral_has_a_name_in_every_language(vocab: Vocab) -> None:
    languages = {"en", "zh", "ja", "ko", "fr", "es", "pt", "id", "de"}
    lacking = {
        term.id: sorted(languages - {each.lang for each in term.aliases})
        for term in vocab.minerals.values()
        if languages - {each.lang for each in term.aliases}
    }
    assert lacking == {}


def test_customs_codes_are_of_their_chapters(vocab: Vocab) -> None:
    coded = [term for term in vocab.minerals.values() if term.hs]
    assert len(coded) >= 75
    codes = [code for term in coded for code in term.hs]
    assert all(len(code) == 6 and code.isdigit() and code[:2] in CHAPTERS for code in codes)
    assert {"850511"} == set(vocab.minerals["rare-earth-magnets"].hs)
    assert "280530" in vocab.minerals["dysprosium"].hs


@pytest.mark.parametrize("text", ["tin", "gold", "silver", "mercury", "platinum", "helium", "iridium"])
def test_common_words_want_company(vocab: Vocab, text: str) -> None:
    owners = [each for term in vocab.minerals.values() for each in term.aliases if each.text.casefold() == text]
    assert owners
    assert all(each.near for each in owners)


def test_the_verb_to_lead_is_no_metal(vocab: Vocab) -> None:
    metal = alias(vocab.minerals["lead"], "lead")
    assert "lead and zinc" in metal.within
    assert not any(longer in "this may lead to a ban" for longer in metal.within)


# A word of English or Chinese, and a text in which it is not that mineral or firm.
FALSE_FRIENDS = [
    ("mineral", "lead", "This may lead to a ban."),
    ("mineral", "tin", "Rain on a tin roof."),
    ("mineral", "nickel", "A nickel coin was found."),
    ("mineral", "mercury", "The planet Mercury rises."),
    ("mineral", "neon", "Neon lights of the city."),
    ("mineral", "iodine", "Iodine deficiency in children."),
    ("firm", "Cree", "The Cree Nation signed."),
    ("firm", "ARM", "He hurt his ARM."),
    ("firm", "KLA", "The KLA fought in Kosovo."),
    ("firm", "CBA", "The CBA raised its mortgage rates."),
    ("firm", "Macquarie", "Macquarie University opened."),
    ("firm", "China Steel", "China Steel Output Falls."),
    ("firm", "日立", "法院近日立案。"),
    ("firm", "高通", "各国面对高通胀。"),
    ("firm", "本田", "日本田径队出发。"),
    ("firm", "起亚", "引起亚洲各国关注。"),
    ("firm", "中国有色", "中国有色金属工业协会表示。"),
    ("firm", "亚马逊", "亚马逊雨林起火。"),
    ("firm", "天齐", "大家今天齐聚一堂。"),
    ("country", "法方", "改进立法方式。"),
    ("country", "荷", "降低负荷。"),
]


def holds(each: Alias, text: str) -> bool:
    """Whether a text of one sentence meets an alias's conditions, read as the package's docstring has it."""
    low, own = fold(text).casefold(), fold(each.text).casefold()
    longer_around = any(fold(longer).casefold() in low for longer in each.unless)
    in_longer = not each.within or any(fold(longer).casefold() in low for longer in each.within)
    rest = low.replace(own, " ")
    near = not each.near or any(
        re.search(rf"(?<!\w){re.escape(fold(word).casefold())}(?!\w)", rest) for word in each.near
    )
    return own in low and not longer_around and in_longer and near


@pytest.mark.parametrize(("kind", "word", "text"), FALSE_FRIENDS)
def test_a_false_friend_carries_a_condition_that_keeps_it_out(vocab: Vocab, kind: str, word: str, text: str) -> None:
    owners = [each for term in vocab.terms(kind).values() for each in term.aliases if fold(each.text) == fold(word)]
    owners = [each for each in owners if each.lang in {"en", "zh"}]
    assert owners
    assert not any(holds(each, text) for each in owners)


TRADE = [
    "The smelter makes zinc, {} and antimony.",
    "Exports of {} ore fell by 300 tonnes.",
    "A mine of {} and copper.",
]


@given(st.sampled_from(["tin", "gold", "silver", "titanium", "palladium", "nickel", "cobalt"]), st.sampled_from(TRADE))
def test_an_ambiguous_metal_counts_in_the_company_of_trade(word: str, sentence: str) -> None:
    owners = [each for term in load().minerals.values() for each in term.aliases if each.text.casefold() == word]
    assert any(holds(each, sentence.format(word)) for each in owners)


@given(st.sampled_from(sorted(load().minerals)), st.data())
def test_a_condition_never_contradicts_itself(mineral: str, data: st.DataObject) -> None:
    aliases = load().minerals[mineral].aliases
    each = data.draw(st.sampled_from(aliases))
    own = fold(each.text).casefold()
    assert all(own in fold(longer).casefold() != own for longer in (*each.within, *each.unless))
    assert own not in {fold(word).casefold() for word in each.near}
    assert not (each.cased and each.text.islower())


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
