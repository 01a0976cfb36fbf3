"""What was seen and said so far, out of the state: what the topic is learnt from beside the seeds."""

from sqlalchemy import Connection

from monitor.records import Experience
from monitor.store import adaptations, entries, labels


def load(conn: Connection) -> Experience:
    """The labels and the adaptation that hold, their entries in order of identity."""
    said = labels.all(conn)
    labelled = entries.get_many(conn, said)
    made = adaptations.holding(conn)
    ordinary = entries.get_versions(conn, made.ordinary if made is not None else ())
    return Experience(
        labelled=tuple((entry, said[id_]) for id_, entry in sorted(labelled.items())),
        # What the user has judged since is no longer taken for ordinary.
        ordinary=tuple(entry for entry in ordinary if entry.id not in said),
    )
