"""Amounts with their units, in English and Chinese: weights, shares, money, prices (codebook conventions 4 and 20).

Makes quantity spans with a plain value and a unit (``t``, ``kg``, ``%``, ``USD``, ``USD/t``); a range takes its low
value. Knows no vocabulary; durations, dates and counts are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.mentions import numerals
from tracker.mentions.spans import Found, Reading

_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "hundred thousand": 1e5, "k": 1e3, "lakh": 1e5, "lakhs": 1e5, "million": 1e6,
    "mln": 1e6, "mn": 1e6, "m": 1e6, "crore": 1e7, "crores": 1e7, "billion": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12, "lakh crore": 1e12,
}  # fmt: skip
_LOOSE_SCALES = {"k", "m", "b"}  # letters: only where nothing stands between them and the number, and only for money

_WEIGHTS = {
    "t": "tonnes tonne metric-tons metric-ton tons ton mt metric-tonnes metric-tonne t",
    "kt": "kt kilotonnes kilotonne",
    "Mt": "Mt",
    "short ton": "short-tons short-ton",
    "long ton": "long-tons long-ton",
    "kg": "kilograms kilogram kilogrammes kilogramme kilos kilo kgs kg",
    "g": "grams gram grammes gramme",
    "lb": "pounds pound lbs lb",
    "oz": "troy-ounces troy-ounce ounces ounce oz",
    "carat": "carats carat",
    "mtu": "metric-ton-units metric-ton-unit mtu",
    "dmtu": "dmtu",
}
_FACTORS = {"kt": ("t", 1e3), "Mt": ("t", 1e6)}
UNITS = {form.replace("-", " "): unit for unit, forms in _WEIGHTS.items() for form in forms.split()}

_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "USD": "USD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD", "CA$": "CAD",
    "CAD": "CAD", "NZ$": "NZD", "HK$": "HKD", "HKD": "HKD", "S$": "SGD", "SGD": "SGD", "NT$": "TWD", "R$": "BRL",
    "$": "USD", "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "¥": "CNY", "￥": "CNY", "CN¥": "CNY",
    "JP¥": "JPY", "JPY": "JPY", "RMB": "CNY", "CNY": "CNY", "Rs.": "INR", "Rs": "INR", "INR": "INR", "₹": "INR",
    "₩": "KRW", "KRW": "KRW", "RM": "MYR", "MYR": "MYR", "Rp": "IDR", "IDR": "IDR", "CHF": "CHF", "SEK": "SEK",
    "NOK": "NOK", "₽": "RUB", "RUB": "RUB", "ZAR": "ZAR", "₸": "KZT", "₫": "VND", "₦": "NGN", "TWD": "TWD",
    "BRL": "BRL",
}  # fmt: skip
_NAMES = {
    "us dollars": "USD", "u.s. dollars": "USD", "american dollars": "USD", "australian dollars": "AUD",
    "canadian dollars": "CAD", "hong kong dollars": "HKD", "singapore dollars": "SGD", "dollars": "USD",
    "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds sterling": "GBP", "sterling": "GBP", "yuan": "CNY",
    "renminbi": "CNY", "rmb": "CNY", "yen": "JPY", "won": "KRW", "rupees": "INR", "rupiah": "IDR", "ringgit": "MYR",
    "baht": "THB", "roubles": "RUB", "rubles": "RUB", "rand": "ZAR", "tenge": "KZT", "pesos": "MXN", "reais": "BRL",
    "swiss francs": "CHF", "kronor": "SEK", "kroner": "NOK", "cents": "USc", "dong": "VND", "usd": "USD", "eur": "EUR",
    "cny": "CNY", "aud": "AUD", "cad": "CAD", "gbp": "GBP", "jpy": "JPY", "new zealand dollars": "NZD",
    "taiwan dollars": "TWD", "new taiwan dollars": "TWD", "namibian dollars": "NAD", "dirhams": "AED",
    "moroccan dirhams": "MAD", "zloty": "PLN", "zlotys": "PLN", "naira": "NGN", "lira": "TRY", "liras": "TRY",
    "riyals": "SAR", "kwacha": "ZMW", "tugrik": "MNT", "tugriks": "MNT", "hryvnia": "UAH", "hryvnias": "UAH",
    "cedis": "GHS", "bolivianos": "BOB", "taka": "BDT", "kyat": "MMK",
    "forints": "HUF", "forint": "HUF", "lei": "RON", "leva": "BGN", "ariary": "MGA", "birr": "ETB", "meticais": "MZN",
    "shillings": "shillings", "francs": "francs", "cfa francs": "CFA", "kronas": "SEK",
    "norwegian kroner": "NOK", "swedish kronor": "SEK", "danish kroner": "DKK", "chilean pesos": "CLP",
    "argentine pesos": "ARS", "philippine pesos": "PHP", "colombian pesos": "COP", "congolese francs": "CDF",
    "guinean francs": "GNF", "kenyan shillings": "KES", "tanzanian shillings": "TZS", "ugandan shillings": "UGX",
    "pakistani rupees": "PKR", "sri lankan rupees": "LKR", "som": "som",
}  # fmt: skip
_WEST_AFRICA = dict.fromkeys(("BF", "ML", "NE", "SN", "CI", "TG", "BJ", "GW"), "XOF")
_CENTRAL_AFRICA = dict.fromkeys(("CM", "GA", "CG", "TD", "CF", "GQ"), "XAF")
_SHARED: dict[str, tuple[dict[str, str], str]] = {
    "shillings": ({"KE": "KES", "TZ": "TZS", "UG": "UGX", "SO": "SOS"}, "KES"),
    "francs": ({**_WEST_AFRICA, **_CENTRAL_AFRICA, "CD": "CDF", "GN": "GNF", "RW": "RWF", "BI": "BIF"}, "CHF"),
    "CFA": ({**_WEST_AFRICA, **_CENTRAL_AFRICA}, "XOF"),
    "som": ({"KG": "KGS", "UZ": "UZS"}, "KGS"),
    "MXN": ({"CL": "CLP", "AR": "ARS", "CO": "COP", "PH": "PHP", "UY": "UYU", "DO": "DOP", "CU": "CUP"}, "MXN"),
    "INR": ({"PK": "PKR", "LK": "LKR", "NP": "NPR"}, "INR"),
}
"""Names of money that several states share: by the state of the article, else the best known."""


def _either(words: Iterator[str] | list[str]) -> str:
    """Return an alternation, longest first, in which a space also matches a hyphen or a line's odd space."""
    return "|".join(re.escape(word).replace(r"\ ", r"[\s\u00a0-]") for word in sorted(words, key=len, reverse=True))


def _with_and_without_range(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile a pattern twice: with what stands in ``⟨…⟩``, the upper end of a range, as an option, and without it."""
    ranged = pattern.replace("⟨", "(?:").replace("⟩", ")?")
    single = re.sub(r"⟨.*?⟩\??", "", pattern)
    return re.compile(ranged), re.compile(single)


_SP = r"[ \u00a0\u202f]"
_NUM = rf"\d{{1,3}}(?:,\d{{3}}){{1,5}}(?:\.\d+)?|\d{{1,3}}(?:{_SP}\d{{3}}){{1,4}}(?![\d,])|\d{{1,18}}(?:\.\d{{1,10}})?"
_WORD = "|".join(sorted((re.escape(word) for word in numerals.WORDS if word not in {"a", "an"}), key=len, reverse=True))
_SCALE = _either([scale for scale in _SCALES if scale not in _LOOSE_SCALES])
_UNIT = _either(list(UNITS))
_DENOMINATOR = (
    rf"(?:{_SP}?/{_SP}?|{_SP}(?:a|an|per|the|each){_SP}|-(?:a|per)-)(?P<per>(?i:metric[ -]ton|short[ -]ton|{_UNIT}))\b"
)
_RANGE = rf"(?:{_SP}?[-–—]{_SP}?|{_SP}to{_SP}|{_SP}and{_SP}|{_SP}or{_SP})"
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_MONEY_TAIL = rf"(?:[\s\u00a0-]?(?P<scale>(?i:{_SCALE}))\b|(?P<loose>(?i:[kmb]|bn|mn|tn))\b)?"

_MONEY_BEFORE, _MONEY_BEFORE_ONE = _with_and_without_range(
    rf"(?<![A-Za-z\d])(?P<sign>{_SIGN}){_SP}?(?P<low>{_NUM})"
    rf"⟨{_RANGE}(?:{_SIGN})?{_SP}?(?:{_NUM})⟩?{_MONEY_TAIL}"
    rf"⟨{_RANGE}(?:{_SIGN})?{_SP}?(?:{_NUM})(?:[\s\u00a0-]?(?P<scale2>(?i:{_SCALE}))\b)?⟩(?:{_DENOMINATOR})?"
)
_MONEY_AFTER, _MONEY_AFTER_ONE = _with_and_without_range(
    rf"(?<![\w.,$€£¥])(?P<low>{_NUM}|(?i:\b(?:{_WORD})))"
    rf"⟨{_RANGE}(?:{_NUM})⟩(?:[\s\u00a0-](?P<scale>(?i:{_SCALE})))?[\s\u00a0-]"
    rf"(?P<name>(?i:{_either(list(_NAMES))}))\b(?:{_DENOMINATOR})?"
)
_WEIGHT, _WEIGHT_ONE = _with_and_without_range(
    rf"(?<![\w.,$€£¥/])(?P<low>{_NUM}|(?i:\b(?:{_WORD})))"
    rf"⟨{_RANGE}(?:{_NUM}|(?i:{_WORD}))⟩(?:[\s\u00a0-](?P<scale>(?i:{_SCALE})))?"
    rf"(?:[\s\u00a0-]|(?=[a-zA-Z]))(?P<unit>(?i:{_UNIT}))\b(?![-/]\w*(?:year|day)|\.\d)"
)
_PERCENT, _PERCENT_ONE = _with_and_without_range(
    rf"(?<![\w.,/])(?P<low>{_NUM}|(?i:\b(?:{_WORD})))"
    rf"⟨(?:{_SP}?%)?{_RANGE}(?:{_NUM}|(?i:{_WORD}))⟩"
    rf"(?:{_SP}?[%％]|[\s\u00a0-](?i:per[ -]?cent(?:age{_SP}points?)?|pct)\b)"
)
_NOT_A_WEIGHT = re.compile(r"\b(?:test|foot|force|sterling)\b|\bpounds? (?:sterling|note|coin)", re.I)

_ZH_NUM = r"\d[\d,，]{0,20}(?:\.\d{1,10})?"
_ZH_CN = r"[一二两三四五六七八九十百千零〇半]{1,12}"
_ZH_SCALE = r"[十百千]?[万亿]亿?"
_ZH_UNITS = {
    "万吨": "t", "公吨": "t", "吨": "t", "千吨": "kt", "千克": "kg", "公斤": "kg", "克拉": "carat", "克": "g",
    "磅": "lb",
    "盎司": "oz", "短吨": "short ton", "吨度": "mtu",
}  # fmt: skip
_ZH_MONEY = {
    "美元": "USD", "美金": "USD", "欧元": "EUR", "日元": "JPY", "日圆": "JPY", "英镑": "GBP", "港元": "HKD",
    "港币": "HKD",
    "澳元": "AUD", "加元": "CAD", "韩元": "KRW", "韩圜": "KRW", "卢布": "RUB", "卢比": "INR", "新台币": "TWD",
    "台币": "TWD",
    "新元": "SGD", "瑞士法郎": "CHF", "令吉": "MYR", "林吉特": "MYR", "泰铢": "THB", "越南盾": "VND", "印尼盾": "IDR",
    "挪威克朗": "NOK", "瑞典克朗": "SEK", "丹麦克朗": "DKK", "捷克克朗": "CZK", "迪拉姆": "AED", "里亚尔": "SAR",
    "索尔": "PEN", "奈拉": "NGN", "兹罗提": "PLN", "里拉": "TRY", "图格里克": "MNT", "缅元": "MMK", "缅币": "MMK",
    "格里夫纳": "UAH", "克瓦查": "ZMW", "塞地": "GHS", "智利比索": "CLP", "墨西哥比索": "MXN", "阿根廷比索": "ARS",
    "菲律宾比索": "PHP", "新西兰元": "NZD", "纽元": "NZD", "加币": "CAD", "澳币": "AUD", "坦桑尼亚先令": "TZS",
    "肯尼亚先令": "KES", "西非法郎": "XOF", "中非法郎": "XAF", "玻利维亚诺": "BOB", "苏姆": "UZS",
    "雷亚尔": "BRL", "坚戈": "KZT", "兰特": "ZAR", "人民币": "CNY", "元人民币": "CNY", "块钱": "CNY", "元": "CNY",
    "圆": "CNY",
}  # fmt: skip
_ZH_PER = "吨|公吨|千克|公斤|磅|克|盎司|短吨|吨度|金属吨"
_ZH_SIGNS = {"新台币": "TWD", "人民币": "CNY", "港币": "HKD", "美元": "USD", "日币": "JPY"}
_ZH_RANGE = r"(?:[-–—~～至到])"
_ZH_PRICE = re.compile(
    rf"(?:(?P<front>每(?P<per>{_ZH_PER}))(?:约|近|超)?)?(?P<sign>新台币|人民币|港币|US\$|NT\$|HK\$)?\s?"
    rf"(?P<low>{_ZH_NUM}|{_ZH_CN}(?=[万亿]|[元美欧日港澳英]))(?P<scale1>{_ZH_SCALE})?(?:{_ZH_RANGE}{_ZH_NUM})?"
    rf"(?P<scale>{_ZH_SCALE})?[余多]?\s?(?P<name>{'|'.join(sorted(_ZH_MONEY, key=len, reverse=True))})"
    rf"(?:[/／](?P<per2>{_ZH_PER})|[每一](?P<per3>{_ZH_PER}))?"
)
_ZH_WEIGHT = re.compile(
    rf"(?P<low>{_ZH_NUM}|{_ZH_CN}(?=[万亿]|吨|公斤|千克))(?P<scale1>{_ZH_SCALE})?(?:{_ZH_RANGE}{_ZH_NUM})?"
    rf"(?P<scale>{_ZH_SCALE})?[余多]?\s?(?P<unit>金属吨|实物吨|短吨|公吨|吨度|千吨|吨|千克|公斤|克拉|克(?![拉族])|磅|"
    rf"盎司|(?:kt|kg|Mt|[tg])\b)"
)
_ZH_PERCENT = re.compile(
    rf"(?P<low>{_ZH_NUM})(?:[%％]?{_ZH_RANGE}{_ZH_NUM})?\s?(?:[%％]|个百分点)|(?P<hundredths>百分之(?P<cn>{_ZH_NUM}|"
    rf"{_ZH_CN}))"
    rf"|(?<![一二三四五六七八九十完组变构促达现造生养分])(?P<tenths>[一二两三四五六七八九])成(?P<half>[半一二三四五六七八九])?"
    r"(?![立为员功果就本都品长效交熟分批年])"
)


def find(reading: Reading, home: str = "CN") -> list[Found]:
    """Return all quantities of a text; `home` is the country whose currency a bare 元 means (CN, TW or HK)."""
    found = list(_english(reading, home))
    if reading.han:
        found += _chinese(reading, {"TW": "TWD", "HK": "HKD"}.get(home, "CNY"))
    return found


def _made(start: int, end: int, value: float, unit: str) -> Found:
    base, factor = _FACTORS.get(unit, (unit, 1.0))
    return Found(start, end, "quantity", "", "rule", value=round(value * factor, 6), unit=base)


def _value(low: str) -> float | None:
    return numerals.WORDS.get(low.lower(), numerals.plain(low))


def _scale(*forms: str | None) -> float:
    for form in forms:
        if form:
            return _SCALES[re.sub(r"[\s\u00a0-]+", " ", form.lower())]
    return 1.0


def _per(form: str | None) -> str:
    return "" if not form else "/" + UNITS.get(re.sub(r"[\s-]+", " ", form.lower()), form.lower())


def _currency(name: str, home: str) -> str:
    """Return the money meant by a name or sign that several states share."""
    if name in _SHARED:
        by_state, common = _SHARED[name]
        return by_state.get(home, common)
    return name


def _english(reading: Reading, home: str) -> Iterator[Found]:
    text = reading.text
    for match in _scan(_MONEY_BEFORE, _MONEY_BEFORE_ONE, text):
        value = _value(match["low"])
        if value is not None:
            factor = _scale(match["scale"], match["loose"], match.groupdict().get("scale2"))
            sign = "JPY" if match["sign"] in {"¥", "￥"} and home == "JP" else _SIGNS[match["sign"]]
            yield _made(match.start(), match.end(), value * factor, sign + _per(match["per"]))
    for match in _scan(_MONEY_AFTER, _MONEY_AFTER_ONE, text):
        value = _value(match["low"])
        currency = _currency(_NAMES[re.sub(r"[\s-]+", " ", match["name"].lower())], home)
        if value is not None:
            yield _made(match.start(), match.end(), value * _scale(match["scale"]), currency + _per(match["per"]))
    for match in _scan(_WEIGHT, _WEIGHT_ONE, text):
        value = _value(match["low"])
        form = match["unit"]
        unit = "Mt" if form == "Mt" else UNITS[re.sub(r"[\s-]+", " ", form.lower())]
        if value is not None and _is_weight(text, match, form):
            yield _made(match.start(), match.end(), value * _scale(match["scale"]), unit)
    for match in _scan(_PERCENT, _PERCENT_ONE, text):
        value = _value(match["low"])
        if value is not None:
            yield _made(match.start(), match.end(), value, "%")


def _scan(ranged: re.Pattern[str], single: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Match along a text; "from $370 to $415 a kilo" is no range but two amounts, a change from one to the other."""
    match = ranged.search(text)
    while match:
        if text[max(0, match.start() - 5) : match.start()].lower() == "from ":
            match = single.match(text, match.start()) or single.search(text, match.end("low"), match.end()) or match
        yield match
        match = ranged.search(text, match.end())


def _is_weight(text: str, match: re.Match[str], form: str) -> bool:
    """Leave out single letters of another sense (``3 T``, ``5G``) and tons that are no mass."""
    if form.lower() in {"t", "g", "mt"} and form not in {"t", "g", "Mt", "mt", "MT"}:
        return False
    return not _NOT_A_WEIGHT.match(text, match.end() + 1)


def _zh_value(low: str, *scales: str | None) -> float | None:
    value = numerals.plain(low) if low[0].isdigit() else (0.5 if low == "半" else numerals.chinese(low))
    if value is None:
        return None
    for char in "".join(scale or "" for scale in scales):
        value *= numerals.PLACES.get(char) or numerals.MYRIADS[char]
    return value


def _chinese(reading: Reading, home: str) -> Iterator[Found]:
    flat = reading.flat
    for match in _ZH_PRICE.finditer(flat):
        value = _zh_value(match["low"], match["scale1"], match["scale"])
        unit = _ZH_SIGNS.get(match["sign"] or "", _SIGNS.get(match["sign"] or "", "")) or _ZH_MONEY[match["name"]]
        unit = home if unit == "CNY" and not match["sign"] and match["name"] in {"元", "圆"} else unit
        per = match["per"] or match["per2"] or match["per3"]
        if match["low"] == "三" and match["name"] == "元" and not match["scale"]:
            continue  # 三元 is a battery of three metals
        if value is not None:
            yield _made(match.start(), match.end(), value, unit + (f"/{_zh_unit(per)}" if per else ""))
    for match in _ZH_WEIGHT.finditer(flat):
        value = _zh_value(match["low"], match["scale1"], match["scale"])
        if value is not None:
            yield _made(match.start(), match.end(), value, _zh_unit(match["unit"]))
    for match in _ZH_PERCENT.finditer(flat):
        if match["tenths"]:
            more = 5.0 if match["half"] == "半" else float(numerals.DIGITS.get(match["half"] or "", 0))
            value = numerals.DIGITS[match["tenths"]] * 10.0 + more
        else:
            value = _zh_value(match["low"] or match["cn"])
        if value is not None:
            yield _made(match.start(), match.end(), value, "%")


def _zh_unit(form: str) -> str:
    return "t" if form in {"金属吨", "实物吨"} else _ZH_UNITS.get(form, form)
