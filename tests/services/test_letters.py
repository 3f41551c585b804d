"""Letters through their service: filled from the record, counted by mark and year, kept as they were, refused by name."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from app.domain.documents.facts import FileLevel, StepResult
from app.domain.ledgers import Query
from app.domain.letters import LEDGER, LetterFacts, LetterKind, LetterState
from app.domain.problems import Refused
from app.domain.sign_off import Signature, SignRole
from app.domain.submissions.facts import Paper, SubmissionFacts, SubmissionKind
from app.models.desk import YearRecord
from app.services.letters import templates
from app.services.letters.service import LetterService
from app.services.letters.templates import load_template
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.services.setup import SetupService
from app.services.stale import Stale
from tests.exporters.official.libreoffice import as_pdf
from tests.factories import old, ready
from tests.offices import CLERK, Clock

D = date(2025, 3, 3)
HAIZHU = OfficeSettings("广州市海珠区司法局", "HZ", "海珠区", "guangzhou", contact="020-84200000")


@pytest.fixture
def haizhu(services: Office, database: Any) -> Office:
    SetupService(database).begin(HAIZHU, CLERK)
    return services


@pytest.fixture
def letters(haizhu: Office) -> LetterService:
    return haizhu.letters


@pytest.fixture
def services(office: Any, database: Any, clock: Clock) -> Office:
    return Office(office, database, clock)


def unit(office: Office, name: str) -> int:
    return next(key for key, each in office.units.all().items() if each.name == name)


def came_in(office: Office, **given: Any) -> int:
    """A submission of the civil affairs bureau, its papers complete."""
    facts = SubmissionFacts(
        "海珠区养老服务设施管理办法", sender_id=unit(office, "海珠区民政局"), handler="张三", received_on=D,
        papers=(Paper("送审稿", present=True), Paper("起草说明", present=True)),
    )  # fmt: skip
    stored = office.submissions.receive(replace(facts, **given), CLERK, FileLevel.GOVERNMENT)
    return stored.id or 0


def reviewed(office: Office, result: StepResult = StepResult.CONDITIONAL, **given: Any) -> int:
    key = came_in(office, **given)
    office.submissions.add_opinion(key, "删去收费规定", "第三条", CLERK)
    office.submissions.add_opinion(key, "明确牵头部门。", "", CLERK)
    office.submissions.conclude(key, D, result, CLERK)
    return key


def sign(office: Office, letter: LetterFacts, *names: str) -> None:
    for role, name in zip(SignRole, names or ("张三", "李四", "王五"), strict=False):
        office.sign_off.sign("letters", letter.id or 0, Signature(role, name, office.today()), CLERK)


def drafted(office: Office, kind: LetterKind, **record: Any) -> LetterFacts:
    return office.letters.save(office.letters.prepare(kind, office.today(), handler="张三", **record), CLERK)


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


def test_an_opinion_says_what_the_round_said(haizhu: Office) -> None:
    facts = haizhu.letters.prepare(LetterKind.REVIEW_OPINION, D, submission_id=reviewed(haizhu), handler="李四")
    assert (facts.title, facts.addressee, facts.handler) == ("合法性审核意见书", "海珠区民政局", "李四")
    assert "《海珠区养老服务设施管理办法》（收件号2025-0001）收悉。根据《国务院办公厅" in facts.field("opening")
    assert facts.field("opinions") == "1. 关于第三条：删去收费规定。\n2. 明确牵头部门。"
    assert facts.field("conclusion_text") == "经审核，请按照上述意见修改完善后，重新报送我局审核。"
    assert facts.field("follow_up").startswith("请你单位逐条研究")
    assert facts.field("contact") == "联系人：李四，联系方式：020-84200000"


@pytest.mark.parametrize(
    ("kind", "title", "word"),
    [
        (SubmissionKind.DOCUMENT, "合法性审核意见书", "经审核，同意按照上述意见研究修改后，按程序提请集体审议。"),
        (SubmissionKind.DECISION, "合法性审查意见书", "经审查，同意按照上述意见研究修改后，按程序提请集体讨论决定。"),
        (SubmissionKind.ENFORCEMENT, "法制审核意见书", "经法制审核，同意按照上述意见研究修改后，按程序作出执法决定。"),
        (SubmissionKind.CONSULTATION, "关于《海珠区养老服务设施管理办法》的反馈意见", "以上意见供研究参考。"),
    ],
)
def test_the_words_follow_the_object(haizhu: Office, kind: SubmissionKind, title: str, word: str) -> None:
    key = reviewed(haizhu, StepResult.PASSED, kind=kind)
    facts = haizhu.letters.prepare(LetterKind.REVIEW_OPINION, D, submission_id=key)
    assert (facts.title, facts.field("conclusion_text")) == (title, word)


def test_a_title_with_book_marks_of_its_own_gets_no_more_around_it(haizhu: Office) -> None:
    title = "征求《海珠区夜间经济促进措施》意见"
    key = came_in(haizhu, kind=SubmissionKind.CONSULTATION, title=title)
    facts = haizhu.letters.prepare(LetterKind.REVIEW_OPINION, D, submission_id=key)
    assert facts.title == f"关于{title}的反馈意见"
    assert facts.named == "《关于征求〈海珠区夜间经济促进措施〉意见的反馈意见》"
    assert "《征求〈海珠区夜间经济促进措施〉意见》" in facts.field("opening")


def test_only_opinions_of_the_present_round_are_told(haizhu: Office) -> None:
    key = reviewed(haizhu)
    haizhu.submissions.resubmit(key, D, CLERK)
    haizhu.submissions.conclude(key, D, StepResult.PASSED, CLERK)
    facts = haizhu.letters.prepare(LetterKind.REVIEW_OPINION, D, submission_id=key)
    assert (facts.field("opinions"), facts.field("follow_up")) == ("", "")
    assert facts.field("conclusion_text").startswith("经审核，未发现违反")


def test_a_receipt_names_papers_and_the_end_of_the_limit(haizhu: Office) -> None:
    facts = haizhu.letters.prepare(LetterKind.RECEIPT, D, submission_id=came_in(haizhu))
    assert facts.field("papers") == "1. 送审稿；\n2. 起草说明。"
    assert facts.field("missing") == ""
    assert "为15个工作日，自次日起计算，至2025年3月24日届满" in facts.field("limit")
    lacking = came_in(haizhu, title="另一件", papers=(Paper("送审稿", present=True), Paper("起草说明")))
    facts = haizhu.letters.prepare(LetterKind.RECEIPT, D, submission_id=lacking)
    assert facts.field("missing") == "1. 起草说明。"
    assert facts.field("limit") == "审核期限自材料齐备之日起计算，补正期间不计入。"


def test_a_correction_asks_for_what_is_missing(haizhu: Office) -> None:
    lacking = came_in(haizhu, papers=(Paper("送审稿", present=True), Paper("起草说明")))
    assert drafted(haizhu, LetterKind.CORRECTION, submission_id=lacking).field("papers") == "1. 起草说明。"
    with pytest.raises(Refused, match="请填写“需补正的材料或内容”"):
        drafted(haizhu, LetterKind.CORRECTION, submission_id=came_in(haizhu, title="另一件"))


def test_an_expiry_reminder_goes_to_whoever_carries_the_document_out(haizhu: Office) -> None:
    document = haizhu.documents.register(old(implementer_id=unit(haizhu, "海珠区民政局")), CLERK)
    facts = haizhu.letters.prepare(LetterKind.EXPIRY_REMINDER, D, document_id=document.id)
    assert facts.addressee == "海珠区民政局"
    assert facts.title == "关于《海珠区农村集体资产交易管理办法》有效期即将届满的提醒函"
    assert "有效期至2026年12月31日" in facts.field("opening")
    assert "于2026年10月31日前将送审材料报送我局审核" in facts.field("request")
    ended = haizhu.documents.register(
        old(
            title="旧办法",
            document_number="",
            effective_on=date(2019, 1, 1),
            published_on=date(2019, 1, 1),
            expires_on=None,
        ),
        CLERK,
    )
    with pytest.raises(Refused, match="期满失效，不需要届满提醒"):
        haizhu.letters.prepare(LetterKind.EXPIRY_REMINDER, D, document_id=ended.id)


def test_a_letter_is_for_the_right_record(letters: LetterService) -> None:
    with pytest.raises(Refused, match="收件回执要从送审件中出具"):
        letters.prepare(LetterKind.RECEIPT, D, document_id=1)
    with pytest.raises(Refused, match="统一编号通知单要从规范性文件中出具"):
        letters.prepare(LetterKind.NUMBER_NOTICE, D, submission_id=1)


def test_numbers_count_by_mark_and_year_of_the_date(haizhu: Office, clock: Clock) -> None:
    key = came_in(haizhu)

    def out(kind: LetterKind, on: date | None = None) -> str:
        return haizhu.letters.issue(drafted(haizhu, kind, submission_id=key).id or 0, CLERK, on).number

    haizhu.settings.save(replace(haizhu.settings.get(), letter_marks=(("correction", "海司补字"),)), CLERK)
    assert [out(LetterKind.RECEIPT), out(LetterKind.RECEIPT)] == ["海司收〔2025〕1号", "海司收〔2025〕2号"]
    lacking = came_in(haizhu, title="另一件", papers=(Paper("送审稿"),))
    correction = drafted(haizhu, LetterKind.CORRECTION, submission_id=lacking)
    assert haizhu.letters.issue(correction.id or 0, CLERK).number == "海司补字〔2025〕1号"
    waiting = drafted(haizhu, LetterKind.RECEIPT, submission_id=key)
    clock.now = datetime(2026, 1, 5, 2, tzinfo=UTC)
    with pytest.raises(Refused, match="编入2025年或2026年"):
        haizhu.letters.issue(waiting.id or 0, CLERK)
    assert haizhu.letters.get(waiting.id or 0) == waiting
    assert haizhu.letters.issue(waiting.id or 0, CLERK, D).number == "海司收〔2025〕3号"
    assert out(LetterKind.RECEIPT, date(2026, 1, 5)) == "海司收〔2026〕1号"


def test_an_opinion_waits_for_its_signatures_and_answers_the_submission(haizhu: Office) -> None:
    key = reviewed(haizhu, StepResult.PASSED)
    letter = drafted(haizhu, LetterKind.REVIEW_OPINION, submission_id=key)
    with pytest.raises(Refused, match="现应由“经办”签署"):
        haizhu.letters.issue(letter.id or 0, CLERK)
    sign(haizhu, letter)
    assert [p.message for p in haizhu.letters.gates(letter.id or 0, D)] == ["将编为 海司审〔2025〕1号"]
    assert haizhu.letters.issue(letter.id or 0, CLERK).number == "海司审〔2025〕1号"
    answered = haizhu.submissions.get(key)
    assert (answered.answered_on, answered.answer_number) == (D, "海司审〔2025〕1号")
    haizhu.letters.void(letter.id or 0, "内容有误", CLERK)
    assert haizhu.submissions.get(key).answered_on is None


def test_an_opinion_does_not_go_out_before_the_conclusion(haizhu: Office) -> None:
    facts = haizhu.letters.prepare(LetterKind.REVIEW_OPINION, D, submission_id=came_in(haizhu))
    with pytest.raises(Refused, match="请填写“审核结论”"):
        haizhu.letters.save(facts, CLERK)
    told = tuple(replace(f, value="同意") if f.key == "conclusion_text" else f for f in facts.fields)
    letter = haizhu.letters.save(replace(facts, fields=told), CLERK)
    sign(haizhu, letter)
    with pytest.raises(Refused, match="还没有作出审核结论"):
        haizhu.letters.issue(letter.id or 0, CLERK)


def test_what_is_only_commented_on_is_answered_without_a_conclusion(haizhu: Office) -> None:
    key = came_in(haizhu, kind=SubmissionKind.CONSULTATION)
    haizhu.submissions.add_opinions(key, [("第三条", "删去收费规定")], CLERK)
    letter = drafted(haizhu, LetterKind.REVIEW_OPINION, submission_id=key)
    assert letter.field("conclusion_text") == "以上意见供研究参考。"
    sign(haizhu, letter)
    assert haizhu.letters.issue(letter.id or 0, CLERK).number == "海司审〔2025〕1号"
    assert haizhu.submissions.get(key).answer_number == "海司审〔2025〕1号"


def test_a_void_number_is_kept_and_never_used_again(haizhu: Office) -> None:
    key = came_in(haizhu)
    first = haizhu.letters.issue(drafted(haizhu, LetterKind.RECEIPT, submission_id=key).id or 0, CLERK)
    with pytest.raises(Refused, match="请写明作废的原因"):
        haizhu.letters.void(first.id or 0, " ", CLERK)
    voided = haizhu.letters.void(first.id or 0, "内容有误", CLERK)
    assert (voided.state, voided.number) == (LetterState.VOID, "海司收〔2025〕1号")
    with pytest.raises(Refused, match="已经作废，原因：内容有误"):
        haizhu.letters.void(first.id or 0, "再次", CLERK)
    again = haizhu.letters.issue(drafted(haizhu, LetterKind.RECEIPT, submission_id=key).id or 0, CLERK)
    assert again.number == "海司收〔2025〕2号"


def test_what_was_kept_is_written_whatever_the_record_says_later(haizhu: Office, tmp_path: Path) -> None:
    key = came_in(haizhu)
    letter = haizhu.letters.issue(drafted(haizhu, LetterKind.RECEIPT, submission_id=key).id or 0, CLERK)
    haizhu.submissions.save(replace(haizhu.submissions.get(key), title="改了名的办法"), CLERK)
    haizhu.settings.save(replace(haizhu.settings.get(), office="改了名的司法局"), CLERK)
    haizhu.letters.write(letter.id or 0, tmp_path / "回执.pdf")
    text = text_of(tmp_path / "回执.pdf")
    for said in (
        "海司收〔2025〕1号",
        "海珠区民政局：",
        "海珠区养老服务设施管理办法",
        "广州市海珠区司法局",
        "2025年3月3日",
    ):
        assert said in text, said
    assert "改了名" not in text


def test_a_draft_follows_its_record_until_it_is_signed(haizhu: Office) -> None:
    key = reviewed(haizhu)
    letter = drafted(haizhu, LetterKind.REVIEW_OPINION, submission_id=key)
    edited = haizhu.letters.save(replace(letter, addressee="海珠区民政局、海珠区财政局"), CLERK)
    with pytest.raises(Stale):
        haizhu.letters.save(replace(letter, addressee="甲"), CLERK)
    sign(haizhu, edited, "张三")
    with pytest.raises(Refused, match="经办张三已签署，不能修改正文"):
        haizhu.letters.save(replace(edited, addressee="乙"), CLERK)
    assert haizhu.letters.get(letter.id or 0).addressee == "海珠区民政局、海珠区财政局"


def test_the_pdf_holds_number_and_opinions_and_the_draft_says_that_it_is_one(haizhu: Office, tmp_path: Path) -> None:
    letter = drafted(haizhu, LetterKind.REVIEW_OPINION, submission_id=reviewed(haizhu))
    haizhu.letters.write(letter.id or 0, tmp_path / "草稿.pdf")
    assert "（草稿，未签发）" in text_of(tmp_path / "草稿.pdf")
    sign(haizhu, letter)
    haizhu.letters.issue(letter.id or 0, CLERK)
    haizhu.letters.write(letter.id or 0, tmp_path / "意见书.pdf")
    text = text_of(tmp_path / "意见书.pdf")
    for said in (
        "海司审〔2025〕1号",
        "1. 关于第三条：删去收费规定。",
        "2. 明确牵头部门。",
        "重新报送我局审核",
        "联系人：张三",
    ):
        assert said in text, said
    assert "草稿" not in text
    haizhu.letters.write(letter.id or 0, tmp_path / "意见书.docx")
    words = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "意见书.docx")).paragraphs)
    assert "海司审〔2025〕1号" in words
    assert "关于第三条：删去收费规定。" in words
    with pytest.raises(Refused, match=r"\.pdf 或 \.docx"):
        haizhu.letters.write(letter.id or 0, tmp_path / "意见书.txt")


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", [LetterKind.REVIEW_OPINION, LetterKind.RECEIPT])
def test_libreoffice_opens_the_word_file(
    haizhu: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: LetterKind
) -> None:
    letter = drafted(haizhu, kind, submission_id=reviewed(haizhu))
    haizhu.letters.write(letter.id or 0, tmp_path / "letter.docx")
    text = text_of(as_pdf(tmp_path / "letter.docx", monkeypatch))
    assert letter.title in text
    assert "海珠区养老服务设施管理办法" in text


def test_handing_out_keeps_one_letter_and_takes_it_up_again(haizhu: Office, tmp_path: Path) -> None:
    key = reviewed(haizhu)
    held = haizhu.letters.hand_out(LetterKind.REVIEW_OPINION, tmp_path / "甲.pdf", CLERK, submission_id=key)
    assert (held.letter.number, len(held.withheld)) == ("", 1)
    assert "（草稿，未签发）" in text_of(tmp_path / "甲.pdf")
    sign(haizhu, held.letter)
    out = haizhu.letters.hand_out(LetterKind.REVIEW_OPINION, tmp_path / "乙.pdf", CLERK, submission_id=key)
    assert (out.letter.id, out.letter.number, out.withheld) == (held.letter.id, "海司审〔2025〕1号", ())
    again = haizhu.letters.hand_out(LetterKind.REVIEW_OPINION, tmp_path / "丙.docx", CLERK, submission_id=key)
    assert again.letter == out.letter
    with pytest.raises(Refused, match="请填写主送机关"):
        haizhu.letters.hand_out(LetterKind.CONSULTATION, tmp_path / "丁.pdf", CLERK, submission_id=key)
    assert not (tmp_path / "丁.pdf").exists()
    asked = haizhu.letters.hand_out(
        LetterKind.CONSULTATION, tmp_path / "丁.pdf", CLERK, submission_id=key, addressee="海珠区财政局"
    )
    assert asked.letter.title == "关于征求《海珠区养老服务设施管理办法》意见的函"
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["丁.pdf", "丙.docx", "乙.pdf", "甲.pdf"]


def test_the_notice_of_a_number_goes_out_once(haizhu: Office, tmp_path: Path) -> None:
    document = haizhu.documents.register(ready(drafter_id=unit(haizhu, "海珠区投资促进局")), CLERK)
    number = haizhu.numbering.allot(document.id or 0, CLERK)
    draft = drafted(haizhu, LetterKind.NUMBER_NOTICE, document_id=document.id)
    spare = drafted(haizhu, LetterKind.NUMBER_NOTICE, document_id=document.id)
    assert haizhu.letters.issue(draft.id or 0, CLERK).number == "海司登〔2025〕1号"
    with pytest.raises(Refused, match="通知单已打印"):
        haizhu.numbering.withdraw(number, CLERK)
    with pytest.raises(Refused, match=r"的通知单已发出（海司登〔2025〕1号）"):
        haizhu.letters.issue(spare.id or 0, CLERK)
    again = haizhu.letters.hand_out(LetterKind.NUMBER_NOTICE, tmp_path / "单.pdf", CLERK, document_id=document.id)
    assert again.letter.id == draft.id
    assert number in text_of(tmp_path / "单.pdf")


def test_a_notice_of_another_number_than_the_documents_is_refused(haizhu: Office) -> None:
    document = haizhu.documents.register(ready(), CLERK)
    number = haizhu.numbering.allot(document.id or 0, CLERK)
    draft = drafted(haizhu, LetterKind.NUMBER_NOTICE, document_id=document.id)
    haizhu.numbering.withdraw(number, CLERK)
    with pytest.raises(Refused, match=f"通知单上的编号是 {number}"):
        haizhu.letters.issue(draft.id or 0, CLERK)


def test_a_closed_year_takes_no_letter_and_loses_none(haizhu: Office, database: Any, clock: Clock) -> None:
    key = came_in(haizhu)
    letter = drafted(haizhu, LetterKind.RECEIPT, submission_id=key)
    out = haizhu.letters.issue(drafted(haizhu, LetterKind.RECEIPT, submission_id=key).id or 0, CLERK)
    clock.now = datetime(2026, 1, 5, 2, tzinfo=UTC)
    with database.write(CLERK, "关闭年度") as session:
        session.add(YearRecord(year=2025, closed_on=date(2026, 1, 5), closed_by="张三", reopened_by="", reason=""))
    for act in (
        lambda: haizhu.letters.issue(letter.id or 0, CLERK, D),
        lambda: haizhu.letters.save(replace(letter, remark="改"), CLERK),
        lambda: haizhu.letters.void(out.id or 0, "改", CLERK),
    ):
        with pytest.raises(Refused, match="年度结转"):
            act()
    assert [haizhu.letters.get(each.id or 0) for each in (letter, out)] == [letter, out]


def test_without_a_district_the_mark_is_asked_for(services: Office) -> None:
    services.settings.save(OfficeSettings("法制办公室"), CLERK)
    key = services.submissions.receive(
        SubmissionFacts("某合同", SubmissionKind.CONTRACT, sender_text="某单位", handler="张三", received_on=D), CLERK
    ).id
    letter = drafted(services, LetterKind.RECEIPT, submission_id=key)
    with pytest.raises(Refused, match="还没有“收件回执”的机关代字"):
        services.letters.issue(letter.id or 0, CLERK)


def test_the_book_and_the_search_show_it(haizhu: Office) -> None:
    key = reviewed(haizhu)
    letter = drafted(haizhu, LetterKind.REVIEW_OPINION, submission_id=key)
    sign(haizhu, letter)
    haizhu.letters.issue(letter.id or 0, CLERK)
    ((_, cells),) = haizhu.ledgers.lines("letters", Query(D))
    keys = ("number", "matter", "signed", "state")
    assert tuple(cells[LEDGER.index(name)] for name in keys) == (
        "海司审〔2025〕1号", "海珠区养老服务设施管理办法", "王五", "issued",
    )  # fmt: skip
    assert ("letters", letter.id) in [(hit.ledger, hit.id) for hit in haizhu.search.find("海司审[2025]1", D)]
    told = haizhu.audit.history("letters", letter.id or 0)
    assert [entry.use_case for entry in told] == ["发出公文", "拟写公文"]
    (words,) = [change.new for change in told[1].changes if change.field == "正文"]
    assert "审核意见：1. 关于第三条：删去收费规定。" in words
    assert [each.id for each in haizhu.letters.of_record(submission_id=key)] == [letter.id]


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_shipped_template_holds(kind: LetterKind) -> None:
    template = load_template(kind)
    assert template.file == f"{kind.value}.toml"
    assert template.fields


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = \n", "读不出来"),
        ('title = "回执"\naddressee = "{sender}"\nfield = []\nbody = []\n', "缺少“收件号”（number）"),
        (None, "程序安装不完整"),
    ],
)
def test_a_broken_template_is_refused_and_nothing_is_changed(
    haizhu: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, said: str
) -> None:
    (tmp_path / "letters").mkdir()
    if text is not None:
        (tmp_path / "letters/receipt.toml").write_text(text, "utf-8")
    key, length = came_in(haizhu), haizhu.audit.head().length
    load_template.cache_clear()
    monkeypatch.setattr(templates, "resource", lambda name: tmp_path / name)
    with pytest.raises(Refused, match=said) as refused:
        haizhu.letters.hand_out(LetterKind.RECEIPT, tmp_path / "回执.pdf", CLERK, submission_id=key)
    assert "receipt.toml" in str(refused.value)
    assert haizhu.audit.head().length == length
    assert haizhu.letters.of_record(submission_id=key) == []
    load_template.cache_clear()
