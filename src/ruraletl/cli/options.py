"""Options that several commands share."""

from typing import Annotated

import typer

DAYS = ["%Y-%m-%d"]  # how a day is written
AcceptLosses = Annotated[
    bool, typer.Option("--accept-losses", help="Publish also what lacks much that the last release had.")
]
