"""Text to vectors, through sentence-transformers: the bundled model, or any other by name or path.

``torch`` and ``sentence_transformers`` take seconds to import: only :func:`load` imports them. The
policy comes
with the package; everything else when first asked for, so that settings need not wait for numpy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from monitor.encode.policy import EncoderPolicy

if TYPE_CHECKING:
    from monitor.encode.encoder import Encoder, load, load_or_bundled

__all__ = ["Encoder", "EncoderPolicy", "load", "load_or_bundled"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.encoder"), name)
