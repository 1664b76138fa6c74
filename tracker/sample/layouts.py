"""Makes the HTML page of one text: a news site's, a Chinese ministry's, a gazette's, a plain authority's.

Each template surrounds the text with what real pages surround it with: navigation, teasers, sharing lines, footers.
Knows no feed and no socket. All links stay within the sample world.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import dedent

from tracker.sample.content import Outlet, Page

HTML_LANG = {"zh": "zh-CN", "en": "en"}
STYLE = (
    "body{font:17px/1.6 Georgia,'Noto Serif CJK SC',serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "nav,header,footer,aside,.meta{font-size:.8rem;color:#666}nav li{display:inline;margin-right:1rem;list-style:none}"
    "h1{line-height:1.25}a{color:#14507a}"
)


def page_html(outlet: Outlet, page: Page, base: str) -> str:
    """Return the page as a whole HTML document; `base` is the address of the sample web, without a slash."""
    body = {
        "news": news,
        "mofcom": mofcom,
        "federal-register": federal_register,
        "plain-official": plain_official,
    }[outlet.template](outlet, page)
    return document(outlet, page.title, body, head=_head(outlet, page, base))


def document(outlet: Outlet, title: str, body: str, *, head: str = "") -> str:
    """Return an HTML document that declares the outlet's encoding in a meta element, as its bytes will have it."""
    return (
        f'<!DOCTYPE html>\n<html lang="{HTML_LANG.get(outlet.language, outlet.language)}">\n<head>\n'
        f'<meta http-equiv="Content-Type" content="text/html; charset={outlet.encoding}">\n'
        f"<title>{escape(title)} - {escape(outlet.name)}</title>\n{head}<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _head(outlet: Outlet, page: Page, base: str) -> str:
    address = f"{base}/{outlet.id}/{page.path}"
    if outlet.template == "mofcom":
        return (
            f'<meta name="SiteName" content="{escape(outlet.name)}">\n'
            f'<meta name="ArticleTitle" content="{escape(page.title)}">\n'
            f'<meta name="PubDate" content="{page.published:%Y-%m-%d %H:%M}">\n'
            f'<meta name="ContentSource" content="{escape("、".join(page.agencies) or outlet.name)}">\n'
        )
    published = page.published.isoformat()
    return (
        f'<link rel="canonical" href="{escape(address)}">\n'
        f'<meta property="og:type" content="article">\n<meta property="og:title" content="{escape(page.title)}">\n'
        f'<meta property="og:site_name" content="{escape(outlet.name)}">\n'
        f'<meta property="article:published_time" content="{published}">\n'
    )


def paragraphs(lines: Sequence[str], indent: str = "") -> str:
    """Return the lines as paragraphs, one a line."""
    style = f' style="text-indent:{indent}"' if indent else ""
    return "\n".join(f"<p{style}>{escape(line)}</p>" for line in lines)


def news(outlet: Outlet, page: Page) -> str:
    """Return a news page: navigation lines above, teasers beside, sharing and copyright lines below."""
    byline = f'<p class="byline">{escape(page.byline)}</p>\n' if page.byline else ""
    teasers = "\n".join(
        f'<li><a href="#">{escape(headline)}</a><p>{escape(summary)}</p></li>' for headline, summary in outlet.teasers
    )
    related = "相关阅读" if outlet.language == "zh" else "More stories"
    return (
        f"<header>\n{_lines(outlet.before[:-1])}\n</header>\n<main>\n<article>\n"
        f'<div class="crumbs">{_lines(outlet.before[-1:])}</div>\n<h1>{escape(page.title)}</h1>\n{byline}'
        f'<p class="meta"><time datetime="{page.published.isoformat()}">{page.published:%Y-%m-%d %H:%M}</time></p>\n'
        f'<div class="article-body">\n{paragraphs(page.paragraphs)}\n</div>\n'
        f'<div class="story-foot">\n{_lines(outlet.after[:-1])}\n</div>\n</article>\n'
        f'<aside class="related">\n<h2>{related}</h2>\n<ul>\n{teasers}\n</ul>\n</aside>\n</main>\n'
        f"<footer>\n{_lines(outlet.after[-1:])}\n</footer>"
    )


def mofcom(outlet: Outlet, page: Page) -> str:
    """Return a page in the shape of a Chinese ministry's: crumbs, title, ``div.art-con``, numbered footer lines."""
    stated = []
    if page.number:
        stated = [
            f"【发布单位】{'、'.join(page.agencies)}",
            f"【发布文号】{page.number}",
            f"【发文日期】{page.published:%Y年%m月%d日}",
        ]
    return (
        f'<div class="head">\n<ul class="nav">\n{_items(outlet.before[:-1])}\n</ul>\n</div>\n'
        f'<div class="position">{_lines(outlet.before[-1:])}</div>\n'
        f'<div class="art-title"><h2>{escape(page.title)}</h2></div>\n'
        f'<div class="art-source">来源：{escape("、".join(page.agencies) or outlet.name)}　'
        f"类型：{'原创' if not page.number else '公告'}　{page.published:%Y-%m-%d %H:%M}</div>\n"
        f'<div class="art-con" ergodic="article">\n{paragraphs(stated)}\n{paragraphs(page.paragraphs, "2em")}\n</div>\n'
        f'<div class="share">\n{_lines(outlet.after[:-1])}\n</div>\n<div class="footer">\n{_lines(outlet.after[-1:])}'
        "\n</div>"
    )


def federal_register(outlet: Outlet, page: Page) -> str:
    """Return a gazette document: its data in a definition list, its text in ``#fulltext_content_area``."""
    data = [
        ("Publication date", f"{page.published:%m/%d/%Y}"),
        ("Agencies", "; ".join(page.agencies)),
        ("Document type", page.type),
        ("Document number", page.number),
        ("Dates", f"Effective {page.effective_on:%B} {page.effective_on.day}, {page.effective_on.year}")
        if page.effective_on
        else ("Dates", ""),
    ]
    details = "\n".join(f"<dt>{escape(name)}:</dt><dd>{escape(value)}</dd>" for name, value in data if value)
    return (
        f"<nav>\n<ul>\n{_items(outlet.before)}\n</ul>\n</nav>\n<h1>{escape(page.title)}</h1>\n"
        f'<aside class="doc-details"><dl>\n{details}\n</dl></aside>\n'
        f'<div id="fulltext_content_area">\n{paragraphs(page.paragraphs)}\n'
        f"<p>[FR Doc. {escape(page.number)}]</p>\n</div>\n<footer>\n{_lines(outlet.after)}\n</footer>"
    )


def plain_official(outlet: Outlet, page: Page) -> str:
    """Return an authority's press page: navigation, title, date line, ``div.content``, footer."""
    day = f"{page.published:%B} {page.published.day}, {page.published.year}"
    return (
        f"<nav>\n<ul>\n{_items(outlet.before)}\n</ul>\n</nav>\n<main>\n<h1>{escape(page.title)}</h1>\n"
        f'<p class="date"><time datetime="{page.published.isoformat()}">{day}</time></p>\n'
        f'<div class="content">\n{paragraphs(page.paragraphs)}\n</div>\n</main>\n'
        f"<footer>\n{_lines(outlet.after)}\n</footer>"
    )


def listing_html(outlet: Outlet) -> str:
    """Return the outlet's list page: a ministry's annual index, or a newspaper's front page."""
    rows = _ministry_rows(outlet) if outlet.template == "mofcom" else _newspaper_rows(outlet)
    return document(
        outlet,
        "公告" if outlet.template == "mofcom" else outlet.name,
        f'<ul class="nav">\n{_items(outlet.before)}\n</ul>\n<h1>{escape(outlet.name)}</h1>\n{rows}\n'
        f'<div class="footer">\n{_lines(outlet.after)}\n</div>',
    )


def _ministry_rows(outlet: Outlet) -> str:
    """Return the rows of an annual index, among them the links to other columns that the real one mixes in."""
    columns = "\n".join(
        f'<li><a href="/{outlet.id}/{outlet.section}/index.html?column={name}" title="{label}">{label}</a></li>'
        for name, label in (("wgtzgl", "外国投资管理"), ("dwmygl", "对外贸易管理"))
    )
    rows = "\n".join(
        f'<li><a href="/{outlet.id}/{page.path}" title="{escape(page.title)}" target="_blank">'
        f"{escape(page.title)}</a><span>[{page.published:%Y-%m-%d}]</span></li>"
        for page in outlet.pages
    )
    return f'<ul class="txtList_01">\n{columns}\n{rows}\n</ul>'


def _newspaper_rows(outlet: Outlet) -> str:
    rows = "\n".join(
        f'<li class="item"><a href="/{outlet.id}/{page.path}">{escape(page.title)}</a>'
        f'<span class="date">{page.published:%Y-%m-%d %H:%M}</span></li>'
        for page in outlet.pages
    )
    return f'<ul class="news-list">\n{rows}\n</ul>'


def front_html(outlets: Sequence[Outlet], feed_path: dict[str, str]) -> str:
    """Return the page at ``/``: what this small web is, and each outlet with its feed and its pages."""
    total = sum(len(outlet.pages) for outlet in outlets)
    told = sorted(outlets, key=lambda outlet: (bool(outlet.fault), outlet.tier != "official", outlet.id))
    sections = "\n".join(_front_section(outlet, feed_path[outlet.id]) for outlet in told)
    return dedent("""\
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>The sample world</title>
        <style>{style}summary{{cursor:pointer}}h2{{margin-bottom:0}}</style>
        </head>
        <body>
        <h1>The sample world</h1>
        <p>A small web that the tracker serves to itself, so that a first run shows what it does without the internet:
        {outlets} outlets, {pages} pages. The official acts told here are real, with their true numbers and dates.
        Every text was written for the tracker; none is the official wording. The newspapers do not exist, the hours of
        the day are made up, and some everyday items are invented.</p>
        {sections}
        </body>
        </html>
        """).format(style=STYLE, outlets=len(outlets), pages=total, sections=sections)


def _front_section(outlet: Outlet, feed_path: str) -> str:
    pages = "\n".join(
        f'<li>{page.published:%Y-%m-%d} <a href="/{outlet.id}/{escape(page.path)}" lang="{outlet.language}">'
        f"{escape(page.title)}</a></li>"
        for page in outlet.pages
    )
    purpose = {
        "unavailable": "It always answers 503, to show how a failing source is reported.",
        "html": "It answers a page where a feed is expected, to show how that is reported.",
        "": f"{len(outlet.pages)} pages, {outlet.encoding}.",
    }[outlet.fault]
    details = f"<details><summary>Pages</summary>\n<ul>\n{pages}\n</ul>\n</details>\n" if outlet.pages else ""
    return (
        f'<section>\n<h2 lang="{outlet.language}">{escape(outlet.name)}</h2>\n'
        f'<p class="meta">{outlet.country} · {outlet.tier} · <a href="{escape(feed_path)}">{outlet.kind}</a> · '
        f"{purpose}</p>\n{details}</section>"
    )


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(f"<p>{escape(line)}</p>" for line in lines)


def _items(lines: Sequence[str]) -> str:
    return "\n".join(f'<li><a href="#">{escape(line)}</a></li>' for line in lines)
