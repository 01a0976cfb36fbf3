"""How alembic reaches the database: through the connection it is given, inside the caller's transaction."""

from alembic import context
from sqlalchemy import Connection

from monitor.store.tables import metadata

given = context.config.attributes.get("connection")
if not isinstance(given, Connection):
    raise RuntimeError("migrations run when the state is opened: see monitor.store.schema")
# The caller's transaction holds every step, so that a crash leaves the old schema whole.
context.configure(connection=given, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
