"""From float weights to what ships: int8 rows with one scale each, a compact tokenizer, and digests."""

import hashlib
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer


def quantise(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as int8 (pieces, dimensions) and their scales (pieces,) float32."""
    scales = np.maximum(np.abs(weights).max(axis=1), 1e-8) / 127
    return np.round(weights / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def write(tokenizer: Tokenizer, weights: NDArray[np.float32], folder: Path) -> dict[str, str]:
    """Write ``tokenizer.json``, ``weights.safetensors`` and ``sha256.json``; returns the digests by
    file name."""
    folder.mkdir(parents=True, exist_ok=True)
    # The library writes the vocabulary in a different order every time; the pieces' numbers order it here.
    described = json.loads(tokenizer.to_str())
    pieces = described["model"]["vocab"]
    described["model"]["vocab"] = dict(sorted(pieces.items(), key=lambda item: item[1]))
    compact = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(compact, encoding="utf-8")
    rows, scales = quantise(weights)
    save_file({"embeddings": rows, "scales": scales}, str(folder / "weights.safetensors"))
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("tokenizer.json", "weights.safetensors")
    }
    (folder / "sha256.json").write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8")
    return digests
