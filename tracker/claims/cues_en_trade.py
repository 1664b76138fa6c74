"""English cues of trade measures: bans, licences, quotas, taxes, tariffs, lists and inquiries. Data; the first row that
fits an action wins. Windows (``.{0,60}``) keep the words of one cue together.
"""

from __future__ import annotations

from tracker.claims.cues import Cue, row

_BAN = (
    r"\b(?:bans?|banned|banning|bars?|barred|barring|prohibit(?:s|ed|ing|ions?)?|forb(?:ids?|ade"
    r"|idden|idding)"
    r"|outlaw(?:s|ed|ing)?|halt(?:s|ed|ing)?|stop(?:s|ped|ping)?|stoppage|block(?:s|ed|ing|ade)?"
    r"|embargo(?:es|ed)?"
    r"|suspend(?:s|ed|ing)?|suspensions?|moratorium|froze|frozen|freez(?:e|es|ing)|cut(?:s"
    r"|ting)? off|refus(?:e|es|ed|al)"
    r"|disallow(?:s|ed)?|cease(?:s|d)?|ceasing|ended|ending|withh(?:eld|old|olds))\b"
)
_RELIEF = (
    r"\b(?:suspend(?:s|ed|ing)?|suspension of|paus(?:es|ed|ing)|halt(?:s|ed|ing)?|end(?:s|ed|ing)?|stop(?:s|ped|ping)?"
    r"|froze|frozen|freez(?:es|ing))\b (?:(?:the|its|their|all|some|new|these|those|recent|latest|expanded|planned"
    r"|October|sweeping) ){0,3}(?:[\w-]+ ){0,2}(?:export (?:controls?|curbs?|restrictions?|rules|licen[cs]\w+|quotas?"
    r"|tax(?:es)?|dut(?:y|ies)|bans?|measures)|(?:controls?|curbs?|restrictions?|rules|limits) on)\b"
)
"""To suspend exports is a ban, to suspend export controls is relief."""
_SHIP = (
    r"\b(?:re-?)?export(?:s|ed|ing|ation)?\b|\b(?:overseas |outbound |foreign )?(?:shipments?"
    r"|sales?|deliver(?:y|ies))\b"
    r"|\bship(?:s|ped|ping)?\b|\bsell(?:s|ing)?\b|\bsold\b|\bsuppl(?:y|ies|ying)\b(?= (?:of|to))"
    r"|\boutflows?\b"
)
_IMPORT = (
    r"\b(?:imports?|imported|importing|importation|procure(?:s|d|ment)?|purchas(?:e|es|ing)"
    r"|buy(?:s|ing)?|sourcing|acquiring)\b"
)
_LICENCE = (
    r"\b(?:licen[cs](?:e|es|ed|ing)|permits?|permission|authori[sz]ations?|(?:prior|government"
    r"|case-by-case) approvals?)\b"
)
_REVIEW = (
    r"\b(?:strict|stricter|closer|tighter|tightened|extra|stiffer|heightened|enhanced|additional"
    r"|tougher|rigorous)\b.{0,40}"
    r"\b(?:review|reviews|reviewed|checks?|scrutiny|examin\w+|vetting|inspections? of end)"
    r"|\b(?:reviewed|checked|"
    r"scrutini[sz]ed|looked at|examined|vetted)\b.{0,30}\b(?:closely|strictly|stringently"
    r"|carefully)|\bend-?(?:user?|use)\b.{0,60}"
    r"\b(?:review|checks?|scrutiny|certificates?|verification)"
)
_CONTROL = (
    r"\bexport[- ](?:controls?|restrictions?|curbs?|limits?|rules|regulations?|regime"
    r"|licen[cs](?:e|es|ing)|permits?|requirements?|"
    r"clampdown|measures)\b|\b(?:controls?|curbs?|restrictions?|limits?"
    r"|clampdown)\b.{0,20}\bon\b.{0,50}\b(?:exports?|shipments)\b"
)
_DUTY = r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?)\b"
_FIND = (
    r"\b(?:inquir(?:y|ies)|probes?|investigations?|anti-?dumping|countervailing"
    r"|safeguard (?:measures?|investigation|inquiry|case|action)|petitions?|section (?:232|301) "
    r"(?:case|review|action|process)|(?:national )?security review|sunset review|trade remed(?:y"
    r"|ies) case)\b"
)
_TECH = (
    r"\b(?:technolog(?:y|ies)|know-?how|equipment|machinery|presses|process(?:es)? for"
    r"|technical (?:data|assistance))\b"
)
_PRICED = r"(?:[$€£¥]\s?\d|\b(?:USD|RMB|yuan|CNY|EUR|dollars?|cents?)\b|\bper ?cent\b|%)"

TRADE: tuple[Cue, ...] = (
    row(
        "affiliates-rule",
        "entity_listing",
        (
            r"\b(?:affiliates rule|50[- ]per ?cent rule|50% rule|affiliates of\b.{0,20}\blisted entities"
            r"|owned\b.{0,40}\b50 ?(?:per ?cent\b|%))"
        ),
    ),
    row(
        "put-on-list",
        "entity_listing",
        (
            r"\b(?:entity list|unreliable[- ]entit\w+(?: list)?|(?:export )?control list|watch ?list"
            r"|sanctions? list|SDN list|denied (?:persons|parties) list|blacklist(?:s|ed|ing)?"
            r"|military end[- ]users? list|1260H list|public list)\b"
        ),
        (
            r"\b(?:entit(?:y|ies)|compan(?:y|ies)|firms?|groups?|organi[sz]ations?|persons?|individuals"
            r"|names?|buyers?|institut\w+|suppliers?|contractors?|exporters|makers?|subsidiar(?:y|ies)"
            r"|affiliates)\b"
        ),
        without=(
            (
                r"\b(?:items?|products?|minerals?|metals?) (?:were |was |are |is )?(?:added to|placed on"
                r"|put on) "
            ),
        ),
    ),
    row(
        "list-entities",
        "entity_listing",
        (
            r"\b(?:list(?:s|ed|ing|ings)|sanction(?:s|ed|ing)?|blacklist(?:s|ed)?|designat(?:es|ed)"
            r"|measures (?:against|on)|countermeasures against)\b.{0,60}\b(?:entit(?:y|ies)|companies"
            r"|firms|groups|organi[sz]ations|contractors|individuals)\b|\b(?:measures"
            r"|sanctions) (?:against|on) (?:these|those|the) \w+ (?:were|was|have been|has been|ended)\b"
        ),
        without=(r"\blist(?:ed)? (?:companies|firms|groups)\b",),
    ),
    row(
        "tech-control",
        "technology_control",
        _TECH,
        (
            r"\b(?:export(?:s|ed|ing)?|leave|transfers?|transferred|abroad|overseas|licen[cs]e"
            r"|permission|foreign(?:ers)?)\b"
        ),
        (
            r"\b(?:ban(?:s|ned)?|bar(?:s|red)?|control(?:s|led)?|prohibit(?:s|ed)?|licen[cs](?:e|es|ed"
            r"|ing)|permission|permit|restrict(?:s|ed|ions?)?|catalogue|curb(?:s|ed)?|forbid\w*"
            r"|block(?:s|ed)?|cover(?:s|ed)?)\b"
        ),
        without=(
            (
                r"\b(?:products?|items?|goods|metals?|materials?)\b.{0,60}\b(?:and"
                r"|as well as)\b.{0,24}(?:technolog|know-how)"
            ),
            r"\b(?:vital|essential|critical|key|used|important) (?:for|to|in)\b.{0,60}technolog",
            r"\bhigh-?technology\b",
            r"\badvanced technologies\b",
            r"\btechnologies and\b.{0,40}\bdefen[cs]e",
        ),
    ),
    row(
        "know-how",
        "technology_control",
        _TECH,
        r"\b(?:barred|banned|licen[cs]e|permission|catalogue of)\b",
        (
            r"\b(?:separat\w+|smelting|mining|processing|refining|magnets?|mak(?:e|es|ing)"
            r"|process(?:es)?|produc\w+)\b"
        ),
        needs=("mineral",),
    ),
    row(
        "tech-catalogue",
        "technology_control",
        r"\b(?:technolog(?:y|ies)|equipment|process(?:es)?)\b.{0,60}\bcatalogue\b",
        needs=("mineral",),
    ),
    row(
        "investigation",
        "trade_investigation",
        _FIND,
        (
            r"\b(?:open(?:s|ed|ing)?|launch(?:es|ed)?|initiat\w+|beg(?:i|a|u)n(?:s|ning)?|start(?:s|ed)?"
            r"|order(?:s|ed)|direct(?:s|ed)|clos(?:e|es|ed)|end(?:s|ed)?|terminat\w+|over|conclud\w+"
            r"|vot(?:e|es|ed)|find(?:s|ing|ings)?|found|determin\w+|preliminary|self-initiat\w+|running"
            r"|pending|under way|underway|ongoing|invit\w+|comments|ask(?:s|ed)? for|seek(?:s|ing)?"
            r"|fil(?:e|es|ed)|withdr\w+|extend(?:s|ed)|transmit\w+|submit\w+|deliver\w+"
            r"|sets? in motion|continues?|scope)\b"
        ),
        without=(
            r"\b(?:dut(?:y|ies)|tariffs?) (?:of|at) \d",
            r"\b(?:seizure|smuggl\w+|police|fatal|accident|criminal)\b",
        ),
    ),
    row(
        "opened-it",
        "trade_investigation",
        (
            r"\b(?:opened|launched|initiated|ordered|closed|began|extended) (?:it|this|the (?:case|probe"
            r"|inquiry|investigation|review))\b"
        ),
        needs=("inquiry",),
    ),
    row(
        "injury",
        "trade_investigation",
        r"\b(?:found|finds|finding|vot(?:e|es|ed)|determin\w+|rul(?:ed|es))\b",
        (
            r"\b(?:injur\w+|harm(?:s|ed)? (?:an?|the) (?:domestic |American |local )?industry"
            r"|affirmative|negative|dump(?:ed|ing)|retard\w*|establishment of an? (?:\w+ )?industry)\b"
        ),
    ),
    row(
        "trade-case",
        "trade_investigation",
        (
            r"\b(?:case against|duty cases?|trade case|(?:anti-?dumping|countervailing"
            r"|anti-?subsidy) (?:case|petition|complaint))\b"
        ),
        without=(r"\bWTO\b", r"\bpreliminary\b.{0,30}(?:duty|finding)"),
    ),
    row(
        "duty-finding",
        "import_tariff",
        (
            r"\b(?:preliminary|final|provisional|definitive)\b.{0,40}\b(?:dut(?:y|ies)|(?:subsidy"
            r"|dumping) (?:finding|margin|rate)s?|findings?|rates?|margins?)\b"
        ),
        _PRICED,
        stage="announced",
    ),
    row("export-tax", "export_tax", r"\bexport[- ](?:tax(?:es)?|dut(?:y|ies)|lev(?:y|ies)|royalt(?:y|ies)|tariffs?)\b"),
    row(
        "exports-taxed",
        "export_tax",
        (
            r"\bexports?\b.{0,60}\b(?:taxed|tax(?:es)? of|levied|lev(?:y|ies) of|royalt(?:y|ies)|dut(?:y"
            r"|ies) of)\b|\b(?:tax(?:es)?|lev(?:y|ies)|royalt(?:y|ies)|dut(?:y"
            r"|ies))\b.{0,30}\bon\b.{0,40}\bexport(?:s|ed)?\b"
        ),
        without=(r"\bimport",),
    ),
    row(
        "border-levy",
        "export_tax",
        (
            r"\b(?:charg(?:e|es|ed|ing)|levie[sd]|levy|collect(?:s|ed|ing)?|impos(?:e|es"
            r"|ed))\b.{0,60}\b(?:a|per) (?:tonne|ton|kilo|kilogram)\b.{0,80}\b(?:into|across|leaving"
            r"|exported|cross(?:es|ing)?|border|shipped)\b"
        ),
        needs=("mineral",),
    ),
    row(
        "the-tax",
        "export_tax",
        r"\b(?:the|this|that) (?:export )?(?:tax|levy) (?:ends?|starts?|applies|rises|is|was|will)\b",
        needs=("mineral",),
    ),
    row(
        "export-quota",
        "export_quota",
        r"\b(?:quotas?|ceilings?|caps?|capped|capping|upper limits?|maximum volumes?|volume limits?)\b",
        r"\b(?:export(?:s|ed|ing|ers?)?|ship(?:ped|ments?|ping)?|leave|abroad|overseas sales)\b",
        without=(r"\bimports?\b", r"\bceiling of \$", r"\bsmuggl"),
    ),
    row(
        "quota-shares",
        "export_quota",
        r"\bquotas?\b",
        (
            r"\b(?:producers?|miners?|companies|exporters?|tonnes|tons|carry[- ]?over|carried over"
            r"|allocat\w+|system|replace[sd]?|replac\w+|shares?|unused|introduc\w+|set|assign\w+)\b"
        ),
        needs=("mineral",),
        without=(r"\b(?:production|mining|smelting|output|imports?|separation|extraction)\b",),
    ),
    row(
        "production-quota",
        "production_quota",
        (
            r"\b(?:quotas?|ceilings?|caps?|capped|total[- ](?:amount|volume|quantity) controls?|(?:state"
            r"|directive) (?:production )?plan|output limits?|production limits?)\b"
        ),
        r"\b(?:production|mining|smelting|output|refining|separation|extraction|mined)\b",
        needs=("mineral",),
        without=(r"\bexports?\b", r"\bimports?\b", r"\bdeposits?\b.{0,20}capped"),
    ),
    row(
        "import-tariff",
        "import_tariff",
        _DUTY,
        (
            r"(?:[\d.]+[- ]?(?:per ?cent|%)|\b(?:section (?:232|301)|imports?|imported|impos\w+|rais\w+"
            r"|hik\w+|charg\w+|paid|pays?|tak(?:e|es|ing) effect|took effect|beg(?:i|a|u)n\w*|appl(?:y"
            r"|ies|ied)|exempt\w*|waiv\w+|spar(?:e|es|ed)|higher|customs|levied|ent(?:er|ers|ered) "
            r"|fac(?:e|es|ed)|phased|additional|lower(?:s|ed)?|cut(?:s|ting)?|reduc\w+|remov\w+"
            r"|eliminat\w+|scrapp\w+|scraps? (?:the|its|all)"
            r"|lift\w*|start(?:s|ed)?|threat\w*|propos\w+|slap\w*|doubl\w+"
            r"|reciprocal|on (?:processed )?(?:critical )?minerals)\b)"
        ),
        without=(
            r"\bexport[- ](?:dut|tax|tariff|lev)",
            r"\btariff (?:subheading|codes?|heading|wars?|lines?|truce|talks)\b",
            r"\bdut(?:y|ies) (?:to|of the|as)\b",
            r"\bnothing in th",
            r"\b(?:investigations?|inquiry) (?:of|into)\b",
            r"\bheavy[- ]duty\b",
            r"\b(?:broad|sweeping) tariffs\b",
        ),
    ),
    row(
        "pays-since",
        "import_tariff",
        r"\b(?:pa(?:y|ys|id)|fac(?:e|es|ed))\b.{0,30}\b\d+(?:\.\d+)? ?(?:per ?cent|%)",
        r"\b(?:since|from|under section|on or after|until|at the border)\b",
        needs=("mineral",),
        without=(r"\b(?:stake|shares?|exports?|prices?|interest|offtake|power)\b",),
    ),
    row(
        "pays-percent",
        "import_tariff",
        (
            r"\b(?:pa(?:y|ys|id)|rates? (?:becomes?|rises?|rose|goes|of|is|will)|charged|(?:same|new"
            r"|higher|lower) rates?)\b.{0,80}\b(?:per ?cent|%|charged)|\bbecomes \d+ ?(?:per ?cent|%)"
        ),
        (
            r"\b(?:section (?:232|301)|dut(?:y|ies)|tariffs?|from china|imports?|imported|goods|products"
            r"|subheadings?|rates?|customs|becomes)\b"
        ),
        without=(r"\bstake\b", r"\bshares?\b", r"\bexport\b", r"\bprice", r"\bof income\b", r"\binterest\b"),
    ),
    row(
        "import-ban",
        "import_restriction",
        _BAN + r".{0,80}" + _IMPORT,
        without=(
            r"\bexports? (?:of|to)\b.{0,40}" + _BAN,
            r"\b(?:ban|controls?|restrictions?) on exports?\b",
            r"\bexport (?:ban|controls?)\b",
        ),
    ),
    row(
        "imports-banned",
        "import_restriction",
        _IMPORT + r".{0,80}" + _BAN,
        without=(r"\bexport", r"\bshops?\b", r"\b(?:dut(?:y|ies)|tariffs?|investigation|inquiry)\b"),
    ),
    row(
        "import-cap",
        "import_restriction",
        (
            r"\b(?:cap(?:s|ped)?|ceilings?|quotas?|limit(?:s|ed)?|safeguard|curb(?:s|ed)?|restrict(?:s"
            r"|ed|ions?)?)\b.{0,60}\bimports?\b|\bimports?\b.{0,60}\b(?:cap(?:s|ped)?|ceiling|quotas?"
            r"|limited|restricted|up to a (?:volume|quantity))\b|\bimport (?:licen[cs]\w+|quotas?|curbs?"
            r"|restrictions?)\b"
        ),
        without=(r"\breliance\b", r"\bexports?\b", r"\bdependence\b"),
    ),
    row(
        "origin-bar",
        "import_restriction",
        (
            r"\b(?:bar(?:s|red)?|ban(?:s|ned)?|exclud(?:e|es|ed))\b.{0,50}(?:-(?:smelted|made|mined"
            r"|origin|refined)\b|\b(?:smelted|mined|melted|refined|produced) in\b)|\bforeign entit(?:y"
            r"|ies) of concern\b"
        ),
        without=(r"\bexport",),
    ),
    row(
        "waiver-import",
        "import_restriction",
        r"\bwaivers?\b.{0,40}\bfor\b",
        r"\b(?:imports?|Russian|Chinese|foreign)\b",
        stage="eased",
        without=(r"\btariff|\bdut(?:y|ies)\b|\bexport",),
    ),
    row(
        "not-permitted",
        "export_prohibition",
        (
            r"\b(?:re-?)?exports?\b[^;]{0,170}\b(?:shall|will|may|must|can)(?:,? in principle,?)? not"
            r"(?:,? in principle,?)? be (?:permitted|approved|allowed|licen[cs]ed|granted|authori[sz]ed)\b"
            r"|\b(?:shall|will|does|do|may) not (?:permit|approve|allow|licen[cs]e"
            r"|authori[sz]e)\b[^;]{0,60}\bexports?\b"
        ),
        without=(
            r"\bwithout\b",
            r"\bunless\b",
            r"\bexcept (?:under|with|by)\b",
            r"\buntil (?:a|an|the) (?:licen|permit)",
        ),
    ),
    row("ban-export", "export_prohibition", _BAN + r"[^;]{0,90}?(?:" + _SHIP + r")", without=(_RELIEF,)),
    row(
        "exports-banned",
        "export_prohibition",
        r"(?:" + _SHIP + r")[^;]{0,140}?" + _BAN,
        without=(
            _RELIEF,
            (
                r"\b(?:suspension|suspended|suspends?|suspend)\b.{0,60}\b(?:licen[cs]e rule"
                r"|licen[cs]e requirement|rules|review)\b"
            ),
            r"\bto (?:end|stop|halt) (?:the war|smuggl)",
        ),
    ),
    row(
        "ban-of-mineral",
        "export_prohibition",
        r"\b(?:(?:export )?bans?|banned|prohibition|embargo|moratorium)\b",
        needs=("mineral",),
        without=(r"\bimport", r"\bsmuggl", r"\bbanned (?:chemical|substance)", r"\bfrom (?:buying|importing)"),
    ),
    row(
        "ban-on",
        "export_prohibition",
        r"\b(?:bans?|bar|stop|block|halt|freeze|embargo|moratorium|prohibition)\b on\b",
        needs=("mineral",),
        without=(r"\bsmuggl", r"\bimports?\b", r"\bbuying\b"),
    ),
    row("trade-stopped", "export_prohibition", r"\btrade in\b[^;]{0,60}" + _BAN, needs=("mineral",)),
    row(
        "barred-since",
        "export_prohibition",
        (
            r"\b(?:barred|banned|prohibited|forbidden)\b.{0,20}\b(?:since|from|until)\b|\b(?:since"
            r"|from)\b.{0,60}\b(?:barred|banned|prohibited)\b"
        ),
        needs=("mineral",),
        without=(r"\bimport", r"\bfrom (?:buying|importing|China|Russia)"),
    ),
    row(
        "dual-use-bar",
        "export_prohibition",
        (
            r"\b(?:bars?|barred|prohibit(?:s|ed)?|ban(?:s|ned)?|refused?|no longer|may not|not be"
            r"|cut(?:s|ting)? off)\b.{0,80}\bdual-use\b|\bdual-use\b.{0,80}\b(?:barred|banned|prohibited"
            r"|may not|refused|cut off)"
        ),
    ),
    row(
        "may-not-leave",
        "export_prohibition",
        (
            r"\b(?:may|can|could|must|will|shall)(?: no longer| not|not)\b.{0,40}\b(?:leave|be exported"
            r"|ship|export|be shipped|be sold)|\bno\b.{0,40}\bmay (?:leave|be exported|be shipped)"
            r"|\bnot (?:let|allow|permit)\b.{0,40}\b(?:leave|exports?|to be exported)"
            r"|\bno (?:more )?exports? of\b|\bexports?\b.{0,60}\b(?:will end|be refused|come to an end)"
        ),
        without=(r"\bwithout (?:a |an |prior )?(?:permission|permit|licen[cs]e|approval)",),
    ),
    row(
        "licences-refused",
        "export_prohibition",
        (
            r"\b(?:applications?|licen[cs]es?|permits?|approvals?)\b.{0,140}\b(?:refused|rejected|denied"
            r"|not be (?:granted|given|issued)|no longer (?:be )?(?:granted|given|issued))\b"
            r"|\b(?:stop(?:s|ped)?|cease[sd]?|halt(?:s"
            r"|ed)?|no longer) (?:approv|grant|issu)\w+\b.{0,40}\b(?:exports?|licen[cs]es?|permits?"
            r"|shipments)\b"
        ),
    ),
    row(
        "ban-lifted",
        "export_prohibition",
        (
            r"\b(?:lift(?:s|ed|ing)?|remov(?:e|es|ed)|eas(?:e|es|ed)|end(?:s|ed)?|relax(?:es"
            r"|ed)?)\b.{0,30}\b(?:export )?ban\b|\b(?:allow|let|permit)(?:s|ted|ting"
            r"|ed)?\b.{0,40}\b(?:exports?|shipments)\b.{0,40}\bresume|\bresum(?:e|es|ed"
            r"|ption)\b.{0,40}\b(?:exports?|shipments)|\b(?:exports?|shipments)\b.{0,50}\bresum(?:e|es"
            r"|ed|ption)\b"
        ),
        needs=("mineral",),
        stage="eased",
    ),
    row(
        "limits-on-exports",
        "export_prohibition",
        (
            r"\blimits?\b.{0,20}\bon\b.{0,30}\bexports\b|\bexports?\b.{0,60}\bbe (?:limited|curbed"
            r"|restricted)\b|\b(?:stop|end|halt|curb) the (?:sale|export)\b"
        ),
        needs=("mineral",),
        without=(r"\blicen[cs]",),
    ),
    row(
        "ban-prolonged",
        "export_prohibition",
        (
            r"\b(?:prolong(?:s|ed|ing)?|extend(?:s|ed|ing)?|renew(?:s|ed)?)\b.{0,40}\b(?:ban|suspension"
            r"|halt|embargo|moratorium)\b|\b(?:ban|suspension|halt|embargo"
            r"|moratorium)\b.{0,60}\b(?:prolonged|extended|renewed)\b"
        ),
        stage="amended",
    ),
    row(
        "licence-granted",
        "export_licensing",
        (
            r"\bgeneral licen[cs]es?\b|\b(?:grant(?:s|ed|ing)?|issu(?:e|es|ed|ing)|approv(?:e|es|ed|ing)"
            r"|hand(?:s|ed)? out|clear(?:s|ed)?|speed(?:s|ing)? up|fast-track\w*"
            r"|resum\w+)\b.{0,50}\b(?:export )?(?:licen[cs]es?|licen[cs]e applications?|permits?"
            r"|to export)\b|\b(?:allow(?:s|ed)?|permit(?:s|ted)?|cleared)\b.{0,40}\bto export\b"
            r"|\blicen[cs]es? (?:were|was|have been|has been) (?:granted|issued|approved)"
        ),
        stage="eased",
        without=(
            r"\b(?:no|not|never|without) (?:a )?general licen",
            r"\bmining (?:licen|permit)",
            r"\b(?:stop|ceas|halt|no longer|refus)\w* (?:granting|approving|issuing)",
            r"\bmine\b.{0,20}\bpermit",
        ),
    ),
    row(
        "licence-needed",
        "export_licensing",
        _LICENCE,
        (
            r"\b(?:export(?:s|ed|ing|ers?|able)?|ship(?:ments?|ped)?|Beijing|China|Chinese|send|need(?:s"
            r"|ed|ing)?|requir\w+|hold|under|subject|list|rules?|appl(?:y|ies|ied|ication|ications)|for"
            r"|mandatory|compulsory|obtain\w*|seek)\b"
        ),
        needs=("named",),
        without=(
            (
                r"\b(?:mining|exploration|operating|drilling|driving|broadcast|construction"
                r"|environmental) (?:licen[cs]es?|permits?)"
            ),
            r"\bspecial mining",
            r"\bpermits and (?:finance|grants)\b",
            r"\bpermitting\b",
            r"\blicen[cs]e agreement",
            r"\b(?:speed|fast-track)\w* .{0,20}permits",
            r"\bpermits?, grants\b",
            r"\b(?:in line|according)\b.{0,20}\bpermission",
        ),
    ),
    row(
        "licensed",
        "export_licensing",
        (
            r"\b(?:licensed|licensing|licen[cs]e list|licen[cs]e rules?|(?:export )?control(?:led)? list"
            r"|controlled items|dual-use (?:list|items list)|state[- ]trad(?:ing|ers?))\b"
        ),
        needs=("mineral",),
        without=(r"\bwatch list\b", r"\bentities\b", r"\bcompanies\b.{0,20}\blist\b"),
    ),
    row(
        "license-verb",
        "export_licensing",
        r"\bto licen[cs]e\b.{0,40}\bexports\b|\blicen[cs]es? for\b",
        needs=("mineral",),
    ),
    row(
        "stricter-review",
        "export_licensing",
        _REVIEW,
        needs=("named",),
        without=(r"\b(?:antitrust|merger|tax) review\b",),
    ),
    row(
        "export-controls",
        "export_licensing",
        _CONTROL,
        needs=("named",),
        without=(
            (
                r"\b(?:navigate|respon[ds]\w*|amid|due to|because of|evad\w+|circumvent\w*|bypass\w*|Law"
                r"|control (?:law|service|mechanism|code|system|authorit\w+)|concessions|cracks? down"
                r"|leverage)\b"
            ),
        ),
    ),
    row(
        "restricted-exports",
        "export_licensing",
        (
            r"\b(?:restrict(?:s|ed|ing)?|limit(?:s|ed|ing)?|curb(?:s|ed|ing)?|control(?:s|led)?"
            r"|tighten(?:s|ed|ing)?|clamp(?:s|ed)? down on)\b.{0,60}\bexports?\b"
            r"|\bexports?\b.{0,60}\b(?:restricted|controlled|curbed|tightened)\b|\btighten(?:s"
            r"|ed)? (?:regulations|rules|controls|curbs) (?:on|over)\b"
        ),
        needs=("mineral",),
        without=(r"\btechnolog", r"\bsmuggl", r"\bpostpone"),
    ),
    row(
        "rules-paused",
        "export_licensing",
        (
            r"\b(?:rules?|controls?|measures|announcements|review|restrictions|curbs"
            r"|requirements?)\b.{0,60}\b(?:suspended|paused|frozen|fro(?:ze)|on (?:ice|hold)"
            r"|remain(?:s)? in (?:force|place))|\b(?:suspend(?:s|ed|ing)?|paus(?:e|es|ed|ing)|froze"
            r"|freezes|remove[sd]?|lift(?:s|ed)?|delay(?:s|ed)?)\b.{0,80}\b(?:rules?|controls?"
            r"|announcements?|review|requirements?|restrictions|curbs)\b"
        ),
        needs=("mineral",),
        without=(r"\bentities\b", r"\bban\b", r"\bparagraph\b"),
    ),
    row(
        "act-paused",
        "export_licensing",
        (
            r"\b(?:suspend(?:s|ed|ing)?|paus(?:e|es|ed|ing)|fro(?:ze|zen)|freez(?:e|es"
            r"|ing))\b.{0,100}\b(?:paragraph|announcements?|notice|order|decree|rule|regulation|no\.)"
            r"|\b(?:paragraph|announcements?|notice|order|decree|rule|regulation|no\."
            r"|doc\.)\b.{0,140}\b(?:is|are|was|were"
            r"|be|been) (?:hereby )?(?:suspended|paused|stayed|frozen)\b"
        ),
        stage="suspended",
        needs=("named",),
        without=(r"\bexports? of\b.{0,30}suspend", r"\bsuspend\w* exports?\b"),
    ),
    row(
        "the-pause",
        "export_licensing",
        (
            r"\b(?:pause|freeze|truce)\b.{0,80}\b(?:extend\w*|prolong\w*|end(?:s|ed)?|expir\w+"
            r"|lapse[sd]?|runs?|until|renew\w*|lasts?)\b"
        ),
        stage="suspended",
        needs=("mineral",),
    ),
    row(
        "under-pause",
        "export_licensing",
        r"\b(?:covered by|under|same|part of)\b.{0,20}\b(?:pause|suspension|freeze)\b",
        needs=("mineral",),
        stage="suspended",
    ),
)
