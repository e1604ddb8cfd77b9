"""A proposal, the wording that it was made on and the next version's → what became of it, with the evidence.

1. *What is asked for.* :mod:`.wishes` reads a proposal as orders, new wording or both: :mod:`.plain` in an office's own
   words, :mod:`.dated` for a row of a schedule, :mod:`.sections` for several ayat at once; :mod:`.applied` says what
   the provision would then be.
2. *What became of it.* :mod:`.adoption` gives the fate of each thing asked for, piece by piece (:mod:`.taken`), also
   in other words (:mod:`.sense`, with what a word :mod:`weighs <.weights>`); :mod:`.anew` looks for a provision that
   the draft did not have.

What it counts and what it does not is told in :mod:`.adoption`; :mod:`.places` tells where the provisions went, and
:mod:`pkpu_review.following` which of them a proposal is about.
"""
