"""The values that travel between the rooms: immutable, with slots, no behaviour beyond reading themselves.

``ingest`` makes a :class:`Regulation`; ``compare`` turns two of them into a :class:`Comparison`;
``annotate`` turns one into :class:`Flags`; ``review`` ties these into a :class:`Review`, from
which ``report`` writes the sheets. Flags and changes stand beside the tree, keyed by provision
id; the tree itself is never altered.

One module a subject, loaded with the first of its names that is asked for: whoever reads a file alone need not
wait for the values of a comparison to be made.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pkpu_review.model.budget import Budget, BudgetChange, Signal
    from pkpu_review.model.comparison import (
        Change,
        ChangeKind,
        Comparison,
        Edit,
        Effect,
        EffectKind,
        Fate,
        FollowedReference,
        Operation,
        Relation,
    )
    from pkpu_review.model.decisions import Decision
    from pkpu_review.model.explained import Citation, Explained, Term
    from pkpu_review.model.findings import Finding, Findings
    from pkpu_review.model.flags import Division, Evidence, Flag, Flags, Review
    from pkpu_review.model.norms import Due, Duties, DutyChange, Norm, Words
    from pkpu_review.model.reading import (
        Comment,
        Furniture,
        Mend,
        Ocr,
        Origin,
        Part,
        Progress,
        Reading,
        Revision,
        Revisions,
        Role,
        Source,
        Traced,
    )
    from pkpu_review.model.regulation import (
        Closing,
        Definition,
        Gazette,
        Identity,
        Problem,
        Provision,
        Regulation,
        Signing,
    )
    from pkpu_review.model.remarks import Answer, Category, Dim, Entry, Filled, Place, Read, Remark, Said, Stray, Unread
    from pkpu_review.model.schedule import Activity, Schedule
    from pkpu_review.model.succession import History, Stage, Succession
    from pkpu_review.model.three_way import Conflict, Joint, Piece, ThreeWay
    from pkpu_review.model.timeline import Dated, Deadline, Planned, Timeline, VotingDay

__all__ = [
    "Activity",
    "Answer",
    "Budget",
    "BudgetChange",
    "Category",
    "Change",
    "ChangeKind",
    "Citation",
    "Closing",
    "Comment",
    "Comparison",
    "Conflict",
    "Dated",
    "Deadline",
    "Decision",
    "Definition",
    "Dim",
    "Division",
    "Due",
    "Duties",
    "DutyChange",
    "Edit",
    "Effect",
    "EffectKind",
    "Entry",
    "Evidence",
    "Explained",
    "Fate",
    "Filled",
    "Finding",
    "Findings",
    "Flag",
    "Flags",
    "FollowedReference",
    "Furniture",
    "Gazette",
    "History",
    "Identity",
    "Joint",
    "Mend",
    "Norm",
    "Ocr",
    "Operation",
    "Origin",
    "Part",
    "Piece",
    "Place",
    "Planned",
    "Problem",
    "Progress",
    "Provision",
    "Read",
    "Reading",
    "Regulation",
    "Relation",
    "Remark",
    "Review",
    "Revision",
    "Revisions",
    "Role",
    "Said",
    "Schedule",
    "Signal",
    "Signing",
    "Source",
    "Stage",
    "Stray",
    "Succession",
    "Term",
    "ThreeWay",
    "Timeline",
    "Traced",
    "Unread",
    "VotingDay",
    "Words",
]
_MODULES = (
    "reading",
    "regulation",
    "comparison",
    "flags",
    "schedule",
    "succession",
    "three_way",
    "norms",
    "timeline",
    "findings",
    "decisions",
    "budget",
    "explained",
    "remarks",
)


def __getattr__(name: str) -> Any:
    """Return one of the values, and load the module that makes it."""
    if name in __all__:
        for module in _MODULES:
            value = getattr(import_module(f"{__name__}.{module}"), name, None)
            if value is not None:
                globals()[name] = value
                return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
