"""Similarity channels: how near a passage is to the seeds, and to the topic's statements rather than
to competing ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.relevance.corpus import SeedWindow
from monitor.relevance.relations import Feature

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts to unit rows (n, d)."""

NAMES: dict[str, Feature] = {
    "near-seed": Feature(1, "a seed passage says much the same"),
    "near-topic": Feature(1, "it is near the seeds as a whole"),
    "near-statement": Feature(1, "it is near a sentence that states the topic"),
    "margin": Feature(1, "it is nearer to the topic than to any competing one"),
}
"""The channels in the order of the vector."""
_UNKNOWN_AUC = 0.8
"""A language counts as known to an encoder when it tells topic from competing statements at least this
well."""


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The topic in an encoder's space."""

    windows: tuple[SeedWindow, ...]
    vectors: NDArray[np.float32]
    """(windows, d)"""
    about: NDArray[np.float32]
    other: NDArray[np.float32]
    known: tuple[str, ...]
    """Languages whose similarities count with this encoder."""
    scale: Mapping[str, tuple[tuple[float, ...], tuple[float, ...]]]
    """Mean and spread of the four channels on ordinary text, by language; ``""`` for all together."""

    def channels(self, vectors: NDArray[np.float32], without: Sequence[str | None]) -> NDArray[np.float64]:
        """Raw similarities (n, 4) of passage vectors; ``without`` names per row a seed file to leave out."""
        raw = np.zeros((len(vectors), len(NAMES)))
        if not len(vectors):
            return raw
        files = np.array([window.file for window in self.windows])
        similar = vectors @ self.vectors.T if len(self.windows) else np.zeros((len(vectors), 1))
        for file in dict.fromkeys(without):
            rows = np.array([name == file for name in without])
            columns = (
                files != file
                if file is not None and (files != file).any()
                else np.ones(similar.shape[1], bool)
            )
            picked = similar[np.ix_(rows, columns)]
            raw[rows, 0] = picked.max(axis=1)
            raw[rows, 1] = picked.mean(axis=1)
        if len(self.about):
            raw[:, 2] = (vectors @ self.about.T).max(axis=1)
            raw[:, 3] = raw[:, 2] - ((vectors @ self.other.T).max(axis=1) if len(self.other) else 0.0)
        return raw

    def scaled(
        self, vectors: NDArray[np.float32], langs: Sequence[str], without: Sequence[str | None]
    ) -> NDArray[np.float64]:
        """Channels in spreads above ordinary text (n, 4), clipped; all zero for a language the encoder
        does not know."""
        raw = self.channels(vectors, without)
        for lang in dict.fromkeys(langs):
            rows = np.array([name == lang for name in langs])
            if lang not in self.known:
                raw[rows] = 0.0
                continue
            mean, spread = self.scale.get(lang) or self.scale[""]
            raw[rows] = np.clip((raw[rows] - np.array(mean)) / np.array(spread), -4.0, 8.0)
        return raw

    def nearest(self, vectors: NDArray[np.float32]) -> list[SeedWindow | None]:
        """The seed window nearest to each vector (n, d); None for a vector of no known word."""
        if not len(self.windows):
            return [None] * len(vectors)
        best = (vectors @ self.vectors.T).argmax(axis=1).tolist() if len(vectors) else []
        known = np.abs(vectors).sum(axis=1) > 0
        return [self.windows[i] if known[row] else None for row, i in enumerate(best)]


def known_languages(
    about: Mapping[str, NDArray[np.float32]],
    other: Mapping[str, NDArray[np.float32]],
    seeds: NDArray[np.float32],
) -> tuple[str, ...]:
    """Languages in which the encoder tells topic statements from competing ones by means of the other
    languages.

    This is measured, not declared, so that it holds for any model.
    """
    known = []
    for lang, statements in about.items():
        competing = other.get(lang)
        if competing is None or not len(statements) or not len(competing):
            continue
        anchors = [rows for name, rows in about.items() if name != lang and len(rows)]
        against = [rows for name, rows in other.items() if name != lang and len(rows)]
        if not anchors:
            anchors, against = [seeds], []
        right = np.concatenate(anchors)
        wrong = np.concatenate(against) if against else None

        def margin(
            rows: NDArray[np.float32],
            right: NDArray[np.float32] = right,
            wrong: NDArray[np.float32] | None = wrong,
        ) -> NDArray[np.float32]:
            near: NDArray[np.float32] = (rows @ right.T).max(axis=1)
            return near if wrong is None else near - (rows @ wrong.T).max(axis=1)

        above = margin(statements)[:, None] > margin(competing)[None, :]
        if float(above.mean()) >= _UNKNOWN_AUC:
            known.append(lang)
    return tuple(sorted(known))
