"""Papers of legal advisers read back: what they say as PDF and as Word, what they are refused for."""

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from app.domain.advisers.appointments import AppointmentKind
from app.domain.advisers.assessments import AssessmentFacts, Consequence, Deduction, Hand, Mark
from app.domain.advisers.engagements import Clause, Engaged, EngagementFacts, Pricing, SupplementKind
from app.domain.advisers.matters import Conclusion
from app.domain.advisers.payments import PaymentFacts
from app.domain.advisers.people import AdviserFacts, AdviserKind, Gender
from app.domain.advisers.templates import SHIPPED
from app.domain.figures.overview import Grouping
from app.domain.problems import Refused
from app.domain.submissions.facts import Adoption
from app.exporters.official import Paragraph
from app.services.advisers.bundle import AdviserServices
from app.services.advisers.papers import AdviserPapers
from app.services.advisers.papers.certificate import certificate
from tests.advisers import appointed, asked, contract, lawyer
from tests.offices import CLERK, Clock
from tests.services.readback import text_of

D = date
TODAY = D(2025, 3, 3)


def pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


Written = Callable[[Callable[..., Any], int], list[str]]


@pytest.fixture
def papers(advisers: AdviserServices) -> AdviserPapers:
    return advisers.papers


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A paper in both formats, as text; the PDF first."""

    def made(write: Callable[..., Any], key: int) -> list[str]:
        paths = [tmp_path / f"文书.{suffix}" for suffix in ("pdf", "docx")]
        for path in paths:
            write(key, path, TODAY)
        return [text_of(path) for path in paths]

    return made


def test_a_letter_of_appointment(
    advisers: AdviserServices, papers: AdviserPapers, written: Written, tmp_path: Path
) -> None:
    advisers.appointments.appoint(appointed(letter_number="海府聘〔2024〕1号", decided_on=D(2023, 12, 20)), CLERK)
    for said in written(papers.certificate, 1):
        assert said.startswith(
            "聘书编号：海府聘〔2024〕1号兹聘请李某某律师（广东某某律师事务所）为海珠区人民政府法律顾问，"
        )
        assert "法律顾问，聘期自2024年1月1日起至2026年12月31日止。特发此证。" in said
        assert said.endswith("海珠区人民政府2023年12月20日")
        assert "11010519" not in said, "an identity number stands on no paper"
    assert pages(tmp_path / "文书.pdf") == 1


def test_the_government_s_own_people_are_assigned(
    advisers: AdviserServices, papers: AdviserPapers, written: Written
) -> None:
    facts = appointed(adviser_id=3, kind=AppointmentKind.ASSIGNED, ends_on=None, open_ended=True, chief=True)
    advisers.appointments.appoint(facts, CLERK)
    for said in written(papers.certificate, 1):
        assert re.match(
            "任命书编号：＿+经研究决定，任命张科长同志为海珠区人民政府首席法律顾问，自2024年1月1日起任职。", said
        )
        assert said.endswith("海珠区人民政府年月日"), "number and day are left to be written by hand"


@pytest.mark.parametrize(
    ("adviser", "address"),
    [
        (lawyer(), "李某某律师"),
        (lawyer(kind=AdviserKind.EXPERT, title="副教授、博士生导师"), "李某某教授"),
        (lawyer(kind=AdviserKind.EXPERT, gender=Gender.FEMALE), "李某某女士"),
        (lawyer(kind=AdviserKind.EXPERT, gender=Gender.MALE), "李某某先生"),
        (lawyer(kind=AdviserKind.EXPERT), "李某某同志"),
    ],
)
def test_how_an_adviser_is_spoken_of(adviser: AdviserFacts, address: str) -> None:
    paper = certificate(appointed(), adviser, "", "区政府", TODAY)
    assert isinstance(paper.body[0], Paragraph)
    assert paper.body[0].text.startswith(f"兹聘请{address}为区政府法律顾问，")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (AppointmentKind.ENGAGED, "没有填写聘期起，不能出具聘书"),
        (AppointmentKind.ASSIGNED, "没有填写任命日期，不能出具任命书"),
    ],
)
def test_a_certificate_without_a_beginning_is_refused(kind: AppointmentKind, said: str) -> None:
    with pytest.raises(Refused, match=said):
        certificate(appointed(kind=kind, starts_on=None), lawyer(), "", "区政府", TODAY)


def test_a_contract_is_filed_with_its_instalments_and_supplements(
    advisers: AdviserServices, papers: AdviserPapers, written: Written, clock: Clock
) -> None:
    clock.pass_(days=400)
    other = advisers.people.save(lawyer("王某某", firm_id=1, licence_number="14401201010123456"), CLERK)
    both = (Engaged(1, lead=True), Engaged(other.id or 0))
    facts = contract(clauses=(Clause.SCOPE, Clause.FEES), served=(2,), served_text="十二个社区", advisers=both)
    advisers.engagements.save(facts, CLERK)
    advisers.payments.plan(
        1, [PaymentFacts(1, due=5_000_050, due_on=D(2025, 6, 30)), PaymentFacts(1, 2, due=2_999_950)], CLERK
    )
    advisers.payments.pay(1, D(2025, 6, 1), 5_000_050, CLERK)
    advisers.engagements.supplement(1, SupplementKind.AMOUNT, D(2025, 7, 1), {"amount": 9_000_000}, CLERK)
    for said in written(papers.filing_form, 1):
        for part in (
            "法律顾问聘任合同备案表合同名称常年法律顾问服务合同", "合同编号海司法顾〔2025〕1号", "聘用单位海珠区人民政府",
            "服务单位范围海珠区教育局；十二个社区",
            "受聘机构广东某某律师事务所", "信用代码91350100M000100Y43", "指派顾问李某某（主办）王某某，执业证号14401201010123456",
            "选聘材料□遴选公告□评审记录□结果公示□服务合同", "合同期限2025年1月1日至2025年12月31日",
            "90,000.00元（人民币玖万元整）计费方式：包干", "√事项范围和服务内容", "□保密义务",
            "补充协议（金额变更）2025年7月1日：合同金额：80,000.00元→合同金额：90,000.00元",
            "50,000.50", "合计80,000.0050,000.50", "聘用单位意见（盖章）年月日", "司法行政部门备案意见（盖章）年月日",
        ):  # fmt: skip
            assert part in said, said
        assert "—" not in said, "what is not known is left to be written by hand"


def test_what_is_not_known_of_a_contract_stays_blank(
    advisers: AdviserServices, papers: AdviserPapers, written: Written, tmp_path: Path
) -> None:
    facts = EngagementFacts("社区法律顾问服务合同", 1, firm_id=2, backfill=True)
    advisers.engagements.save(facts, CLERK)
    for said in written(papers.filing_form, 1):
        assert "指派顾问聘用方式签订日期合同期限合同金额付款方式经费来源审批依据选聘材料必备条款□" in said, said
        assert "没有总额" not in said
        assert "—" not in said
    assert pages(tmp_path / "文书.pdf") == 1


def test_a_list_of_duties_longer_than_a_page_is_all_there(
    advisers: AdviserServices, papers: AdviserPapers, written: Written, tmp_path: Path
) -> None:
    duties = "".join(
        f"第{number}项：审查区政府交办的重大合同，五个工作日内出具书面法律意见。\n" for number in range(1, 81)
    )
    advisers.engagements.save(contract(duties=duties), CLERK)
    for said in written(papers.filing_form, 1):
        assert all(f"第{number}项：" in said for number in range(1, 81))
    with pypdfium2.PdfDocument(tmp_path / "文书.pdf") as document:
        for page in document:
            lowest = min(page.get_textpage().get_charbox(at)[1] for at in range(page.get_textpage().count_chars()))
            assert lowest > 25 * 72 / 25.4, "nothing runs over the foot of a page"


def test_a_renewal_names_the_contract_before(
    advisers: AdviserServices, papers: AdviserPapers, written: Written
) -> None:
    advisers.engagements.save(contract(), CLERK)
    advisers.engagements.renew(1, D(2026, 12, 31), CLERK)
    for said in written(papers.filing_form, 2):
        assert "前一合同常年法律顾问服务合同（2025年1月1日至2025年12月31日）" in said


def test_the_cover_of_an_opinion(
    advisers: AdviserServices, papers: AdviserPapers, written: Written, tmp_path: Path, clock: Clock
) -> None:
    clock.pass_(days=400)
    advisers.matters.assign(asked(counterparty="某某置业有限公司", due_on=D(2025, 3, 10)), CLERK)
    for said in written(papers.opinion_cover, 1):
        assert re.match("法律意见书编号：＿+委托", said)
        assert "委托单位海珠区人民政府事项名称某合同的审查" in said
        assert "交办日期2025年3月3日（要求于2025年3月10日前完成）出具日期意见结论保密要求" in said, (
            "what is not known is left to be written by hand"
        )
    advisers.matters.give_opinion(1, D(2025, 3, 5), Conclusion.AFTER_CHANGES, CLERK, number="法意〔2025〕1号")
    for said in written(papers.opinion_cover, 1):
        assert said.startswith("法律意见书编号：法意〔2025〕1号")
        for part in ("对方当事人某某置业有限公司", "承办顾问李某某", "出具日期2025年3月5日意见结论修改后合法"):
            assert part in said
        assert said.endswith("出具机构广东某某律师事务所（盖章）")
    assert pages(tmp_path / "文书.pdf") == 1


@pytest.fixture
def assessed(advisers: AdviserServices) -> AdviserServices:
    """40 − 5 + 28 + 15 + 14, 2 more: 合格."""
    template = advisers.assessments.save_template(SHIPPED[0], CLERK)
    keys = [item.key for item in template.items]
    own = (4_000, 3_000, 1_500, 1_500)
    marks = [Mark(key, Hand.SELF, points) for key, points in zip(keys, own, strict=True)]
    marks += [Mark(key, Hand.UNIT, points) for key, points in zip(keys, (4_000, 2_800, 1_500, 1_400), strict=True)]
    facts = AssessmentFacts(
        1, template.id or 0, 2024, unit_id=1, marks=tuple(marks), deductions=(Deduction("duty", 500, "一次未按时出具意见"),), bonus=200,
        bonus_reason="化解争议一件", conclusion=Consequence.RENEW, assessed_on=D(2025, 1, 20), assessor="考核小组",
    )  # fmt: skip
    advisers.assessments.save(facts, CLERK)
    return advisers


def test_an_assessment_with_the_marks_of_each_hand(
    assessed: AdviserServices, papers: AdviserPapers, written: Written, tmp_path: Path
) -> None:
    for said in written(papers.assessment_form, 1):
        for part in (
            "法律顾问年度考核表（2024年度）", "法律顾问李某某考核类别√年度考核□任期考核", "执业机构广东某某律师事务所", "服务单位海珠区人民政府",
            "404040—－5：一次未按时出具意见35",
            "合计10010097－592", "加分最多20分2分：化解争议一件", "□泄露国家秘密、工作秘密", "总分94分", "√优秀（≥90）□合格（≥75）",
            "考核结论√续聘□整改□解聘", "自评人签字：年月日", "司法行政部门考核小组签字：2025年1月20日",
        ):  # fmt: skip
            assert part in said, said
    assert pages(tmp_path / "文书.pdf") == 1, "one sheet to be signed"


@pytest.mark.parametrize("template", SHIPPED, ids=lambda template: template.source)
def test_the_empty_form_is_to_be_filled_in_by_hand(papers: AdviserPapers, template: Any, tmp_path: Path) -> None:
    for suffix in ("pdf", "docx"):
        path = tmp_path / f"空白.{suffix}"
        papers.blank_assessment(template, path, TODAY)
        said = text_of(path)
        assert "（年度）" in said
        assert template.items[0].title in said
        assert "考核类别□年度考核□任期考核" in said
        assert "—" not in said
        assert ("合计100" in said) == (template is SHIPPED[0]), "no sum of weights that nobody knows"
    assert pages(tmp_path / "空白.pdf") == 1


def test_what_cannot_be_written_is_refused(advisers: AdviserServices, papers: AdviserPapers, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有记录号为 9 的聘任"):
        papers.certificate(9, tmp_path / "聘书.pdf", TODAY)
    advisers.appointments.appoint(appointed(), CLERK)
    with pytest.raises(Refused, match=r"\.pdf"):
        papers.certificate(1, tmp_path / "聘书.txt", TODAY)
    assert list(tmp_path.glob("聘书*")) == []


def test_the_overview_is_a_table_whose_last_line_is_the_district(
    advisers: AdviserServices, papers: AdviserPapers, tmp_path: Path
) -> None:
    advisers.engagements.save(contract(amount=8_000_050), CLERK)
    advisers.engagements.save(contract(number="2", unit_id=2, amount=None, pricing=Pricing.PER_CASE), CLERK)
    facts = asked(asked_on=D(2025, 1, 6), done_on=D(2025, 1, 9), adoption=Adoption.ADOPTED, engagement_id=1)
    advisers.matters.assign(facts, CLERK)
    path = tmp_path / "概览.csv"
    assert papers.overview(2025, Grouping.UNITS, path, TODAY).lines == 3
    head, idle, busy, whole = list(csv.reader(path.read_text("utf-8-sig").splitlines()))[-4:]
    found = dict(zip(head, busy, strict=True))
    assert (found["单位"], found["合同金额（元）"], found["采纳率（%）"], found["平均用时（天）"], found["没有总额（份）"]) == (
        "海珠区人民政府", "80,000.50", "100", "3", "0",
    )  # fmt: skip
    found = dict(zip(head, idle, strict=True))
    assert (found["单位"], found["未交办（份）"], found["没有总额（份）"], found["采纳率（%）"]) == (
        "海珠区教育局",
        "1",
        "1",
        "",
    )
    found = dict(zip(head, whole, strict=True))
    assert (found["单位"], found["合同（份）"], found["法律顾问"]) == ("全区", "2", "2个单位有法律顾问")
    for suffix in ("xlsx", "pdf"):
        for by in Grouping:
            assert papers.overview(2025, by, tmp_path / f"概览.{suffix}", TODAY).lines in (2, 3)
    assert "2025年法律顾问情况（按律所）" in text_of(tmp_path / "概览.pdf")
    with pytest.raises(Refused, match="不是能导出的格式"):
        papers.overview(2025, Grouping.UNITS, tmp_path / "概览.docx", TODAY)
