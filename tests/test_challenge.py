"""The challenge room: each wall is known by its own marks, and a page that only speaks of walls is a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import challenge
from tracker.challenge import HEADERS, MARKS, PLAIN_TITLES, TITLES, named

# Pages of our own making, with the structure that the walls' pages have.
WALLS = {
    "Cloudflare": """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
        <meta http-equiv="refresh" content="390"></head><body><div class="main-wrapper" role="main"><noscript>
        <div class="h2">Enable JavaScript and cookies to continue</div></noscript></div>
        <script>(function(){window._cf_chl_opt={cvId:'3',cZone:"news.example",cType:'managed'};}());</script></body>""",
    "Cloudflare blocks": """<!doctype html><html class="no-js"><head><title>Attention Required! | Cloudflare</title>
        <link rel="stylesheet" href="/cdn-cgi/styles/cf.errors.css"></head><body><h1>Sorry, you have been blocked</h1>
        <h2>You are unable to access news.example</h2></body></html>""",
    "AWS WAF": """<!DOCTYPE html><html lang="en"><head><title></title><script type="text/javascript">
        window.awsWafCookieDomainList = []; window.gokuProps = {"key":"k","iv":"i"};</script>
        <script src="https://0.token.awswaf.com/0/challenge.js"></script></head><body><div id="challenge-container">
        </div><noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify that you're not a robot.
        </noscript></body></html>""",
    "Akamai": """<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>
        You don't have permission to access "http&#58;&#47;&#47;news&#46;example&#47;" on this server.<P>
        Reference&#32;&#35;18&#46;0<P>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;18&#46;0</P></BODY></HTML>""",
    "Akamai asks": """<html><head><meta http-equiv="refresh" content="5; URL='/?bm-verify=AAQ'"></head>
        <body><p>Please wait</p></body></html>""",
    "Akamai watches": '<html><head></head><body><div id="sec-if-cpt-container"></div></body></html>',
    "Imperva Incapsula": """<html><head><META NAME="robots" CONTENT="noindex,nofollow">
        <script src="/_Incapsula_Resource?SWJIYLWA=1"></script></head><body></body></html>""",
    "Imperva Incapsula blocks": """<html style="height:100%"><body><iframe id="main-iframe"
        src="/_Incapsula_Resource?A=1">Request unsuccessful. Incapsula incident ID: 1-2</iframe></body></html>""",
    "DDoS-Guard": """<!doctype html><html><head><title>DDoS-Guard</title>
        <script src="/.well-known/ddos-guard/js-challenge/index.js"></script></head><body>Checking</body></html>""",
    "Sucuri": """<html><title>You are being redirected...</title><noscript>Javascript is required.</noscript>
        <script>var s={},u,c,sucuri_cloudproxy_js='',S='eA==';</script></html>""",
    "Ruishu (瑞数)": """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head>
        <meta content="x" r="m"><script type="text/javascript" r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};
        $_ts.nsd=1;$_ts.cd="q";</script></head><body><form></form></body></html>""",
    "Alibaba Cloud WAF": """<!doctypehtml><html><head><meta charset="utf-8"><meta name="aliyun_waf_aa" content="a">
        <meta name="aliyun_waf_bb" content="b"></head><body><div id="captcha-element"></div></body></html>""",
    "Alibaba Cloud WAF asks": """<html><script>var arg1='00';var _0=[];function setCookie(){
        document.cookie='acw_sc__v2='+arg1;document.location.reload();}</script></html>""",
    "Jiasule (加速乐)": "<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_')+('c');location.href=1</script>",
    "Knownsec (创宇盾)": """<html><body><p>当前访问疑似黑客攻击，已被创宇盾拦截</p>
        <a href="https://help.365cyd.com/cyd-error-help.html?code=403">?</a></body></html>""",
    "Tencent EdgeOne": """<script>function a(a){document.cookie="__tst_status="+a;document.cookie="EO_Bot_Ssid=1";
        location.href=location.href}</script>""",
    "Yunsuo (云锁)": """<html><body><script>function YunSuoAutoJump(){self.location=
        "/?security_verify_data="+1}</script><script>setTimeout("YunSuoAutoJump()",50)</script></body></html>""",
    "360 (网站卫士)": '<html><body><form action="/wzws-waf-cgi/" method="post"></form></body></html>',
    "Baota (宝塔)": """<html><head><title>网站防火墙</title></head>
        <body><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p></body></html>""",
    "SiteGround": """<html><head><link rel="icon" href="data:;"><meta http-equiv="refresh"
        content="0;/.well-known/sgcaptcha/?r=%2F"></meta></head></html>""",
    "F5": """<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult
        with your administrator.<br>Your support ID is: 1</body></html>""",
    "a captcha": """<html><head><title>安全验证</title><script src="/v.js"></script></head>
        <body><p>请完成下列验证后继续</p></body></html>""",
    "a browser check": """<!DOCTYPE html><html><head><meta charset="utf-8"><script src="/c.js"></script></head>
        <body><h1>Checking your browser before accessing law.example</h1><p>This takes a moment.</p></body></html>""",
    "a cookie script": "<html><script>document.cookie='seen=1;path=/';window.location.reload(true);</script></html>",
}


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_named_also_when_it_answers_200(name: str) -> None:
    found = named(WALLS[name].encode())
    assert found is not None
    assert name.startswith(found)


@pytest.mark.parametrize("title", [*TITLES, *PLAIN_TITLES])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_the_title_of_an_interstitial_is_known_in_both_charsets(title: str, charset: str) -> None:
    page = f"<html><head><title>\n {title.title()}… </title></head><body><form>请稍候</form></body></html>"
    assert named(page.encode(charset)) == {**TITLES, **PLAIN_TITLES}[title]


LONG = "The ministry said that export licences for antimony would be granted within forty-five days. " * 30
SCRIPTS = """<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>
    <script src="/_Incapsula_Resource?SWJIYLWA=1"></script><script src="https://www.google.com/recaptcha/api.js"></script>
    <script>$_ts=window['$_ts'];</script><div class="g-recaptcha"></div><script src="/akam/13/1"></script>"""


@pytest.mark.parametrize(
    "page",
    [
        # An article on a guarded site: the walls' sensors stand in every ordinary page.
        f"<html><head><title>Licences</title>{SCRIPTS}</head><body><article>{LONG}</article></body></html>",
        # A short one that speaks of walls, with code in its text.
        f"""<html><head><title>Just a moment... how Cloudflare's checks work</title></head><body><article><p>The page
        defines <code>_cf_chl_opt</code>, <code>gokuProps</code> and loads <code>sucuri_cloudproxy_js</code>; an
        AWS page names <b>awsWafCookieDomainList</b>. Captcha: 安全验证. {LONG[:300]}</p></article></body></html>""",
        # The same in a script's data and in a comment, as content systems keep it.
        """<html><head><title>Walls</title><script type="application/ld+json">{"text": "_cf_chl_opt, bm-verify="}
        </script><!-- _cf_chl_opt aliyun_waf_aa --></head><body><p>Short note on walls.</p></body></html>""",
        # Short notices, and shells that a script fills.
        "<html><head><title>商务部公告2026年第1号</title></head><body><p>自公布之日起施行。</p></body></html>",
        "<html><head><title>Latest</title></head><body><div id=root></div><script src=/app.js></script></body></html>",
        "<html><head><title>Moved</title><script>window.location.href='/new.html'</script></head><body></body></html>",
        "<html><head><title>Security check of dams: the report</title><form></form></head><body>x</body></html>",
        "<html><head><title>Captcha</title></head><body><p>A lexicon's entry of one line.</p></body></html>",
        """<html><head><link rel="stylesheet" href="/a.css"><script>function en(){document.cookie='l=en';
        location.reload()}</script></head><body><div id="app"></div></body></html>""",
        # Feeds that carry a post about walls.
        '<?xml version="1.0"?><!-- x --><rss><channel><item><description>&lt;script&gt;window._cf_chl_opt'
        "</description></item></channel></rss>",
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Just a moment...</title><form/></feed>",
        '{"html": "<script>window._cf_chl_opt</script>"}',
        "%PDF-1.7 <script>_cf_chl_opt</script>",
        "",
    ],
)
def test_a_page_is_a_page(page: str) -> None:
    assert named(page.encode()) is None
    assert named(page.encode("gb18030", "replace")) is None


@pytest.mark.parametrize("status", sorted(challenge.SCRIPT_ONLY_STATUSES))
def test_a_bare_script_with_an_odd_status_is_a_wall(status: int) -> None:
    page = b"<html><head><script src='/x.js'></script></head><body></body></html>"
    assert named(page, status) == "a browser check"
    assert named(page, 200) is None
    assert named(b"<html><body><p>Precondition failed</p></body></html>", status) is None


def test_a_captcha_counts_where_the_status_refuses() -> None:
    page = b'<html><title>Contact</title><form><div class="h-captcha"></div></form></html>'
    assert named(page, 403) == "a captcha"
    assert named(page, 200) is None


@pytest.mark.parametrize(
    ("headers", "status", "wall"),
    [
        ({"CF-Mitigated": "challenge"}, 403, "Cloudflare"),
        ({"x-amzn-waf-action": "captcha"}, 405, "AWS WAF"),
        ({"X-Vercel-Mitigated": "challenge"}, 429, "Vercel"),
        ({"Set-Cookie": "__jsluid_s=1; path=/"}, 521, "Jiasule (加速乐)"),
        ({"Set-Cookie": "__jsluid_s=1; path=/"}, 200, None),
        ({"CF-Ray": "1", "Server": "cloudflare"}, 403, None),
    ],
)
def test_some_walls_say_it_in_a_header(headers: dict[str, str], status: int, wall: str | None) -> None:
    assert named(b"", status, headers) == wall


def test_plain_refusals_are_none() -> None:
    for page in (b"", b"Forbidden", b"<html><head><title>403 Forbidden</title></head><center>nginx</center></html>"):
        assert named(page, 403) is None


def test_a_cut_off_page_and_one_of_any_length_are_judged() -> None:
    whole = WALLS["AWS WAF"].encode()
    assert named(whole[: whole.index(b"</script>")]) == "AWS WAF"
    assert named(whole + b" " * challenge.LONGEST) is None


MARKUP = st.sampled_from(
    ["<", ">", "<script>", "</script>", "<!--", "-->", "<?", "?>", "<title>", "</title>", "<html>", "<style", "\x00"]
    + [each for mark in MARKS for each in (*mark.markup, *mark.shown)]
)
PAGES = st.one_of(
    st.binary(max_size=400),
    st.lists(st.one_of(MARKUP, st.text(max_size=8)), max_size=40).map(
        lambda parts: "".join(parts).encode("utf-8", "replace")
    ),
)


@given(
    PAGES,
    st.integers(100, 599),
    st.dictionaries(st.one_of(st.text(max_size=8), st.sampled_from([name for name, _, _ in HEADERS])), st.text()),
)
def test_nothing_makes_it_raise(body: bytes, status: int, headers: dict[str, str]) -> None:
    found = named(body, status, headers)
    assert found is None or found


@given(st.text(st.characters(exclude_characters="<", exclude_categories=["Cs"])))
def test_text_without_a_tag_is_never_a_wall(text: str) -> None:
    assert named(text.encode()) is None
    assert named(f"<html><body><p>{text}</p></body></html>".encode()) is None


@pytest.mark.parametrize(
    "piece", ["<title ", "<script", "<!--", "<?", "<?a?>", "< ", "<a ", "<script>", "<style ", "type "]
)
def test_a_page_made_to_be_slow_is_judged_all_the_same(piece: str) -> None:
    # Without the guards in the patterns this would take minutes, past the suite's own time limit.
    noise = piece * (challenge.LONGEST // len(piece) - 10)
    assert named(f"<html>{noise}_cf_chl_opt".encode(), 412) in {None, "Cloudflare", "a browser check"}
