"""The rows of the site's small world: real acts and dates, made-up outlets and passages. One row, one line."""

# ruff: noqa: E501  # a table is read by its rows

from __future__ import annotations

from typing import Any

# fmt: off
TERMS: dict[str, dict[str, tuple[str, str, list[str]]]] = {
    "mineral": {
        "antimony": ("Antimony", "锑", []),
        "gallium": ("Gallium", "镓", []),
        "germanium": ("Germanium", "锗", []),
        "graphite": ("Graphite", "石墨", []),
        "superhard-materials": ("Superhard materials", "超硬材料", []),
        "cobalt": ("Cobalt", "钴", []),
        "rare-earths": ("Rare earths", "稀土", []),
        "medium-heavy-rare-earths": ("Medium and heavy rare earths", "中重稀土", ["rare-earths"]),
        "critical-minerals": ("Critical minerals", "关键矿产", []),
        "samarium": ("Samarium", "钐", ["medium-heavy-rare-earths"]),
        "gadolinium": ("Gadolinium", "钆", ["medium-heavy-rare-earths"]),
        "terbium": ("Terbium", "铽", ["medium-heavy-rare-earths"]),
        "dysprosium": ("Dysprosium", "镝", ["medium-heavy-rare-earths"]),
        "lutetium": ("Lutetium", "镥", ["medium-heavy-rare-earths"]),
        "scandium": ("Scandium", "钪", ["medium-heavy-rare-earths"]),
        "yttrium": ("Yttrium", "钇", ["medium-heavy-rare-earths"]),
    },
    "country": {
        "CN": ("China", "中国", []),
        "US": ("United States", "美国", []),
        "TH": ("Thailand", "泰国", []),
        "MX": ("Mexico", "墨西哥", []),
        "CD": ("DR Congo", "刚果（金）", []),
        "EU": ("European Union", "欧盟", []),
    },
    "agency": {
        "cn-mofcom": ("Ministry of Commerce", "商务部", []),
        "cn-gacc": ("General Administration of Customs", "海关总署", []),
        "cn-export-control-office": ("National Export Control Coordination Office", "国家出口管制工作协调机制办公室", []),
        "us-exim": ("Export–Import Bank", "", []),
        "cd-arecoms": ("ARECOMS", "", []),
        "eu-commission": ("European Commission", "欧盟委员会", []),
    },
    "firm": {"youngsun-and-essen": ("Youngsun & Essen", "", [])},
    "action": {"export_prohibition": ("Export ban", "", ["trade control"])},
}
SEVEN = ["samarium", "gadolinium", "terbium", "dysprosium", "lutetium", "scandium", "yttrium"]

ARTICLES: dict[str, tuple[str, str, str, str, str, str, str | None]] = {
    # id: publisher, country, tier, language, told, title, text or None
    "a46": ("商务部", "CN", "official", "zh", "2024-12-03", "商务部公告2024年第46号 关于加强相关两用物项对美国出口管制的公告",
            "一、禁止两用物项对美国军事用户或军事用途出口。\n二、原则上不予许可镓、锗、锑、超硬材料相关两用物项对美国出口；"
            "对石墨两用物项对美国出口，实施更严格的最终用户和最终用途审查。\n本公告自公布之日起正式实施。"),
    "a72": ("商务部", "CN", "official", "zh", "2025-11-09", "商务部公告2025年第72号 公布暂停实施2024年第46号公告第二款的决定",
            "自即日起至2026年11月27日，商务部公告2024年第46号第二款暂停实施。"),
    "n46": ("Metals Gazette", "GB", "trade", "en", "2024-12-03", "China bars antimony, gallium and germanium exports to the US", None),
    "n72": ("Harbour Wire", "SG", "wire", "en", "2025-11-10", "Beijing pauses ban on gallium, germanium, antimony sales to US", None),
    "a18": ("商务部", "CN", "official", "zh", "2025-04-04", "商务部 海关总署公告2025年第18号",
            "对7类中重稀土相关物项实施出口管制。本公告自发布之日起正式实施。"),
    "n18": ("Harbour Wire", "SG", "wire", "en", "2025-04-04", "China puts seven rare earths under licence", None),
    "a23": ("商务部", "CN", "official", "zh", "2023-07-03", "商务部 海关总署公告2023年第23号", "自2023年8月1日起，对镓、锗相关物项实施出口管制。"),
    "a61": ("商务部", "CN", "official", "zh", "2025-10-09", "商务部公告2025年第61号", "对境外相关稀土物项实施出口管制，部分自2025年12月1日起实施。"),
    "a70": ("商务部", "CN", "official", "zh", "2025-11-07", "商务部 海关总署公告2025年第70号", "自即日起至2026年11月10日，暂停实施商务部公告2025年第61号等。"),
    "nth": ("Trade Ledger", "US", "press", "en", "2025-07-10", "US buyers get Chinese antimony by way of Thailand and Mexico", None),
    "nsz": ("Metals Gazette", "GB", "trade", "en", "2025-05-09", "China opens drive against smuggling of strategic minerals in Shenzhen", None),
    "ncd": ("Harbour Wire", "SG", "wire", "en", "2025-09-20", "Congo to replace cobalt export stop with quotas", None),
    "nex": ("Trade Ledger", "US", "press", "en", "2025-01-15", "US lender opens supply chain programme for critical minerals", None),
    "aeu": ("Official Journal of the European Union", "EU", "official", "en", "2024-05-03", "Regulation (EU) 2024/1252",
            "This Regulation shall enter into force on the twentieth day following that of its publication."),
    "x23": ("商务部", "CN", "official", "zh", "2023-07-03", "附件：镓、锗相关物项清单", "序号 名称 海关商品编号\n1 金属镓（单质） 811292\n2 金属锗 811292 纯度≥99.99%"),
    "n72b": ("Port Courier", "MY", "press", "en", "2025-11-11", "Beijing pauses its ban on gallium sales", None),
    "bad": ("<b>Evil</b> Press", "GB", "press", "en", "2025-06-01", "<script>alert('title')</script> antimony", None),
}

CLAIMS: list[tuple[str, str, str | None, str, str, str, dict[str, str]]] = [
    # id, article, event, action, stage, quote (a substring of the text, where there is one), more
    ("c46p1", "a46", "e46p1", "export_prohibition", "in_force", "禁止两用物项对美国军事用户或军事用途出口。", {"paragraph": "1"}),
    ("c46p2", "a46", "e46p2", "export_prohibition", "in_force", "原则上不予许可镓、锗、锑、超硬材料相关两用物项对美国出口", {"paragraph": "2"}),
    ("c46p2g", "a46", "e46p2g", "export_licensing", "in_force", "对石墨两用物项对美国出口，实施更严格的最终用户和最终用途审查。", {"paragraph": "2"}),
    ("cn46", "n46", "e46p2", "export_prohibition", "in_force", "China has barred exports of antimony, gallium and germanium to the United States with immediate effect.", {}),
    ("c72", "a72", "e72", "export_prohibition", "suspended", "自即日起至2026年11月27日，商务部公告2024年第46号第二款暂停实施。", {"until": "2026-11-27"}),
    ("cn72", "n72", "e72", "export_prohibition", "suspended", "Beijing will suspend its ban on sales of gallium, germanium and antimony to the United States until 27 November 2026.", {"until": "2026-11-27"}),
    ("c18", "a18", "e18", "export_licensing", "in_force", "对7类中重稀土相关物项实施出口管制。", {}),
    ("cn18", "n18", "e18", "export_licensing", "in_force", "Exporters of seven rare earths now need a licence for every shipment.", {}),
    ("c23", "a23", "e23", "export_licensing", "announced", "自2023年8月1日起，对镓、锗相关物项实施出口管制。", {"effective": "2023-08-01"}),
    ("c61", "a61", "e61", "export_licensing", "announced", "部分自2025年12月1日起实施", {"effective": "2025-12-01"}),
    ("c70", "a70", "e70", "export_licensing", "suspended", "自即日起至2026年11月10日，暂停实施商务部公告2025年第61号等。", {"until": "2026-11-10"}),
    ("cth", "nth", "eth", "circumvention", "occurred", "Traders move Chinese antimony oxides to US buyers by way of Thailand and Mexico.", {}),
    ("csz", "nsz", "esz", "enforcement_campaign", "announced", "Agencies met in Shenzhen on 9 May to launch a campaign against the smuggling of strategic minerals.", {}),
    ("ccd", "ncd", "ecd", "export_quota", "announced", "Quotas will take the place of the export stop from 16 October.", {"effective": "2025-10-16"}),
    ("cex", "nex", "eex", "public_finance", "announced", "The lender's supply chain initiative will finance critical minerals projects abroad.", {}),
    ("ceu", "aeu", "eeu", "law_or_strategy", "in_force", "This Regulation shall enter into force on the twentieth day following that of its publication.", {}),
    ("cbad", "bad", "ebad", "price_move", "occurred", "Prices <img src=x onerror=alert('quote')> doubled.", {}),
    ("cn72b", "n72b", "e72", "export_prohibition", "suspended", "Beijing will suspend its ban on sales of gallium until 27 November 2026.", {"until": "2026-11-27"}),
    ("chedge", "n72", "e72", "export_prohibition", "ended", "Analysts expect the ban to be lifted for good.", {"certainty": "expected"}),
]

EVENTS: dict[str, tuple[Any, ...]] = {
    # id: headline, date, action, stage, actors, agencies, targets, via, minerals, instrument, sources, official, languages, lead
    "e46p1": ("China bars dual-use exports to US military users", "2024-12-03", "export_prohibition", "in_force", ["CN"], ["cn-mofcom"], ["US"], [], [], "CN-MOFCOM 2024/46", 0, 1, ["zh"], "c46p1"),
    "e46p2": ("China bans exports of gallium, germanium, antimony and superhard materials to the United States", "2024-12-03", "export_prohibition", "in_force", ["CN"], ["cn-mofcom"], ["US"], [], ["gallium", "germanium", "antimony", "superhard-materials"], "CN-MOFCOM 2024/46", 1, 1, ["en", "zh"], "c46p2"),
    "e46p2g": ("China reviews graphite exports to the United States more strictly", "2024-12-03", "export_licensing", "in_force", ["CN"], ["cn-mofcom"], ["US"], [], ["graphite"], "CN-MOFCOM 2024/46", 0, 1, ["zh"], "c46p2g"),
    "e72": ("China suspends its export ban on gallium, germanium, antimony and superhard materials to the United States until 27 November 2026", "2025-11-09", "export_prohibition", "suspended", ["CN"], ["cn-mofcom"], ["US"], [], ["gallium", "germanium", "antimony", "superhard-materials", "graphite"], "CN-MOFCOM 2025/72", 1, 1, ["en", "zh"], "c72"),
    "e18": ("China puts seven medium and heavy rare earths under export licensing", "2025-04-04", "export_licensing", "in_force", ["CN"], ["cn-mofcom", "cn-gacc"], ["*"], [], SEVEN, "CN-MOFCOM 2025/18", 1, 1, ["en", "zh"], "c18"),
    "e23": ("China puts gallium and germanium under export licensing", "2023-08-01", "export_licensing", "announced", ["CN"], ["cn-mofcom", "cn-gacc"], ["*"], [], ["gallium", "germanium"], "CN-MOFCOM 2023/23", 0, 1, ["zh"], "c23"),
    "e61": ("China puts rare-earth items made abroad under export licensing", "2025-12-01", "export_licensing", "announced", ["CN"], ["cn-mofcom"], ["*"], [], SEVEN, "CN-MOFCOM 2025/61", 0, 1, ["zh"], "c61"),
    "e70": ("China suspends its export licensing of rare-earth items made abroad until 10 November 2026", "2025-11-07", "export_licensing", "suspended", ["CN"], ["cn-mofcom", "cn-gacc"], ["*"], [], SEVEN, "CN-MOFCOM 2025/70", 0, 1, ["zh"], "c70"),
    "eth": ("Chinese antimony reaches the United States by way of Thailand and Mexico", "2025-07-10", "circumvention", "occurred", ["CN"], [], ["US"], ["TH", "MX"], ["antimony"], None, 1, 0, ["en"], "cth"),
    "esz": ("China launches a campaign against smuggling of strategic minerals", "2025-05-09", "enforcement_campaign", "announced", ["CN"], ["cn-export-control-office"], [], [], ["critical-minerals"], None, 1, 0, ["en"], "csz"),
    "ecd": ("DR Congo sets cobalt export quotas", "2025-10-16", "export_quota", "announced", ["CD"], ["cd-arecoms"], [], [], ["cobalt"], "CD-ARECOMS 2025/004", 1, 0, ["en"], "ccd"),
    "eex": ("United States offers finance for critical minerals supply chains", "2025-01", "public_finance", "announced", ["US"], ["us-exim"], [], [], ["critical-minerals"], None, 1, 0, ["en"], "cex"),
    "eeu": ("European Union enacts Regulation 2024/1252", "2024-05-23", "law_or_strategy", "in_force", ["EU"], ["eu-commission"], [], [], ["critical-minerals"], "EU 2024/1252", 0, 1, ["en"], "ceu"),
    "ebad": ("<script>alert('headline')</script> price rises", "2025-06-01", "price_move", "occurred", [], [], [], [], ["antimony"], None, 1, 0, ["en"], "cbad"),
}
TOLD = {claim[2]: ARTICLES[claim[1]][4] for claim in reversed(CLAIMS) if claim[2]}

MEASURES: dict[str, tuple[str, str, list[str], list[str]]] = {
    # id: instrument, title, actors, agencies
    "cn-mofcom-2024-46": ("CN-MOFCOM 2024/46", "Stricter control of dual-use exports to the United States", ["CN"], ["cn-mofcom"]),
    "cn-mofcom-2025-72": ("CN-MOFCOM 2025/72", "Suspension of paragraph 2 of No. 46 of 2024", ["CN"], ["cn-mofcom"]),
    "cn-mofcom-2025-18": ("CN-MOFCOM 2025/18", "Export control of certain medium and heavy rare earths", ["CN"], ["cn-mofcom", "cn-gacc"]),
    "cn-mofcom-2023-23": ("CN-MOFCOM 2023/23", "Export control of gallium and germanium items", ["CN"], ["cn-mofcom", "cn-gacc"]),
    "cn-mofcom-2025-61": ("CN-MOFCOM 2025/61", "Export control of rare-earth items made abroad", ["CN"], ["cn-mofcom"]),
    "cd-arecoms-2025-004": ("CD-ARECOMS 2025/004", "Cobalt export quotas", ["CD"], ["cd-arecoms"]),
    "eu-2024-1252": ("EU 2024/1252", "Critical Raw Materials Act", ["EU"], ["eu-commission"]),
}

# measure, scope, action, paragraph, minerals, targets,
#   steps (kind, date, known, by, event, claim, until), spans (state, since, until, known since, known until, next, why, step)
LIVES: list[tuple[Any, ...]] = [
    ("cn-mofcom-2024-46", "1:export_prohibition", "export_prohibition", "1", [], ["US"],
     [("effective", "2024-12-03", "2024-12-03", "CN-MOFCOM 2024/46", "e46p1", "c46p1", None)],
     [("in_force", "2024-12-03", None, "2024-12-03", None, None, "Effective on publication; nothing published since touches paragraph 1.", 0)]),
    ("cn-mofcom-2024-46", "2:export_prohibition", "export_prohibition", "2", ["gallium", "germanium", "antimony", "superhard-materials"], ["US"],
     [("effective", "2024-12-03", "2024-12-03", "CN-MOFCOM 2024/46", "e46p2", "c46p2", None),
      ("suspended", "2025-11-09", "2025-11-09", "CN-MOFCOM 2025/72", "e72", "c72", "2026-11-27"),
      ("suspended", "2025-11-10", "2025-11-10", "CN-MOFCOM 2025/72", "e72", "cn72", "2026-11-27")],
     [("in_force", "2024-12-03", None, "2024-12-03", "2025-11-08", None, "Effective on publication.", 0),
      ("in_force", "2024-12-03", "2025-11-08", "2025-11-09", None, "2025-11-09", "Effective on publication.", 0),
      ("suspended", "2025-11-09", "2026-11-27", "2025-11-09", None, "2026-11-28", "Paused by CN-MOFCOM 2025/72 until 2026-11-27.", 1),
      ("pause_ended_unconfirmed", "2026-11-28", None, "2025-11-09", None, None, "The pause ends on 2026-11-27 by its own text; no later text says what follows.", 1)]),
    ("cn-mofcom-2024-46", "2:export_licensing", "export_licensing", "2", ["graphite"], ["US"],
     [("effective", "2024-12-03", "2024-12-03", "CN-MOFCOM 2024/46", "e46p2g", "c46p2g", None),
      ("suspended", "2025-11-09", "2025-11-09", "CN-MOFCOM 2025/72", "e72", "c72", "2026-11-27")],
     [("in_force", "2024-12-03", None, "2024-12-03", "2025-11-08", None, "Effective on publication.", 0),
      ("in_force", "2024-12-03", "2025-11-08", "2025-11-09", None, "2025-11-09", "Effective on publication.", 0),
      ("suspended", "2025-11-09", "2026-11-27", "2025-11-09", None, "2026-11-28", "Paused by CN-MOFCOM 2025/72 until 2026-11-27.", 1),
      ("pause_ended_unconfirmed", "2026-11-28", None, "2025-11-09", None, None, "The pause ends on 2026-11-27 by its own text; no later text says what follows.", 1)]),
    ("cn-mofcom-2025-72", "suspension", "suspension", None, [], ["US"],
     [("effective", "2025-11-09", "2025-11-09", "CN-MOFCOM 2025/72", "e72", "c72", "2026-11-27")],
     [("in_force", "2025-11-09", "2026-11-27", "2025-11-09", None, "2026-11-28", "In force since 2025-11-09.", 0),
      ("ended", "2026-11-28", None, "2025-11-09", None, None, "It ran out on 2026-11-27.", 0)]),
    ("cn-mofcom-2025-18", "export_licensing", "export_licensing", None, SEVEN, ["*"],
     [("effective", "2025-04-04", "2025-04-04", "CN-MOFCOM 2025/18", "e18", "c18", None)],
     [("in_force", "2025-04-04", None, "2025-04-04", None, None, "Effective on publication.", 0)]),
    ("cn-mofcom-2023-23", "export_licensing", "export_licensing", None, ["gallium", "germanium"], ["*"],
     [("announced", "2023-07-03", "2023-07-03", "CN-MOFCOM 2023/23", "e23", "c23", None),
      ("effective", "2023-08-01", "2023-07-03", "CN-MOFCOM 2023/23", "e23", "c23", None)],
     [("announced", "2023-07-03", "2023-07-31", "2023-07-03", None, "2023-08-01", "Published on 2023-07-03.", 0),
      ("in_force", "2023-08-01", None, "2023-07-03", None, None, "In force since 2023-08-01.", 1)]),
    ("cn-mofcom-2025-61", "export_licensing", "export_licensing", None, SEVEN, ["*"],
     [("announced", "2025-10-09", "2025-10-09", "CN-MOFCOM 2025/61", "e61", "c61", None),
      ("suspended", "2025-11-07", "2025-11-07", "CN-MOFCOM 2025/70", "e70", "c70", "2026-11-10")],
     [("announced", "2025-10-09", "2025-11-06", "2025-10-09", None, "2025-12-01", "Published on 2025-10-09.", 0),
      ("suspended", "2025-11-07", "2026-11-10", "2025-11-07", None, "2026-11-11", "Paused by CN-MOFCOM 2025/70 until 2026-11-10.", 1),
      ("pause_ended_unconfirmed", "2026-11-11", None, "2025-11-07", None, None, "The pause ended on 2026-11-10 by its own text; no later text says what follows.", 1)]),
    ("cd-arecoms-2025-004", "export_quota", "export_quota", None, ["cobalt"], [],
     [("effective", "2025-10-16", "2025-09-20", "CD-ARECOMS 2025/004", "ecd", "ccd", None)],
     [("reported", "2025-09-20", None, "2025-09-20", None, None, "Told by unofficial sources only.", 0)]),
    ("eu-2024-1252", "law_or_strategy", "law_or_strategy", None, ["critical-minerals"], [],
     [("effective", "2024-05-23", "2024-05-03", "EU 2024/1252", "eeu", "ceu", None)],
     [("in_force", "2024-05-23", None, "2024-05-03", None, None, "In force since 2024-05-23.", 0)]),
]
LINKS = [
    ("cn-mofcom-2025-72", "suspends", "cn-mofcom-2024-46"),
    ("cn-mofcom-2024-46", "suspended_by", "cn-mofcom-2025-72"),
]

FEEDS: list[dict[str, Any]] = [
    # one source for each way of being seen or not; the polls of each, oldest first, as (hours ago, outcome, status, reason)
    {"id": "mofcom", "publisher": "Mofcom", "country": "CN", "language": "zh", "tier": "official", "kind": "listing", "failures": 0,
     "first": 2000, "polls": [(26, "unchanged", 200, ""), (2, "timeout", None, "no answer in 20 s"), (1, "new", 200, "")], "expect_weekly": 3.0},
    {"id": "gazette", "publisher": "Gazette", "country": "GB", "language": "en", "tier": "trade", "kind": "feed", "failures": 3,
     "first": 3000, "polls": [(90, "new", 200, ""), (80, "error", 503, "503 Service Unavailable"), (50, "challenge", 200, "a captcha <b>stands</b> in the way")], "expect_weekly": 8.0},
    {"id": "wire", "publisher": "Harbour Wire", "country": "SG", "language": "en", "tier": "wire", "kind": "api", "failures": 0,
     "first": 900, "polls": [(30, "unchanged", 304, "")], "next": 29, "expect_weekly": 20.0},
    {"id": "young", "publisher": "<i>Young</i> Post", "country": "US", "language": "en", "tier": "press", "kind": "feed", "failures": 0, "first": None, "polls": []},
    {"id": "old", "publisher": "Old Bulletin", "country": "US", "language": "en", "tier": "press", "kind": "feed", "failures": 1, "first": 4000,
     "polls": [(500, "refused", 410, "410 Gone")], "retired": 500},
    {"id": "asleep", "publisher": "Sleeping Journal", "country": "JP", "language": "ja", "tier": "analysis", "kind": "feed", "failures": 0, "first": None, "polls": [], "enabled": 0},
]
BLIND: list[tuple[str, int, int | None, str]] = [
    # source, from hours ago, until hours ago, why
    ("gazette", 80, None, "error"),
    ("gazette", 700, 650, "wrong_shape"),
    ("mofcom", 2, 1, "timeout"),
    ("mofcom", 5000, 4900, "no poll in 100 h <tracker off>"),
]
ENTRIES: list[dict[str, Any]] = [
    {"id": "t1", "feed_id": "mofcom", "title": "商务部公告2025年第72号", "state": "read", "article_id": "a72", "published": 30, "seen": 26, "number": "CN-MOFCOM 2025/72"},
    {"id": "t2", "feed_id": "mofcom", "title": "关于召开会议的通知", "state": "out_of_scope", "published": 40, "seen": 26},
    {"id": "t3", "feed_id": "mofcom", "title": "附件：管制清单", "state": "failed", "published": None, "seen": 20, "part_of": "a23"},
    {"id": "t4", "feed_id": "mofcom", "title": "<script>alert('entry')</script>", "state": "new", "tries": 2, "published": None, "seen": 1},
    {"id": "t5", "feed_id": "gazette", "title": "Gallium prices", "state": "out_of_scope", "published": 120, "seen": 90},
]
MORE: dict[str, dict[str, Any]] = {
    # what articles bear beyond their text
    "a46": {"dated_by": "text", "script": "Hans", "checks": 2, "feed_id": "mofcom", "revision": 2, "gone_at": "2026-01-05T10:00:00+00:00"},
    "a72": {"dated_by": "meta", "script": "Hans", "feed_id": "mofcom", "next_check_at": "2026-12-01T00:00:00+00:00"},
    "a23": {"dated_by": "url", "instrument": "CN-MOFCOM 2023/23", "script": "Hans"},
    "x23": {"dated_by": None, "published": None, "part_of": "a23", "instrument": "CN-MOFCOM 2023/23"},
    "n46": {"dated_by": "feed", "wire": "reuters", "feed_id": "gazette"},
    "n72": {"dated_by": "feed", "feed_id": "wire"},
    "n72b": {"dated_by": "feed", "copy_of": "n72", "wire": "harbour-wire"},
    "nth": {"revision": 2},
}
ALIASES = [("https://other.example/46", "a46"), ("javascript:alert('alias')", "a46"), ("https://news.example/a46", "a46")]
REVISIONS: list[tuple[str, int, int, int, str | None]] = [
    ("a46", 2, 1, 1, "--- before\n+++ after\n@@ -1,3 +1,3 @@\n 一、禁止两用物项对美国军事用户或军事用途出口。\n-自公布之日起实施。\n+自公布之日起正式实施。<script>alert('diff')</script>\n"),
    ("nth", 2, 4, 2, None),
]
ITEMS: list[dict[str, Any]] = [
    {"article_id": "a23", "position": 1, "number": "1", "name": "", "name_zh": "金属镓（单质）", "hs_codes": ["811292"], "minerals": ["gallium"]},
    {"article_id": "x23", "position": 1, "number": "1", "name": "", "name_zh": "金属镓（单质）", "hs_codes": ["811292"], "minerals": ["gallium"]},
    {"article_id": "x23", "position": 2, "number": "2", "name": "Germanium <b>metal</b>", "name_zh": "金属锗", "hs_codes": ["811292"], "minerals": ["germanium"], "threshold": "纯度≥99.99%"},
    {"article_id": "a18", "position": 1, "number": "1", "name": "Samarium metal", "name_zh": "金属钐", "control_codes": ["1C902.a"], "hs_codes": ["280530"], "minerals": ["samarium"]},
]
ENTITIES: list[dict[str, Any]] = [
    {"article_id": "a46", "position": 1, "number": "1", "name": "Example Optics <b>Inc</b>", "name_zh": "例子光学公司", "country": "US", "address": "1 Example Road"},
    {"article_id": "a46", "position": 2, "number": "2", "name": "", "name_zh": "样本航空公司"},
]
GAPS: list[tuple[str, str, str, str | None, int]] = [
    ("CN-MOFCOM 2025/63", "skipped", "CN-MOFCOM 2025", None, 0),
    ("CN-MOFCOM 2025/64", "skipped", "CN-MOFCOM 2025", None, 0),
    ("CN-MOFCOM 2025/64", "cited", "CN-MOFCOM 2025", "n72", 2),
    ("CN-MOFCOM 2024/33", "cited", "CN-MOFCOM 2024", "bad", 1),
]
# fmt: on
