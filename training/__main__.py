"""One command from the corpora to the bundled encoder."""

import argparse
import sys
from pathlib import Path

import torch
from wordfreq import top_n_list

from training import fit, package, teacher, texts, vocabulary

BUNDLED = Path(__file__).parent.parent / "monitor" / "encode" / "bundled"


def main() -> None:
    """Read, tokenise, teach, fit, quantise, write."""
    parser = argparse.ArgumentParser(prog="python -m training", description=main.__doc__)
    parser.add_argument("corpora", type=Path, help="folder with the openly licensed texts")
    parser.add_argument("--out", type=Path, default=BUNDLED, help="where the model is written")
    parser.add_argument(
        "--cache", type=Path, default=Path("build/teacher"), help="where teacher vectors are kept"
    )
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.use_deterministic_algorithms(True)

    corpora = texts.read(given.corpora)
    frequent = {"ar": top_n_list("ar", 60_000), "en": top_n_list("en", 16_000)}
    tokenizer = vocabulary.build(corpora, frequent, arabic=15_000, english=13_000, other=700, pieces=5_000)
    sys.stderr.write(f"{len(corpora.pairs)} pairs, {tokenizer.get_vocab_size()} pieces\n")
    recipe = fit.Recipe()
    words = frequent["en"]
    weights = fit.start(tokenizer, words, teacher.vectors(words, given.cache), recipe)
    english = corpora.english
    taught = dict(zip(english, teacher.vectors(english, given.cache), strict=True))
    weights = fit.train(tokenizer, weights, corpora, taught, recipe)
    for name, digest in package.write(tokenizer, weights, given.out).items():
        size = (given.out / name).stat().st_size / 1e6
        sys.stderr.write(f"{name}: {size:.2f} MB, SHA-256 {digest}\n")


if __name__ == "__main__":
    main()
