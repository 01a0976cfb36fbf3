import json
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError
from stored_records import alert, entry, stated, undone

from monitor import store
from monitor.errors import StateError
from monitor.records import Alert, Entry, Extraction, Score, Shift, Stated
from monitor.store import codec, entries
from monitor.store.tables import meta


def made(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type as records use it: instants are UTC, numbers are numbers."""
    if kind is datetime:
        return st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if get_origin(kind) in (Union, UnionType):
        return st.one_of(*(made(one) for one in get_args(kind)))
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            return st.lists(made(inner[0]), max_size=2).map(tuple)
        return st.tuples(*(made(one) for one in inner))
    if is_dataclass(kind):
        return st.builds(kind, **{name: made(hint) for name, hint in get_type_hints(kind).items()})
    return st.text(max_size=8) if kind is str else st.from_type(kind)


@pytest.mark.parametrize("kind", [Score, Stated, Alert, Shift, Extraction, Entry])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_every_record_comes_back_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    record = data.draw(made(kind))
    back = codec.load(kind, codec.dump(record))
    assert back == record
    assert shape(back) == shape(record)


def shape(value: object) -> object:
    """Types all the way down, because a ``StrEnum`` equals its word and an instant its copy elsewhere."""
    if is_dataclass(value):
        return type(value), [shape(getattr(value, f.name)) for f in fields(value)]
    if isinstance(value, tuple):
        return tuple, [shape(v) for v in value]
    if isinstance(value, datetime):
        return datetime, value.utcoffset()
    return type(value)


def test_the_words_are_readable_in_the_database() -> None:
    told = json.loads(codec.dump(stated()))
    assert told["statement"]["modality"] == "announced"
    assert told["statement"]["due"]["first_day"] == "2025-09-01"
    assert told["said_at"] == "2020-08-01T12:00:00Z"
    assert "أيلول" in codec.dump(stated())


def test_a_key_of_a_newer_version_is_skipped_and_a_missing_optional_one_defaults() -> None:
    told = json.loads(codec.dump(alert()))
    told["mood"] = "glad"
    del told["score"], told["also"]
    back = codec.load(Alert, json.dumps(told))
    assert (back.key, back.score, back.also) == ("a1", None, ())


def test_a_statement_of_a_version_without_confidence_has_no_doubts() -> None:
    old = json.loads(codec.dump(stated()))
    del old["statement"]["confidence"], old["statement"]["doubts"]
    found = codec.load(Stated, json.dumps(old)).statement
    assert (found.confidence, found.doubts) == (None, ())


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"value": "high"}'])
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Score"):
        codec.load(Score, text)


@given(any_entry=made(Entry), version=st.integers(1, 2**31))
@settings(max_examples=40, deadline=None)
def test_any_entry_comes_back_from_the_database(
    any_entry: Entry, version: int, state_once: store.Store
) -> None:
    any_entry = replace(any_entry, version=version)
    with undone(state_once) as conn:
        entries.add(conn, [any_entry])
        assert entries.get(conn, any_entry.id) == any_entry


@pytest.fixture(scope="module")
def state_once(tmp_path_factory: pytest.TempPathFactory) -> Any:
    opened = store.open(tmp_path_factory.mktemp("state"), datetime(2020, 1, 1, tzinfo=UTC))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "instant",
    [
        pytest.param(datetime.fromisoformat("2020-01-01T03:00:00.000001+03:00"), id="another zone"),
        pytest.param(datetime(1, 1, 1, tzinfo=UTC), id="first"),
        pytest.param(datetime.max.replace(tzinfo=UTC), id="last"),
    ],
)
def test_instants_are_kept_to_the_microsecond_in_utc(instant: datetime, state_once: store.Store) -> None:
    with undone(state_once) as conn:
        entries.add(conn, [replace(entry(), published_at=instant)])
        [back] = entries.latest(conn, 1)
        assert back.published_at == instant
        assert back.published_at.utcoffset() == UTC.utcoffset(None)


def test_an_instant_without_a_zone_is_a_bug(state_once: store.Store) -> None:
    naive = datetime(2020, 1, 1)  # noqa: DTZ001
    with pytest.raises(StatementError, match="needs a time zone"), state_once.write() as conn:
        entries.add(conn, [replace(entry(), published_at=naive)])


def test_reading_cannot_write(state_once: store.Store) -> None:
    with pytest.raises(StateError, match="cannot be written"), state_once.read() as conn:
        conn.execute(insert(meta).values(key="k", value="v"))
    with state_once.read() as conn:
        assert conn.execute(select(meta.c.key).where(meta.c.key == "k")).all() == []
