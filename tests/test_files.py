"""Swapping files in: the new one whole, or the old one untouched, and a sentence that says what to do."""

import errno
import os
import stat
from pathlib import Path

import pytest

from app.domain.problems import Unavailable
from app.files import swapped_in, unavailable
from tests.surroundings import as_ordinary_user, files_up_to


def only_file_is(path: Path) -> bool:
    return list(path.parent.iterdir()) == [path]


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "台账 2025.xlsx"
    path.write_text("旧")
    with swapped_in(path) as temporary:
        assert temporary.parent == path.parent
        temporary.write_text("新")
        assert path.read_text() == "旧"
    assert path.read_text() == "新"
    assert only_file_is(path)


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    with swapped_in(path) as temporary:
        temporary.write_text("新")
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask


def test_an_error_of_ours_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_text("旧")
    with pytest.raises(ZeroDivisionError), swapped_in(path) as temporary:
        temporary.write_text(f"一半{1 // 0}")
    assert path.read_text() == "旧"
    assert only_file_is(path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "已拔出的优盘" / "台账.xlsx"
    with pytest.raises(Unavailable, match=r"找不到文件夹.*已拔出的优盘.*是否已断开") as caught, swapped_in(path):
        pytest.fail("there is nowhere to write to")
    assert caught.value.path == path


def test_a_folder_of_the_same_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").mkdir()
    with pytest.raises(Unavailable, match="是一个文件夹"), swapped_in(tmp_path / "台账.xlsx"):
        pytest.fail("a folder cannot be replaced")


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "资料").write_text("文件")
    with pytest.raises(Unavailable, match="找不到文件夹"), swapped_in(tmp_path / "资料" / "台账.xlsx"):
        pytest.fail("there is no such folder")


def test_a_name_too_long(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="太长"), swapped_in(tmp_path / ("长" * 100 + ".xlsx")) as temporary:
        temporary.write_text("新")
    assert list(tmp_path.iterdir()) == []


def test_a_drive_that_vanishes_while_writing(tmp_path: Path) -> None:
    folder = tmp_path / "优盘"
    folder.mkdir()
    with pytest.raises(Unavailable, match="找不到文件夹"), swapped_in(folder / "台账.xlsx"):
        folder.rename(tmp_path / "别处")


def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    """A real failing write: the largest size of a file is lowered for this process."""
    path = tmp_path / "台账.xlsx"
    path.write_text("旧")
    with (
        files_up_to(4096),
        pytest.raises(Unavailable, match="没有保存。请另存到别处"),
        swapped_in(path) as temporary,
    ):
        temporary.write_bytes(bytes(10_000))
    assert path.read_text() == "旧"
    assert only_file_is(path)


def save(path: Path) -> str:
    try:
        with swapped_in(path) as temporary:
            temporary.write_text("新")
    except Unavailable as failure:
        return failure.message
    return "已保存"


def test_a_read_only_folder_is_named(open_place: Path) -> None:
    folder = open_place / "只读"
    folder.mkdir(0o555)
    answer = as_ordinary_user(lambda: save(folder / "台账.xlsx"))
    assert "只读”不允许写入" in answer
    assert list(folder.iterdir()) == []


def test_a_read_only_target_is_not_replaced(open_place: Path) -> None:
    folder = open_place / "可写"
    folder.mkdir()
    folder.chmod(0o777)
    path = folder / "台账.xlsx"
    path.write_text("旧")
    path.chmod(0o444)
    assert "设为只读" in as_ordinary_user(lambda: save(path))
    assert path.read_text() == "旧"
    assert only_file_is(path)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EDQUOT, "磁盘已满"),
        (errno.EFBIG, "允许的文件大小"),
        (errno.EROFS, "不允许写入"),
        (errno.EACCES, "不允许写入"),
        (errno.EIO, "是否已断开"),
        (errno.ENODEV, "是否已断开"),
        (errno.ESTALE, "是否已断开"),
        (errno.ENAMETOOLONG, "换一个文件名"),
        (errno.EBUSY, "另存到别处"),
    ],
)
def test_every_failure_has_its_sentence(code: int, words: str) -> None:
    failure = unavailable(OSError(code, os.strerror(code)), Path("D:/台账/规范性文件.xlsx"))
    assert words in failure.message
    assert "规范性文件.xlsx" in failure.message
    assert os.strerror(code) not in failure.message


def test_a_file_open_in_excel_has_its_sentence() -> None:
    """ERROR_SHARING_VIOLATION: Windows alone reports it, with the errno of a missing right."""
    error = PermissionError(errno.EACCES, "in use")
    error.winerror = 32
    assert "Excel、WPS" in unavailable(error, Path("台账.xlsx")).message
