"""Messages as records in a file: one JSON object a line, on disk when the call returns."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from monitor.errors import SendError
from monitor.records import Message, MessageKind, Picture


class JsonlSender:
    """Appends the payload of each message, which carries the alert's key, to a file; a digest as its alerts.

    A line cut short by a crash or a full disk is taken off before the next append: its message was never
    settled, so it comes again, with the same key.

    Args:
        path: the file; it and its folder are made when missing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        """Append one message and flush it to the disk.

        Raises:
            SendError: the file cannot be written; retrying helps once that is put right.
        """
        lines = "".join(
            json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
            for record in _records(message)
        )
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with open(self._path, "a+b") as file:
                end = _whole_lines(file.fileno())
                try:
                    file.write(lines.encode("utf-8", "backslashreplace"))
                    file.flush()
                    os.fsync(file.fileno())
                except OSError:
                    # A torn line must not stay: readers would trip over it.
                    os.ftruncate(file.fileno(), end)
                    raise
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise SendError(f"{self._path}: cannot be written: {reason}", retryable=True) from error
        return ""


def _records(message: Message) -> list[dict[str, object]]:
    loaded = json.loads(message.payload) if message.payload else None
    if isinstance(loaded, dict):
        # A digest is told to people; a file holds its alerts.
        alerts = loaded.get("alerts") if message.kind is MessageKind.DIGEST else None
        return [loaded] if alerts is None else list(alerts)
    return [{"key": message.key, "title": message.title, "body": message.body}]


def _whole_lines(descriptor: int) -> int:
    """Cut the file after its last line break; its length then."""
    size = os.fstat(descriptor).st_size
    end, block = size, 4096
    while end > 0:
        start = max(end - block, 0)
        at = os.pread(descriptor, end - start, start).rfind(b"\n")
        if at >= 0:
            end = start + at + 1
            break
        end = start
    if end != size:
        os.ftruncate(descriptor, end)
    return end
