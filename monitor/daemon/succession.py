"""Another ledger in force: the running daemon holds the state, so it makes the exchange for commands."""

import json
import logging
from datetime import datetime

from monitor import rebuild
from monitor.errors import StateError
from monitor.judge import Parts
from monitor.store import DiskError, Store, drafts, ledgers, meta
from monitor.store.requests import UserRequest

log = logging.getLogger(__name__)

KINDS = frozenset({"rebuild", "undo-rebuild"})


def note_rules(state: Store, rules: str) -> None:
    """Record by which rules this process reads, and warn when the ledger was read by others."""
    with state.write() as conn:
        meta.put(conn, meta.DAEMON_RULES, rules)
        if ledgers.outdated(conn, rules):
            log.warning(
                "Not all of the ledger was read by the rules in use: `monitor rebuild` reads the stored "
                "entries again and shows what that changes."
            )


def succeed(asked: UserRequest, state: Store, parts: Parts, now: datetime) -> None:
    """Put the rebuilt ledger in force, or the former one again, and answer the command that asked.

    Nobody judges meanwhile. What cannot be done is refused: the answer says why.

    Raises:
        DiskError: nothing was recorded; trying again can help.
    """
    refused = None
    try:
        if asked.kind == "rebuild":
            draft = drafts.reopen(state.path.parent, str(asked.payload.get("draft")))
            try:
                done = rebuild.install(state, draft, parts, now)
            except BaseException:
                draft.close()
                raise
            draft.discard()
        else:
            done = rebuild.undo(state, parts, now)
    except DiskError:
        raise
    except StateError as error:
        log.warning("a command asked for another ledger, which is refused: %s", error)
        refused = str(error)
    else:
        log.info("another ledger is in force: %d statements of %d entries", done.statements, done.entries)
    with state.write() as conn:
        answer = {"asked": str(asked.payload.get("asked")), "refused": refused}
        meta.put(conn, meta.ANSWER, json.dumps(answer, ensure_ascii=False))
