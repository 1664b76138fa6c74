"""Who issues numbered acts, by the names that stand beside the number: the middle part of an instrument's normal form.

Facts only: names of authorities to issuer codes (``CN-MOFCOM``). Knows no text and no vocabulary.
"""

from __future__ import annotations

import re

ENGLISH = {
    "MOFCOM": "CN-MOFCOM",
    "Ministry of Commerce": "CN-MOFCOM",
    "GACC": "CN-GACC",
    "General Administration of Customs": "CN-GACC",
    "MIIT": "CN-MIIT",
    "Ministry of Industry and Information Technology": "CN-MIIT",
    "Ministry of Finance": "CN-MOF",
    "State Taxation Administration": "CN-STA",
    "MNR": "CN-MNR",
    "Ministry of Natural Resources": "CN-MNR",
    "NDRC": "CN-NDRC",
    "State Council": "CN-SC",
    "Tariff Commission": "CN-CTC",
    "Customs Tariff Commission": "CN-CTC",
    "State Council Tariff Commission": "CN-CTC",
}
CHINESE = {
    "商务部": "CN-MOFCOM",
    "海关总署": "CN-GACC",
    "工业和信息化部": "CN-MIIT",
    "工信部": "CN-MIIT",
    "自然资源部": "CN-MNR",
    "国家发展改革委": "CN-NDRC",
    "国家发展和改革委员会": "CN-NDRC",
    "发展改革委": "CN-NDRC",
    "国家发改委": "CN-NDRC",
    "财政部": "CN-MOF",
    "科技部": "CN-MOST",
    "科学技术部": "CN-MOST",
    "生态环境部": "CN-MEE",
    "公安部": "CN-MPS",
    "国防科工局": "CN-SASTIND",
    "国防科工委": "CN-COSTIND",
    "国家税务总局": "CN-STA",
    "税务总局": "CN-STA",
    "不可靠实体清单工作机制": "CN-UEL",
    "国务院关税税则委员会": "CN-CTC",
    "关税税则委员会": "CN-CTC",
    "税委会": "CN-CTC",
    "国务院": "CN-SC",
    "国家密码局": "CN-OSCCA",
    "国家密码管理局": "CN-OSCCA",
    "市场监管总局": "CN-SAMR",
    "市场监督管理总局": "CN-SAMR",
    "国家邮政局": "CN-SPB",
    "中国人民银行": "CN-PBOC",
    "应急管理部": "CN-MEM",
}
JOINED = re.compile(
    r"(?P<first>{0})(?:[\s　、,，和]{{0,2}}(?:{0})){{0,6}}".format(
        "|".join(sorted(map(re.escape, CHINESE), key=len, reverse=True))
    )
)
PREFIXES = (
    ("国办", "CN-SC"),
    ("国发", "CN-SC"),
    ("国函", "CN-SC"),
    ("工信", "CN-MIIT"),
    ("发改", "CN-NDRC"),
    ("自然资", "CN-MNR"),
    ("财关税", "CN-MOF"),
    ("财税", "CN-MOF"),
    ("财", "CN-MOF"),
    ("税委会", "CN-CTC"),
    ("署", "CN-GACC"),
    ("商", "CN-MOFCOM"),
    ("环", "CN-MEE"),
    ("公", "CN-MPS"),
)
"""How document numbers of central authorities begin (国发〔2025〕3号)."""

PROVINCES = {
    "京": "BEIJING", "津": "TIANJIN", "冀": "HEBEI", "晋": "SHANXI", "内": "INNER-MONGOLIA", "蒙": "INNER-MONGOLIA",
    "辽": "LIAONING", "吉": "JILIN", "黑": "HEILONGJIANG", "沪": "SHANGHAI", "苏": "JIANGSU", "浙": "ZHEJIANG",
    "皖": "ANHUI", "闽": "FUJIAN", "赣": "JIANGXI", "鲁": "SHANDONG", "豫": "HENAN", "鄂": "HUBEI", "湘": "HUNAN",
    "粤": "GUANGDONG", "桂": "GUANGXI", "琼": "HAINAN", "渝": "CHONGQING", "川": "SICHUAN", "黔": "GUIZHOU",
    "云": "YUNNAN", "滇": "YUNNAN", "藏": "TIBET", "陕": "SHAANXI", "甘": "GANSU", "青": "QINGHAI", "宁": "NINGXIA",
    "新": "XINJIANG",
}  # fmt: skip
OFFICES = (
    ("商", "COMMERCE"), ("工信", "INDUSTRY"), ("发改", "NDRC"), ("自然资", "NATURAL-RESOURCES"), ("环", "ENVIRONMENT"),
    ("财", "FINANCE"), ("府", "GOVERNMENT"), ("政", "GOVERNMENT"),
)  # fmt: skip


def of_document(prefix: str) -> str:
    """Return the issuer of a Chinese document number by its prefix (湘商贸函 → ``CN-HUNAN-COMMERCE``)."""
    if ("关" in prefix[:2] or "海关" in prefix[:4]) and not prefix.startswith("财关"):
        return "CN-GACC"  # customs houses number by their own city: 深关缉违字
    province = PROVINCES.get(prefix[0])
    if province:
        office = next((name for sign, name in OFFICES if prefix[1:].startswith(sign)), "GOVERNMENT")
        return f"CN-{province}-{office}"
    return next((issuer for sign, issuer in PREFIXES if prefix.startswith(sign)), f"CN-{prefix}")
