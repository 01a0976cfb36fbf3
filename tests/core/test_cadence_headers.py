"""What response headers say about asking again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cadence import advice, retry_after

NOW = datetime(2020, 1, 5, 12, 0, tzinfo=UTC)
SERVER_DATE = b"Sun, 05 Jan 2020 11:00:00 GMT"
"""The server's clock is an hour slow."""


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({}, None, id="says nothing"),
        pytest.param({"cache-control": b"max-age=600"}, 600, id="max-age"),
        pytest.param({"cache-control": b"public, Max-Age=600"}, 600, id="name in any case"),
        pytest.param({"cache-control": b'max-age="600"'}, 600, id="quoted"),
        pytest.param({"cache-control": b"max-age=600", "age": b"200"}, 400, id="less its age"),
        pytest.param({"cache-control": b"max-age=600", "age": b"9000"}, 0, id="older than fresh"),
        pytest.param({"cache-control": b"max-age=600, max-age=9"}, 600, id="first of two"),
        pytest.param({"cache-control": b"no-cache, max-age=600"}, None, id="no-cache wins"),
        pytest.param({"cache-control": b"max-age=-5"}, None, id="negative"),
        pytest.param({"cache-control": "max-age=²".encode("latin-1")}, None, id="not an ASCII digit"),
        pytest.param({"cache-control": b"max-age=" + b"9" * 400}, 3650 * 86400, id="absurdly long"),
        pytest.param({"expires": b"Sun, 05 Jan 2020 12:30:00 GMT"}, 1800, id="expires by our clock"),
        pytest.param(
            {"expires": b"Sun, 05 Jan 2020 11:30:00 GMT", "date": SERVER_DATE}, 1800, id="expires by theirs"
        ),
        pytest.param({"expires": b"0"}, None, id="expires 0"),
        pytest.param(
            {"expires": b"Sun, 05 Jan 2020 12:30:00 GMT", "cache-control": b"max-age=60"}, 60, id="both"
        ),
        pytest.param({"expires": b"Sun, 05 Jan 2020 10:00:00 GMT"}, 0, id="expired"),
    ],
)
def test_freshness(headers: dict[str, bytes], seconds: int | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert advice(headers, NOW).fresh_for == expected


def test_validators_are_kept_byte_for_byte() -> None:
    etag, modified = b'W/"\xd8\xa7 \\"x', b"sunday, 05-Jan-20  11:00:00 gmt"
    said = advice({"etag": etag, "last-modified": modified}, NOW)
    assert (said.etag, said.last_modified) == (etag, modified)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({}, None, id="absent"),
        pytest.param({"retry-after": b" 120 "}, 120, id="seconds"),
        pytest.param({"retry-after": b"soon"}, None, id="unreadable"),
        pytest.param({"retry-after": b"-1"}, None, id="negative"),
        pytest.param({"retry-after": b"1.5"}, None, id="fraction"),
        pytest.param({"retry-after": b"9" * 50}, 3650 * 86400, id="absurd"),
        pytest.param({"retry-after": b"Sun, 05 Jan 2020 12:02:00 GMT"}, 120, id="date by our clock"),
        pytest.param(
            {"retry-after": b"Sun, 05 Jan 2020 11:02:00 GMT", "date": SERVER_DATE}, 120, id="date by theirs"
        ),
        pytest.param({"retry-after": b"Sunday, 05-Jan-20 12:02:00 GMT"}, 120, id="old date form"),
        pytest.param({"retry-after": b"Sun, 05 Jan 2020 09:00:00 GMT"}, 0, id="past"),
    ],
)
def test_retry_after(headers: dict[str, bytes], seconds: int | None) -> None:
    assert retry_after(headers, NOW) == (None if seconds is None else timedelta(seconds=seconds))


NAMES = st.sampled_from(["cache-control", "age", "expires", "date", "retry-after", "etag", "last-modified"])


@given(st.dictionaries(NAMES, st.binary(max_size=60)))
def test_any_bytes_are_read_without_an_error(headers: dict[str, bytes]) -> None:
    fresh = advice(headers, NOW).fresh_for
    wait = retry_after(headers, NOW)
    assert fresh is None or fresh >= timedelta(0)
    assert wait is None or wait >= timedelta(0)
