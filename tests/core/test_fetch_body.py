"""Decompression: everything that servers send, nothing that bombs."""

import contextlib
import gzip
import itertools
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import FetchError
from monitor.fetch.body import decoder
from monitor.records import Outage

TEXT = ("انسحاب القوات — withdrawal of forces. " * 400).encode()


def raw_deflate(data: bytes) -> bytes:
    made = zlib.compressobj(wbits=-15)
    return made.compress(data) + made.flush()


def decoded(coding: bytes, data: bytes, piece: int) -> bytes:
    decode = decoder(coding)
    body = b"".join(made for i in range(0, len(data), piece) for made in decode.feed(data[i : i + piece]))
    decode.finish()
    return body


CODED = [
    pytest.param(b"", lambda d: d, id="plain"),
    pytest.param(b"identity", lambda d: d, id="identity"),
    pytest.param(b"UTF-8", lambda d: d, id="a charset by mistake"),
    pytest.param(b"gzip", gzip.compress, id="gzip"),
    pytest.param(b"X-GZIP", gzip.compress, id="x-gzip"),
    pytest.param(b"gzip", lambda d: gzip.compress(d[:99]) + gzip.compress(d[99:]), id="two members"),
    pytest.param(b"gzip", lambda d: gzip.compress(d) + b"\0" * 20, id="padded"),
    pytest.param(b"gzip", lambda d: d, id="gzip in name only"),
    pytest.param(b"deflate", zlib.compress, id="zlib"),
    pytest.param(b"deflate", raw_deflate, id="bare deflate"),
    pytest.param(b"deflate", gzip.compress, id="gzip called deflate"),
    pytest.param(b"br", brotli.compress, id="brotli"),
]


@pytest.mark.parametrize("piece", [1, 2, 7, 65536], ids=lambda n: f"by {n}")
@pytest.mark.parametrize(("coding", "encode"), CODED)
def test_what_was_coded_is_decoded(coding, encode, piece) -> None:
    assert decoded(coding, encode(TEXT), piece) == TEXT


@given(st.binary(max_size=3000), st.integers(1, 400), st.sampled_from(["gzip", "br", "deflate"]))
def test_any_body_survives_any_cutting(body: bytes, piece: int, coding: str) -> None:
    encode = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[coding]
    assert decoded(coding.encode(), encode(body), piece) == body


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
@given(st.data())
def test_a_cut_stream_is_never_taken_for_whole(coding: str, data) -> None:
    encode = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[coding]
    whole = encode(TEXT)
    cut = whole[: data.draw(st.integers(1, len(whole) - 1))]
    with pytest.raises(FetchError) as caught:
        decoded(coding.encode(), cut, 100)
    assert caught.value.outage is Outage.PROTOCOL


@given(st.binary(max_size=300), st.sampled_from([b"gzip", b"deflate", b"br"]), st.integers(1, 50))
def test_any_bytes_are_decoded_or_refused(data: bytes, coding: bytes, piece: int) -> None:
    with contextlib.suppress(FetchError):
        decoded(coding, b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + data if coding == b"gzip" else data, piece)


@pytest.mark.parametrize("coding", [b"zstd", b"compress", b"gzip, gzip", b"br, gzip", b"\xff\xfe"])
def test_codings_that_were_not_asked_for_are_refused(coding: bytes) -> None:
    with pytest.raises(FetchError) as caught:
        decoder(coding)
    assert caught.value.outage is Outage.PROTOCOL


@pytest.mark.parametrize(
    ("coding", "encode"),
    [(b"gzip", gzip.compress), (b"br", brotli.compress), (b"deflate", zlib.compress)],
    ids=["gzip", "brotli", "deflate"],
)
def test_a_bomb_goes_off_in_small_pieces(coding, encode) -> None:
    bomb = encode(b"\0" * 50_000_000)
    decode = decoder(coding)
    tracemalloc.start()
    try:
        pieces = list(itertools.islice((len(made) for made in decode.feed(bomb)), 50))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert max(pieces) <= 131_072
    assert sum(pieces) < 7_000_000
    assert peak < 2_000_000
