"""Measures the gate: megabytes a second over text without any name, and over noise that is full of tempting ones.

Run by hand: ``PYTHONPATH=. .venv/bin/python tests/bench/gate.py [MEGABYTES]``. Then, on the training corpus, the share
of passages with a mineral or claim that it lets in, and of noise.
"""

from __future__ import annotations

import random
import sys
from time import process_time

from tracker.mentions.gate import Gate
from tracker.training.corpus import Passage, read
from tracker.vocab import load

ENGLISH = (
    "the council met on tuesday about parking and a new bridge for walkers who had asked in spring whether anything "
    "would come of last year's promise while teachers said that children arrive late when buses do not run"
)
CHINESE = "市民昨天在公园里晨练并表示天气很好下午图书馆有讲座孩子们放学后去看书晚饭以后大家一起散步聊天"


def pages(megabytes: int, words: list[str], joint: str) -> list[str]:
    """Return pages of 20,000 characters that hold no name at all."""
    dice = random.Random(1)
    count = megabytes * 50
    return [joint.join(dice.choices(words, k=20_000 // (len(words[0]) + 3 * len(joint)))) for _ in range(count)]


def speed(gate: Gate, texts: list[str]) -> float:
    """Return megabytes a second of processor time."""
    raw = [text.encode() for text in texts]
    start = process_time()
    for each in raw:
        gate(each)
    return sum(map(len, raw)) / (process_time() - start) / 1e6


def matters(passage: Passage) -> bool:
    return bool(passage.claims) or any(mark.kind == "mineral" for mark in passage.marks)


def main(megabytes: int) -> None:
    gate = Gate(load())
    print(f"English without a name  {speed(gate, pages(megabytes, ENGLISH.split(), ' ')):7.0f} MB/s")
    print(f"Chinese without a name  {speed(gate, pages(megabytes, list(CHINESE), '')):7.0f} MB/s")
    for language in ("en", "zh"):
        passages = [each for each in read(language) if each.part != "test"]
        noise = [f"{each.title}\n{each.text}" for each in passages if each.header["kind"] == "noise"]
        field = [f"{each.title}\n{each.text}" for each in passages if matters(each)]
        print(f"{language} noise, {len(noise)} pages of it {speed(gate, noise * 100):7.0f} MB/s")
        print(
            f"{language} let in: field {sum(map(gate, field))}/{len(field)}, noise {sum(map(gate, noise))}/{len(noise)}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
