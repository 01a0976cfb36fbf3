"""The encoder that ships with the package: a tokenizer and one int8 vector per piece.

``StaticEmbedding`` is built in memory, so the two files depend on no saved-model layout of any library
version.
Recipe, data, licences and measured quality: ``bundled/README.md``.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from monitor.errors import EncoderError

NAME = "bundled"
LANGUAGES = ("ar", "en")
"""The languages the model knows well enough for its similarities to count."""
FOLDER = Path(__file__).with_name("bundled")
_TOKENIZER = "tokenizer.json"
_WEIGHTS = "weights.safetensors"


def digest() -> str:
    """Short digest of tokenizer and weights as recorded beside them."""
    try:
        recorded: dict[str, str] = json.loads((FOLDER / "sha256.json").read_text(encoding="utf-8"))
        return hashlib.sha256(
            "".join(recorded[name] for name in (_TOKENIZER, _WEIGHTS)).encode()
        ).hexdigest()[:12]
    except (OSError, ValueError, KeyError) as error:
        raise _broken(error) from error


def open_model() -> Any:
    """A ``SentenceTransformer`` over the bundled files.

    Raises:
        EncoderError: the installation is damaged.
    """
    try:
        import numpy as np
        import torch
        from safetensors.numpy import load_file
        from sentence_transformers import SentenceTransformer
        from tokenizers import Tokenizer

        try:
            from sentence_transformers.sentence_transformer.modules import StaticEmbedding
        except ImportError:
            from sentence_transformers.models import StaticEmbedding  # type: ignore[no-redef]

        tokenizer = Tokenizer.from_file(str(FOLDER / _TOKENIZER))
        tensors = load_file(str(FOLDER / _WEIGHTS))
        rows = tensors["embeddings"].astype(np.float32) * tensors["scales"][:, None]
        static = StaticEmbedding(tokenizer, embedding_weights=torch.from_numpy(rows))
        return SentenceTransformer(modules=[static], device="cpu")
    except EncoderError:
        raise
    except Exception as error:  # tokenizers raises bare Exception
        raise _broken(error) from error


def _broken(error: Exception) -> EncoderError:
    return EncoderError(
        f"The bundled encoder in {FOLDER} cannot be read ({type(error).__name__}: {error}). "
        "Install the package again."
    )
