"""The sample world: a small web served on loopback, so that a first run shows the product without internet.

Makes pages, feeds, list pages and an API answer out of the texts in ``outlets/`` and ``pages/`` and serves them at
``http://127.0.0.1:PORT``. The acts it tells of are real; the outlets and the wording are the project's own.

Must not know who polls it: the tracker follows ``feeds.yaml`` of this folder as it follows any other.
"""

from __future__ import annotations

from pathlib import Path

from tracker.sample.server import SampleWeb, serve

FEEDS = Path(__file__).parent / "feeds.yaml"
"""The feeds of the sample world; ``{base}`` in each url stands for the address it is served at."""

PORT = 8002
"""Where the sample web is served if nobody asks for another port: beside the site, and the same on every run, so that
addresses and the ids made of them stay."""

__all__ = ["FEEDS", "PORT", "SampleWeb", "serve"]
