"""Which words come with the story beside the listed ones, learnt from the examples.

Listed words stand here for their concept: a weight says "somebody *remains* beside the actor", and holds for
every actor, place and language. Unlisted words are cut to their first letters, a stem that needs no language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.relevance.lexicon import variants
from monitor.relevance.reading import Reading

_STEM = 5
"""Letters of a word that are compared."""
_LIMIT = 6.0
"""Log-odds that diction may say at most: beyond, more of the same words say nothing new."""
_STRENGTH = 4.0
"""Inverse regularisation, over rows of unit length."""
_RARE = 2
"""A word counts when so many groups of examples hold it."""


@dataclass(frozen=True, slots=True)
class Diction:
    """Weights of words and pairs."""

    weights: Mapping[str, float]
    bias: float

    def logit(self, found: Sequence[str]) -> float:
        """Log-odds of a passage's words, as :func:`tokens` gives them; 0 when it has none that are known."""
        known = [self.weights[token] for token in found if token in self.weights]
        if not known:
            return 0.0
        return max(-_LIMIT, min(_LIMIT, self.bias + sum(known) / float(len(found) ** 0.5)))


def tokens(reading: Reading) -> tuple[str, ...]:
    """Distinct words and neighbouring pairs of a passage, listed ones by their concept."""
    covered: dict[int, tuple[int, str]] = {}
    for concept, hits in reading.hits.items():
        for hit in hits:
            last, name = covered.get(hit.first, (hit.first, ""))
            # A word of two concepts is both: an ally is an actor and another place.
            name = f"{name}<{concept.value}>" if hit.last == last or not name else name
            covered[hit.first] = (max(last, hit.last), name)
    found: dict[str, None] = {}
    before = ""
    at = 0
    while at < len(reading.words):
        if at in covered:
            at, token = covered[at]
        else:
            word = reading.words[at].text
            token = "#" if word.isdigit() else variants(word)[-1][:_STEM]
            at += 1
        found[token] = None
        if before:
            found[f"{before} {token}"] = None
        before = token
    return tuple(found)


def learn(
    rows: Sequence[Sequence[str]],
    target: NDArray[np.bool_],
    weights: NDArray[np.float64],
    groups: Sequence[str],
) -> Diction:
    """Weigh words by a logistic regression (Wang and Manning 2012 find pairs worth having in short texts).

    Args:
        rows: tokens of each example.
        target: whether it tells the story.
        weights: what it weighs.
        groups: examples of one group count once where rare words are left out.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    if target.all() or not target.any():
        return Diction({}, 0.0)
    seen: dict[str, set[str]] = {}
    for row, group in zip(rows, groups, strict=True):
        for token in row:
            seen.setdefault(token, set()).add(group)
    column = {token: i for i, token in enumerate(t for t, where in seen.items() if len(where) >= _RARE)}
    if not column:
        return Diction({}, 0.0)
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for row in rows:
        known = [column[token] for token in row if token in column]
        columns += known
        values += [max(len(row), 1) ** -0.5] * len(known)
        ends.append(len(columns))
    matrix = csr_matrix((values, columns, ends), shape=(len(rows), len(column)))
    model = LogisticRegression(C=_STRENGTH, max_iter=300)
    model.fit(matrix, target, sample_weight=weights)
    return Diction(
        {token: float(model.coef_[0][i]) for token, i in column.items()}, float(model.intercept_[0])
    )
