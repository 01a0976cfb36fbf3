"""Readable text and addresses of an article: bytes to characters, HTML to text, one spelling per address.

Everything that counts offsets into an article counts into what these functions return, so they are
deterministic, pure, and change nothing in text that is already plain.
"""

from monitor.article.address import absolute, canonical
from monitor.article.decode import Decoded, decode
from monitor.article.plain import one_line, plain, tidy

__all__ = ["Decoded", "absolute", "canonical", "decode", "one_line", "plain", "tidy"]
