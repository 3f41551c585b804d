"""Where data is safe: not in a folder a sync program copies, and better not on another machine."""

from pathlib import Path

import pytest

from app.services.places import Hazard, is_network, sync_program, warning_of

MOUNTS = (("/", "ext4"), ("/home", "ext4"), ("/mnt/共享 盘", "cifs"), ("/mnt/共享 盘/本地", "ext4"), ("/srv", "nfs4"))


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/home/张三/OneDrive/法治", "OneDrive"),
        ("/home/张三/OneDrive - 海珠区司法局/法治", "OneDrive"),
        ("/home/张三/我的坚果云/法治", "坚果云"),
        ("/home/张三/Nutstore/法治", "坚果云"),
        ("/data/BaiduSyncdisk/法治", "百度网盘"),
        ("/data/微云/法治", "微云"),
        ("/data/Dropbox", "Dropbox"),
        ("/data/法治台账/坚果云备份说明", ""),
        ("/data/onedriver", ""),
    ],
)
def test_sync_folders_are_known_by_name(path: str, program: str) -> None:
    assert sync_program(Path(path)) == program


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/张三/法治台账", False),
        ("/mnt/共享 盘/法治台账", True),
        ("/mnt/共享 盘", True),
        ("/mnt/共享 盘2/法治台账", False),
        ("/mnt/共享 盘/本地/法治台账", False),
        ("/srv/法治", True),
    ],
)
def test_the_nearest_mount_decides(path: str, network: bool) -> None:
    assert is_network(Path(path), MOUNTS) is network


def test_a_unc_path_is_a_network_drive() -> None:
    assert is_network(Path("//server/share/法治"), ())


def test_a_sync_folder_is_refused_and_a_network_drive_warned_of() -> None:
    synced = warning_of(Path("/mnt/共享 盘/OneDrive/法治"), MOUNTS)
    shared = warning_of(Path("/mnt/共享 盘/法治"), MOUNTS)
    assert synced is not None
    assert shared is not None
    assert (synced.hazard, synced.refused) == (Hazard.SYNC, True)
    assert (shared.hazard, shared.refused) == (Hazard.NETWORK, False)
    assert warning_of(Path("/home/张三/法治"), MOUNTS) is None


def test_this_machine_can_be_asked(tmp_path: Path) -> None:
    assert warning_of(tmp_path) is None
