"""Three kinds of failure, three ways to tell; real message boxes have Chinese buttons only."""

import logging
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.problems import Basis, Problem, Refused, Unavailable
from app.ui.dialogs import Gravity, QtDialogs, message_box, text_dialog
from app.ui.errors import Failures, report
from app.ui.work import Cancelled
from tests.ui.conftest import ScriptedDialogs


def test_a_refusal_goes_to_the_fields_of_a_form(failures: Failures, dialogs: ScriptedDialogs) -> None:
    shown: list[tuple[Problem, ...]] = []
    problem = Problem("title", "请填写文件名称")
    failures.show(Refused([problem]), shown.append)
    assert shown == [(problem,)]
    assert dialogs.asked == []


def test_a_refusal_without_a_form_names_every_reason_and_its_basis(
    failures: Failures, dialogs: ScriptedDialogs
) -> None:
    dialogs.answers = [None]
    failures.show(
        Refused(
            [
                Problem("", "还没有通过合法性审核", basis=Basis("37号文", "未经审核不得提请审议")),
                Problem("", "还没有签署"),
            ]
        )
    )
    title, text = dialogs.asked[0]
    assert title == "未能办理"
    assert "1. 还没有通过合法性审核\n依据：37号文：未经审核不得提请审议" in text
    assert "2. 还没有签署" in text


def test_the_environment_is_told_in_one_sentence(failures: Failures, dialogs: ScriptedDialogs) -> None:
    dialogs.answers = [None]
    failures.show(Unavailable(Path("/u/台账.xlsx"), "“台账.xlsx”正被表格软件打开，请关闭后重试"))
    assert dialogs.asked == [("暂时不能进行", "“台账.xlsx”正被表格软件打开，请关闭后重试")]


def test_cancelling_needs_no_words(failures: Failures, dialogs: ScriptedDialogs) -> None:
    failures.show(Cancelled())
    assert dialogs.asked == []


def test_our_own_fault_is_logged_and_can_be_reported(
    failures: Failures, dialogs: ScriptedDialogs, caplog: pytest.LogCaptureFixture
) -> None:
    dialogs.answers = [0]
    with caplog.at_level(logging.ERROR):
        failures.show(ZeroDivisionError("division by zero"))
    title, text = dialogs.asked[0]
    assert title == "程序出了差错"
    assert "复制报告" in text
    assert not any(sign.isascii() and sign.isalpha() for sign in text)
    assert "ZeroDivisionError" in dialogs.details[0]
    assert "ZeroDivisionError" in caplog.text


def test_a_fault_while_the_fault_is_shown_opens_no_second_box(failures: Failures, dialogs: ScriptedDialogs) -> None:
    def choose(*_: object, **__: object) -> int:
        failures.show(KeyError("again"))
        return 0

    dialogs.choose = choose  # type: ignore[method-assign]
    failures.show(KeyError("once"))
    assert dialogs.asked == []


def test_what_no_slot_caught_reaches_the_dialog(
    failures: Failures, dialogs: ScriptedDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    failures.install()
    dialogs.answers = [0]
    error = KeyError("lost")
    sys.excepthook(KeyError, error, None)
    assert dialogs.asked[0][0] == "程序出了差错"
    assert "fazhi-taizhang" in report(error)


def test_buttons_of_a_message_box_stand_in_their_order_and_are_chinese(qtbot: QtBot) -> None:
    box, buttons = message_box(None, "还没有保存", "要保存吗？", ("保存", "不保存", "继续填写"), Gravity.QUESTION)
    qtbot.addWidget(box)
    assert [button.text() for button in buttons] == ["保存", "不保存", "继续填写"]
    assert box.defaultButton() is buttons[0]
    assert box.escapeButton() is buttons[2]


def test_copying_the_report_keeps_the_box_open(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs the real box; its exec is replaced by clicks on the shown box."""
    seen: dict[str, bool] = {}

    def exec_by_clicks(box: QMessageBox) -> int:
        box.show()
        copy = next(button for button in box.findChildren(QPushButton) if button.text() == "复制报告")
        copy.click()
        seen["open after copying"] = box.isVisible()
        next(button for button in box.findChildren(QPushButton) if button.text() == "继续使用").click()
        seen["open after closing"] = box.isVisible()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_by_clicks)
    chosen = QtDialogs().choose("程序出了差错", "……", ("继续使用",), Gravity.FAULT, detail="trace")
    assert seen == {"open after copying": True, "open after closing": False}
    assert chosen == 0
    assert QGuiApplication.clipboard().text() == "trace"


def test_a_typed_answer_can_be_picked_from_usual_ones(qtbot: QtBot) -> None:
    dialog = text_dialog(None, "作废", "请填写作废的理由", "", ("文件未印发", "编错号段"))
    qtbot.addWidget(dialog)
    assert dialog.comboBoxItems() == ["文件未印发", "编错号段"]
    assert (dialog.okButtonText(), dialog.cancelButtonText()) == ("确定", "取消")


@pytest.mark.parametrize("way", ["instance", "static"])
def test_an_unexpected_dialog_fails_the_test(way: str, no_modal_dialogs: list[str]) -> None:
    """The guard of all tests guards itself."""
    with pytest.raises(AssertionError):
        QDialog().exec() if way == "instance" else QMessageBox.information(None, "", "")
    assert len(no_modal_dialogs) == 1
    no_modal_dialogs.clear()
