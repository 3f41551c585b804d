"""年度法律顾问工作报告 read back: of the district, of a unit, of a year without work; its numbers are the figures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.advisers.appointments import AppointmentKind
from app.domain.advisers.assessments import AssessmentFacts, Consequence, Hand, Mark
from app.domain.advisers.engagements import Pricing
from app.domain.advisers.matters import Form, MatterKind
from app.domain.advisers.payments import PaymentFacts
from app.domain.advisers.templates import SHIPPED
from app.domain.problems import Refused
from app.domain.submissions.facts import Adoption
from app.services.advisers.bundle import AdviserServices
from app.services.advisers.papers.yearly_problems import situation
from app.services.office import Office
from app.services.settings import SettingsService
from tests.advisers import appointed, asked, contract
from tests.offices import CLERK, SAMPLE_DAY, Clock
from tests.services.readback import text_of

D = date
TODAY = D(2025, 11, 3)
Report = Callable[..., list[str]]


@pytest.fixture
def report(advisers: AdviserServices, tmp_path: Path) -> Report:
    """The report in both formats, as text; the PDF first."""

    def made(unit: int | None, year: int = 2025, today: date = TODAY) -> list[str]:
        paths = [tmp_path / f"报告.{suffix}" for suffix in ("pdf", "docx")]
        for path in paths:
            advisers.papers.yearly_report(year, unit, path, today)
        return [text_of(path) for path in paths]

    return made


@pytest.fixture
def busy(advisers: AdviserServices, clock: Clock) -> AdviserServices:
    """Unit 1 with a lawyer and one of its own staff: five matters under a contract of 80,000元 and one without total."""
    clock.pass_(days=400)
    advisers.appointments.appoint(appointed(), CLERK)
    own = appointed(adviser_id=3, kind=AppointmentKind.ASSIGNED, ends_on=None, open_ended=True, chief=True)
    advisers.appointments.appoint(own, CLERK)
    advisers.engagements.save(contract(), CLERK)
    by_case = contract(name="诉讼代理专项合同", number="2", amount=None, pricing=Pricing.PER_CASE)
    advisers.engagements.save(by_case, CLERK)
    advisers.payments.plan(1, [PaymentFacts(1, due=8_000_000, due_on=D(2025, 6, 30))], CLERK)
    advisers.payments.pay(1, D(2025, 6, 20), 4_000_050, CLERK)
    under = {"engagement_id": 1, "asked_on": D(2025, 2, 1)}
    for facts in (
        asked("甲合同", done_on=D(2025, 2, 5), adoption=Adoption.ADOPTED, form=Form.WRITTEN, **under),
        asked("丙办法", done_on=D(2025, 2, 3), adoption=Adoption.PARTLY, adoption_reason="删去一条", **under),
        asked("丁决策", done_on=D(2025, 2, 11), due_on=D(2025, 2, 9), adoption=Adoption.NOT_ADOPTED,
              adoption_reason="已有会议决定。", **under),
        asked("戊诉讼", due_on=D(2025, 3, 1), **under),
        asked("己咨询", done_on=D(2025, 2, 1), due_on=D(2025, 2, 2), adoption=Adoption.PENDING, **under),
    ):  # fmt: skip
        kind = MatterKind.DECISION if facts.title == "丁决策" else facts.kind
        advisers.matters.assign(replace(facts, kind=kind), CLERK)
    return advisers


def test_the_report_of_a_unit(busy: AdviserServices, report: Report) -> None:
    for said in report(1):
        for part in (
            "海珠区人民政府2025年度法律顾问工作报告2025年，海珠区人民政府有法律顾问2名，履行服务合同2份，交办事项5件、办结4件，意见采纳率66.7%。",
            "现将截至2025年11月3日的法律顾问工作情况报告如下。",
            "截至2025年11月3日，有法律顾问2名：张科长（首席法律顾问，政府法制机构人员，海珠区司法局）；",
            "李某某（外聘律师，广东某某律师事务所，聘期至2026年12月31日）。",
            "本年度履行服务合同2份。合同金额合计8万元，另有1份没有总额，按件、计时等据实结算。",
            "截至2025年11月3日，上述合同已付40,000.50元；本年度共支付顾问费40,000.50元。",
            "本年度向法律顾问交办事项5件，与上年相比增加5件。办结事项4件，其中重大行政决策1件，合同审查3件。",
            "本年度出具书面法律意见1份。办结事项中已反馈采纳情况的意见3件，其中全部采纳1件、部分采纳1件、未采纳1件，采纳率66.7%",
            "另有1件尚未反馈。未采纳的意见及理由如下：1.丁决策，理由：已有会议决定。",
            "平均用时4天；要求完成日期在本年度的事项3件，按期完成1件，按期完成率33.3%。",
            "1.丁决策，要求2025年2月9日前完成，2025年2月11日完成，迟2天。",
            "2.戊诉讼，要求2025年3月1日前完成，截至2025年11月3日尚未完成。",
            "本年度没有对法律顾问进行考核。", "诉讼代理专项合同广东某某律师事务所2025年1月1日至2025年12月31日没有总额0",
            "2025年2月1日丁决策重大行政决策李某某2025年2月11日不采纳",
        ):  # fmt: skip
            assert part in said, said


def test_a_year_that_is_over_is_told_at_its_end(busy: AdviserServices, report: Report) -> None:
    for said in report(1, today=D(2026, 2, 1)):
        assert "现将法律顾问工作情况报告如下。" in said
        assert "截至年末，有法律顾问2名" in said
        assert "截至年末将到期的服务合同2份。" in said
        assert "戊诉讼，要求2025年3月1日前完成，截至年末尚未完成。" in said


def test_contracts_nobody_used_are_named_with_the_year_and_a_measure_follows(
    busy: AdviserServices, report: Report
) -> None:
    idle = {"unit_id": 2, "number": "3", "amount": 3_000_000, "advisers": ()}
    busy.engagements.save(contract(name="甲单位合同", **idle), CLERK)
    late = idle | {"number": "4", "starts_on": D(2025, 10, 1), "ends_on": D(2026, 9, 30)}
    busy.engagements.save(contract(name="刚签的合同", **late), CLERK)
    told = "存在聘而不用。合同年内没有交办过事项的服务合同{}份："
    for said in report(2):
        assert f"{told.format(1)}“甲单位合同”2025年1月1日至2025年11月3日没有交办过事项。" in said
        assert "本年度没有向法律顾问交办事项，没有出具法律意见。三、考核情况" in said
        assert "一是对没有交办过事项的合同逐份核实" in said
    for said in report(None):
        assert f"{told.format(2)}海珠区人民政府，“诉讼代理专项合同”" in said
        assert "；海珠区教育局，“甲单位合同”2025年1月1日至2025年11月3日没有交办过事项。" in said


def test_who_failed_his_assessment_is_named_with_what_follows(busy: AdviserServices, report: Report) -> None:
    template = busy.assessments.save_template(SHIPPED[0], CLERK)
    marks = tuple(Mark(item.key, Hand.UNIT, 0) for item in template.items)
    facts = AssessmentFacts(
        1, template.id or 0, 2025, unit_id=1, marks=marks, conclusion=Consequence.DISMISS, assessed_on=D(2025, 10, 9)
    )
    busy.assessments.save(facts, CLERK)
    for said in report(1):
        assert "本年度考核法律顾问1人次，其中不合格1人次。李某某2025年度考核不合格，结论为解聘。" in said
    for said in report(None):
        assert "李某某（海珠区人民政府）2025年度考核不合格，结论为解聘。" in said


def test_checks_that_are_on_are_told_as_what_is_and_listed_where_they_are_many(
    advisers: AdviserServices, report: Report
) -> None:
    for at in range(5):
        facts = asked(f"第{at}件", asked_on=D(2025, 1, 6), done_on=D(2025, 1, 8), adoption=Adoption.PENDING)
        advisers.matters.assign(facts, CLERK)
    for said in report(1):
        assert "采纳情况反馈方面有5项问题：“第0件”的意见2025年1月8日出具，已超过30天没有反馈采纳情况；" in said
        assert "等5项，详见附件中的问题清单。" in said
        assert "5采纳情况反馈海珠区人民政府“第4件”的意见2025年1月8日出具，已超过30天没有反馈采纳情况" in said
        assert "一是督促委托单位及时反馈意见采纳情况。" in said
        assert "请向委托单位了解" not in said


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("合同“甲”已于2025年1月1日到期，没有续签，请办理续签或结清归档", "合同“甲”已于2025年1月1日到期，没有续签"),
        ("区政府在聘的外聘律师和法学专家2名，少于3名，请补聘", "区政府在聘的外聘律师和法学专家2名，少于3名"),
        ("合同“请示件审查”已付5元，超过合同金额3元，请更正或写明理由", "合同“请示件审查”已付5元，超过合同金额3元"),
        ("“甲”的意见未被采纳，没有写明理由", "“甲”的意见未被采纳，没有写明理由"),
    ],
)
def test_a_finding_without_what_it_asks_the_clerk_to_do(message: str, told: str) -> None:
    assert situation(message) == told


def test_a_year_without_anything_is_one_plain_paragraph(busy: AdviserServices, report: Report) -> None:
    plain = "2023年，海珠区人民政府没有在聘的法律顾问，没有履行法律顾问服务合同，也没有向法律顾问交办事项。特此报告。"
    for said in report(1, 2023):
        assert said == f"海珠区人民政府2023年度法律顾问工作报告{plain}海珠区人民政府2025年11月3日"


def test_units_without_any_record_and_years_to_come_are_refused(busy: AdviserServices, tmp_path: Path) -> None:
    path = tmp_path / "无.pdf"
    with pytest.raises(Refused, match="没有可报告的内容"):
        busy.papers.yearly_report(2025, 2, path, TODAY)
    with pytest.raises(Refused, match="2026 年没有数据"):
        busy.papers.yearly_report(2026, 1, path, TODAY)
    with pytest.raises(Refused, match=r"\.pdf 或 \.docx"):
        busy.papers.yearly_report(2025, 1, tmp_path / "无.txt", TODAY)
    assert not path.exists()


def test_an_office_without_a_district_s_name_reports_under_its_own(busy: AdviserServices, report: Report) -> None:
    service = SettingsService(busy.papers._database)
    service.save(replace(service.get(), region_name=""), CLERK)
    for said in report(None):
        assert said.startswith("海珠区司法局2025年度法律顾问工作报告")


def test_the_district_s_report_tells_the_figures(sample_office: Office, tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    sample_office.advisers.papers.yearly_report(SAMPLE_DAY.year, None, path, SAMPLE_DAY)
    said = text_of(path)
    found = {value.figure.key: value for value in sample_office.figures.year(SAMPLE_DAY.year, SAMPLE_DAY)}
    for key, words in (
        ("advisers_serving", "在聘法律顾问{}"),
        ("engagements_running", "履行服务合同{}"),
        ("matters_asked", "交办事项{}"),
        ("matters_done", "办结事项{}"),
        ("adviser_opinions", "书面法律意见{}"),
        ("adviser_adoption", "采纳率{}"),
        ("adviser_days", "平均用时{}"),
        ("adviser_on_time", "按期完成率{}"),
        ("assessments", "考核法律顾问{}"),
    ):
        value = found[key]
        assert value.count
        assert words.format(value.figure.text(value.value)) in said
    refused = len(found["adviser_refused"].ids)
    assert f"未采纳{refused}件" in said
    assert found["engagement_money"].figure.plain(found["engagement_money"].value) in said
    assert "，另有2份为无偿服务。" in said
    assert "存在聘而不用" in said
    assert all(name in said for name in ("琶洲街道", "区教育局", "区政府"))
