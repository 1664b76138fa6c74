"""Which dates are of a change and which of the rule that is changed; and when a stated duration ends."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.claims import dates_en, dates_zh, terms

TOLD = date(2025, 11, 12)


@pytest.mark.parametrize(
    ("text", "change", "kept"),
    [
        ("The ban that it imposed in May 2024 was lifted on 3 November 2025.", "lifted", ["2025-11-03"]),
        ("The entry, which has needed a licence since 2019, is deleted on 3 November 2025.", "deleted", ["2025-11-03"]),
        ("Its levy, 10 percent since 2023, has been halved.", "halved", []),
        ("The ban, which was lifted on 3 November, had been costly.", "lifted", ["2025-11-03"]),
        ("Since 9 November that stop has been suspended.", "suspended", ["2025-11-09"]),
        ("The listings have been suspended since 14 May 2025.", "suspended", ["2025-05-14"]),
        ("It amended the law that bars exports from 1 January 2026.", "amended", ["2026-01-01"]),
    ],
)
def test_a_change_has_no_date_of_the_rule_as_it_was(text: str, change: str, kept: list[str]) -> None:
    at = text.index(change)
    found = terms.of_change(text, dates_en.find(text, TOLD), "ended", (at, at + len(change)), TOLD)
    assert [when.value for when in found] == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It stopped exports on 3 November, bringing forward a ban planned for January 2027.", ["2025-11-03"]),
        ("It stopped exports on 3 November, and a ban is planned for January 2027.", ["2025-11-03", "2027-01"]),
    ],
)
def test_a_plan_that_was_overtaken_dates_nothing(text: str, kept: list[str]) -> None:
    assert [when.value for when in terms.overtaken(text, dates_en.find(text, TOLD))] == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [("禁令自2027年1月起生效，如今提前了十个月。", []), ("禁令自2027年1月起生效，矿商抗议。", ["2027-01"])],
)
def test_a_chinese_plan_that_was_overtaken_dates_nothing(text: str, kept: list[str]) -> None:
    found = terms.of_change(text, dates_zh.find(text, TOLD), "announced", None, TOLD)
    assert [when.value for when in found] == kept


def test_where_one_rule_ends_another_begins() -> None:
    text = "The terms hold until May 2026, when the ban is to begin."
    dates = dates_en.find(text, TOLD)
    assert [when.role for when in terms.begun_then(text, dates, text.index("ban"))] == ["effective"]
    assert terms.begun_then(text, dates, text.index("terms")) == dates


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("出口税延至2027年才征收。", "effective"),
        ("法案要到2027年才会提出。", "span"),
        ("禁令到2027年为止。", "until"),
    ],
)
def test_only_then_is_no_end(text: str, role: str) -> None:
    assert [when.role for when in dates_zh.find(text, TOLD)] == [role]


def test_what_is_not_changed_keeps_its_dates() -> None:
    text = "The rule that began in May 2024 is in force."
    dates = dates_en.find(text, TOLD)
    assert terms.of_change(text, dates, "in_force", (0, 3), TOLD) == dates


@pytest.mark.parametrize(
    ("text", "begun", "end"),
    [
        ("It is suspended for a year.", "2025-11", "2026-11"),
        ("It is banned for half a year.", "2025-11", "2026-05"),
        ("It was given another three months.", "2025-06-21", "2025-09-21"),
        ("The inquiry is to last nine months.", "2025-01", "2025-10"),
        ("It agreed to a 90-day pause.", "2025-05-14", "2025-08-12"),
        ("It was extended by six months.", "2025-06-01", "2025-12-01"),
        ("It was shut for 90 days.", "2025-05", None),
        ("It ended a fight of nine months.", "2025-01", None),
        ("He waited for three days before it came.", "2025-01-01", None),
    ],
)
def test_a_duration_ends_as_exactly_as_it_began(text: str, begun: str, end: str | None) -> None:
    assert terms.end_of("en", text, begun) == end


@pytest.mark.parametrize(
    ("text", "begun", "end"),
    [
        ("停征铬矿的出口税三个月，原税率为20%", "2024-08-01", "2024-11-01"),
        ("暂停28家实体的管制措施90天，自公布之日起执行", "2025-05-14", "2025-08-12"),
        ("期限半年", "2025-10-20", "2026-04-20"),
        ("暂停执行该规则一年", "2025-11", "2026-11"),
        ("停产两周", "2025-01-17", "2025-01-31"),
        ("停产两周", "2025-01", None),
        ("停征了三个月前的税", "2025-01-17", None),
    ],
)
def test_a_chinese_duration_ends_as_exactly_as_it_began(text: str, begun: str, end: str | None) -> None:
    assert terms.end_of("zh", text, begun) == end


def test_a_term_may_be_told_whole() -> None:
    text = "It has been suspended since 14 May 2025, most recently for one year from 10 November 2025."
    dates = dates_en.find(text, TOLD)
    assert terms.term("en", text, dates) == ("2025-11-10", "2026-11-10")
    assert (
        terms.term("en", "It was banned for one year in 2024.", dates_en.find("It was banned in 2024.", TOLD)) is None
    )


def test_the_day_of_a_named_act_is_where_it_begins() -> None:
    text = "Since the Budget of February 2025 no duty has been due."
    dates = dates_en.find(text, TOLD)
    assert [(when.value, when.role) for when in dates] == [("2025-02", "effective")]
    assert terms.since_act(text, dates, "2025-02")
    assert not terms.since_act("Since February 2025 none is due.", dates, "2025-02")
