"""考核: the ledger of assessments and the form that follows its template. Knows services, no SQL."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.advisers.assessments import AssessmentFacts, Consequence, Deduction, Period
from app.domain.advisers.columns import ASSESSMENTS
from app.domain.advisers.templates import Grade, Template
from app.domain.dates import MAX_YEAR, MIN_YEAR
from app.domain.ledgers import hundredths
from app.ui.advisers import lists, papers
from app.ui.advisers.book import BookPage
from app.ui.advisers.editing import MainForm, Values
from app.ui.advisers.marks import MarksField
from app.ui.advisers.picks import name_of, pick
from app.ui.advisers.subject import Book, Record
from app.ui.desk import Desk
from app.ui.forms.amounts import DecimalField
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.drafts import Draft
from app.ui.forms.picks import ChoiceField, OptionField, SeveralField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.texts import IntField, LongTextField, TextField
from app.ui.forms.units import UnitField
from app.ui.panel import Notice
from app.ui.table.tones import TONES
from app.ui.tokens import Tone

Rec = Record[AssessmentFacts]


def _form(desk: Desk) -> MainForm[AssessmentFacts]:
    service = desk.office.advisers.assessments
    return MainForm(
        noun="项考核",
        new_title="考核法律顾问",
        body=lambda facts: _body(desk, service.template(facts.template_id)),
        named=lambda facts: (
            f"{name_of(desk, 'advisers', facts.adviser_id or None)}　{facts.year}年{facts.period.label}"
        ),
        get=service.get,
        check=service.check,
        save=service.save,
        blank=lambda: AssessmentFacts(0, 0, desk.office.today().year),
        asked=(("adviser_id", "请选择顾问"), ("year", "请填写考核年度")),
        shown=_shown,
        taken=_taken,
        follow=_follow,
        next_word="",
    )


def _body(desk: Desk, template: Template) -> FormBody:
    body = FormBody()
    body.section(f"考核对象　（{template.name}）")
    body.add("adviser_id", "顾问", pick(desk, "advisers"), required=True)
    body.add("year", "考核年度", IntField(MIN_YEAR, MAX_YEAR), required=True)
    body.add("period", "考核种类", ChoiceField(Period, optional=False), required=True)
    body.add("unit_id", "服务单位", UnitField(desk.units.all))
    body.add("engagement_id", "合同", pick(desk, "engagements"), wide=True)
    body.section("评分")
    body.add("marks", "各项评分", MarksField(template), wide=True, help="以司法局评分为准；没有的以服务单位评分为准")
    items = [(item.key, item.title) for item in template.items]
    parts = (
        Part("item", "扣分项目", lambda: OptionField(items), 5),
        Part("points", "扣分", DecimalField, 2, required=True),
        Part("reason", "事由", TextField, 8),
    )
    body.add("deductions", "扣分", RepeatField(parts, "扣分"), wide=True, help="各项扣分不超过该项总分")
    most = f"最多{hundredths(template.bonus_max)}分" if template.bonus_max is not None else ""
    body.add("bonus", "加分", DecimalField(most))
    body.add("bonus_reason", "加分事由", TextField())
    vetoes = SeveralField([(veto, veto) for veto in template.vetoes], across=2)
    body.add("vetoes", "一票否决", vetoes, wide=True, help="勾选任何一项即为不合格")
    body.section("结论")
    body.add("conclusion", "结论", ChoiceField(Consequence))
    body.add("assessed_on", "考核日期", DateField(), help="评分还没有收齐的不填")
    body.add("assessor", "考核人", TextField())
    body.add("remark", "备注", LongTextField(lines=2), wide=True)
    return body


def _shown(facts: AssessmentFacts) -> Values:
    rows = [{"item": each.item, "points": each.points, "reason": each.reason} for each in facts.deductions]
    return {"adviser_id": facts.adviser_id or None, "bonus": facts.bonus or None, "deductions": rows}


def _taken(values: Values, _: AssessmentFacts) -> Values:
    rows = (row for row in values["deductions"] if row["points"] is not None)
    return {
        "adviser_id": values["adviser_id"] or 0, "year": values["year"] or 0, "bonus": values["bonus"] or 0,
        "deductions": tuple(Deduction(row["item"], row["points"], row["reason"]) for row in rows),
    }  # fmt: skip


def _follow(body: FormBody) -> None:
    marks, values = body.field("marks"), body.values()
    assert isinstance(marks, MarksField)
    taken = _taken(values, AssessmentFacts(0, 0, 0))
    facts = AssessmentFacts(
        0, 0, 0, marks=values["marks"], vetoes=values["vetoes"], bonus=taken["bonus"], deductions=taken["deductions"]
    )
    marks.show_result(facts)


BOOK = Book[AssessmentFacts](
    ledger=ASSESSMENTS,
    tables=frozenset({"assessment", "assessment_template", "adviser", "firm", "unit", "engagement", "office_year"}),
    shown=("year", "adviser", "grade", "total", "conclusion", "unit", "period", "assessed_on"),
    filters=("year", "grade", "conclusion", "adviser"),
    nothing="还没有考核。按 Ctrl+N 考核一名顾问。",
    new_word="考核",
    none="请先选择一项考核",
    form=_form,
    papers=(papers.ASSESSMENT_FORM, papers.BLANK_ASSESSMENT),
    status="grade",
    left_out=frozenset({"adviser"}),
)


class AssessmentsPage(BookPage[AssessmentFacts]):
    """Marks, grades and what follows from them."""

    def __init__(self, desk: Desk) -> None:
        self._draft: Draft | None = None
        super().__init__(desk, BOOK)

    def resume(self, draft: Draft) -> None:
        """A new one that was being filled in: by which form is asked again."""
        if draft.record is not None:
            super().resume(draft)
            return
        self._draft = draft
        self.new()

    def new(self) -> None:
        """Ctrl+N: by which form first, where there are several."""
        if self.may_act():
            self.desk.work.read(
                "assessments:templates", self.desk.office.advisers.assessments.templates, self._choose_template
            )

    def _choose_template(self, found: list[Template]) -> None:
        names = [template.name for template in found]
        at = self.desk.dialogs.choose("考核表", "按哪一张考核表考核？", (*names, "取消")) if len(found) > 1 else 0
        if at is None or at >= len(found):
            return
        template, service, actor = found[at], self.desk.office.advisers.assessments, self.desk.actor()
        if lacks := service.check_template(template):
            said = f"“{template.name}”：{lacks[0].message}。\n请在“系统设置—顾问考核表”中补齐后再用它考核。"
            self.desk.dialogs.tell("考核表还不能使用", said)
            return
        if template.id is not None:
            self._begin(template)
        else:  # one of those shipped becomes the office's own
            self.desk.work.write(partial(service.save_template, template, actor), self._begin)

    def _begin(self, template: Template) -> None:
        assert template.id is not None
        draft, self._draft = self._draft, None
        self.open_editor(AssessmentFacts(0, template.id, self.desk.office.today().year), draft)

    def below(self, record: Rec) -> str:
        return record.said("template")

    def notice(self, record: Rec) -> Notice | None:
        grade = Grade.of(record.said("grade"))
        if grade is None:
            return Notice(Tone.WAITING, "评分中", ("各项评分收齐后，填写考核日期和结论。",))
        conclusion = record.facts.conclusion
        lines = (f"结论：{conclusion.label}",) if conclusion else ("还没有结论",)
        return Notice(TONES[Grade][grade], grade.label, lines)

    def after(self, record: Rec) -> Sequence[QWidget]:
        facts, go = record.facts, self.desk.open_record
        return [
            *lists.section("顾问", "advisers", lists.one(facts.adviser_id, record.said("adviser")), go),
            *lists.section("合同", "engagements", lists.one(facts.engagement_id, record.said("contract")), go),
        ]
