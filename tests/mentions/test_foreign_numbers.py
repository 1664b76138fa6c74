"""Numbers of the acts of any state."""

from __future__ import annotations

import pytest

from tracker.mentions import instruments
from tracker.mentions.spans import read, resolve
from tracker.vocab import fold


def numbers(text: str, state: str, publisher: str = "") -> list[tuple[str, str]]:
    reading = read(text, fold(text))
    found = instruments.find([reading], 2025, [lambda position: state], publisher)[0]
    return [(text[each.start : each.end], each.term) for each in resolve(found)]


@pytest.mark.parametrize(
    ("text", "state", "surface", "term"),
    [
        ("Decree 417/2024 sets", "AR", "Decree 417/2024", "AR-DEC 2024/417"),
        ("Law No. 20,551 on closure", "CL", "Law No. 20,551", "CL-Law 20551"),
        ("Resolution 2210 says", "CO", "Resolution 2210", "CO-RESOLUTION 2025/2210"),
        ("Circular No. 12/2023/TT-BTC", "VN", "Circular No. 12/2023/TT-BTC", "VN-FINANCE 2023/12"),
        ("Notification No. 44/2024-25", "IN", "Notification No. 44/2024-25", "IN-DGFT 2024/44"),
        ("Notice to Exporters 2024/07", "GB", "Notice to Exporters 2024/07", "GB-ECJU 2024/07"),
        ("Decision C(2024) 2230 of", "BE", "Decision C(2024) 2230", "EU-C 2024/2230"),
        ("see COM(2023) 160 final", "BE", "COM(2023) 160 final", "EU COM(2023) 160"),
        ("Council Regulation (EU) 2022/328", "BE", "Council Regulation (EU) 2022/328", "EU 2022/328"),
        ("House Bill No. 8113 passed", "PH", "House Bill No. 8113", "PH-HB 8113"),
        ("by decree No. 1,210 the state", "VE", "No. 1,210", "VE-Decree 1210"),
        ("印度第2024-25/31号通知", "IN", "第2024-25/31号通知", "IN-DGFT 2024/31"),
        ("貿易部長第22號條例", "ID", "貿易部長第22號條例", "ID-TRADE 2025/22"),
        ("公告（2019年第12号）", "CN", "2019年第12号", "CN-MOFCOM 2019/12"),
    ],
)
def test_forms_of_any_state(text: str, state: str, surface: str, term: str) -> None:
    assert numbers(text, state) == [(surface, term)]


def test_an_authority_s_own_act_without_issuer_is_its() -> None:
    assert numbers("Order No. 87 on scrap", "KZ", "KZ-TRADE") == [("Order No. 87", "KZ-TRADE 2025/87")]
    assert numbers("Order No. 87 on scrap", "UZ", "KZ-TRADE") == [("Order No. 87", "UZ-ORDER 2025/87")]


@pytest.mark.parametrize("text", ["a law of 21,591 pages", "Order 66 tea cups", "In short order, 2025 ended", "Act 3"])
def test_what_is_no_number_of_an_act(text: str) -> None:
    assert numbers(text, "KZ") == []
