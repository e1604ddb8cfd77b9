"""A comparison and its two versions, read anew → whether it makes each of them of the other, word for word.

The comparison goes through its JSON first, as whoever reads it back would have it. So nothing that was found in
comparing can stand in for what the rows do not say.
"""

from __future__ import annotations

from dataclasses import replace

from pkpu_review import ids
from pkpu_review.errors import DoesNotFit, PkpuError
from pkpu_review.garbage import resting
from pkpu_review.model import Comparison, Problem, Regulation
from pkpu_review.model.comparison import UNPROVEN
from pkpu_review.model.patch import first_difference, fits, patched, skeleton, worded


def proven(comparison: Comparison, old: Regulation, new: Regulation) -> Comparison:
    """Return *comparison*, with a problem where it does not give *old* and *new* back.

    Args:
        comparison: what was found.
        old, new: the two versions as their files have them: read anew, where there is a file.
    """
    with resting():
        found = fault(comparison, old, new)
    return comparison if found is None else replace(comparison, problems=(found, *comparison.problems))


def fault(comparison: Comparison, old: Regulation, new: Regulation) -> Problem | None:
    """Return the problem that *comparison* does not make *new* of *old*, or *old* of *new*; None where it does."""
    for first, anew in ((comparison.old, old), (comparison.new, new)):
        other = None if first is anew else first_difference(first, anew)
        if other is not None:
            return _problem(
                f"{anew.source.name} terbaca lain ketika dibaca ulang, lihat {ids.cite(other.id)}", other.id
            )
    known = worded(old), worded(new)
    # the two read alike, so that their skeletons are those of the versions that were compared
    whole = replace(comparison, skeletons=(skeleton(known[0]), skeleton(known[1])))
    try:
        fits(whole, known[0], forward=True)  # the words that stay are not stored, and yet shown
        fits(whole, known[1], forward=False)
        stored = Comparison.from_json(whole.to_json())
        for side, forward in (("baru", True), ("lama", False)):
            made, wanted = patched(stored, known[0 if forward else 1], forward), new if forward else old
            other = first_difference(made, wanted)
            if other is not None:
                return _problem(f"perbedaan pertama pada naskah {side}: {ids.cite(other.id)}", other.id)
            if made.identity != wanted.identity:
                return _problem(f"identitas naskah {side} berbeda")
    except DoesNotFit as error:
        return _problem(f"{error.file}: {error.cause}", error.provision)
    except PkpuError as error:
        return _problem(str(error).rstrip("."))
    return None


def _problem(cause: str, provision: str = "") -> Problem:
    message = (
        f"Bukti gagal: perubahan yang tercatat tidak membentuk kembali kedua naskah kata demi kata ({cause}). "
        "Jangan gunakan hasil ini; bandingkan kembali kedua naskah."
    )
    return Problem(UNPROVEN, message, provision=provision)
