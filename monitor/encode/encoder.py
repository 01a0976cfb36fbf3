"""An encoder: unit vectors for texts, with an identity that scores are stored with."""

import hashlib
import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.encode import shipped
from monitor.encode.policy import EncoderPolicy
from monitor.errors import EncoderError

_E5 = re.compile(r"(^|[/_\-])e5([_\-]|$)", re.IGNORECASE)
_INSTRUCT = re.compile(r"instruct", re.IGNORECASE)
_PROBE = ("Troops leave the base.", "غادرت القوات القاعدة.")


class Encoder:
    """Turns texts into unit vectors. Safe to share between threads: one text batch is encoded at a time.

    Attributes:
        identity: model name and a digest of its weights: equal identities give equal vectors.
        dimensions: length of a vector.
        languages: primary subtags the model was trained on; empty when unknown (any other model than
        the bundled).
        bundled: whether it is the model of the package.
        degraded: why this is not the model that was asked for; empty when it is.
    """

    def __init__(
        self,
        name: str,
        opened: Callable[[], Any],
        policy: EncoderPolicy,
        *,
        prefix: str = "",
        languages: tuple[str, ...] = (),
        digest: str = "",
        degraded: str = "",
    ) -> None:
        self._open = opened
        self._policy = policy
        self._prefix = prefix
        self._lock = threading.Lock()
        self._model: Any | None = opened()
        self._used = monotonic()
        self.languages = languages
        self.bundled = name == shipped.NAME
        self.degraded = degraded
        self.identity = f"{name}@{digest or _digest(self._model)}"
        vectors = self.encode(_PROBE)
        self.dimensions = int(vectors.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows (n, dimensions), in the order of the texts; a text without known words gives a zero row.

        Raises:
            EncoderError: the model failed on these texts, or returned something other than numbers.
        """
        if not texts:
            return np.zeros((0, getattr(self, "dimensions", 0)), dtype=np.float32)
        cut = [self._prefix + text[: self._policy.max_chars] for text in texts]
        with self._lock:
            if self._model is None:
                self._model = self._open()
            try:
                vectors = np.asarray(
                    self._model.encode(
                        cut,
                        # Looking vectors up needs no memory to speak of, and its tokenizer uses all cores.
                        batch_size=len(cut) if self.bundled else self._policy.batch_size,
                        show_progress_bar=False,
                        convert_to_numpy=True,
                    ),
                    dtype=np.float32,
                )
            except Exception as error:  # any foreign failure becomes one sentence
                raise EncoderError(
                    f"The encoder {self.identity} failed on {len(cut)} texts: {error}"
                ) from error
            finally:
                self._used = monotonic()
        if vectors.ndim != 2 or len(vectors) != len(cut) or not np.isfinite(vectors).all():
            raise EncoderError(
                f"The encoder {self.identity} did not return one vector of finite numbers per text: "
                "it is not a sentence encoder, or its weights are damaged. Choose another [encoder] model."
            )
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 1e-9)
        return unit

    def release(self) -> bool:
        """Drop the model from memory if it has been idle for longer than the policy says; it comes
        back by itself.

        Returns whether something was dropped.
        """
        limit = self._policy.idle_unload.total_seconds()
        with self._lock:
            if limit <= 0 or self._model is None or monotonic() - self._used < limit:
                return False
            self._model = None
            return True


def load(model: str | None = None, policy: EncoderPolicy | None = None) -> Encoder:
    """The bundled encoder, or the one that ``model`` names (hub name or local path).

    A model on disk or in the local cache is taken without asking the network; only a model that is in
    neither is downloaded.

    Raises:
        EncoderError: one sentence saying what was tried and what to do.
    """
    policy = policy or EncoderPolicy()
    name = (model if model is not None else policy.model).strip()
    if not name or name == shipped.NAME:
        return Encoder(
            shipped.NAME, shipped.open_model, policy, languages=shipped.LANGUAGES, digest=shipped.digest()
        )
    return Encoder(name, lambda: _open_named(name, policy), policy, prefix=_prefix(name))


def load_or_bundled(policy: EncoderPolicy) -> Encoder:
    """The encoder of the policy; when it cannot be loaded, the bundled one, with the cause in
    ``degraded``."""
    try:
        return load(policy.model, policy)
    except EncoderError as error:
        encoder = load(None, EncoderPolicy(batch_size=policy.batch_size, max_chars=policy.max_chars))
        encoder.degraded = str(error)
        return encoder


def _prefix(name: str) -> str:
    """What the model's makers want in front of texts that are compared like with like."""
    return "query: " if _E5.search(name) and not _INSTRUCT.search(name) else ""


def _open_named(name: str, policy: EncoderPolicy) -> Any:
    path = Path(name).expanduser()
    local = path.exists() or name.startswith((".", "/", "~"))
    if local and not path.is_dir():
        raise EncoderError(
            f"The encoder model {name!r} is not a folder. Give the folder of a sentence-transformers model, "
            "a hub name, or leave [encoder] model empty for the bundled one."
        )
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        quiet: Callable[[], None] = disable_progress_bar
        quiet()
    except ImportError as error:
        raise EncoderError(
            f"sentence-transformers cannot be imported ({error}): install it again."
        ) from error
    device = policy.device or None
    try:
        return SentenceTransformer(str(path) if local else name, device=device, local_files_only=True)
    except Exception as error:  # the library raises many kinds; the next attempt or sentence covers all
        first = error
    if local:
        raise EncoderError(
            f"The encoder model in {name!r} cannot be loaded ({_brief(first)}). The folder must hold "
            "a complete sentence-transformers or transformers model; "
            "leave [encoder] model empty for the bundled one."
        ) from first
    try:
        return SentenceTransformer(name, device=device)
    except Exception as error:
        raise EncoderError(
            f"The encoder model {name!r} is neither in the local cache nor could it be downloaded "
            f"({_brief(error)}). Check the name; without a network, download it elsewhere and give "
            "its folder, or leave [encoder] model empty for the bundled one."
        ) from error


def _brief(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:160]}" if text else type(error).__name__


def _digest(model: Any) -> str:
    """Digest over the head of every weight: cheap even for gigabytes, different for other weights."""
    state = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        head = tensor.detach().flatten()[:1024].float().cpu().numpy()
        state.update(f"{name}{tuple(tensor.shape)}".encode())
        state.update(head.tobytes())
    return state.hexdigest()[:12]
