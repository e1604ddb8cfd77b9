"""Arguments in, one library call, result out: a module a command, and the exit codes in one place.

0 done; 1 done, and something needs a person (``batch`` with failures); 2 wrong use; 3 a file could not
be read; 4 output could not be written (:class:`pkpu_review.errors.Exit`). Stopped with Ctrl-C: 130, as
shells have it. Only what nobody foresaw shows a traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from pkpu_review import __version__
from pkpu_review.cli import streams
from pkpu_review.cli.words import translate
from pkpu_review.errors import Exit, PkpuError
from pkpu_review.garbage import seldom

INTERRUPTED = 130
"""Exit code after Ctrl-C."""

COMMANDS = (
    "read",
    "compare",
    "flag",
    "check",
    "timeline",
    "duties",
    "budget",
    "explain",
    "review",
    "collect",
    "follow",
    "batch",
)
"""In the order of the work; each is a module of this room with a function of the same name."""

translate()


class _InOrder(click.Group):
    """A group that loads the command that is asked for, and lists all in the order of the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        command.options_metavar = "[PILIHAN]"
        return command


@click.group(
    "pkpu-review",
    cls=_InOrder,
    help="""Membaca rancangan Peraturan KPU, membandingkan versinya, memetakan ketentuan ke divisi, dan menulis
    lembar pencermatan. Semua pekerjaan berlangsung di komputer ini; tidak ada yang dikirim ke luar.""",
    epilog="""\b
    Kode keluar:
      0  selesai
      1  selesai, tetapi ada yang perlu ditangani orang (batch: ada berkas yang gagal)
      2  salah pakai
      3  ada berkas yang tidak dapat dibaca
      4  hasil tidak dapat ditulis""",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[PILIHAN]",
    subcommand_metavar="PERINTAH [MASUKAN]...",
    no_args_is_help=False,
)
@click.version_option(__version__, prog_name="pkpu-review")
def group() -> None:
    """Hold the commands together."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line *arguments* (those of the process where none are given) and end with its exit code."""
    seldom()
    streams.prepare()
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = group.main(
            args=None if arguments is None else list(arguments), prog_name="pkpu-review", standalone_mode=False
        )
    except click.ClickException as error:
        error.show(sys.stderr)
        return Exit.USAGE
    except PkpuError as error:
        streams.say(str(error))
        return error.exit
    except (click.Abort, KeyboardInterrupt):
        streams.say("Dihentikan.")
        return INTERRUPTED
    return int(code or Exit.DONE)
