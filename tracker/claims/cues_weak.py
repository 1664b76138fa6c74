"""Weak cues, for sentences that no row of the main tables reads: kinds of mentions together, with one telling word.

Data. A court beside tonnes of a metal, a ministry beside a sum and a mine: few words are needed where the mentions say
what the sentence is about. Every row wants a mineral in the sentence itself.
"""

from __future__ import annotations

from tracker.claims.cues import Cue, row

_FORECLOSED = r"\b(?:law firm|consultanc\w+|newsletter|subscribe|webinar|glossary|definitions?)\b"

WEAK_EN: tuple[Cue, ...] = (
    row(
        "weak-case",
        "enforcement_case",
        (
            r"\b(?:courts?|customs|police|prosecutors?|officers|judges?|inspectors|border guards?"
            r"|tribunal)\b"
        ),
        (
            r"\b(?:smuggl\w+|hidden|undeclared|cargo|containers?|lorr(?:y|ies)|trucks?|suspects?|guilty"
            r"|traders?|haul|crates?|bags?)\b"
        ),
        needs=("here", "mass"),
    ),
    row(
        "weak-agreement",
        "agreement",
        (
            r"\b(?:sign\w*|pact|accord|partners?hips?|memorand\w+|co-?operat\w+|joint(?:ly)?|agreed"
            r"|understanding|treaty|alliance)\b"
        ),
        needs=("here", "two"),
        without=(r"\b(?:dut(?:y|ies)|tariffs?|bans?|banned|smuggl\w+|licen[cs]\w+|quotas?)\b",),
    ),
    row(
        "weak-talks",
        "talks",
        (
            r"\b(?:met|meet(?:s|ing|ings)?|talks?|visit(?:s|ed)?|delegations?|discuss\w*|negotiat\w*"
            r"|envoys?|call(?:ed)? with|raised)\b"
        ),
        needs=("here", "two"),
        without=(r"\b(?:demand|needs?|requirements?|smuggl\w+)\b.{0,10}\bmet\b|\bsmuggl", r"\bto meet\b"),
    ),
    row(
        "weak-tariff",
        "import_tariff",
        (
            r"\b(?:tariffs?|(?:customs|import|anti-?dumping|countervailing|additional|reciprocal) (?:tax"
            r"|dut(?:y|ies))|dut(?:y|ies)|surcharges?|levies)\b"
        ),
        needs=("here",),
        without=(
            r"\bexport",
            r"\bheavy[- ]duty\b",
            r"\btariff (?:codes?|lines?|subheadings?|headings?)\b",
            r"\bduty to\b",
        ),
    ),
    row(
        "weak-import",
        "import_restriction",
        r"\bimports?\b",
        (
            r"\b(?:restrict\w*|limit\w*|licen[cs]\w*|phase[sd]? out|exclude[sd]?|bar(?:s|red)?|block\w*"
            r"|dependen\w+ .{0,20}no more than|maximum share)\b"
        ),
        needs=("here",),
        without=(r"\bexports?\b",),
    ),
    row(
        "weak-quota",
        "export_quota",
        r"\b(?:quotas?|allocations?|volume caps?|allotments?)\b",
        needs=("here",),
        without=(r"\b(?:production|mining|smelting|output|imports?|extraction)\b",),
    ),
    row(
        "weak-ban",
        "export_prohibition",
        (
            r"\b(?:no longer|not|never|nothing|none|no)\b.{0,60}\b(?:ship\w*|export\w*|sell|sold|leave"
            r"|sales|supply|supplied)\b|\b(?:shut|closed|clos(?:es|ing)|choke[ds]?"
            r"|cut)\b.{0,40}\b(?:exports?|shipments?|sales|supply|supplies|off)\b|\bexport (?:stop"
            r"|freeze|halt|embargo)\b"
        ),
        needs=("here",),
        without=(
            r"\blicen[cs]|\bpermit",
            r"\b(?:did|does|do|has|have) not (?:comment|say|reply|answer)\b",
            r"\bimports?\b",
        ),
    ),
    row(
        "weak-control",
        "export_licensing",
        r"\b(?:exports?|exporters?|exporting|exported|shipments?|overseas sales|dual-use)\b",
        (
            r"\b(?:limit\w*|restrict\w*|control\w*|curb\w*|tight\w*|rul(?:e|es|ing)|requir\w*|subject"
            r"|notif\w*|declar\w*|approv\w*|review\w*|check\w*|scrutin\w*|licen[cs]\w*|permit\w*"
            r"|regulat\w*|vet(?:s|ted|ting)?|clear(?:ed|ance))\b"
        ),
        needs=("here",),
        without=(r"\btechnolog", r"\bsmuggl", r"\bexport credit\b"),
    ),
    row(
        "weak-licence",
        "export_licensing",
        r"\b(?:licen[cs](?:e|es|ed|ing)|permits?|control(?:s|led)?|end-users?)\b",
        needs=("here", "state"),
        without=(
            r"\bmin(?:e|ing)\b",
            r"\bsmuggl",
            r"\bproject",
            r"\bcontrol(?:s|led)? (?:about|more than|some|most|the majority|over|\d)",
            r"\bstock control\b",
            r"\bplants?\b",
        ),
    ),
    row(
        "weak-reserve",
        "stockpiling",
        r"\b(?:stockpil\w*|reserves?|inventor(?:y|ies)|warehous\w*|stocks)\b",
        needs=("here", "public"),
        without=(
            (
                r"\bproven\b|\bore reserves?\b|\bFederal Reserve\b|\bproducers\b|\btraders\b|\bprivate\b"
                r"|\blargest reserves\b|\bdeposits?\b"
            ),
        ),
    ),
    row(
        "weak-finance",
        "public_finance",
        (
            r"\b(?:billion|million|crore|money|funds?|sum|budget|stake|shares|loans?|grants?|backing"
            r"|support\w*)\b"
        ),
        needs=("mineral", "authority", "money"),
        without=(r"\b(?:fined?|penalt\w+|seiz\w+|smuggl\w+|court|dut(?:y|ies)|tariffs?)\b",),
    ),
    row(
        "weak-takeover",
        "ownership_action",
        r"\b(?:state|government|junta|authorities|ministry|president)\b",
        (
            r"\b(?:took over|take[sn]? over|seiz\w+|confiscat\w+|handed to|returned to the state"
            r"|stripp\w+|review of (?:foreign )?ownership|block\w* .{0,20}(?:sale|bid))\b"
        ),
        needs=("here", "firm"),
        without=(r"\bsmuggl", r"\btonnes\b"),
    ),
    row(
        "weak-designation",
        "designation",
        r"\b(?:critical|strategic)\b",
        (
            r"\b(?:lists?|listed|adds?|added|names?|named|declares?|declared|recogni[sz]\w+|includ\w+"
            r"|status|drops?|dropped|removes?)\b"
        ),
        needs=("here", "state"),
        without=(r"\bexports?\b|\bsmuggl|\bcompanies\b|\bentities\b|\breserve\b|\bstockpile", r"\bincluding\b"),
    ),
    row(
        "weak-disruption",
        "supply_disruption",
        (
            r"\b(?:stop(?:s|ped)?|halt(?:s|ed)?|suspend(?:s|ed)?|cut(?:s)?|shut|delay(?:s|ed)?"
            r"|disrupt\w*|shortages?|scarce|slow(?:s|ed)?|paralys\w+|repairs?|breakdown|strike|accident"
            r"|fire|flood\w*|out of action|offline|production line)\b"
        ),
        needs=("here", "firm"),
        without=(r"\bexport|\bsmuggl|\bdut(?:y|ies)\b|\btariffs?\b",),
    ),
    row(
        "weak-project",
        "project",
        (
            r"\b(?:mines?|smelters?|refiner(?:y|ies)|plants?|factor(?:y|ies)|mills?|furnaces?|works"
            r"|facilit(?:y|ies)|project|lines?|capacity|production)\b"
        ),
        (
            r"\b(?:new|first|second|start\w*|begin\w*|began|plans?|planned|will|due|by 20\d\d|next year"
            r"|tonnes|expan\w*|restart\w*|clos\w*|build\w*|built|commission\w*|develop\w*|complet\w*"
            r"|pilot)\b"
        ),
        needs=("here", "firm"),
        without=(r"\bexport|\bsmuggl|\bdut(?:y|ies)\b|\btariffs?\b|\bcourt\b",),
    ),
    row(
        "weak-price-percent",
        "price_move",
        r"\b(?:prices?|futures|spot|market)\b",
        r"\b(?:per ?cent|%|record|high(?:er|est)?|low(?:er|est)?|doubled|tripled)\b",
        needs=("here", "quantity"),
    ),
    row(
        "weak-law",
        "law_or_strategy",
        (
            r"\b(?:laws?|bill|act|code|decree|regulations?|strategy|plan|policy|roadmap|order|programme"
            r"|reform)\b"
        ),
        (
            r"\b(?:new|parliament|cabinet|government|ministry|president|congress|council|commission"
            r"|requires?|sets?|aims?|allows?|would)\b"
        ),
        needs=("here", "state"),
        without=(_FORECLOSED, r"\bin accordance\b|\bpursuant\b|\bexports?\b|\bfirm\b|\bin order to\b|\bcourt\b"),
    ),
)

WEAK_ZH: tuple[Cue, ...] = (
    row(
        "weak-case",
        "enforcement_case",
        r"海关|警方|法院|检察|公安|缉私|边检|执法人员|涉案|案",
        r"走私|查|判|案|嫌|扣|罚",
        needs=("here", "mass"),
    ),
    row(
        "weak-agreement",
        "agreement",
        r"签|合作|协议|备忘录|伙伴|联合|共同|同意|谅解",
        needs=("here", "two"),
        without=(r"禁|许可|关税|走私|管制",),
    ),
    row(
        "weak-talks",
        "talks",
        r"会晤|会见|会谈|磋商|谈判|访问|讨论|通话|商讨|交涉",
        needs=("here", "two"),
        without=(r"走私|现场会",),
    ),
    row("weak-tariff", "import_tariff", r"关税|税率|反倾销|反补贴|加税", needs=("here",), without=(r"出口(?:关)?税",)),
    row(
        "weak-import",
        "import_restriction",
        r"进口",
        r"限制|禁|停|设限|不得|配额|许可",
        needs=("here",),
        without=(r"出口",),
    ),
    row("weak-quota", "export_quota", r"配额|额度|指标", needs=("here",), without=(r"开采|冶炼|生产|进口|年度",)),
    row(
        "weak-quota-home",
        "production_quota",
        r"配额|额度|指标|总量",
        r"开采|冶炼|生产|产量",
        needs=("here",),
        without=(r"进口配额|出口",),
    ),
    row(
        "weak-ban",
        "export_prohibition",
        r"(?:不|禁|停|断|止).{0,12}(?:出口|卖|售|供应|供货|发货|出境|外运)|(?:出口|外销|供应|出境).{0,10}(?:禁|停|断|止)",
        needs=("here",),
        without=(r"许可|凭|审批|技术|库存",),
    ),
    row(
        "weak-control",
        "export_licensing",
        r"出口|外销|出境|对外|物项",
        r"管制|许可|审批|限制|收紧|申报|审查|管控|从严|凭|证|放宽|监管",
        needs=("here",),
        without=(r"技术|走私|管制法|协调机制",),
    ),
    row(
        "weak-reserve",
        "stockpiling",
        r"储备|收储|库存|抛售",
        r"国家|政府|部|局|官方|公共|联合",
        needs=("here",),
        without=(r"储量|企业库存",),
    ),
    row(
        "weak-finance",
        "public_finance",
        r"亿|万|资金|补贴|贷款|基金|资助|支持",
        needs=("mineral", "authority", "money"),
        without=(r"罚|判|案|走私|关税|查",),
    ),
    row(
        "weak-designation",
        "designation",
        r"关键|战略|紧缺",
        r"清单|目录|名录|名单|列|纳入|新增",
        needs=("here", "state"),
        without=(r"出口|走私|储备|企业",),
    ),
    row(
        "weak-disruption",
        "supply_disruption",
        r"停|减|断|缺|事故|罢工|火灾|检修|延误|中断|紧张",
        needs=("here", "firm"),
        without=(r"出口|走私|关税|价",),
    ),
    row(
        "weak-project",
        "project",
        r"矿|厂|线|项目|炉|产能|基地",
        r"建|投|产|扩|开|停|关|启|年|计划",
        needs=("here", "firm"),
        without=(r"出口|走私|关税|价",),
    ),
    row(
        "weak-price-percent",
        "price_move",
        r"价|行情|报",
        r"涨|跌|升|降|高|低|新高",
        needs=("here", "quantity"),
        without=(r"股价|占比",),
    ),
    row(
        "weak-law",
        "law_or_strategy",
        r"法|条例|办法|战略|规划|计划|方案|政策",
        r"政府|国会|议会|内阁|部|委|总统|国务院|欧盟",
        needs=("here", "state"),
        without=(r"无法|违法|非法|方法|做法|说法|法院|想法|看法|执法|根据|依照|依法|出口|办理",),
    ),
)
