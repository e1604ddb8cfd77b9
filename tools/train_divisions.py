"""Labelled articles → would a small trained model help the rules?  It would not: see below, and run it to see again.

Logistic regression over the words and pairs of words of an article and of its headings, one model a division, is
trained on four folds and votes on the fifth; the folds hold whole chapters. A vote may add a division where the model
is sure of it, or only where the rules found none at all. Both are set beside the rules alone.

With the 130 labelled articles there are, the model alone reaches micro F1 of about 0.4 on chapters it has not seen,
and no vote that changes anything raises the rules' figure; so no model is shipped. With more labelled articles (an
office's own decisions, say) this is the command that tells whether that has changed.

usage: python -m tools.train_divisions [LABELS.jsonl]     (needs scikit-learn, of the dev extra)
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools import scores_divisions as scores

STRENGTHS = (1.0, 10.0)
"""Inverse strength of regularisation (C of scikit-learn)."""
SURE = (0.4, 0.6, 0.8, 0.9)
"""Probabilities from which a model votes."""

Probabilities = Mapping[tuple[str, str], Mapping[str, float]]
"""(document, id) → probability of each division, given by a model that has not seen its chapter."""


def voted(rows: Sequence[scores.Row], strength: float) -> Probabilities:
    """Return what models trained on the other folds say of every article."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    divisions = sorted({name for row in rows for name in row["agreed"]})
    found: dict[tuple[str, str], dict[str, float]] = {}
    parts = scores.folds(rows)
    for held in parts:
        seen = [row for part in parts if part is not held for row in part]
        texts = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        heads = TfidfVectorizer(ngram_range=(1, 2))
        known = hstack([texts.fit_transform(r["text"] for r in seen), heads.fit_transform(r["heading"] for r in seen)])
        asked = hstack([texts.transform(r["text"] for r in held), heads.transform(r["heading"] for r in held)])
        for division in divisions:
            given = [division in row["agreed"] for row in seen]
            if len(set(given)) < 2:
                continue
            model = LogisticRegression(C=strength, class_weight="balanced", max_iter=2000).fit(known, given)
            for row, probability in zip(held, model.predict_proba(asked)[:, 1], strict=True):
                found.setdefault((row["doc"], row["id"]), {})[division] = float(probability)
    return found


def added(rules: scores.Found, votes: Probabilities, sure: float, only_where_none: bool) -> scores.Found:
    """Return the rules' divisions with those of which a model is *sure*."""
    joined = {}
    for key, chances in votes.items():
        by_rule = rules.get(key, frozenset())
        by_model = frozenset(name for name, chance in chances.items() if chance >= sure)
        joined[key] = by_rule if only_where_none and by_rule else by_rule | by_model
    return joined


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    if arguments:
        scores.LABELS = Path(arguments[0])
    rows = scores.labels()
    rules = scores.table(scores.of_rows(rows))
    print(f"rules alone: micro F1 {scores.micro(rows, rules):.3f}")
    for strength in STRENGTHS:
        votes = voted(rows, strength)
        nothing: scores.Found = {}
        for sure in SURE:
            alone, both, filled = (
                scores.micro(rows, added(*how))
                for how in (
                    (nothing, votes, sure, False),
                    (rules, votes, sure, False),
                    (rules, votes, sure, True),
                )
            )
            print(
                f"C {strength:g}, sure from {sure:g}: model alone {alone:.3f}, rules and its votes {both:.3f}, "
                f"its votes where the rules find none {filled:.3f}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
