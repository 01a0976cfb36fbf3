import logging
import os
import signal
import time
from pathlib import Path

import pytest
from stored_records import NOW

from monitor import store
from monitor.errors import StateError
from monitor.store.exclusive import file_system
from tests.children import ended, in_child

# Newer Pythons warn of forking beside threads; these children use nothing that a thread may hold.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def test_a_second_monitor_is_told_who_has_the_state(tmp_path: Path) -> None:
    with store.lock(tmp_path, NOW):
        with pytest.raises(store.LockedError) as told, store.lock(tmp_path, NOW):
            pass
        assert f"another monitor (pid {os.getpid()}, started 2020-08-01 12:00:00 UTC)" in str(told.value)
        assert store.holder(tmp_path) == store.Holder(os.getpid(), NOW)
    assert store.holder(tmp_path) is None
    with store.lock(tmp_path, NOW):
        pass


def test_the_holder_is_still_known_after_others_tried(tmp_path: Path) -> None:
    with store.lock(tmp_path, NOW):
        for _ in range(2):
            with pytest.raises(store.LockedError, match=f"pid {os.getpid()}"), store.lock(tmp_path, NOW):
                pass


def test_a_killed_monitor_lets_go(tmp_path: Path) -> None:
    read, write = os.pipe()

    def hold() -> None:
        with store.lock(tmp_path, NOW):
            os.write(write, b"!")
            time.sleep(60)

    pid = in_child(hold)
    os.read(read, 1)
    assert store.holder(tmp_path) == store.Holder(pid, NOW)
    os.kill(pid, signal.SIGKILL)
    assert ended(pid) == -signal.SIGKILL
    os.close(read)
    os.close(write)
    assert store.holder(tmp_path) is None
    with store.lock(tmp_path, NOW):
        assert store.holder(tmp_path) == store.Holder(os.getpid(), NOW)


def test_of_two_starts_at_once_one_wins(tmp_path: Path) -> None:
    for attempt in range(4):
        ready, go = os.pipe()
        heard, tell = os.pipe()

        def start(folder: Path = tmp_path / str(attempt), go: int = ready, tell: int = tell) -> None:
            os.read(go, 1)
            try:
                with store.lock(folder, NOW):
                    os.write(tell, b"won ")
                    time.sleep(60)
            except store.LockedError:
                os.write(tell, b"lost")

        pids = [in_child(start) for _ in range(2)]
        os.write(go, b"go")
        assert {os.read(heard, 4), os.read(heard, 4)} == {b"won ", b"lost"}
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        assert -signal.SIGKILL in [ended(pid) for pid in pids]
        for end in (ready, go, heard, tell):
            os.close(end)


def test_a_file_where_the_directory_should_be(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("not a directory")
    with pytest.raises(StateError, match="not a directory"), store.lock(tmp_path / "state", NOW):
        pass


def test_looking_for_a_holder_makes_nothing(tmp_path: Path) -> None:
    assert store.holder(tmp_path / "none") is None
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        pytest.param("/home/me/state", "nfs4", id="network home"),
        pytest.param("/home", "nfs4", id="mount point itself"),
        pytest.param("/home/me/my disk/state", "ext4", id="blank in the mount point"),
        pytest.param("/homes/state", "ext4", id="only the same beginning"),
        pytest.param("/mnt/later/state", "cifs", id="mounted over"),
    ],
)
def test_file_system_of_a_folder(tmp_path: Path, folder: str, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/vda / ext4 rw 0 0\n"
        "server:/home /home nfs4 rw 0 0\n"
        "/dev/sdb /home/me/my\\040disk ext4 rw 0 0\n"
        "/dev/sdc /mnt/later ext4 rw 0 0\n"
        "//nas/x /mnt/later cifs rw 0 0\n"
    )
    assert file_system(Path(folder), mounts) == kind


def test_a_network_file_system_is_warned_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("monitor.store.exclusive.file_system", lambda folder: "nfs4")
    with caplog.at_level(logging.WARNING), store.lock(tmp_path, NOW):
        pass
    assert "network file system (nfs4)" in caplog.text


def test_systems_that_do_not_tell_their_mounts(tmp_path: Path) -> None:
    assert file_system(tmp_path, tmp_path / "none") is None
