"""English cues of enforcement, supply policy, diplomacy and industry. Data; the first row that fits an action wins.

A row is a way in which wires, ministries, law firms or filings commonly put the thing.
"""

from __future__ import annotations

from tracker.claims.cues import Cue, row

_SITE = (
    r"\b(?:mines?|smelters?|refiner(?:y|ies)|plants?|factor(?:y|ies)|mills?|furnaces?|works"
    r"|facilit(?:y|ies)|concentrators?|"
    r"cascades?|kilns?|complex|pits?|project|capacity|(?:production|separation|processing"
    r"|recycling|magnet|pilot) (?:lines?|hub|centre|center|unit))\b"
)
_SIGNED = (
    r"\b(?:sign(?:s|ed|ing)?|conclud(?:e|es|ed)|seal(?:s|ed)?|reach(?:es|ed)?|struck|strikes?"
    r"|agree[sd]?|launch(?:es|ed)?|"
    r"initial(?:l)?ed|inked?|inks|finali[sz](?:e|es|ed)|establish(?:es|ed)?|clinch(?:es|ed)?"
    r"|ratif(?:y|ies|ied)|join(?:s|ed)?|announced?)\b"
)
_PACT = (
    r"\b(?:agreements?|memorand(?:um|a)|MOUs?|MoUs?|frameworks?|pact|accord|deal|treaty"
    r"|partnership|alliance|initiative|"
    r"joint (?:statement|declaration)|declaration|arrangement|action plan)\b"
)
_FUNDS = (
    r"\b(?:loans?|lend(?:s|ing)?|lent|grants?|subsid(?:y|ies|ise|ize|ies)|equity"
    r"|preferred (?:stock|shares)|(?:a|an|its|\d+%|per ?cent) "
    r"(?:equity )?stake|loan guarantees?|guarantees?|tax (?:credits?|breaks?|offsets?"
    r"|incentives?)|incentives?|funding|funds?|financ(?:e|es|ed|ing)|"
    r"invest(?:s|ed|ing|ments?)?|appropriat\w+|outlay|set(?:s|ting)? aside|earmark\w*"
    r"|credit (?:line|window|facility|insurance)|"
    r"letters? of (?:interest|intent)|capital injection|recapitali[sz]\w+|(?:put|pour|plough"
    r"|inject|commit|pump)(?:s|ed|ing|ting)?\b.{0,20}(?:million|billion|crore)|"
    r"pay(?:s|ing)? (?:for|to)|award(?:s|ed)?\b.{0,60}(?:million|billion)"
    r"|backs?\b.{0,40}(?:million|billion)|(?:scheme|programme|program)\b.{0,30}(?:million"
    r"|billion|crore))\b"
)
_MOVE = (
    r"\b(?:r[oi]se[sn]?|rising|rall(?:y|ied)|fell|fall(?:s|en|ing)?|slip(?:s|ped|ping)?"
    r"|slid(?:es?|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|"
    r"gain(?:s|ed)?|lost|los(?:e|es|ing)|drop(?:s|ped|ping)?|surg(?:e|es|ed|ing)|soar(?:s|ed"
    r"|ing)?|tumbl(?:e|es|ed)|slump(?:s|ed)?|plung(?:e|es|ed)|spik(?:e|es|ed)|"
    r"eased|firm(?:ed|er)|retreat(?:s|ed)?|recover(?:s|ed)?|increas(?:e|es|ed)|decreas(?:e|es"
    r"|ed)|declin(?:e|es|ed)|quoted|offered|traded?|trading|fetch(?:es|ed)?|reach(?:es|ed)?|"
    r"hit(?:s|ting)?|went|ended|closed?|settled|stood|stands|assessed|priced|cost(?:s)?|paid"
    r"|up(?! to)|down|doubl(?:e|es|ed)|tripl(?:e|es|ed)|quadrupled|halved|record (?:high|low)"
    r"|changed hands|bid at)\b"
)
_PRICED = r"(?:[$€£¥]\s?\d|\b(?:USD|RMB|yuan|CNY|EUR|dollars?|cents?)\b|\bper ?cent\b|%)"
_NO_ACT = r"\b(?:is|are|does|do|will) not (?:an? |the |any )?(?:offer|replac|affect|chang|constitut|commit)\w*"
_SMUGGLE = r"\b(?:smuggl\w+|traffick\w+|contraband)\b"

MORE: tuple[Cue, ...] = (
    row(
        "campaign",
        "enforcement_campaign",
        (
            r"\b(?:campaigns?|crack(?:s|ed|ing)? ?down|crackdowns?|clamp(?:s|ed|ing)? down|drive"
            r"|(?:special|joint) operations?|task force|joint (?:enforcement |coordination )?(?:centre"
            r"|center)|strike force|inspection (?:drive|blitz)|dragnet|coordination mechanism"
            r"|zero[- ]tolerance)\b"
        ),
        (
            r"\b(?:smuggl\w+|traffick\w+|illegal|illicit|export controls?|evasion|trans-?ship\w+"
            r"|enforcement|rare[- ]earth|critical minerals|strategic minerals|outflow)\b"
        ),
        without=(
            r"\bdrive (?:up|down)\b",
            r"\b(?:jailed|sentenced|convicted)\b(?!.{0,40}\bcampaign)",
        ),
    ),
    row(
        "more-enforcement",
        "enforcement_campaign",
        (
            r"\b(?:strengthen(?:s|ed)?|step(?:s|ped)? up|tighten(?:s|ed)?|reinforce[sd]?|intensif(?:y"
            r"|ies|ied)|pledg\w+|vow(?:s|ed)?|beef(?:s|ed)? up)\b.{0,60}\b(?:enforcement|policing"
            r"|oversight|supervision|inspections?|crackdown)\b"
        ),
        r"\b(?:export controls?|smuggl\w+|minerals?|rare[- ]earths?)\b",
    ),
    row(
        "agencies-convene",
        "enforcement_campaign",
        r"\b(?:convened?|met|meeting|gathered|summoned|called together|conference)\b",
        r"\b(?:agencies|ministries|departments|authorities)\b",
        r"\b(?:smuggl\w+|export controls?|illegal exports?|security|outflow|strategic minerals)\b",
    ),
    row(
        "whole-chain",
        "enforcement_campaign",
        (
            r"\b(?:whole|full|entire|end-to-end)[- ](?:supply )?chain\b.{0,40}\b(?:controls?|supervision"
            r"|oversight|management)\b|\b(?:controls?|supervision|oversight"
            r"|management)\b.{0,60}\b(?:whole|full|entire) (?:supply )?chain\b"
        ),
    ),
    row(
        "sentence",
        "enforcement_case",
        (
            r"\b(?:jail(?:s|ed)|sentenc(?:ed|es|ing)|convict(?:ed|ion|s)|verdicts?|imprison\w+"
            r"|prison (?:term|sentence)s?|plead(?:ed|s)? guilty|pled guilty|found guilty|(?:gave|gives"
            r"|given|got|hand(?:s|ed) (?:down)?|received)\b.{0,40}\byears?)\b"
        ),
        r"\b(?:smuggl\w+|tonnes|tons|kg|kilos|kilograms|courts?|customs|licen[cs]e|export\w*)\b",
    ),
    row(
        "charge",
        "enforcement_case",
        (
            r"\b(?:arrest(?:s|ed)?|detain(?:s|ed)|indict(?:s|ed|ment)|charg(?:es|ed) with|(?:bring"
            r"|brought|press|face[sd]?|filed?) charges|charges over|fin(?:ed|es)|penalt(?:y|ies) (?:of"
            r"|against)|prosecut(?:ed|es|ion of)|remanded|in custody|extradit\w+)\b"
        ),
        (
            r"\b(?:smuggl\w+|customs|exports?|exporting|exported|licen[cs]e|declar\w+|ingots?|courts?"
            r"|traffick\w+|mislabel\w+|ore|tonnes|sanctions)\b"
        ),
        without=(r"\bfine (?:powder|print)\b", r"\binclud\w+ fines\b", r"\bfines\b.{0,40}\bfor illicit\b"),
    ),
    row(
        "seizure",
        "enforcement_case",
        (
            r"\b(?:seiz(?:e|es|ed|ures?)|confiscat\w+|intercept(?:s|ed|ions?)?|impound(?:s|ed)"
            r"|(?:customs|officers?|police|inspectors?|authorities)\b.{0,80}\b(?:stopped|held|found"
            r"|detained|discovered|uncovered))\b"
        ),
        without=(r"\bseiz\w+ (?:the|an|on|every) (?:chance|opportunity|moment)", r"\bseiz\w+ control\b"),
        needs=("mineral",),
    ),
    row(
        "court-case",
        "enforcement_case",
        r"\b(?:courts?|judges?)\b",
        r"\b(?:smuggl\w+|years|fine)\b",
        without=(r"\bWTO\b", r"\bto court\b", r"\btariff"),
    ),
    row(
        "evade",
        "circumvention",
        (
            r"\b(?:evad(?:e|es|ed|ing)|evasion|circumvent\w*|bypass\w*|sidestep\w*|dodg(?:e|es|ed|ing)"
            r"|skirt(?:s|ed|ing)?|get(?:ting)? a?round|got a?round|workarounds?|collu(?:de|ded|ding"
            r"|sion)|loopholes?|flout\w*)\b"
        ),
    ),
    row(
        "tranship",
        "circumvention",
        (
            r"\b(?:trans-?ship\w*|re-?rout\w+|(?:through|via"
            r"|using)\b.{0,40}third[- ](?:party )?countr(?:y|ies)|third[- ]country (?:rout\w+|trans\w+)"
            r"|mis-?label\w*|re-?label\w*|pass(?:ing|ed) (?:it |them )?off|mis-?declar\w+"
            r"|false(?:ly)? (?:declar\w+|reporting|label\w+|description)|intermediar(?:y|ies)"
            r"|middlem[ae]n|front compan(?:y|ies)|shell compan(?:y|ies)|grey market|gray market)\b"
        ),
        without=(r"\bsend to any third countr", r"\bto third countries\b.{0,60}\b(?:licen[cs]e|permit)"),
    ),
    row(
        "smuggling",
        "circumvention",
        _SMUGGLE,
        without=(
            r"\b(?:against|target\w*|combat\w*|curb|stop|stamp out)\b.{0,40}(?:smuggl|traffick)",
            r"\b(?:campaign|crackdown|operation|sentenc\w+|jailed|courts?|prosecut\w+|verdict)\b",
        ),
    ),
    row(
        "via-country",
        "circumvention",
        (
            r"\b(?:shipments?|mov(?:e|es|ed|ing)|flow(?:s|ed|ing)?|rout(?:e|es|ed|ing)|ship(?:s|ped"
            r"|ping)?|divert(?:s|ed|ing)?|funnel(?:s|led|ling)?|channel(?:s|led|ing|ling)?|push(?:es|ed"
            r"|ing)?|pass(?:es|ed|ing)?|brings?|brought|reach(?:es|ed|ing)?|arriv\w+|enter(?:s|ed|ing)?"
            r"|sent|sold|imported|come|came)\b"
        ),
        r"\b(?:through|via|by way of)\b",
        (
            r"\b(?:Chinese|China|origin\w*|countr(?:y|ies)|nations|instead|ban|restrictions?|controls?"
            r"|uptick|surge|spike|sharp|jump)\b"
        ),
        needs=("mineral",),
        without=(
            (
                r"\bthrough (?:the|a|an|its|their|force|strategic|joint|new) \w+ (?:process|review|scheme"
                r"|law|fund|programme|order|majeure)"
            ),
            r"\blicen[cs]e",
            r"\bdut(?:y|ies)\b",
            r"\btariff",
        ),
    ),
    row(
        "chinese-via",
        "circumvention",
        r"\b(?:Chinese|China)\b",
        r"\b(?:imports?|imported|took in|shipments|sent|bought)\b.{0,80}\bfrom\b",
        r"\b(?:origin\w*|despite|since the ban|actually|in fact|really|appears?|likely|suggest\w*)\b",
        needs=("mineral",),
        without=(r"\blicen[cs]e", r"\bdut(?:y|ies)\b", r"\btariff", r"\bprohibit"),
    ),
    row(
        "imports-surge",
        "circumvention",
        (
            r"\bimports? of\b.{0,60}\bfrom\b.{0,60}\b(?:reached|rose|jumped|climbed|surged|soared"
            r"|totall?ed|spiked)\b|\bimport(?:s|ed)\b.{0,40}\d.{0,60}\bfrom (?:these|those|the two"
            r"|both) countries\b"
        ),
        needs=("quantity", "mineral"),
    ),
    row(
        "price-floor",
        "price_support",
        (
            r"\b(?:price floors?|floor (?:under|price)|minimum (?:import )?prices?"
            r"|contracts? for difference|(?:guarantee[sd]?|guaranteed|guaranteeing)\b.{0,30}(?:price"
            r"|\$\s?\d)|price (?:guarantees?|support|backstop|stabili[sz]ation)|public offtake"
            r"|government offtake|(?:buy|purchase|take)s?\b.{0,40}\b(?:all|the"
            r"|100 ?%?)\b.{0,20}\boutput)\b"
        ),
    ),
    row(
        "stockpile",
        "stockpiling",
        (
            r"\b(?:stockpil(?:e|es|ed|ing)|strategic (?:mineral |metals? )?reserves?|state reserves?"
            r"|national reserves?|(?:minerals?|earths?|strategic|metals?) reserve|the reserve|(?:enlarg"
            r"|expand|fill|build|replenish|refill|creat)\w*\b.{0,30}\b(?:reserves?|stocks)"
            r"|buffer stocks?|reserve of)\b"
        ),
        without=(
            r"\bore reserves?\b",
            r"\bproven\b",
            r"\b(?:contingency|budget|foreign|federal|currency) reserve\b",
            r"\b(?:private|company|trader|producer)s?['’]? stock",
            r"\boil stockpil",
            _NO_ACT,
            r"\bneed\b.{0,40}\benhance\b",
        ),
    ),
    row(
        "agency-buys",
        "stockpiling",
        (
            r"\b(?:solicitation|request for (?:information|proposals)|tender|purchases? of up to"
            r"|buy up to|awarded? a contract|(?:supply|delivery) contract|buy up\b.{0,30}\bstocks)\b"
        ),
        needs=("mineral", "public"),
        without=(r"\bofftake\b", r"\bfutures?\b", r"\bshares?\b", r"\bplant\b", r"\bmine\b"),
    ),
    row(
        "permit-mine",
        "permitting",
        (
            r"\b(?:approv(?:e|es|ed|al)|permit(?:s|ted)?|clear(?:s|ed)?|fast-track(?:s|ed)?|leas(?:e|es"
            r"|ed)|licen[cs]e[ds]?|record of decision|green[- ]?(?:light|lit|lights|lighted)|refus(?:e"
            r"|es|ed)|reject(?:s|ed)|FAST-41|consent|denied)\b.{0,80}\b(?:mines?|mining plan|mine plan"
            r"|plan of operations|plants?|refiner(?:y|ies)|smelters?|projects?|deposits?|quarry)\b"
            r"|\b(?:mine|plant|refinery|smelter|project)\b.{0,60}\b(?:won|got|received|obtained|secured"
            r"|granted|given)\b.{0,40}\b(?:permits?|approval|licen[cs]e|consent|lease)"
        ),
        without=(
            r"\b(?:invest|loan|financ|scheme|fund|subsid|incentiv)\w*\b",
            r"\bexport",
            r"\bspecial mining licence\b",
            r"\bvote[sd]?\b",
            r"\boutlay\b",
        ),
    ),
    row(
        "designate",
        "designation",
        (
            r"\b(?:designat(?:e|es|ed|ion)|lists? of critical (?:minerals|raw materials)"
            r"|critical (?:minerals|raw materials) list|strategic projects?|(?:named|class(?:ed|ified)"
            r"|declared|added|recogni[sz]ed) .{0,40}(?:critical|strategic)|(?:added to|removed from"
            r"|dropped from|stays? on|remains? on|kept on|replaces) the (?:\d{4} )?(?:critical |final "
            r"|draft )?(?:minerals )?list"
            r"|add(?:s|ed)\b.{0,60}\bto the (?:\d{4} )?(?:critical |final |draft )?(?:minerals )?list)\b"
        ),
        needs=("named",),
        without=(
            r"\bentities\b",
            r"\bdesignated (?:driver|port)",
            r"\bexport control",
        ),
    ),
    row(
        "named-critical",
        "designation",
        (
            r"\bcritical (?:minerals|raw materials)\b.{0,30}\b(?:were|was|are) (?:named|listed"
            r"|identified)\b|\b(?:named|listed|identified)\b.{0,40}\bcritical (?:minerals"
            r"|raw materials)\b"
        ),
    ),
    row(
        "nationalise",
        "ownership_action",
        (
            r"\b(?:nationali[sz]\w+|expropriat\w+|forced (?:sale|divestment)|order(?:s"
            r"|ed)?\b.{0,60}\bto (?:sell|divest)|divest\w* (?:its|their|the) (?:stake|holding|shares)"
            r"|block(?:s|ed)?\b.{0,40}(?:acquisition|takeover|purchase of)"
            r"|(?:foreign )?investment screening|seiz(?:e|es|ed) control|(?:took|take"
            r"|takes) (?:back )?control of|state takeover)\b"
        ),
    ),
    row(
        "licence-revoked",
        "ownership_action",
        (
            r"\b(?:revok\w+|withdr(?:ew|aws?|awn)|cancel(?:s|led|ed)?|strip(?:s|ped)?|annul(?:s|led)?"
            r"|rescind(?:s|ed)?|took|terminat\w+)\b.{0,40}\b(?:concessions?|mining (?:licen[cs]es?"
            r"|permits?|rights|titles?)|licen[cs]es? of)\b|\b(?:concession|mining (?:licen[cs]e|permit"
            r"|right))s?\b.{0,40}\b(?:withdrawn|revoked|cancelled|taken|annulled|terminated)"
        ),
    ),
    row(
        "dispute",
        "dispute",
        (
            r"\b(?:lodg(?:e|es|ed)|fil(?:e|es|ed)|mak(?:e|es)|made|register(?:s|ed)|submit(?:s"
            r"|ted))\b.{0,40}\b(?:protests?|complaints?|appeals?|objections?|demarche)\b"
            r"|\b(?:request(?:s|ed)? consultations|WTO (?:case|complaint|panel|ruling|dispute|challenge)"
            r"|(?:panel|appellate body|dispute settlement body)\b.{0,40}\b(?:found|ruled|rules)"
            r"|WTO\b.{0,20}\b(?:ruled|found)|tribunal (?:ordered|ruled|found)|ICSID"
            r"|formal(?:ly)? protest\w*|(?:stern|solemn) representations?|protest(?:s|ed)? (?:against|to"
            r"|over|at))\b"
        ),
        without=(r"\bcompany filed\b", r"\bfiled\b.{0,20}\bfor bankruptcy"),
    ),
    row(
        "agreement",
        "agreement",
        _SIGNED,
        _PACT,
        needs=("two", "mineral"),
        without=(
            (
                r"\b(?:decree|executive order|proclamation|bill|purchase|supply|offtake"
                r"|sole-source)\b.{0,30}\b(?:contract|order|agreement)?\b(?!.{0,80}\bwith\b)"
            ),
            r"\bunder a deal\b",
        ),
    ),
    row(
        "agreement-noun",
        "agreement",
        (
            r"\b(?:memorand(?:um|a) (?:of understanding )?on|framework on|framework (?:agreement|for)"
            r"|partnership on|(?:strategic|minerals?|raw materials) partnership"
            r"|critical minerals (?:agreement|deal|pact|framework|initiative|alliance)|trade (?:deal"
            r"|agreement))\b|:\s*.{0,40}\b(?:memorandum|framework|partnership|accord|agreement"
            r"|initiative|fund)\b"
        ),
        needs=("two", "mineral"),
    ),
    row(
        "agreement-ahead",
        "agreement",
        r"\b(?:signature|signing|conclusion|deal)\b.{0,20}\b(?:on|of|over)\b",
        r"\b(?:could|may|might|expected|hope\w*|possible|near|close to|by)\b",
        needs=("mineral",),
        without=(r"\b(?:ban|tariff|quota|price)s?\b",),
    ),
    row(
        "talks",
        "talks",
        (
            r"\b(?:(?:held|hold|holds|holding|resum\w+|began|begin|open\w*|continue[sd]?"
            r"|step\w* up) (?:\w+ ){0,3}(?:talks|negotiations|consultations|discussions|dialogue)"
            r"|(?:talks|dialogue) (?:with|on|between|over|in)|negotiat(?:e|es|ed|ing|ions?|ors?)"
            r"|met\b.{0,60}\b(?:discuss\w*|ministers?|presidents?|counterparts?|officials)|(?:presidents"
            r"|leaders|ministers|envoys) met|summit|consultations with|discuss(?:es|ed|ing)?)\b"
        ),
        needs=("two", "mineral"),
        without=(r"\btalks? began after\b", r"\bahead of\b.{0,20}\btalks\b", r"\bbefore\b.{0,30}\btalks\b"),
    ),
    row(
        "public-money",
        "public_finance",
        _FUNDS,
        needs=("public", "mineral"),
        without=(
            (
                r"\b(?:shares? in|export licen|smuggl|loophole|credit rating"
                r"|under a framework|fined|capital city|commodity (?:fund|index)|hedge fund|investor"
                r"|fund manager)\b"
            ),
            _NO_ACT,
            r"\bno (?:\w+ )?(?:money|finance|funding|grants?|loans?)\b",
        ),
    ),
    row(
        "development-bank",
        "public_finance",
        (
            r"\b(?:lending (?:tool|programme|program)|supply chain resiliency initiative"
            r"|development (?:bank|finance)|export credit|Defense Production Act)\b"
        ),
        needs=("mineral",),
    ),
    row(
        "sums",
        "public_finance",
        r"^(?:\W*)(?:transactions|funding|facility|grants?|loans?|budget)\b.{0,20}:.{0,20}(?:\$|€|£)",
    ),
    row(
        "law",
        "law_or_strategy",
        (
            r"\b(?:act|laws?|bills?|decrees?|regulations?|executive orders?|strateg(?:y|ies)|(?:action"
            r"|national) plans?|mission|roadmap|legislation|mining code|white paper|initiative|polic(?:y"
            r"|ies)|programme)\b"
        ),
        (
            r"\b(?:sign(?:s|ed)?|pass(?:es|ed)?|adopt(?:s|ed)?|approv(?:e|es|ed)|unveil(?:s|ed)?"
            r"|launch(?:es|ed)?|publish(?:es|ed)?|present(?:s|ed)?|introduc(?:e|es|ed)|enact(?:s|ed)?"
            r"|(?:tak(?:e|es)|took) effect|in force|has applied|applies|com(?:es|e|ing) into (?:force"
            r"|effect)|came into force|issu(?:es|ed)|promulgat\w+|tabled|govern(?:s|ed|ing)?|clear(?:s"
            r"|ed)|released?|rolled out|draft(?:ed|ing)?|overhaul\w*|repeal\w*|mandat\w+)\b"
        ),
        needs=("mineral",),
        without=(
            r"\bin accordance with\b",
            r"\bpursuant\b",
            r"\bhaving regard\b",
            r"\bnothing in th",
            r"\baccording to\b.{0,20}\blaw\b",
            r"\blaw firm\b",
        ),
    ),
    row(
        "force-majeure",
        "supply_disruption",
        r"\bforce majeure\b",
        without=(r"\b(?:in case of|through|whose|in the event of)\b.{0,60}force majeure",),
    ),
    row(
        "idled",
        "supply_disruption",
        (
            r"\b(?:idl(?:e|es|ed|ing)|halt(?:s|ed|ing)? (?:production|output|operations|work|(?:a|the"
            r"|its) \w+ ?\w* ?(?:smelter|line|plant|mine|refinery))|production (?:halts?|shutdowns?"
            r"|stops?|cuts?|losses)|outages?|(?:stopp|suspend|curtail|paus)(?:ed|ing) (?:a|an|its"
            r"|the)? ?(?:\w+ )?(?:line|plant|furnace|smelter|production|output|operations|assembly)"
            r"|(?:cut|cuts|cutting|reduc\w+|curb\w*|slash\w*|trim\w*) (?:a shift|output|production)"
            r"|stand(?:s)? still|standstill)\b"
        ),
        needs=("mineral",),
        without=(r"\bexport",),
    ),
    row(
        "shortage",
        "supply_disruption",
        (
            r"\b(?:shortages?|ran out|run(?:s|ning)? out|for (?:lack|want) of|lack of|(?:late"
            r"|delayed) deliver(?:y|ies)|(?:deliver|shipment)\w* .{0,20}delayed|supply (?:squeeze|crunch"
            r"|disruptions?|gap)|scarcity|short of|shortfall)\b"
        ),
        needs=("mineral",),
        without=(r"\bno shortage\b", r"\brun out (?:of patience|on)\b", r"\bsmuggl"),
    ),
    row(
        "accident",
        "supply_disruption",
        (
            r"\b(?:fire|flood(?:s|ing)?|explosion|strikes?|landslide|earthquake|blast|collapse"
            r"|power (?:cuts?|rationing)|maintenance|mudslide|accident)\b.{0,80}\b(?:halt(?:s|ed)?"
            r"|stop(?:s|ped)?|clos(?:e|es|ed)|shut|knocked out|disrupt(?:s|ed)?|damag(?:e|es|ed)"
            r"|suspend(?:s|ed)?|forc(?:es|ed))\b"
        ),
        needs=("mineral",),
    ),
    row(
        "deal",
        "corporate_deal",
        (
            r"\b(?:merg(?:e|es|ed|er|ing)|acqui(?:re|res|red|sition|ring)|takeover|(?:buys?|bought"
            r"|purchas\w+|took|takes?|taking|paid|pays|sold|sells?|raise[sd]?)\b.{0,60}\b(?:stake"
            r"|per ?cent|%|shares|project|mine|company|interest)|joint venture|offtake (?:deal|agreement"
            r"|contract)s?|supply (?:deal|agreement|contract)s?|long-term (?:contract|supply|deal)"
            r"|sign(?:s|ed)?\b.{0,40}\b(?:contracts?|offtake))\b"
        ),
        needs=("firm", "mineral"),
        without=(r"\bdut(?:y|ies)\b", r"\btariff", r"\bnational (?:defen[cs]e )?stockpile\b"),
    ),
    row(
        "build",
        "project",
        (
            r"\b(?:build(?:s|ing)?|built|open(?:s|ed|ing)?|re-?open(?:s|ed|ing)?|restart(?:s|ed|ing)?"
            r"|expand(?:s|ed|ing)?|expansion|commission(?:s|ed|ing)?|clos(?:e|es|ed|ing|ure)|shut(?:s"
            r"|ting)?|mothball(?:s|ed)?|construct\w*|break(?:s|ing)? ground|broke ground|doubl(?:e|es|ed"
            r"|ing)|ramp(?:s|ed|ing)? up|inaugurat\w+|develop(?:s|ed|ing)?|announc(?:e|es|ed)|plans?"
            r"|paus(?:e|es|ed)|halt\w* (?:construction|work)|start(?:s|ed|ing)?(?: up)?)\b.{0,80}"
        )
        + _SITE,
        needs=("mineral",),
        without=(
            (
                r"\b(?:prices?|futures|tariff|licen[cs]e|diversify|open(?:ed)? (?:an? )?(?:inquiry"
                r"|investigation|probe|campaign|credit|drive)|scheme|solicitation|promot\w+|mine plan)\b"
            ),
            r"\b(?:government|efforts?)\b.{0,40}\binvesting\b",
        ),
    ),
    row(
        "site-opened",
        "project",
        _SITE
        + (
            r".{0,50}\b(?:re-?opened|re-?opens|restarted|restarts|opened|opens|closed|closes|shut"
            r"|resumed|came on stream|started up|starts up|commissioned|inaugurated|expanded)\b"
        ),
        needs=("mineral",),
        without=(r"\bdeclared\b", r"\bprices?\b"),
    ),
    row(
        "will-produce",
        "project",
        (
            r"\b(?:will|would|could|to|plans? to|aims? to|expects? to)\b.{0,30}\b(?:produc(?:e|ing)"
            r"|mak(?:e|ing)|turn(?:ing)? out|process(?:ing)?|separat(?:e|ing)|refin(?:e|ing)"
            r"|recover(?:ing)?)\b.{0,60}\b(?:a year|per year|annually|tonnes|by 20\d\d|from 20\d\d)\b"
        ),
        needs=("mineral", "firm"),
    ),
    row(
        "price",
        "price_move",
        _MOVE,
        _PRICED,
        needs=("mineral", "quantity"),
        without=(
            (
                r"\b(?:duty|duties|tariffs?|stake|shares? in|(?:per ?cent|%) by (?:value|weight)"
                r"|as little as|contain\w*|loan|fined?|grants?|invest\w*|contract|rates?|quota|section 232"
                r"|section 301|subsid\w+|equity|purity|stock of|acquir\w+|bought \d+|per ?cent of (?:its|the"
                r"|their|global|world)|taxed|imports (?:rose|fell)|funding)\b"
            ),
            r"\bemploys\b",
        ),
    ),
    row(
        "price-word",
        "price_move",
        (
            r"\bprices?\b.{0,60}\b(?:r[oi]se[sn]?|fell|fallen|climb\w*|jump\w*|reach\w*|hit|drop\w*"
            r"|slip\w*|surg\w*|record|high|low|soar\w*|doubl\w*|sag\w*|slump\w*|tumbl\w*|spik\w*)\b"
        ),
        needs=("mineral", "quantity"),
        without=(r"\bprice floor", r"\bguarantee"),
    ),
)
