"""Contrastive training of one vector per piece, in plain torch."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from training.texts import Corpora


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the outcome, beside the texts."""

    seed: int = 20240906
    dimensions: int = 128
    steps: int = 900
    peak: float = 0.02
    batch: int = 384
    dropout: float = 0.15
    temperature: float = 0.06


class _Bags:
    """Token ids of many texts, drawn in batches with token dropout."""

    def __init__(self, tokenizer: Tokenizer, texts: Sequence[str], unknown: int) -> None:
        encoded = tokenizer.encode_batch(list(texts), add_special_tokens=False)
        self.ids = [np.array([i for i in e.ids if i != unknown] or [unknown]) for e in encoded]

    def draw(
        self, rows: NDArray[np.int64], rng: np.random.Generator, dropout: float
    ) -> tuple[torch.Tensor, torch.Tensor]:
        bags = []
        for row in rows:
            ids = self.ids[row]
            kept = ids[rng.random(len(ids)) >= dropout]
            bags.append(kept if len(kept) else ids)
        offsets = np.cumsum([0, *(len(b) for b in bags[:-1])])
        return torch.from_numpy(np.concatenate(bags)), torch.from_numpy(offsets)


def start(
    tokenizer: Tokenizer, words: Sequence[str], taught: NDArray[np.float32], recipe: Recipe
) -> NDArray[np.float32]:
    """First weights (pieces, dimensions): English words from the teacher reduced by PCA, the rest
    small noise."""
    rng = np.random.default_rng(recipe.seed)
    weights = rng.normal(0, 0.03, (tokenizer.get_vocab_size(), recipe.dimensions)).astype(np.float32)
    centred = taught - taught.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    reduced = centred @ axes[: recipe.dimensions].T
    # Frequent words say little: they start short.
    for rank, (word, vector) in enumerate(zip(words, reduced, strict=True)):
        ids = tokenizer.encode(word, add_special_tokens=False).ids
        if len(ids) == 1:
            weights[ids[0]] = vector * min(1.0, 0.2 + 0.12 * np.log1p(rank / 20))
    return weights


def train(
    tokenizer: Tokenizer,
    weights: NDArray[np.float32],
    corpora: Corpora,
    taught: dict[str, NDArray[np.float32]],
    recipe: Recipe,
) -> NDArray[np.float32]:
    """Trained weights (pieces, dimensions) float32.

    Each step draws Arabic-English sentences (drawn to each other and to the teacher's vector of the
    English side),
    dictionary pairs, sentences in the smaller languages, and neighbours within documents.
    """
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    unknown = tokenizer.token_to_id("[UNK]")
    bag = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(weights.copy()), freeze=False)
    matrix = np.stack([taught[en] for en, _ in corpora.pairs])
    other_matrix = np.stack([taught[en] for en, _ in corpora.others])
    project = torch.nn.Linear(recipe.dimensions, matrix.shape[1], bias=False)
    sides = {
        name: (
            _Bags(tokenizer, [a for a, _ in pairs], unknown),
            _Bags(tokenizer, [b for _, b in pairs], unknown),
        )
        for name, pairs in (
            ("pairs", corpora.pairs),
            ("others", corpora.others),
            ("words", corpora.words),
            ("neighbours", corpora.neighbours),
        )
    }
    optimiser = torch.optim.Adam([*bag.parameters(), *project.parameters()], lr=recipe.peak)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.peak, total_steps=recipe.steps)
    target = torch.arange(recipe.batch)

    def unit(x: torch.Tensor) -> torch.Tensor:
        return functional.normalize(x, dim=1)

    def contrast(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        scores = a @ b.T / recipe.temperature
        loss: torch.Tensor = functional.cross_entropy(scores, target) + functional.cross_entropy(
            scores.T, target
        )
        return loss / 2

    for step in range(recipe.steps):
        loss = torch.zeros(())
        for name, weight in (("pairs", 1.0), ("words", 0.6), ("others", 0.5), ("neighbours", 0.2)):
            left, right = sides[name]
            rows = rng.integers(0, len(left.ids), recipe.batch)
            a = unit(bag(*left.draw(rows, rng, recipe.dropout)))
            b = unit(bag(*right.draw(rows, rng, recipe.dropout)))
            loss = loss + weight * contrast(a, b)
            if name in ("pairs", "others"):
                goal = torch.from_numpy((matrix if name == "pairs" else other_matrix)[rows])
                for side in (a, b):
                    guess = unit(project(side))
                    loss = loss + weight * (
                        0.3 * contrast(guess, goal) + (1 - (guess * goal).sum(dim=1)).mean()
                    )
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 100 == 0 or step == recipe.steps - 1:
            sys.stderr.write(f"step {step:5d}  loss {loss.item():.3f}\n")
    trained: NDArray[np.float32] = bag.weight.detach().numpy()
    trained[unknown] = 0
    return trained
