"""Decompression that cannot be bombed: output is made in steps, and counted at each."""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

from monitor.errors import FetchError
from monitor.records import Outage

_STEP = 65536
"""Bytes made at most in one step."""
_GZIP_MAGIC = b"\x1f\x8b"


class Decoder(Protocol):
    """One content coding, undone piece by piece."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bytes that follow from ``data``, in pieces of at most 128 kB."""
        ...

    def finish(self) -> None:
        """Say that all data was fed.

        Raises:
            FetchError: ``protocol`` when it was not complete.
        """
        ...


class Plain:
    """No coding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def finish(self) -> None:
        return


class Zlib:
    """gzip (any number of members), zlib and bare deflate; what follows the last member is dropped.

    A body that is called gzip but is not compressed at all, as some servers send it, passes as it is.
    """

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._inner: zlib._Decompress | None = None
        self._held = b""
        self._plain = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._plain:
            yield data
            return
        data, self._held = self._held + data, b""
        if self._inner is None:
            if len(data) < 2:
                self._held = data
                return
            if self._gzip and not data.startswith(_GZIP_MAGIC):
                self._plain = True
                yield data
                return
            self._inner = zlib.decompressobj(_window(data))
        yield from self._inflate(self._inner, data)

    def finish(self) -> None:
        incomplete = bool(self._held) if self._inner is None else not self._inner.eof
        if incomplete:
            raise _broken("the compressed data ends early")

    def _inflate(self, inner: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
        made = b""
        # A full step may leave output inside the decoder although all input is used up.
        while data or len(made) == _STEP:
            if inner.eof:
                if not self._gzip or not data.startswith(_GZIP_MAGIC[: len(data)]):
                    return
                if len(data) < 2:
                    self._held = data
                    return
                inner = self._inner = zlib.decompressobj(_window(data))
            try:
                made = inner.decompress(data, _STEP)
            except zlib.error:
                raise _broken("the compressed data is damaged") from None
            data = inner.unconsumed_tail or inner.unused_data
            if made:
                yield made


class Brotli:
    """Brotli."""

    def __init__(self) -> None:
        self._inner = brotli.Decompressor()
        self._fed = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._inner.is_finished():
            return
        self._fed = self._fed or bool(data)
        while True:
            try:
                made = self._inner.process(data, output_buffer_limit=_STEP)
            except brotli.error:
                raise _broken("the compressed data is damaged") from None
            data = b""
            if made:
                yield made
            if not made or self._inner.is_finished():
                return

    def finish(self) -> None:
        if self._fed and not self._inner.is_finished():
            raise _broken("the compressed data ends early")


def decoder(content_encoding: bytes) -> Decoder:
    """The decoder for a ``Content-Encoding`` value.

    Raises:
        FetchError: ``protocol`` for a coding that was not asked for, or several on top of each other.
    """
    codings = [c for c in (part.strip().lower() for part in content_encoding.split(b",")) if c]
    codings = [c for c in codings if c not in (b"identity", b"none", b"utf-8", b"utf8")]
    match codings:
        case []:
            return Plain()
        case [b"gzip" | b"x-gzip"]:
            return Zlib(gzip=True)
        case [b"deflate"]:
            return Zlib(gzip=False)
        case [b"br"]:
            return Brotli()
    named = b", ".join(codings).decode("ascii", "replace")
    raise _broken(f"it is compressed in a way that we did not ask for ({named[:60]})")


def _window(data: bytes) -> int:
    """The ``wbits`` that fit the first two bytes: gzip, zlib, or bare deflate."""
    if data.startswith(_GZIP_MAGIC):
        return 16 + zlib.MAX_WBITS
    first, second = data[0], data[1] if len(data) > 1 else 0
    is_zlib = first & 0x0F == 8 and (first * 256 + second) % 31 == 0
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS


def _broken(reason: str) -> FetchError:
    return FetchError(Outage.PROTOCOL, f"The answer cannot be read: {reason}.")
