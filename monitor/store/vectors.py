"""Vectors of texts, by the identity of the encoder that made them; may be emptied at any time."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, func, select

from monitor.store.rows import mapping
from monitor.store.tables import vectors
from monitor.store.upsert import batches, insert

MOST = 200_000
"""Vectors kept; when there are more, all are forgotten and the needed ones made again."""


def get(conn: Connection, encoder: str, texts: Sequence[bytes]) -> dict[bytes, bytes]:
    """The vectors known of these texts, by digest."""
    found: dict[bytes, bytes] = {}
    for some in batches(texts):
        known = (vectors.c.encoder == encoder) & vectors.c.text.in_(some)
        found |= mapping(conn, select(vectors.c.text, vectors.c.vector).where(known))
    return found


def put(conn: Connection, encoder: str, made: Mapping[bytes, bytes]) -> None:
    """Keep vectors; those of any other encoder are forgotten."""
    conn.execute(delete(vectors).where(vectors.c.encoder != encoder))
    if conn.execute(select(func.count()).select_from(vectors)).scalar_one() + len(made) > MOST:
        conn.execute(delete(vectors))
    rows = [{"encoder": encoder, "text": text, "vector": vector} for text, vector in made.items()]
    if rows:
        conn.execute(insert(conn, vectors).on_conflict_do_nothing(), rows)
