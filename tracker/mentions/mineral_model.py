"""The learned half of the judge: the weights of the features, and the probability that a name means the substance.

The weights are packaged text, made by ``tracker/training/minerals.py``; must not know articles or rules.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources


@cache
def weights(language: str) -> Mapping[str, float]:
    """Return the weights of a language (``en`` or ``zh``); none where they have not been trained."""
    packaged = resources.files(__package__).joinpath("weights", f"minerals-{language}.txt")
    if not packaged.is_file():
        return {}
    rows = (line.split("\t") for line in packaged.read_text("utf-8").split("\n") if line)
    return {feature: int(hundredths) / 100 for feature, hundredths in rows}


def likelihood(features: Iterable[str], known: Mapping[str, float]) -> float:
    """Return how likely, from 0 to 1, a name with these features means the substance or its trade."""
    total = sum(known.get(feature, 0.0) for feature in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
