"""The message that ``alerts test`` sends."""

import json
from datetime import datetime

from monitor.records import Message, MessageKind, MessageState, Severity

TITLE = "TEST: alerts of this monitor arrive here"
BODY = (
    "This is a test message, sent by hand. نص عربي للتجربة: يصل كما هو.\n"
    "Nothing has moved, nothing is to be done."
)


def sample_message(destination: str, now: datetime) -> Message:
    """A message that no alert stands behind, marked as a test in words and in its payload."""
    key = f"test-{now:%Y%m%dT%H%M%SZ}@{destination}"
    return Message(
        key=key,
        alert=None,
        destination=destination,
        title=TITLE,
        body=BODY,
        payload=json.dumps(
            {"kind": "test", "key": key, "severity": Severity.EVENT.value, "published": now.isoformat()}
        ),
        state=MessageState.LEASED,
        attempts=1,
        next_attempt_at=now,
        created_at=now,
        kind=MessageKind.SAMPLE,
        severity=Severity.EVENT,
    )
