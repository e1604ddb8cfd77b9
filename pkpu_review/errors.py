"""What cannot be used at all, as exceptions, and the exit codes of every command.

What is merely wrong *with* a document is a value (:class:`pkpu_review.model.Problem`). The
messages are Indonesian: they are read by officers, and name the file, the cause and what to do.
"""

from __future__ import annotations

from enum import IntEnum

UNLOCK = "Simpan salinan tanpa kata sandi, lalu jalankan lagi"
"""What to do with a file that is locked with a password."""


class Exit(IntEnum):
    """Exit codes, the same for every command."""

    DONE = 0
    FOUND = 1
    """Done, and something was found that needs a person (check; batch with failures)."""
    USAGE = 2
    UNREADABLE = 3
    UNWRITABLE = 4


class PkpuError(Exception):
    """Base of the toolkit's own errors: one sentence in Indonesian, and an exit code."""

    exit = Exit.USAGE


class CannotRead(PkpuError):
    """A file that cannot be read: *file* as it was given, *cause* and *advice* in Indonesian."""

    exit = Exit.UNREADABLE

    def __init__(self, file: str, cause: str, advice: str = "") -> None:
        self.file, self.cause, self.advice = file, cause, advice
        super().__init__(f"{file}: {cause}." + (f" {advice}." if advice else ""))


class CannotWrite(PkpuError):
    """An output that cannot be written: *file* is the target, *cause* and *advice* in Indonesian."""

    exit = Exit.UNWRITABLE

    def __init__(self, file: str, cause: str, advice: str = "") -> None:
        self.file, self.cause, self.advice = file, cause, advice
        super().__init__(f"{file}: {cause}." + (f" {advice}." if advice else ""))


class DoesNotFit(PkpuError):
    """A version that a comparison cannot be applied to: *file*, *cause*, and the *provision* (its id, or "")."""

    def __init__(self, file: str, cause: str, provision: str = "") -> None:
        self.file, self.cause, self.provision = file, cause, provision
        super().__init__(f"{file}: {cause}. Gunakan naskah yang dibandingkan, atau bandingkan kembali.")
