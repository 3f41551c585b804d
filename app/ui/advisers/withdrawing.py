"""The act by which what was entered by mistake is taken off the books, the same for every ledger of advisers. Knows no service."""

from collections.abc import Callable

from app.domain.actors import Actor
from app.domain.problems import Problem
from app.ui.advisers.editing import FactsT
from app.ui.advisers.subject import DeedEntry, Record
from app.ui.deed import Deed, Values
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.texts import LongTextField

Withdraw = Callable[[int, str, Actor], None]
"""Takes a record off the books: its id, the reason, who does it."""


def withdrawal(
    text: str, title: str, stays: Callable[[FactsT], str], act: Callable[[Desk], Withdraw]
) -> DeedEntry[FactsT]:
    """An entry of 更多 that asks for the reason; `stays` says why a record cannot be taken off."""

    def make(desk: Desk, record: Record[FactsT]) -> Deed:
        record_id, withdraw = record.facts.id, act(desk)
        assert record_id is not None
        body = FormBody(columns=1)
        told = "记录从台账中删去；内容和原因留在修改记录中"
        body.add("reason", "原因", LongTextField(), required=True, help=told)

        def check(values: Values) -> list[Problem]:
            return [] if values["reason"].strip() else [Problem("reason", "请写明原因")]

        def save(values: Values) -> None:
            withdraw(record_id, values["reason"], desk.actor())

        return Deed("withdraw", title, body, {"reason": ""}, save, text, check)

    return DeedEntry("withdraw", text, make, lambda record: stays(record.facts))
