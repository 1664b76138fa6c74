"""Every job by hand. Imports nothing heavy: a command loads its rooms when it runs, so ``--help`` answers at once."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import __version__
from tracker.cli.desk import Desk


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tracker")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="TRACKER_HOME",
    default=Path("data"),
    show_default=True,
    help="Directory of the two databases. Also TRACKER_HOME.",
)
@click.option(
    "--feeds",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="TRACKER_FEEDS",
    default=Path("feeds.yaml"),
    show_default=True,
    help="The sources to follow. Also TRACKER_FEEDS.",
)
@click.pass_context
def main(context: click.Context, home: Path, feeds: Path) -> None:
    """Follow news and official notices on critical minerals: who did what, and what is in force."""
    context.obj = Desk(home, feeds)


def _register() -> None:
    from tracker.cli import asking, correcting, dates, explaining, letters, sources, working

    for module in (working, sources, asking, dates, explaining, correcting, letters):
        for command in module.COMMANDS:
            main.add_command(command)


_register()
