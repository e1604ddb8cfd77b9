"""Click's own words in Indonesian.

Click hands every word of its own to ``gettext``, which finds no catalogue and gives them back. Its
modules are given this table instead, so that help and errors speak one language whatever the system's
is. What the table does not have stays English; a test reads Click's source and says what is new there.
"""

from __future__ import annotations

import importlib

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")

WORDS = {
    "Usage:": "Pemakaian:",
    "Options": "Pilihan",
    "Positional arguments": "Masukan",
    "Commands": "Perintah",
    "Aborted!": "Dihentikan.",
    "Error: {message}": "Kesalahan: {message}",
    "Try '{command} {option}' for help.": "Petunjuk: '{command} {option}'.",
    "Show this message and exit.": "Tampilkan petunjuk ini.",
    "Show the version and exit.": "Tampilkan versi program.",
    "%(prog)s, version %(version)s": "%(prog)s versi %(version)s",
    "Missing command.": "Nama perintah belum ditulis.",
    "Missing argument": "Masukan belum ditulis:",
    "Missing option": "Pilihan belum ditulis:",
    "Missing parameter": "Masukan belum ditulis:",
    "Missing {param_type}": "Belum ditulis: {param_type}",
    "Missing parameter: {param_name}": "Masukan belum ditulis: {param_name}",
    "No such option {name!r}.": "Pilihan {name!r} tidak dikenal.",
    "No such option: {name}": "Pilihan {name} tidak dikenal.",
    "No such command {name!r}.": "Perintah {name!r} tidak dikenal.",
    "Did you mean {possibility}?": "Maksud Anda {possibility}?",
    "(Possible options: {possibilities})": "(Pilihan yang mirip: {possibilities})",
    "(Did you mean one of: {possibilities}?)": "(Maksud Anda salah satu dari: {possibilities}?)",
    "Invalid value: {message}": "Nilai tidak berlaku: {message}",
    "Invalid value for {param_hint}: {message}": "Nilai untuk {param_hint} tidak berlaku: {message}",
    "Got unexpected extra argument ({args})": "Masukan berlebih: {args}",
    "Got unexpected extra arguments ({args})": "Masukan berlebih: {args}",
    "Option {name!r} does not take a value.": "Pilihan {name!r} tidak memakai nilai.",
    "Option {name!r} requires an argument.": "Pilihan {name!r} memerlukan nilai.",
    "Option {name!r} requires {nargs} arguments.": "Pilihan {name!r} memerlukan {nargs} nilai.",
    "Argument {name!r} takes {nargs} values.": "Masukan {name!r} memerlukan {nargs} nilai.",
    "Choose from:\n\t{choices}": "Pilih salah satu dari:\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} bukan {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} bukan salah satu dari {choices}.",
    "default: {default}": "bawaan: {default}",
    "required": "wajib",
}


def translate() -> None:
    """Let Click speak Indonesian from now on."""
    for name in MODULES:
        module = importlib.import_module(f"click.{name}")
        for hook, function in (("_", _one), ("ngettext", _many)):
            if hasattr(module, hook):
                setattr(module, hook, function)


def _one(message: str) -> str:
    return WORDS.get(message, message)


def _many(singular: str, plural: str, count: int) -> str:
    return _one(singular if count == 1 else plural)
