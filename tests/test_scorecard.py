"""The scorecard against cases whose scores were computed by hand, and against the gold set where it is at hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Claim, Evidence, Mention
from tracker.scorecard import Case, Prediction, by_kind, firm_key, misses, read_case, score, sheet, table
from tracker.scorecard.coding import b_cubed
from tracker.vocab import load

FAMILIES = {
    "export_prohibition": "trade control",
    "export_licensing": "trade control",
    "price_move": "industry",
    "talks": "diplomacy",
}
TITLE = "China bars gallium sales"
TEXT = "Beijing banned gallium exports to the US on Tuesday.\nGraphite exports need a licence.\nRead more: tin roofs."
FURNITURE = (TEXT.index("Read more"), len(TEXT))
GOLD_FOLDER = Path(__file__).parents[1].parent / "shared" / "gold"


def span(kind: str, term: str, surface: str, **extra: Any) -> dict[str, Any]:
    start = TEXT.index(surface)
    row = {"field": "text", "start": start, "end": start + len(surface), "kind": kind}
    return row | ({} if kind == "quantity" else {"id": term}) | extra


def coded(action: str, evidence: str, **fields: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {key: [] for key in ("actors", "agencies", "targets", "via", "minerals", "firms")}
    dates = {"instrument": None, "announced": None, "effective": None, "until": None}
    row = {"action": action, "stage": "in_force", "certainty": "asserted", "evidence": evidence}
    return row | empty | dates | fields


BAN = coded(
    "export_prohibition",
    "Beijing banned gallium exports to the US on Tuesday.",
    actors=["CN"],
    targets=["US"],
    minerals=["gallium", "germanium"],
    effective="2024-12",
)
LICENCE = coded("export_licensing", "Graphite exports need a licence.", actors=["CN"], minerals=["graphite"])


def line(**changes: Any) -> str:
    row: dict[str, Any] = {
        "id": "one",
        "lang": "en",
        "kind": "news",
        "published": "2024-12-03T10:00:00Z",
        "title": TITLE,
        "text": TEXT,
        "furniture": [FURNITURE],
        "mentions": [
            span("country", "CN", "Beijing"),
            span("mineral", "gallium", "gallium"),
            span("country", "US", "US"),
            span("mineral", "graphite", "Graphite"),
        ],
        "claims": [BAN, LICENCE],
        "events": ["ban", "licence"],
    }
    return json.dumps(row | changes)


@pytest.fixture
def case() -> Case:
    return read_case(line())


def as_gold(case: Case) -> Prediction:
    events = {c.id: key for c, key in zip(case.claims, case.events, strict=True) if key is not None}
    return Prediction(case.mentions, case.claims, events)


def run(case: Case, prediction: Prediction) -> dict[str, Any]:
    return score([case], {case.id: prediction}, FAMILIES, gold_sha256="x", seconds=1.234)


def found(kind: Any, term: str, surface: str, **extra: Any) -> Mention:
    start = TEXT.index(surface)
    return Mention("one", "text", start, start + len(surface), kind, term, surface, "test", **extra)


def test_a_case_speaks_the_words_of_the_model(case: Case) -> None:
    assert [m.surface for m in case.mentions] == ["Beijing", "gallium", "US", "Graphite"]
    assert case.claims[0].evidence == Evidence("text", 0, 52, "Beijing banned gallium exports to the US on Tuesday.")
    assert case.claims[0].minerals == ("gallium", "germanium")
    assert case.published.utcoffset() is not None


def test_a_broken_case_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"one.*evidence"):
        read_case(line(claims=[coded("talks", "nowhere")], events=["x"]))
    with pytest.raises(ValueError, match=r"one.*title"):
        read_case(json.dumps({"id": "one", "lang": "en", "kind": "news", "published": "2024-12-03T10:00:00Z"}))


def scores(node: Any, name: str = "") -> list[tuple[str, float]]:
    if isinstance(node, dict):
        return [pair for key, value in node.items() for pair in scores(value, key)]
    return [(name, node)] if name in {"p", "r", "f1", "score", "over_coding", "no_mineral", "no_claim"} else []


def test_gold_as_prediction_is_perfect_everywhere(case: Case) -> None:
    report = run(case, as_gold(case))
    assert {value for _, value in scores(report)} == {1.0}
    assert report["mentions"]["en"]["mineral"]["span"]["n"] == 2
    assert report["claims"]["all"]["detection"]["n"] == 2
    assert report["events"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "n": 2}
    assert misses([case], {case.id: as_gold(case)}, FAMILIES) == []


def test_the_shape_is_the_one_of_the_format(case: Case) -> None:
    report = run(case, as_gold(case))
    assert list(report) == ["cases", "gold_sha256", "seconds", "mentions", "claims", "events", "noise"]
    assert (report["cases"], report["gold_sha256"], report["seconds"]) == (1, "x", 1.23)
    assert list(report["mentions"]) == list(report["claims"]) == ["en", "zh", "all"]
    kinds = ["mineral", "country", "firm", "agency", "instrument", "quantity"]
    assert list(report["mentions"]["zh"]) == kinds
    assert list(report["mentions"]["all"]["firm"]) == ["span", "set"]
    assert list(report["claims"]["en"]) == ["detection", "fields", "over_coding"]
    fields = "action family stage certainty instrument announced effective until spurious_dates "
    lists = "actors agencies targets via minerals firms"
    assert list(report["claims"]["en"]["fields"]) == (fields + lists).split()
    assert json.loads(json.dumps(report)) == report


def test_nothing_found_scores_nothing(case: Case) -> None:
    report = run(case, Prediction())
    assert report["mentions"]["en"]["mineral"]["span"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n": 2}
    assert report["claims"]["en"]["detection"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n": 2}
    assert report["claims"]["en"]["over_coding"] == 0.0
    assert score([case], {}, FAMILIES, gold_sha256="x", seconds=1.234) == report


def test_spans_and_sets(case: Case) -> None:
    """Of two gold minerals one is right, one has a wrong border: spans 1 of 2, sets 2 of 2 and one too many."""
    mentions = (
        found("mineral", "gallium", "gallium"),
        found("mineral", "graphite", "Graphite exports"),
        found("mineral", "tin", "licence"),
    )
    rows = run(case, Prediction(mentions))["mentions"]["en"]["mineral"]
    assert rows["span"] == {"p": 0.3333, "r": 0.5, "f1": 0.4, "n": 2}
    assert rows["set"] == {"p": 0.6667, "r": 1.0, "f1": 0.8, "n": 2}


def test_places_and_furniture_are_left_out(case: Case) -> None:
    assert FURNITURE[0] <= TEXT.index("tin") < FURNITURE[1]
    extra = (found("mineral", "tin", "tin"), found("country", "CN", "Tuesday", place=True))
    gold = read_case(line(mentions=[*json.loads(line())["mentions"], span("country", "US", "Tuesday", place=True)]))
    rows = run(gold, Prediction((*case.mentions, *extra)))["mentions"]["en"]
    assert rows["mineral"]["span"]["f1"] == rows["country"]["span"]["f1"] == 1.0
    assert rows["country"]["span"]["n"] == 2


def test_firms_are_compared_by_span_and_by_normalised_name() -> None:
    gold = read_case(line(mentions=[span("firm", "Lynas Rare Earths", "Beijing")]))
    mention = found("firm", "lynas-rare-earths", "Beijing", name="Lynas Rare Earths Ltd.")
    assert run(gold, Prediction((mention,)))["mentions"]["en"]["firm"]["set"]["f1"] == 1.0
    other = replace(mention, term="iluka", name="Iluka")
    rows = run(gold, Prediction((other,)))["mentions"]["en"]["firm"]
    assert (rows["span"]["f1"], rows["set"]["f1"]) == (1.0, 0.0)


def test_a_firm_whose_id_is_folded_is_known_by_its_name() -> None:
    gold = read_case(
        line(mentions=[span("firm", "金鷹鎢業", "Beijing")], claims=[BAN | {"firms": ["金鷹鎢業"]}], events=["x"])
    )
    mention = found("firm", "金鹰钨业", "Beijing", name="金鷹鎢業")
    claim = replace(gold.claims[0], firms=("金鹰钨业",))
    report = run(gold, Prediction((mention,), (claim,)))
    assert report["mentions"]["en"]["firm"]["set"]["f1"] == 1.0
    assert report["claims"]["en"]["fields"]["firms"] == {"score": 1.0, "n": 1}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Lynas Rare Earths Ltd.", "lynas-rare-earths"),
        ("Glencore plc", "GLENCORE"),
        ("Freeport-McMoRan Inc.", "Freeport McMoRan"),
        ("Nyrstar S.A.", "Nyrstar"),
        ("洛阳钼业股份有限公司", "洛阳钼业"),
        ("Company", "company"),
    ],
)
def test_firm_keys_meet(left: str, right: str) -> None:
    assert firm_key(left) == firm_key(right) != ""


def test_firm_keys_keep_apart() -> None:
    assert firm_key("MP Materials") != firm_key("MP Minerals")
    assert firm_key("Gallant Metals") != firm_key("Gallant")


def test_quantities_need_value_and_unit() -> None:
    gold = read_case(line(mentions=[span("quantity", "", "Tuesday", value=3834.0, unit="t")]))
    right = found("quantity", "", "Tuesday", value=3834, unit="t")
    assert run(gold, Prediction((right,)))["mentions"]["en"]["quantity"]["span"]["f1"] == 1.0
    for wrong in (replace(right, unit="kg"), replace(right, value=3.834), replace(right, end=right.end - 1)):
        assert run(gold, Prediction((wrong,)))["mentions"]["en"]["quantity"]["span"]["f1"] == 0.0


def claim_at(case: Case, quote: str, like: Claim, **changes: Any) -> Claim:
    start = case.text.index(quote)
    return replace(like, evidence=Evidence("text", start, start + len(quote), quote), **changes)


def test_claim_fields_by_hand(case: Case) -> None:
    """The ban is found with a wrong action, half its minerals, a target too many, a finer date and a date made up."""
    ban = claim_at(
        case,
        "gallium exports",
        case.claims[0],
        action="export_licensing",
        minerals=("gallium",),
        targets=("US", "JP"),
        effective="2024-12-03",
        until="2025",
    )
    report = run(case, Prediction((), (ban,)))["claims"]["en"]
    assert report["detection"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "n": 2}
    assert report["over_coding"] == 0.5
    fields = report["fields"]
    assert fields["action"] == {"score": 0.0, "n": 1}
    assert fields["family"] == {"score": 1.0, "n": 1}
    assert fields["minerals"] == {"score": 0.6667, "n": 2}
    assert fields["targets"] == {"score": 0.6667, "n": 1}
    assert fields["effective"] == {"score": 1.0, "n": 1}
    assert fields["announced"] == {"score": 1.0, "n": 0}
    assert fields["spurious_dates"] == {"score": 0.5, "n": 2}
    assert fields["actors"] == {"score": 1.0, "n": 1}


@pytest.mark.parametrize(("date", "right"), [("2024-12", 1.0), ("2024-12-31", 1.0), ("2024", 0.0), ("2025-12", 0.0)])
def test_dates_are_compared_at_the_golds_precision(case: Case, date: str, right: float) -> None:
    ban = replace(case.claims[0], effective=date)
    assert run(case, Prediction((), (ban,)))["claims"]["en"]["fields"]["effective"]["score"] == right


def test_each_gold_claim_matches_once_and_the_rest_is_over_coding(case: Case) -> None:
    ban = case.claims[0]
    near = claim_at(case, "Beijing banned gallium exports", ban, stage="announced")
    far = claim_at(case, "on Tuesday", ban, stage="announced")
    report = run(case, Prediction((), (far, near, ban)))["claims"]["en"]
    assert report["detection"] == {"p": 0.3333, "r": 0.5, "f1": 0.4, "n": 2}
    assert report["over_coding"] == 1.5
    assert report["fields"]["stage"] == {"score": 1.0, "n": 1}, "the best overlap was taken, not the first given"


def test_matching_needs_the_family_and_a_common_passage_subject_or_instrument(case: Case) -> None:
    def matches(claim: Claim, gold: Case = case) -> bool:
        return bool(run(gold, Prediction((), (claim,)))["claims"]["en"]["detection"]["p"])

    ban = case.claims[0]
    elsewhere = claim_at(case, "Graphite exports", ban)
    assert matches(ban)
    assert not matches(replace(ban, action="price_move")), "another family"
    assert not matches(replace(ban, action="unheard_of")), "an unknown action is a family of its own"
    assert matches(replace(elsewhere, minerals=("germanium", "gallium"))), "same minerals, other passage"
    only_ban = read_case(line(claims=[BAN | {"instrument": "CN-MOFCOM 2024/46"}], events=["ban"]))
    assert not matches(replace(elsewhere, minerals=("gallium",)), only_ban), "minerals that only touch do not agree"
    assert matches(replace(elsewhere, minerals=(), instrument="CN-MOFCOM 2024/46"), only_ban)
    assert not matches(replace(elsewhere, minerals=(), instrument="CN-MOFCOM 2024/33"), only_ban)


def test_a_gold_action_without_a_family_is_refused(case: Case) -> None:
    """Half a vocabulary once made `action` score 100 per cent: nothing but the very action could be matched."""
    half = {"export_prohibition": "trade control"}
    with pytest.raises(ValueError, match="one: no family is known for export_licensing"):
        score([case], {"one": as_gold(case)}, half, gold_sha256="", seconds=0)


def test_a_claim_out_of_furniture_is_wrong_whatever_it_says() -> None:
    gold = read_case(line(claims=[LICENCE], events=["x"]))
    claim = claim_at(gold, "Read more: tin roofs.", gold.claims[0])
    assert run(gold, Prediction((), (claim,)))["claims"]["en"]["detection"]["p"] == 0.0
    lines = misses([gold], {gold.id: Prediction((), (claim,))}, FAMILIES)
    assert any("invented (in furniture)" in each for each in lines)


def test_evidence_in_the_title_is_found_where_it_stands_twice() -> None:
    gold = read_case(
        line(text=TITLE + "\n" + TEXT, furniture=[], mentions=[], claims=[coded("talks", TITLE)], events=["e"])
    )
    in_title = replace(gold.claims[0], evidence=Evidence("title", 0, len(TITLE), TITLE))
    assert run(gold, Prediction((), (in_title,)))["claims"]["en"]["detection"]["f1"] == 1.0


def test_b_cubed_by_hand() -> None:
    """Gold {1,2,3} {4}; found {1,2} {3,4}: precision (1+1+½+½)/4, recall (⅔+⅔+⅓+1)/4."""
    assert b_cubed("aaab", "xxyy") == {"p": 0.75, "r": 0.6667, "f1": 0.7059, "n": 4}
    assert b_cubed("aaaa", "wxyz") == {"p": 1.0, "r": 0.25, "f1": 0.4, "n": 4}
    assert b_cubed("abcd", "xxxx") == {"p": 0.25, "r": 1.0, "f1": 0.4, "n": 4}


@given(st.lists(st.sampled_from("abc"), min_size=1), st.randoms(use_true_random=False))
def test_b_cubed_does_not_care_for_names_or_order(labels: list[str], random: Any) -> None:
    assert b_cubed(labels, [label.upper() for label in labels])["f1"] == 1.0
    other = [random.choice("xy") for _ in labels]
    order = random.sample(range(len(labels)), len(labels))
    assert b_cubed([labels[i] for i in order], [other[i] for i in order]) == b_cubed(labels, other)


def test_events_run_over_matched_asserted_claims_only() -> None:
    """Two cases tell the ban; one is found hedged, so it is no event; an unlinked claim stands alone."""
    cases = [read_case(line(id=name)) for name in ("one", "two", "three")]
    predictions = {case.id: as_gold(case) for case in cases}
    hedged = replace(cases[1].claims[0], certainty="expected")
    predictions["two"] = Prediction((), (hedged, cases[1].claims[1]), {cases[1].claims[1].id: "licence"})
    predictions["three"] = Prediction((), cases[2].claims, {cases[2].claims[1].id: "licence"})
    row = score(cases, predictions, FAMILIES, gold_sha256="", seconds=0)["events"]
    assert row == {"p": 1.0, "r": 0.8, "f1": 0.8889, "n": 5}


def test_noise_is_left_alone_or_not() -> None:
    quiet = read_case(line(id="quiet", kind="noise", mentions=[], claims=[], events=[]))
    cases = [quiet, replace(quiet, id="tagged"), replace(quiet, id="coded"), replace(quiet, id="hedged")]
    claim = read_case(line()).claims[0]
    predictions = {
        "quiet": Prediction((found("mineral", "tin", "tin"), found("country", "US", "US"))),
        "tagged": Prediction((found("mineral", "gallium", "gallium"),)),
        "coded": Prediction((), (claim,)),
        "hedged": Prediction((), (replace(claim, certainty="expected"),)),
    }
    report = score(cases, predictions, FAMILIES, gold_sha256="", seconds=0)
    assert report["noise"] == {"no_mineral": 0.75, "no_claim": 0.75, "n": 4}
    assert report["claims"]["all"]["over_coding"] == 2.0


def test_languages_are_kept_apart_and_added_up(case: Case) -> None:
    chinese = read_case(line(id="zwei", lang="zh"))
    other = read_case(line(id="trois", lang="fr"))
    predictions = {"one": as_gold(case)}
    report = score([case, chinese, other], predictions, FAMILIES, gold_sha256="", seconds=0)
    assert list(report["claims"]) == ["en", "zh", "fr", "all"]
    recalls = {lang: row["detection"]["r"] for lang, row in report["claims"].items()}
    assert recalls == {"en": 1.0, "zh": 0.0, "fr": 0.0, "all": 0.3333}


def test_rows_by_case_kind(case: Case) -> None:
    notice = read_case(line(id="two", kind="notice"))
    rows = by_kind([case, notice], {"one": as_gold(case)}, FAMILIES)
    assert [(row["lang"], row["kind"], row["claims_f1"], row["mentions_f1"]) for row in rows] == [
        ("en", "news", 1.0, 1.0),
        ("en", "notice", 0.0, 0.0),
    ]
    assert rows[0]["claims"] == 2
    assert rows[0]["over_coding"] == 1.0


def test_misses_show_the_text(case: Case) -> None:
    mentions = (
        found("mineral", "gallium", "gallium"),
        found("mineral", "lead", "Graphite"),
        found("country", "US", "US"),
    )
    ban = replace(case.claims[0], stage="announced", targets=(), rule="r7")
    lines = misses([case], {"one": Prediction(mentions, (ban,))}, FAMILIES)
    assert "one  country: missed CN in …⟦Beijing⟧ banned gallium" in "\n".join(lines)
    assert any("mineral: lead instead of graphite in" in each and "⟦Graphite⟧" in each for each in lines)
    assert any("claim: missed export_licensing/in_force/asserted CN > - {graphite}" in each for each in lines)
    assert any(
        "claim stage: announced instead of in_force in “Beijing banned" in each and "[r7]" in each for each in lines
    )
    assert any("claim targets: {} instead of {US}" in each for each in lines)
    assert misses([case], {"one": Prediction(mentions, (ban,))}, FAMILIES, limit=2) == lines[:2]


def test_the_table_holds_every_number_that_people_ask_for(case: Case) -> None:
    mentions = tuple(m for m in case.mentions if m.surface != "Graphite")
    predictions = {"one": replace(as_gold(case), mentions=mentions)}
    report = score([case], predictions, FAMILIES, gold_sha256="abc", seconds=2)
    text = table(report, by_kind([case], predictions, FAMILIES))
    rows = {row.split()[0]: row.split()[1:] for row in text.splitlines() if row}
    assert rows["mineral"] == ["66.7|66.7", "100.0|100.0", "66.7|66.7"]
    assert rows["F1"] == ["100.0", "(2)", "100.0", "(0)", "100.0", "(2)"]
    assert rows["en"] == ["news", "1", "85.7", "100.0", "(2)", "1.00"]
    assert set(report["claims"]["all"]["fields"]) <= set(rows)
    assert "F1 100.0 over 2 claims" in text
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.skipif(not GOLD_FOLDER.exists(), reason="the gold cases are not beside this checkout")
def test_the_gold_scores_perfectly_against_itself() -> None:
    lines = [each for path in sorted(GOLD_FOLDER.glob("*.jsonl")) for each in path.read_text("utf-8").splitlines()]
    cases = [read_case(each) for each in lines]
    families = {action.id: action.family for action in load().actions.values()}
    report = score(cases, {c.id: as_gold(c) for c in cases}, families, gold_sha256="", seconds=0)
    assert {value for _, value in scores({**report, "noise": {}, "events": {}})} == {1.0}
    assert report["events"]["f1"] > 0.998, "claims of one passage, action and subject share an id, and so an event"
    assert report["cases"] >= 100
    assert misses(cases, {c.id: as_gold(c) for c in cases}, families) == []


def shown(case: Case, prediction: Prediction, held: frozenset[str] = frozenset()) -> dict[str, Any]:
    return sheet([case], {case.id: prediction}, FAMILIES, held=held, floors={"events.f1": 0.5}, gold_sha256="x")


def test_sheet_of_gold_as_prediction_has_no_errors(case: Case) -> None:
    found = shown(case, as_gold(case))
    assert {value for _, value in scores(found["all"])} == {1.0}
    assert found["misses"] == []
    assert (found["read"], found["held"], found["floors"]) == (None, None, {"events.f1": 0.5})
    assert json.loads(json.dumps(found)) == found


def test_sheet_tells_held_cases_apart_and_hides_their_text(case: Case) -> None:
    other = replace(case, id="two")
    found = sheet([case, other], {"two": as_gold(other)}, FAMILIES, held={"one"}, floors={}, gold_sha256="x")
    assert (found["all"]["cases"], found["read"]["cases"], found["held"]["cases"]) == (2, 1, 1)
    assert found["read"]["mentions"]["en"]["mineral"]["span"]["f1"] == 1.0
    assert found["held"]["mentions"]["en"]["mineral"]["span"]["f1"] == 0.0
    assert {row["group"]: row["errors"] for row in found["misses"]} == {"mineral": 2, "country": 2, "claim": 2}
    assert all(row["examples"] == [] for row in found["misses"])


def test_examples_show_a_span_with_wrong_borders_once(case: Case) -> None:
    mentions = (*case.mentions[:3], found("mineral", "graphite", "Graphite exports"))
    (row,) = shown(case, replace(as_gold(case), mentions=mentions))["misses"]
    (one,) = row["examples"]
    assert (row["lang"], row["group"], row["errors"], one["error"]) == ("en", "mineral", 1, "differs")
    assert (one["marked"], one["expected"], one["found"]) == ("Graphite", "graphite", "“Graphite exports”: graphite")
    assert one["before"].endswith("on Tuesday. ")
    assert one["after"].startswith(" exports need")


def test_examples_say_what_stands_where_something_was_invented(case: Case) -> None:
    mentions = (*case.mentions, found("firm", "beijing", "Beijing banned"))
    (row,) = shown(case, replace(as_gold(case), mentions=mentions))["misses"]
    (one,) = row["examples"]
    assert (one["error"], one["found"], one["by"]) == ("invented", "beijing", "test")
    assert one["expected"] == "country “Beijing”: CN"


def test_examples_tell_all_wrong_fields_of_a_claim_together(case: Case) -> None:
    wrong = replace(case.claims[0], stage="announced", targets=("*",), effective=None)
    (row,) = shown(case, replace(as_gold(case), claims=(wrong, case.claims[1])))["misses"]
    (one,) = row["examples"]
    assert one["marked"] == "Beijing banned gallium exports to the US on Tuesday."
    assert one["expected"] == "stage: in force; effective: 2024-12; targets: US"
    assert one["found"] == "stage: announced; effective: none; targets: any country"


def test_examples_tell_missed_and_invented_claims_whole(case: Case) -> None:
    extra = claim_at(case, "Read more: tin roofs.", case.claims[1], targets=("*",))
    (row,) = shown(case, replace(as_gold(case), claims=(case.claims[0], extra)))["misses"]
    told = {one["error"]: one for one in row["examples"]}
    assert told["missed"]["expected"] == "export licensing; in force; CN; graphite"
    assert told["invented"]["found"] == "export licensing; in force; CN → any country; graphite (from page furniture)"


def test_cases_take_turns_in_the_examples() -> None:
    cases = [read_case(line(id=name)) for name in ("a", "b", "c")]
    rows = sheet(cases, {}, FAMILIES, held=(), floors={}, gold_sha256="")["misses"]
    for row in rows:
        assert [one["case"] for one in row["examples"]] == ["a", "b", "c"]
