"""What an article is known as: one act at several addresses, copies of one story, annexes, revisions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.making import NOON, feed
from tests.pipeline.test_gather import configured, later
from tests.web import Web
from tracker import pipeline
from tracker.model import Feed, Listing
from tracker.store import Store

pytestmark = pytest.mark.net

NOTICE = (
    "商务部公告2025年第90号 公布对锑相关物项实施出口管制的决定",
    "根据《中华人民共和国出口管制法》有关规定，为维护国家安全和利益，决定对锑相关物项实施出口管制。",
    "一、满足以下特性的物项，未经许可，不得出口：",
    "1. 锑锭（参考海关商品编号：8110101000）。",
    "二、出口经营者出口上述物项，应当依照有关规定向国务院商务主管部门申请许可。",
    "三、本公告自2025年12月1日起正式实施。",
    "商务部",
    "2025年11月20日",
)
STORY = (
    "China banned exports of antimony to the United States on Tuesday, the commerce ministry said in a statement.",
    "The ban covers antimony ingots, oxides and compounds that are used in munitions, solar glass and flame retardant.",
    "Buyers in Rotterdam said that they had expected some measure for weeks, but not one that names a single country.",
    "Prices in Europe rose by a tenth on the day, and two traders said that no offers were to be had for prompt metal.",
    "Smelters in Oman and Tajikistan, which buy Chinese concentrate, said that they would go on as before for now.",
)


def ministry(web: Web, name: str, path: str) -> Feed:
    title = re.search(r"<title>(.*?)</title>", web.pages[path][2].decode()) if path in web.pages else None
    row = f'<ul><li class=row><a href="{path}">{title[1] if title else NOTICE[0]}</a><span>2025-11-20</span></li></ul>'
    return feed(
        name,
        kind="listing",
        listing=Listing(".row", date="span"),
        url=web.serves(f"/list-{name}", row),
        publisher="Ministry of Commerce of China",
        country="CN",
        language="zh",
        tier="official",
        publish="full",
        zone="Asia/Shanghai",
        container="div.art-con",
    )


def page(web: Web, path: str, *lines: str, head: str = "") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return web.serves(
        path, f"<html lang=zh><head><title>{lines[0]}</title>{head}</head><div class=art-con>{body}</div>"
    )


def run(store: Store, reader: pipeline.Reader, tmp_path: Path, *feeds: Feed, **span: float) -> None:
    settings = configured(tmp_path, *feeds)
    pipeline.poll(store, settings, later(**span))
    pipeline.read(store, settings, reader, later(**span))
    pipeline.link(store, reader.vocab)
    pipeline.review(store, settings, later(**span)())


def kinds(store: Store) -> set[str]:
    return {row["kind"] for row in store.issues.open()}


def test_one_act_at_two_addresses_is_one_article(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    page(web, "/zcfb/1", *NOTICE)
    page(web, "/blgg/1", *NOTICE, "【打印】【关闭】")
    run(store, reader, tmp_path, ministry(web, "a", "/zcfb/1"), ministry(web, "b", "/blgg/1"))
    assert store.counts()["articles"] == 1
    (known,) = store.reading.same_act("CN-MOFCOM 2025/90", "zh")
    assert {f"{web.base}/zcfb/1", f"{web.base}/blgg/1"} <= {known.url, *known.aliases}
    assert kinds(store) == set()


def test_one_number_with_two_texts_is_two_articles_and_an_issue(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    page(web, "/zcfb/1", *NOTICE)
    other = [line.replace("2025年12月1日", "2026年3月1日") for line in NOTICE]
    page(web, "/blgg/1", *other)
    run(store, reader, tmp_path, ministry(web, "a", "/zcfb/1"), ministry(web, "b", "/blgg/1"))
    assert store.counts()["articles"] == 2
    assert kinds(store) == {"same_number"}


def test_three_papers_that_print_one_wire_story_are_one_source(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    feeds = []
    for name in ("a", "b", "c"):
        web.article(f"/{name}", "China bans antimony exports to United States", *STORY)
        url = web.feed(f"/feed-{name}", ("China bans antimony exports to United States", f"/{name}"))
        feeds.append(feed(name, url=url, publisher=f"Paper {name}"))
    own = [line.replace("Tuesday", "Tuesday evening") for line in reversed(STORY[:1])]
    web.article("/own", "Beijing stops antimony for United States", *own, "Our reporter called four smelters in Hunan.")
    feeds.append(feed("own", url=web.feed("/feed-own", ("Beijing stops antimony", "/own")), publisher="Own Reporter"))
    run(store, reader, tmp_path, *feeds)
    counts = store.counts()
    assert (counts["articles"], counts["events"]) == (4, 1)
    (line,) = store.shelves.lines(NOON - timedelta(days=1), NOON + timedelta(days=1))
    assert line.event.sources == 2


def test_the_lists_of_an_act_are_kept_with_their_evidence(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    page(web, "/zcfb/1", *NOTICE)
    run(store, reader, tmp_path, ministry(web, "a", "/zcfb/1"))
    (item,) = store.pages.items("CN-MOFCOM 2025/90")
    assert item["hs_codes"] == ["8110101000"]
    assert item["minerals"] == ["antimony"]
    assert "锑锭" in item["quote"]


def test_an_annex_is_read_with_the_number_of_its_act(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    annex = Path(__file__).parents[1] / "data" / "pages" / "documents"
    document = sorted(annex.glob("*.docx"))[0]
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    web.serves("/files/annex.docx", document.read_bytes(), kind)
    page(web, "/zcfb/1", *NOTICE, '附件：<a href="/files/annex.docx">管制物项清单.docx</a>')
    run(store, reader, tmp_path, ministry(web, "a", "/zcfb/1"))
    assert web.asked["/files/annex.docx"] == 1
    (act,) = store.reading.same_act("CN-MOFCOM 2025/90", "zh")
    (part,) = store.reading.parts(act.id)
    assert part.instrument == "CN-MOFCOM 2025/90"
    assert part.text


def test_a_page_that_changes_is_a_revision_with_its_difference_and_its_claims_are_told_anew(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    source = ministry(web, "a", "/zcfb/1")
    page(web, "/zcfb/1", *NOTICE)
    run(store, reader, tmp_path, source)
    settings = configured(tmp_path, source)
    assert pipeline.revisit(store, settings, reader, later(minutes=59)) == 0
    assert web.asked["/zcfb/1"] == 1
    page(web, "/zcfb/1", *[line.replace("2025年12月1日", "2026年3月1日") for line in NOTICE])
    assert pipeline.revisit(store, settings, reader, later(hours=1)) == 1
    (revision,) = store.pages.revisions(store.reading.same_act("CN-MOFCOM 2025/90", "zh")[0].id)
    assert (revision["revision"], revision["added"], revision["removed"]) == (2, 1, 1)
    assert "2026年3月1日" in revision["diff"]
    (line,) = store.shelves.lines(NOON - timedelta(days=1), NOON + timedelta(days=1))
    assert line.event.effective == "2026-03-01"


def test_pages_are_looked_at_ever_more_seldom_and_then_no_more(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    source = ministry(web, "a", "/zcfb/1")
    page(web, "/zcfb/1", *NOTICE)
    run(store, reader, tmp_path, source)
    settings = configured(tmp_path, source)
    asked = []
    for days in range(0, 90):
        pipeline.revisit(store, settings, reader, later(days=days, hours=2))
        asked.append(web.asked["/zcfb/1"])
    assert asked[0] == 2
    assert asked[-1] == 5
    assert [day for day in range(1, 90) if asked[day] > asked[day - 1]] == [1, 8, 38]


def test_a_page_that_is_gone_is_not_a_repeal(web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader) -> None:
    source = ministry(web, "a", "/zcfb/1")
    page(web, "/zcfb/1", *NOTICE)
    run(store, reader, tmp_path, source)
    before = store.measures.on(later(days=30)().date(), later(days=30)().date())
    web.fails("/zcfb/1", 404)
    settings = configured(tmp_path, source)
    pipeline.revisit(store, settings, reader, later(hours=2))
    assert kinds(store) == {"page_gone"}
    assert store.measures.on(later(days=30)().date(), later(days=30)().date()) == before
    page(web, "/zcfb/1", *NOTICE)
    pipeline.revisit(store, settings, reader, later(days=3))
    assert kinds(store) == set()


def test_numbers_that_were_skipped_or_only_cited_are_told(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    page(web, "/1", *NOTICE)
    page(web, "/2", *[line.replace("第90号", "第93号").replace("锑", "镓") for line in NOTICE])
    run(store, reader, tmp_path, ministry(web, "a", "/1"), ministry(web, "b", "/2"))
    gaps = {(row["instrument"], row["why"]) for row in store.gathering.gaps()}
    assert gaps == {("CN-MOFCOM 2025/91", "skipped"), ("CN-MOFCOM 2025/92", "skipped")}


def test_a_notice_out_of_scope_fills_its_number(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    page(web, "/1", *NOTICE)
    page(web, "/2", *[line.replace("第90号", "第92号").replace("锑", "镓") for line in NOTICE])
    page(
        web,
        "/3",
        "商务部公告2025年第91号 关于举办展览会的公告",
        "现将展览会有关事项公告如下。",
        "商务部",
        "2025年11月20日",
    )
    run(store, reader, tmp_path, *[ministry(web, name, f"/{n}") for n, name in ((1, "a"), (2, "b"), (3, "c"))])
    assert store.gathering.gaps() == []


def test_a_document_known_by_its_address_is_seen_although_its_act_goes_by_another_number(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    path = "/documents/2025/04/18/2025-06836/critical-minerals"
    order = (
        "Executive Order 14272 of April 15, 2025 Ensuring National Security Through Processed Critical Minerals",
        "By the authority vested in me, it is ordered that the Secretary of Commerce shall investigate imports of "
        "processed critical minerals under section 232.",
        "[FR Doc. 2025-06836 Filed 4-17-25; 8:45 am]",
    )
    page(web, path, *order)
    source = replace(ministry(web, "fr", path), country="US", language="en", publisher="Federal Register")
    run(store, reader, tmp_path, source)
    assert store.gathering.cited_numbers()["US-FR 2025-06836"]
    assert [row["instrument"] for row in store.gathering.gaps()] == []


def test_a_story_that_passes_the_gate_and_tells_of_no_mineral_is_not_kept(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    story = "Iron Horse brewery strikes gold with a summer lager; sales and exports of the beer doubled, the firm said."
    web.article("/beer", "Brewery strikes gold", story)
    source = feed(url=web.feed("/feed", ("Brewery strikes gold", "/beer")))
    assert reader.tagger.gate(story)
    run(store, reader, tmp_path, source)
    assert (web.asked["/beer"], store.counts()["articles"]) == (1, 0)
    assert store.gathering.unread(NOON + timedelta(days=9), 10) == []


def test_a_signpost_page_leads_to_the_article(web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader) -> None:
    web.serves("/old", "<html><script>window.location.href='/zcfb/1'</script></html>")
    page(web, "/zcfb/1", *NOTICE)
    run(store, reader, tmp_path, ministry(web, "a", "/old"))
    assert store.counts()["articles"] == 1


def test_an_article_that_no_feed_told_of_is_not_looked_at_again(
    store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    path = tmp_path / "saved.txt"
    path.write_text("\n".join(STORY))
    pipeline.add_file(store, reader, path, NOON)
    assert store.pages.due(NOON + timedelta(days=99), 10) == []


def test_the_feed_of_an_annex_may_leave_without_losing_it(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    source = ministry(web, "a", "/zcfb/1")
    page(web, "/zcfb/1", *NOTICE)
    run(store, reader, tmp_path, source)
    settings = configured(tmp_path, replace(source, id="other", enabled=False))
    assert pipeline.revisit(store, settings, reader, later(hours=2)) == 0
    assert store.counts()["articles"] == 1
