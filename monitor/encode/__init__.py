"""Text to vectors, through sentence-transformers: the bundled model, or any other by name or path.

``torch`` and ``sentence_transformers`` take seconds to import; they are imported inside :func:`load`
and nowhere else.
"""

from monitor.encode.encoder import Encoder, EncoderPolicy, load, load_or_bundled

__all__ = ["Encoder", "EncoderPolicy", "load", "load_or_bundled"]
