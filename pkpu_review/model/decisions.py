"""What a person decided about the divisions of a provision, and where it was found again: :class:`Decision`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Found = Literal["same", "elsewhere", "followed", "changed"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision as it holds in one version; it wins over what the rules say.

    Attributes:
        provision: id in this version.
        divisions: ids of those who have work to do; empty where nobody has.
        also: ids of those who are concerned at second hand.
        by, day, reason: who decided, when and why, as the file says; empty or None where it does not.
        named: id under which the file names it.
        found: ``same`` (its words stand under that id), ``elsewhere`` (under another id), ``followed`` (through the
            comparison with the version before), ``changed`` (they were reworded meanwhile: to be looked at).
        source, digest, entry: the file's name, the SHA-256 of what it holds, and which of its entries (from 1).
        instead: ids of the divisions that the rules would have given work.
    """

    provision: str
    divisions: tuple[str, ...]
    also: tuple[str, ...]
    by: str
    day: date | None
    reason: str
    named: str
    found: Found
    source: str
    digest: str
    entry: int
    instead: tuple[str, ...] = ()
