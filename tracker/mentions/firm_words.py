"""The words by which a firm is known: legal forms, last words, neighbours, and the words no firm's name bears.

Lists of facts for the firm judges; knows no text.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEGAL = (
    "Incorporated|Inc|Corporation|Corp|Limited|Ltd|LLC|L\\.L\\.C|LLP|LP|PLC|plc|AG|GmbH|mbH|KGaA|SE|S\\.A\\.S|SAS|"
    "S\\.A|SA|SARL|S\\.A\\.R\\.L|"
    "S\\.p\\.A|SpA|S\\.r\\.l|Srl|N\\.V|NV|B\\.V|BV|AB|ASA|AS|A/S|ApS|Oyj|Oy|OÜ|UAB|K\\.K|KK|Tbk|Bhd|Berhad|"
    "Sdn\\.? Bhd|Pty\\.? Ltd|Pty|Pte\\.? Ltd|Pte|"
    "NL|JSC|OJSC|PJSC|CJSC|PAO|OAO|ZAO|OOO|LLP|S\\.A\\.B|SAB|Ltda|S/A|Pvt\\.? Ltd|Pvt|Co"
)
HEADS = _words(
    """
    Metals Metal Mining Mines Resources Resource Minerals Lithium Industries Industrial Industry Technologies
    Technology Tech Holdings
    Holding Group Partners Capital Energy Chemicals Chemical Materials Works Trading Brokers Advisers Advisors Advisory
    Analytics Research Securities Investment Investments Ventures Systems Solutions Labs Engineering Electronics
    Semiconductor Semiconductors Motors Motor Airlines Airways Airline Shipping Shipbuilding Logistics Freight Recycling
    Magnetics Magnets Magnet Alloys Alloy Refining Refineries Smelting Smelters Enrichment Fuels Nickel Cobalt Graphite
    Copper Gold
    Silver Antimony Tungsten Uranium Zinc Aluminium Aluminum Alumina Steel Tin Titanium Vanadium Manganese Niobium
    Platinum Potash Phosphate Bauxite Magnesium Gallium Germanium Neodymium Earth Earths Consultores Consultants
    Consulting
    Consultancy Risk Economics Data Software Drones Supplies Media Mobility Combine Company Corporation Enterprises Sons
    Daughters Daughter Brothers Bros Retardants Pharma Pharmaceuticals Aerospace Aerosystems Aerotechnologies
    Aeronautics Dynamics
    Communications Services Studios Batteries Battery Anode Cathode Photonics Optics Optical Defense Defence Robotics
    Instruments Devices Exploration Royalty Royalties Petroleum Oil Gas Power Solar Wafer Crystal Commodities Exports
    Imports Traders Merchants Foods Brewing Textiles Retail Stores Cement Glass Ceramics Plastics Polymers Paints
    Automotive Vehicles EV Cars Trucks Tyres Rubber Oxide Oxides Spar Sands Litio Cobre Minerais Mineração Minera
    Minière Nucléaire
    Jiseki Seiko Denki Kogyo Kinzoku Intelligence Insurance Asset Management Equities Wealth Legierungskontor Kontor
    Handel
    Stahl Werke Metall Nonferrous Ventures Biotech Networks Telecom Wireless Interactive Digital Aviation Aircraft
    Machinery Machine Tools Tool Equipment Components Packaging Paper Timber Farms Consolidated Unlimited International
    Global
    Outdoor Apparel Furniture Homes Properties Realty Estates Hotels Cruises Railways Rail Ports Terminals Marine Carbon
    """
)
"""Last words of firm names in this field and around it; they need another capitalised word before them."""

FIRST_HEADS = frozenset(
    {"Entreprise", "Société", "Compagnie", "Compañía", "Companhia", "Sociedad", "Minera", "Minière", "PT", "Mineração"}
)
"""First words of firm names in languages that put the kind before the name."""

WEAK_HEADS = _words(
    """
    Services     Gold Silver Tin Copper Earth Earths Graphite Antimony Tungsten Uranium Zinc Lithium Cobalt Nickel
    Resources Resource Minerals
    Metals Metal Materials Industry Industrial Energy Power Research Data Services Media International Global Digital
    Defense Defence Oxide
    Magnets Magnet Battery Batteries Technology Risk Economics Gas Oil Marine Paper Steel Germanium Gallium Neodymium
    Mines Mining
    Management Security Oxides Exports Imports Aluminium Aluminum Carbon Anode Cathode Equipment Tools Components Solar
    Rail
    Titanium Platinum Vanadium Manganese Magnesium Niobium Potash Phosphate Bauxite Alumina Supplies Works Intelligence
    Communications Outdoor Investment Investments Royalties Royalty Exploration Drones Instruments Cars Trucks Vehicles
    """
)
"""Last words that also end headings and programmes; in lines written like headings they are no evidence."""

NEVER = _words(
    """
    Ministry Department Agency Authority Bureau Office Commission Council Court Parliament Congress Senate Army Navy
    Forces Police University Institute College School Academy Center Centre Association Chamber Federation Society
    Foundation Party Committee Act Law Regulation Regulations Order Decree Announcement Announcements Notice Initiative
    Program Programme Programmes Plan Strategy Agreement Framework Treaty Facility Reserve Stockpile Mission Summit
    Forum Conference Journal Times News Daily Gazette Herald Tribune Press Observer Bulletin Review Chronicle
    Newsletter Province County City Valley Island Islands Sea Ocean Bridge Festival League Cup Olympics Government
    Administration Secretary Minister Ministers President Representative Representatives House Assembly Republic Kingdom
    Union Nations Schedule Section Article Annex Chapter Part Title Question Answer Summary Background Proclamation
    Register Tariff Tariffs Exchange Embassy Consulate Treasury Pentagon Hearing Docket Investigation Inquiry Statement
    Declaration Memorandum Dialogue Partnership Alliance Coalition Consortium Directorate Directive Protocol Convention
    Campaign Operation Project Deposit Basin Budget Economy Controls Control Export Exporters Officials Monday Tuesday
    Wednesday
    Thursday Friday Saturday Sunday January February March April June July August September October November December
    Club Team Hospital Church Museum Library Theatre Orchestra Stadium Airport Station Highway Road Avenue Boulevard
    Regime
    Quota Quotas Licence License Licensing Tracker Letter Ledger Monitor Weekly Magazine Radio Television Guide Board
    Panel Division Directorate Unit Desk Fair Cabinet
    """
)
"""Words of authorities, media, schools, laws, places and programmes: a name that bears one is no firm by its form."""

LEADING = _words(
    """
    the a an at in on for from by with under since but and or as when while if it its this that these those both after
    before chief president ceo mr mrs ms dr shares analysts only most some all spot last next outside two three four
    five
    six seven eight nine ten one many several meanwhile separately however also yet so then now here there what who how
    why where which our their his her my your we they he she i you question answer article note notes per via among
    between against about into over during until to of not no nor each every other another such than more less even
    still just rival miner trader producer says said asked founder chairman director minister
    secretary senator professor analyst spokesman spokeswoman spokesperson vice former deputy including like unlike
    because although though despite following according buyers sellers traders dealers officials copies re see subject
    dear today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december host reporter
    """
)
"""Words that stand before a name at the head of a sentence, or before a person, and are no part of it."""

ADJECTIVES = _words(
    """
    Chinese Japanese French Swiss Dutch Swedish Norwegian Finnish Danish Belgian Spanish Portuguese Italian Polish
    Turkish
    Greek Russian Ukrainian Indonesian Malaysian Vietnamese Taiwanese Korean Congolese Brazilian Chilean Peruvian
    Mexican
    Argentine Kazakh Uzbek Emirati Saudi German Austrian Singaporean Zimbabwean Guinean Nigerien Malian Rwandan Tajik
    """
)
"""Adjectives of nations that stand before a firm and seldom begin its name."""

COMMON_FIRST = _words(
    """
    Great United First North South East West Northern Southern Eastern Western Central American General New National
    Global International Royal Standard Blue Red Green Black White High Low Big Old Grand Golden Silver Gold Rare
    Advanced
    Pacific Atlantic Asia Asian African Europe European Union Universal World Allied Associated Consolidated Integrated
    Industrial Strategic Critical Energy Metal Metals Mining Mineral Minerals Resource Resources Capital Continental
    Super Home
    Group Tri The Long Rapid Shield Domo Anaconda Electric Natural Pure Future Modern Premier Prime Sun Star Sea Land
    River
    Mountain Lake Bay Harbor Harbour Island Valley Summit Frontier Pioneer Liberty Freedom Eagle Lion Tiger Dragon
    Phoenix
    """
)
"""First words too common to stand for a firm alone."""

TRADES = (
    "producers?|makers?|miners?|traders?|refiners?|suppliers?|dealers?|consultanc(?:y|ies)|firms?|compan(?:y|ies)|"
    "brokerages?|"
    "research houses?|law firms?|units?|subsidiar(?:y|ies)|owners?|exporters?|importers?|smelters?|developers?|"
    "manufacturers?|groups?|"
    "start-?ups?|lenders?|funds?|retailers?|carriers?|ventures?|automakers?|carmakers?|chipmakers?|steelmakers?|"
    "shippers?|"
    "recyclers?|conglomerates?|giants?|contractors?|brokers?|houses?|operators?|insurers?|processors?|distributors?|"
    "explorers?|builders?|"
    "platforms?|marketplaces?|battery makers?|magnet makers?|banks?|refiner(?:y|ies)|rivals?|buyers?|peers?|"
    "wholesalers?|airlines?|"
    "utilit(?:y|ies)|agents?"
)

ZH_LEGAL = "股份有限公司|有限责任公司|集团有限公司|控股有限公司|有限公司|株式会社|股份公司|集团公司|总公司"
ZH_HEADS = (
    "矿业|锑业|钨业|钴业|钼业|锂业|铝业|铜业|镍业|锡业|锗业|镓业|钛业|锆业|钽业|铌业|钒业|锰业|镁业|铬业|锌业|铟业|"
    "铅锌|金业|银业|"
    "稀土|科技|新材料|新材|材料|磁业|磁材|磁电|磁性材料|钴材|国际物流|物流|货代|货运|珠宝|文具|银行|证券|期货|基金|"
    "资本|电子|能源|新能源|"
    "化工|重工|钢铁|特钢|汽车|电池|动力|集团|控股|实业|资源|股份|冶炼|冶金|有色|黄金|石墨|碳素|炭素|光电|半导体|"
    "微电子|电气|电器|机械|"
    "工具|超硬工具|商品经纪|经纪|贸易|商贸|国贸|工贸|航运|海运|船务|船舶|造船|航空|航天|矿冶|萤石|氟业|氟材料|晶体|"
    "晶圆|电工|五矿|重稀土|"
    "锆钛|钨钼|钨材|硬质合金|金属|合金|工业|产业|投资|食品|餐饮|家居|传媒|软件|网络|通信|制药|药业|生物|玻璃|水泥|"
    "纺织|服装|酒店|地产"
)
ZH_PLAIN_HEADS = (
    "矿业|锑业|钨业|钴业|钼业|锂业|铝业|铜业|镍业|锡业|锗业|钛业|锆业|钒业|锰业|镁业|锌业|磁业|磁材|磁电|钴材|科技|"
    "新材|珠宝|文具|银行|"
    "证券|货代|集团|控股|实业|重工|药业|超硬工具|钢铁|特钢|矿冶|氟业|船务|光电|微电子|国际物流|新材料|商品经纪|"
    "新能源|资本|电子"
)
"""Chinese last words that make a firm of a short run of characters even without a legal form."""
