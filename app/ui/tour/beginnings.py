"""Pictures of the ways to begin: no data yet, data gone or damaged, the first start, an empty office, a second window, a draft. Knows no page's inside."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from app.ui.first_start.wizard import FirstStart
from app.ui.run import OfficeDoor, Start
from app.ui.tour.camera import Camera, Posing
from app.ui.unseen import at_rest, entered, settle

Make = Callable[..., Any]
"""Opens a window on a folder: (folder, known=…) → context of a Start."""


def opening(camera: Camera, start: Start) -> None:
    """The frame while the data is being opened."""
    seen: list[bool] = []
    start.host.painted.connect(lambda: seen.append(True))
    start.begin()
    settle(lambda: bool(seen), "the frame")
    camera.take(start, "正在打开")
    entered(start)


def where(camera: Camera, make: Make, door: OfficeDoor, folder: Path) -> None:
    """No data on this PC; the data of yesterday is gone; the file is damaged."""
    for known, name in ((False, "第一次打开-数据放在哪里"), (True, "找不到数据")):
        with make(folder / "没有", known=known) as start:
            start.begin()
            settle(partial(_shows, start, "DataFolder"), name)
            camera.take(start, name)
    damaged = folder / "损坏"
    damaged.mkdir()
    door.create(damaged)
    (damaged / "fazhi.db").write_bytes(b"no database at all" * 400)
    with make(damaged) as start:
        start.begin()
        settle(lambda: _shows(start, "DataFolder"), "the damage")
        camera.take(start, "数据损坏")


def first_start(camera: Camera, make: Make, door: OfficeDoor, folder: Path) -> None:
    """The six steps, and the workbench of an empty office."""
    root = folder / "新单位"
    root.mkdir()
    door.create(root)
    with make(root) as start:
        start.begin()
        settle(lambda: _shows(start, "FirstStart"), "the first start")
        (wizard,) = start.host.findChildren(FirstStart)
        camera.take(start, "第一次使用-须知")
        wizard.notice.agreed.setChecked(True)
        wizard.go_on()
        wizard.office_step.name.line.setText("")
        wizard.office_step.name.line.insert("广州市海珠区司法局")
        wizard.office_step.body.set_values(
            {"office": "广州市海珠区司法局", "region_name": "海珠区", "region_code": "HZ"}
        )
        wizard.office_step.changed.emit()
        settle(lambda: True, "the office")
        camera.take(start, "第一次使用-本单位")
        wizard.go_on()
        wizard.profile.buttons["guangzhou"].setChecked(True)
        settle(lambda: True, "the profile")
        camera.take(start, "第一次使用-地区方案")
        wizard.go_on()
        settle(lambda: True, "the units")
        camera.take(start, "第一次使用-单位名录")
        wizard.go_on()
        wizard.staff.rows.set_value([{"name": "陈思远", "post": "科长"}, {"name": "林晓彤", "post": "科员"}])
        wizard.staff.changed.emit()
        wizard.staff.rows.tab_stops()[0].setFocus()
        settle(lambda: True, "the staff")
        camera.take(start, "第一次使用-经办人")
        wizard.go_on()
        settle(lambda: True, "the scheme")
        camera.take(start, "第一次使用-编号规则")
        wizard.go_on()
        settle(lambda: start.session is not None and start.work.quiet, "the empty office")
        at_rest(start)
        camera.take(start, "工作台-新单位")
        for name in ("documents", "numbering", "imports"):
            assert start.session is not None
            start.session.window.show_page(name)
            at_rest(start)
            camera.take(start, f"新单位-{start.session.window.header.title.text()}")


def second_window(camera: Camera, make: Make, posing: Posing, folder: Path) -> None:
    """Another window has the folder: told, then looked at."""
    posing.title = "另一个窗口正在使用"
    posing.answers = [0]
    with make(folder) as start:
        start.begin()
        entered(start)
        assert start.session is not None
        start.session.window.show_page("documents")
        at_rest(start)
        camera.take(start, "只读窗口")


def draft(camera: Camera, make: Make, folder: Path, keep: Callable[[Path], None]) -> None:
    """What was typed when the program ended is offered."""
    keep(folder)
    with make(folder) as start:
        start.begin()
        entered(start)
        camera.take(start, "草稿恢复")


def _shows(start: Start, name: str) -> bool:
    return any(type(widget).__name__ == name for widget in start.host._inside) and start.work.quiet
