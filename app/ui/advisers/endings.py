"""The early end of an appointment or a contract in forms: asked for in an act, corrected in the main form. Knows no service."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from app.domain.advisers.appointments import EndReason
from app.ui.deed import Values
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import ChoiceField
from app.ui.forms.texts import LongTextField, TextField


def ending_body(said: str) -> FormBody:
    """What is asked where an appointment or a contract ends before its time."""
    body = FormBody(columns=1)
    body.add("ended_on", "解除日期", DateField(), required=True, help=said)
    body.add("end_kind", "方式", ChoiceField(EndReason, optional=False), required=True)
    body.add("end_reason", "原因", LongTextField(), required=True)
    body.add("end_basis", "依据", TextField("如 审批件、会议纪要"))
    return body


def correct_end(body: FormBody) -> None:
    """更正: the same of a record that ended already, folded; without the day it has not ended."""
    body.section("更正提前结束", folded=True)
    body.add("ended_on", "提前结束日期", DateField(), help="不再履行或任职的第一日；清空后恢复为没有提前结束")
    body.add("end_kind", "结束方式", ChoiceField(EndReason))
    body.add("end_basis", "结束依据", TextField("如 审批件、会议纪要"))
    body.add("end_reason", "结束原因", LongTextField(lines=2), wide=True)


def corrected_end(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the facts say of an early end as typed there: nothing where there is no day."""
    taken_back = "ended_on" in values and values["ended_on"] is None
    return {"end_kind": None, "end_reason": "", "end_basis": ""} if taken_back else {}


def ending_values(desk: Desk) -> Values:
    """What that form begins with: tomorrow, so that today is still served."""
    tomorrow = desk.office.today() + timedelta(days=1)
    return {"ended_on": tomorrow, "end_kind": EndReason.AGREED, "end_reason": "", "end_basis": ""}
