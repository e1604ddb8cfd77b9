"""Where a result goes and what form it has, on the command line: ``--format`` and ``-o``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from pkpu_review.cli import inputs

Command = TypeVar("Command", bound=Callable[..., Any])


def form(choices: Iterable[str], usual: str | None = None, told: str = "Bentuk hasil.") -> Callable[[Command], Command]:
    """Return an option ``form``, one of *choices*; without it *usual*."""
    return click.option(
        "--format", "form", type=click.Choice(list(choices)), default=usual, show_default=usual is not None, help=told
    )


def output(command: Command) -> Command:
    """Add an option ``output`` to *command*: the file for the result; None where it is shown."""
    return click.option("-o", "--output", metavar="BERKAS", type=inputs.Place(), help="Tulis hasil ke berkas ini.")(
        command
    )
