"""Holds what page furniture says, in English and Chinese, and answers whether a line says it.

General wording of the web's templates, not of any one outlet. Knows single lines; where a line stands is for
`furniture.py` to weigh.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_LABELS = _any(
    r"skip to (?:main )?(?:content|navigation)",
    r"(?:toggle |main )?(?:menu|navigation|search)|close|close this search box\.?|open search|site search",
    r"log ?in|sign in|sign up|register|subscribe(?: now)?|my account|(?:site )?logo|advertise(?:ment|ing)|sponsored",
    r"loading\.*|(?:back|scroll) to top|(?:load|show|view|see|read|learn) more|(?:see|view) all",
    r"continue reading|click here.{0,40}|next(?: post| article)?|prev(?:ious)?(?: post| article)?",
    r"previous (?:post|article) next (?:post|article)",
    r"share|shares?:?|tweet|e-?mail|print|copy link|save|bookmark|facebook|twitter|linkedin|whatsapp|telegram|reddit",
    r"share (?:this|on|via|the|article|to|with)\b.{0,60}|(?:follow|find) us(?: on)?\b.{0,60}",
    r"tags?|categories|topics|filed under|keywords",
    r"(?:tags?|topics?|filed under|categor(?:y|ies)|posted in|keywords?)\s*[:：].{0,200}",
    r"(?:标签|標籤|關鍵字|关键词|关键字)\s*[:：].{0,200}",
    r"\d+ ?(?:min(?:ute)?s?) read|reading time:?.{0,20}|listen to (?:this )?(?:article|story).{0,40}|listen|play",
    r"\d+ (?:comments?|shares?|views?)|comments? ?\(?\d*\)?|no comments(?: yet)?",
    r"(?:all rights reserved|©|\(c\) ?\d{4}|copyright ©?).{0,200}",
    r"privacy policy|terms (?:of use|of service|and conditions)|cookie (?:policy|settings|preferences)",
    r"contact us|about us|(?:was|is) this page (?:helpful|useful).{0,40}|updates to this page",
    r"unsubscribe.{0,60}|manage (?:your )?preferences",
    r"an official website of .{1,60}|here[’']s how you know|secure \.gov websites use https.{0,120}",
    r"(?:about the author|author|our standards|editor(?:s|ing)?|reporting by|editing by|written by)\s*[:：].{1,300}",
    r"(?:记者|記者|作者)(?:简介|簡介)\s*[:：].{1,200}|[（(]?本文作者.{1,80}|[聽听](?:新聞|新闻|文章).{0,20}|加入好友.{0,40}",
    r"(?:免责声明|免責聲明)\s*[:：].{1,200}|(?:报料|爆料|投稿|举报|報料)(?:热线|熱線|邮箱|电话|電話).{0,60}",
    r"have a (?:news )?tip\b.{0,120}|(?:advertise|shop|donate|apply) with us.{0,40}",
    r"the post .{1,200} (?:appeared )?first (?:appeared )?on .{1,80}",
    r"首页|首頁|搜索|搜尋|登录|登入|注册|註冊|打印|打印本页|列印|关闭|关闭窗口|返回顶部|返回列表|收藏|分享|纠错|举报|字号.{0,12}",
    r"[【\[]?(?:打印|关闭|字体|大|中|小)[】\]]?(?:\s*[【\[]?(?:打印|关闭|字体|大|中|小)[】\]]?)+.{0,8}",
    r"分享到.{0,30}|分享至.{0,30}|扫一扫.{0,40}|扫描二维码.{0,40}|上一篇.{0,80}|下一篇.{0,80}|阅读原文|查看更多|点击查看.{0,20}",
    r"[（(【\[]?(?:责任编辑|責任編輯|责编|責編|本文编辑|网络编辑|值班编辑)\s*[:：].{0,30}",
    r"(?:编辑|編輯|校对|审核|監製|监制)\s*[:：].{0,20}|浏览(?:次数|量)\s*[:：]?.{0,12}|阅读(?:量|次数)\s*[:：]?.{0,12}",
    r"(?:信息|文章|稿件|新闻)来源\s*[:：].{0,40}",
    # What the printed Federal Register puts around its documents. The filing line, "[FR Doc. …]", is not among it: a
    # document that bears no other number has its own there.
    r"[-=_*]{5,}|\[\[page [a-z]?\d+\]\]|\[pages? [a-z]?\d+(?:[-–]\d+)?\]|start printed page \d+",
    r"\[federal register volume .{5,80}\]|\[(?:notices|rules and regulations|proposed rules|presidential documents)\]",
    r"from the federal register online via .{5,100}|billing codes?:? [\w-]{4,12}(?:[-–][a-z])?",
    r"(?:版权所有|版權所有|版权声明|版權聲明|未经.{0,12}(?:授权|许可)|网站标识码|.{0,2}ICP备).{0,200}",
)

# Names of sections, as menus list them; a line of nothing but these is a menu.
_SECTION_NAMES = (
    "home news latest world asia europe africa americas us uk china politics business economy markets "
    "commodities finance money companies industry energy mining metals technology tech science climate sport "
    "sports opinion views culture arts life lifestyle travel food health style property autos video videos "
    "photos pictures podcasts audio tv radio live obituaries classifieds e-edition epaper events directory "
    "prices data jobs weather newsletters menu search more login subscribe shop games puzzles local nation "
    "national international region community features analysis magazine archive 首页 首頁 新闻 新聞 要闻 要聞 "
    "即时 即時 国内 國內 国际 國際 财经 財經 产业 產業 理财 理財 股市 股票 基金 期货 期貨 公司 科技 汽车 汽車 "
    "房产 房產 地产 地產 生活 娱乐 娛樂 体育 體育 运动 運動 社会 社會 地方 两岸 兩岸 全球 军事 軍事 视频 視頻 "
    "影音 图片 圖片 评论 評論 专题 專題 直播 博客 论坛 論壇 更多 行情 数据 數據 登录 登入 注册 註冊 搜索 搜尋"
)
_SECTIONS = frozenset(_SECTION_NAMES.split())
_DIVIDERS = re.compile(r"[\s|｜·•/,、>»&]+")

_BREADCRUMB = re.compile(
    r"(?:(?:home|blog|news|首页|首頁|主页)\s*[»›>/→]|you are here:"
    r"|(?:您?当前(?:的)?位置|您(?:现在)?(?:所在)?的位置|目前位置)\s*[:：]?).{0,200}"
    r"|[^.。»›>]{1,40}(?: [»›>→] [^»›>→]{1,120}){2,}",
    re.IGNORECASE,
)

_CREDIT = _any(
    r"(?:featured |cover |header |lead |file |top )?(?:image|photo|picture|illustration)s?"
    r"(?: credits?| courtesy(?: of)?| source| by)?\s*[:：|].{0,180}",
    r"(?:featured |cover )?(?:image|photo)(?:graph)? (?:credit|courtesy|by|via)\b.{0,120}",
    r"[(（\[](?:photo|image|picture|file photo|图片来源|图源|圖片來源|图)[^)）\]]{0,100}[)）\]]",
    r"(?:图片来源|圖片來源|图源|资料图|資料圖片?|摄影|攝影)\s*[:：/].{0,60}",
)

_NAMES_ZH = r"[\u4e00-\u9fff]{2,4}(?:[ 、][\u4e00-\u9fff]{2,4}){0,3}"
_BYLINE = _any(
    r"by (?-i:[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|de|van|von|bin|al)){1,4})(?:(?:,| and| in| \|) .{2,40})?",
    rf"(?:[本][报刊网報])?(?:驻\w{{2,6}})?(?:记者|記者)\s*[:：]?\s*{_NAMES_ZH}"
    r"(?:\s*[/／]?\s*[\u4e00-\u9fff]{2,4}(?:报道|報導|報道|电|電|綜合報導|综合报道))?",
    rf"(?:文|撰文)\s*[/／|｜]\s*{_NAMES_ZH}",
)
_HEAD_LABEL = re.compile(r"([\u4e00-\u9fff]{2,5})\s*[:：]")
_HEAD_WORDS = (
    "来源 來源 发布时间 发布日期 發布時間 發佈時間 發布日期 更新时间 日期 时间 時間 作者 字体 字體 字号 字號 "
    "类型 编辑 編輯 责任编辑 責任編輯 浏览次数 点击数 点击量 阅读次数 信息来源 文章来源 稿件来源 新闻来源 发稿时间"
)
_HEAD_LABELS = frozenset(_HEAD_WORDS.split())
"""Labels of the line below a headline that tells where the text is from, when, and how large it may be set."""
_DATE_AT_HEAD = re.compile(r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d{2}(?::\d{2})?)?\s*")

_COOKIES = re.compile(
    r"\bcookies?\b.*\b(?:use|uses|using|accept|consent|preferences|policy|settings|agree)\b"
    r"|\b(?:we|site|website|you)\b.*\b(?:use|uses|using|accept|agree)\b.*\bcookies?\b",
    re.IGNORECASE,
)

_LEGAL = re.compile(
    r"\b(?:not|nor) (?:constitute|intended (?:to be|as)|(?:to )?be (?:construed|relied|taken)|construed|taken|provide)"
    r"\b.{0,60}\b(?:legal|investment|financial|professional|tax) advice\b"
    r"|\battorney advertising\b|\bprior results do not guarantee\b|\bno attorney[- ]client relationship\b"
    r"|^(?:this|the) .{0,60}\bfor (?:general )?information(?:al)? (?:purposes )?only\b"
    r"|^you (?:are receiv|receiv|have receiv)(?:ing|ed|e) this (?:e-?mail|alert|newsletter)\b",
    re.IGNORECASE,
)

_SIGN_UP = _any(
    r"(?:sign up|subscribe|register)(?: now| today| here| free)?\s*(?:to|for|and|:|$)",
    r"(?:get|receive|have)\b.{0,80}\b(?:newsletter|inbox|e-?mail alerts?|daily briefing)",
    r"(?:start|try|claim|begin) (?:your|a|our) .{0,20}\btrial\b|subscribe (?:for|from|at)\b|join [\d,.]+ \w+\s*[:：]",
    r"join\b.{0,60}\b(?:newsletter|mailing list|subscribers|telegram channel|whatsapp channel)",
    r"enter your e-?mail|your e-?mail address|thank you for subscribing|already (?:a subscriber|have an account)",
    r"this (?:article|content|story) is (?:only )?(?:for|available to) (?:subscribers|members)",
    r"to (?:(?:continue|keep) reading|subscribe|unsubscribe|receive (?:our|these|future|more)|manage your)\b",
    r"click here to (?:subscribe|sign|register|join|read|manage)|if you (?:have any|have) (?:questions|queries)\b",
    r"(?:please )?(?:consider )?support(?:ing)? (?:our|this|independent|quality|local|free) "
    r"(?:site|website|work|journalism|blog)",
    r"please consider (?:supporting|donating|subscribing)|become a (?:member|subscriber|patron)|buy (?:me|us) a coffee",
    r"(?:download|get) (?:our|the) (?:free )?app\b|follow us\b|like us on|for more (?:news|updates),? (?:visit|follow)",
    r"(?:欢迎|請|请)?(?:扫码|搜索)?(?:关注|關注)(?:我们|我們|.{0,20}(?:公众号|公眾號|微信|微博|官方账号))",
    r"(?:免费)?(?:订阅|訂閱)(?:我们|我們|本报|.{0,10}(?:电子报|電子報|邮件|通讯|通訊))|下载.{0,12}(?:客户端|APP)",
)

_INLINE = re.compile(
    r"(?:read (?:also|more|next)|also read|related|see also|watch|recommended|more on this|don't miss"
    r"|延伸阅读|相关阅读|推荐阅读|相關閱讀|延伸閱讀|相关新闻|相關新聞)\s*[:：|»›>]\s*\S.{0,200}",
    re.IGNORECASE,
)

_BOXES = _any(
    r"related(?: (?:articles?|stories|story|posts?|news|content|reading|topics?|coverage|links?|items?|reads))?",
    r"more (?:from|on|in|about)\b.{0,50}",
    r"more (?:stories|news|articles|posts|headlines|coverage|like this|to read|reads)",
    r"read (?:also|next|more|this next|on)|also read|what to read next|up next|next up|keep reading|further reading",
    r"(?:most|trending|popular)(?:[ -](?:read|popular|viewed|shared|commented|recent|watched|now))+(?: \w+)?",
    r"(?:trending|popular) (?:news|stories|posts|topics|articles)",
    r"trending|popular|recommended(?: (?:for you|reading|stories|articles|reads))?|you (?:may|might)(?: also)? .{2,30}",
    r"(?:latest|recent|top|other|featured|promoted|sponsored)(?: \w+)? "
    r"(?:news|stories|story|posts?|articles?|headlines|comments|content|videos)",
    r"editor[’']?s?[’']? (?:picks?|choice)|don[’']?t miss|must[ -]reads?|in case you missed it",
    r"(?:from )?around the web|see also",
    r"explore more.{0,20}|discover more.{0,20}|in other news|elsewhere(?: on .{1,20})?",
    r"(?:推荐|相关|延伸|热门|精彩|更多|最新|编辑|为您|猜您)(?:阅读|新闻|文章|链接|推荐|报道|内容|稿件|专题|资讯|消息|排行|点击|精彩.{0,6})",
    r"(?:推薦|相關|延伸|熱門|精彩|更多|最新|編輯|為您)(?:閱讀|新聞|文章|連結|推薦|報導|報道|內容|專題|資訊|消息|排行|點擊)",
    r"猜你喜欢|猜你喜歡|大家都在看|(?:点击|阅读|新闻|一周)排行(?:榜)?|排行榜|往期(?:回顾|精选|推荐)|(?:今日)?热点(?:新闻|推荐|排行)?"
    r"|友情链接|你可能(?:也|还)?(?:会)?(?:喜欢|感兴趣).{0,6}|看过本文的人还看了|其他新闻|(?:看)?更多",
)

_COMMENTS = _any(
    r"(?:post|leave|add|write) (?:a|your) (?:comment|reply|response)s?.{0,20}",
    r"(?:join|start) the (?:conversation|discussion).{0,40}|comments? (?:are|is) closed.{0,20}|cancel reply",
    r"your e-?mail address will not be published.{0,80}|(?:recent |reader )?comments(?: \(\d+\))?",
    r"(?:发表|我要|网友|最新|用户)评论.{0,10}|(?:發表|網友)(?:評論|留言).{0,10}|(?:文明上网|网友评论仅供).{0,40}|留言板?",
)

_TAIL = _any(
    r"about (?:the )?(?:author|writer|contributor|editor|reporter|journalist)s?",
    r"(?:author|writer)s?(?: bio(?:graphy)?)?",
    r"(?:our |the )?editorial (?:process|policy|policies|standards|guidelines|team|integrity).{0,30}",
    r".{0,40}\b(?:fact[- ]check(?:ing|ed)?|editorial) (?:standards|process|policy|guidelines).{0,30}",
    r"(?:media|press|investor|news) (?:contacts?|inquiries|enquiries)(?: information)?",
    r"for (?:more|further) information.{0,30}",
    r"(?:cautionary (?:note|statement).{0,60}|forward[- ]looking (?:statements?|information).{0,30}|disclaimers?)",
    r"about (?:the )?(?-i:[A-Z])[^\d,;:?!]{1,48}",
    r"作者简介|作者簡介|关于我们|關於我們|关于作者|關於作者|免责声明.{0,10}|免責聲明.{0,10}|联系我们|聯繫我們",
)


def is_label(text: str) -> bool:
    """Say whether a whole line is the label of a button, a share bar, tags, a credit or a breadcrumb."""
    if len(text) > 260:
        return False
    whole = text.strip(" \u3000•·|-–—") or text
    if _LABELS.fullmatch(whole) or _CREDIT.fullmatch(whole) or _BREADCRUMB.fullmatch(whole):
        return True
    return _is_menu(whole) or _is_head_line(whole)


def is_byline(text: str) -> bool:
    """Say whether a line names an author as bylines do; below the head of a page the same words may be a heading."""
    return len(text) <= 80 and bool(_BYLINE.fullmatch(text.strip()))


def _is_head_line(text: str) -> bool:
    """Say whether a line tells source, time and type size of what stands below it, and nothing else."""
    if len(text) > 120 or text.endswith(("。", ".", "；")):
        return False
    labels = _HEAD_LABEL.findall(text)
    opens = _HEAD_LABEL.match(_DATE_AT_HEAD.sub("", text).lstrip("【[（( "))
    return bool(opens) and _HEAD_LABELS.issuperset(labels)


def _is_menu(text: str) -> bool:
    """Say whether a line lists sections of a site, or buttons between bars."""
    for parts in (text.split("|"), text.split()):
        if len(parts) > 1 and all(_LABELS.fullmatch(part.strip()) or _SIGN_UP.match(part.strip()) for part in parts):
            return True
    names = [name.casefold() for name in _DIVIDERS.split(text) if name]
    known = sum(name in _SECTIONS for name in names)
    return len(names) >= 3 and known >= 2 and known * 5 >= len(names) * 3


def is_notice(text: str, size: int) -> bool:
    """Say whether a line speaks to the reader of the page itself: cookies, a subscription, a disclaimer."""
    if size > 500:
        return False
    asks = _COOKIES.search(text) or _LEGAL.search(text) or _INLINE.fullmatch(text)
    return bool(asks or (size <= 300 and _SIGN_UP.match(text)))


def opens_box(text: str, size: int) -> bool:
    """Say whether a line heads a box of other headlines."""
    return size <= 70 and bool(_BOXES.fullmatch(text.strip(" \u3000•·|:：-–—>»【】[]")))


def opens_comments(text: str) -> bool:
    """Say whether a line heads a comment form."""
    return bool(_COMMENTS.fullmatch(text.strip(" :：")))


def opens_tail(text: str) -> bool:
    """Say whether a heading opens what a page says of itself: author, editorial policy, contacts, the company."""
    return len(text.split()) <= 9 and bool(_TAIL.fullmatch(text.strip(" :：")))
