"""`demo`: a sample office, and the program's main job done on it, with everything it hands out left in one folder. Knows no window."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.call import Call, call_of
from app.cli.chinese import Command
from app.domain.actors import Actor, Origin
from app.domain.advisers.columns import ALL as ADVISERS
from app.domain.dates import chinese
from app.domain.documents.columns import LEDGER
from app.domain.documents.facts import (
    Carrier,
    CarrierKind,
    DocumentFacts,
    DocumentKind,
    FileLevel,
    Identification,
    Step,
    StepKind,
    StepLevel,
    StepResult,
    Validity,
    ValidityMode,
)
from app.domain.ledgers import Filter, Query
from app.domain.letters import LetterKind
from app.domain.problems import Refused
from app.domain.sign_off import Signature, SignRole
from app.domain.submissions.facts import Adoption, SubmissionFacts, SubmissionKind
from app.domain.submissions.papers import usual_papers

if TYPE_CHECKING:
    from app.services.office import Office

MARK = "示例数据.txt"
"""Lies in a folder that the demo made, which alone it may make anew."""

TITLE = "海珠区公共体育设施开放管理办法"

After = Callable[[Call, Path], Sequence[str]]
"""What follows the main job where there is a window: pictures of it. Returns what to say."""


class Size(StrEnum):
    """How much there is in the sample office."""

    OFFICE = "office"
    LARGE = "large"


def add(app: typer.Typer, after: After, last: Callable[[Call], int]) -> None:
    """Add the command; `last` is done after everything was said (the window, where there is a screen)."""

    @app.command("demo", cls=Command)
    def demo(
        ctx: typer.Context,
        size: Annotated[Size, typer.Option("--size", help="office 一个区的用量，large 十万件文件")] = Size.OFFICE,
        out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="台账、表单等放在这里")] = Path(
            "demo-output"
        ),
    ) -> int:
        """建立示例单位并演示全部主要工作：导入、登记、编号、公布、导出、打印、备份、查询。"""
        call = call_of(ctx)
        call.folder = call.folder or str(out / "data")
        _clear(call.root)
        call.root.mkdir(parents=True, exist_ok=True)
        (call.root / MARK).write_text("本文件夹由“演示”命令建立，再次演示时会整个重建。\n", "utf-8")
        lines = call.doors.sample(call.root, size is Size.LARGE)
        with call.office() as office:
            lines = [*lines, *_main_job(office, call, out, size)]
        lines += after(call, out)
        files = sorted(path.name for path in out.iterdir() if path.is_file())
        data = {"data": str(call.root), "files": files}
        call.answer(data, [*lines, "", f"请打开“{out}”中的文件查看，或用 fazhi --data {call.folder} 打开窗口。"])
        return 0 if call.json else last(call)


def _clear(root: Path) -> None:
    """Take away what an earlier demo made. Raises Refused for a folder with anything else in it."""
    if not root.exists() or not any(root.iterdir()):
        return
    if not (root / MARK).exists():
        raise Refused(f"“{root}”里已有别的文件，演示不会覆盖它。请用 --out 另选一个文件夹")
    shutil.rmtree(root)


def _main_job(office: "Office", call: Call, out: Path, size: Size) -> Iterator[str]:
    """From a draft to a published, numbered document, to ledgers, papers and a backup.

    Of a large office the ledger goes out in one format only: its PDF would have thousands of pages.
    """
    clerk = Actor(call.who.strip() or office.settings.staff()[0].name, Origin.COMMAND)
    document, number = issue(office, clerk.name)
    yield f"登记《{TITLE}》，办理过程齐全后编号 {number}，公布。"
    office.papers.registration(document, out / "登记表.pdf")
    office.letters.hand_out(LetterKind.NUMBER_NOTICE, out / "统一编号通知单.pdf", clerk, document_id=document)
    yield "出具登记表、统一编号通知单。"
    yield _opinion(office, document, out, clerk)
    today = Query(office.today())
    for ledger, name, suffixes in (
        ("documents", "行政规范性文件台账", ("xlsx", "pdf", "csv") if size is Size.OFFICE else ("xlsx",)),
        ("numbering", "规范性文件编号登记簿", ("xlsx", "pdf")),
        ("units", "单位名录", ("xlsx",)),
    ):
        reports = [office.papers.export(ledger, out / f"{name}.{suffix}", today) for suffix in suffixes]
        yield f"导出{name}：{'、'.join(suffixes)}，{reports[0].lines} 行。"
    yield from _desk(office, out)
    yield _advisers(office, out)
    last_year = date(office.today().year - 1, 12, 31)
    office.papers.export("documents", out / "台账（上年末）.xlsx", Query(last_year, as_of=True))
    office.papers.template("documents", out / "规范性文件导入模板.xlsx")
    yield f"导出截至{chinese(last_year)}的台账，空白导入模板。"
    year = last_year.year
    for suffix in ("pdf", "docx"):
        office.reports.write(year, out / f"{year}年法治政府建设年度报告.{suffix}", office.today())
    yield f"出具{year}年法治政府建设年度报告：PDF、Word。"
    archive = office.backups.carry_to(out / "示例备份.zip")
    office.backups.make()
    yield f"备份为“{archive.path.name}”，已核对。"
    for text in ("体育设施", "hzqgg", "〔2021〕18号"):
        found = office.search.find(text, office.today())
        yield f"查找“{text}”：{len(found)} 项" + (
            f"，第一项《{found[0].title}》（{found[0].where}）。" if found else "。"
        )
    chain = office.audit.verify()
    yield f"修改记录 {chain.length} 条，校验完好，末条校验值 {chain.head[:16]}。"


def _opinion(office: "Office", document: int, out: Path, clerk: Actor) -> str:
    """Write the opinion on a document's review, have it signed by all three, send it out; what to say."""
    from app.services.sample.letters import AFTER_CLERK

    (submission,) = office.submissions.of_document(document)
    paper, kind = out / "合法性审核意见书.pdf", LetterKind.REVIEW_OPINION
    letter = office.letters.hand_out(kind, paper, clerk, submission_id=submission.id).letter
    for role, name in zip(SignRole, (letter.handler, *AFTER_CLERK), strict=True):
        office.sign_off.sign("letters", letter.id or 0, Signature(role, name, office.today()), clerk)
    letter = office.letters.hand_out(kind, paper, clerk, submission_id=submission.id).letter
    office.letters.write(letter.id or 0, paper.with_suffix(".docx"))
    office.papers.approval("letters", letter.id or 0, out / "审批表.pdf")
    return f"合法性审核意见书经办、科长、分管局领导签署，编号 {letter.number} 发出：PDF、Word，并出具审批表。"


def _desk(office: "Office", out: Path) -> Iterator[str]:
    """The books of the daily desk, what is due, the list of a handover."""
    today = office.today()
    for ledger, name, suffixes in (
        ("submissions", "送审件登记簿", ("xlsx", "pdf")),
        ("review-opinions", "审核意见台账", ("xlsx",)),
        ("letters", "发文登记簿", ("xlsx",)),
        ("plans", "制定计划", ("xlsx",)),
        ("due", "待办", ("xlsx",)),
    ):
        for suffix in suffixes:
            office.papers.export(ledger, out / f"{name}.{suffix}", Query(today))
    yield "导出送审件登记簿、审核意见台账、发文登记簿、制定计划、待办。"
    dated = office.due.export_calendar(today, out / "待办.ics").lines
    week = office.due.export_week(today, out / "一周待办.pdf").lines
    yield f"导出待办日历 {dated} 项、一周待办 {week} 项。"
    handover = office.handovers.all()[0]
    office.handovers.write_list(handover.id or 0, out / "移交清单.pdf")
    yield f"出具{handover.giver}的移交清单，{len(handover.matters)} 项。"


def _advisers(office: "Office", out: Path) -> str:
    """The books of legal advisers, a paper of each kind, the report of last year; what to say."""
    today, papers = office.today(), office.advisers.papers
    for ledger in ADVISERS:
        for suffix in ("xlsx", "pdf"):
            office.papers.export(ledger.name, out / f"{ledger.title}.{suffix}", Query(today))
    for ledger_name, only, title, write in (
        ("appointments", Filter("kind", ("engaged",)), "聘书", papers.certificate),
        ("engagements", Filter("state", ("running", "expiring")), "聘任合同备案表", papers.filing_form),
        ("matters", Filter("form", ("written",)), "法律意见书封面", papers.opinion_cover),
        ("assessments", Filter("grade", ("excellent",)), "法律顾问考核表", papers.assessment_form),
    ):
        (record,) = office.ledgers.ids(ledger_name, Query(today, (only,)), 1)
        for suffix in ("pdf", "docx"):
            write(record, out / f"{title}.{suffix}", today)
    for suffix in ("pdf", "docx"):
        papers.yearly_report(today.year - 1, None, out / f"{today.year - 1}年度法律顾问工作报告.{suffix}", today)
    return (
        f"导出{'、'.join(ledger.title for ledger in ADVISERS)}：xlsx、pdf；"
        f"出具聘书、备案表、法律意见书封面、考核表和{today.year - 1}年度法律顾问工作报告：PDF、Word。"
    )


def issue(office: "Office", handler: str) -> tuple[int, str]:
    """Register a document with its procedure, number it today, publish it; its id and number."""
    today, actor = office.today(), Actor(handler, Origin.COMMAND)
    units = {unit.short_name: key for key, unit in office.units.all().items()}

    def ago(days: int) -> date:
        return today - timedelta(days)

    mark = f"海府规〔{today.year}〕"
    number_at = LEDGER.index("document_number")
    used = [cells for _, cells in office.ledgers.lines(LEDGER.name, Query(today)) if mark in str(cells[number_at])]
    facts = DocumentFacts(
        title=TITLE,
        document_number=f"{mark}{len(used) + 1}号",
        identification=Identification(*[True] * 6),
        file_level=FileLevel.GOVERNMENT,
        doc_kind=DocumentKind.MEASURES,
        issuers=(units["区政府"],),
        drafter_id=units["区文化广电旅游体育局"],
        implementer_id=units["区文化广电旅游体育局"],
        handler=handler,
        topic="卫生、体育",
        validity=Validity(ValidityMode.YEARS, 5),
        steps=(
            Step(StepKind.DRAFT, ago(95), person=handler),
            Step(StepKind.CONSULTATION, ago(88), ago(56), note="区政府门户网站，收到意见5条，采纳4条"),
            Step(StepKind.FAIR_COMPETITION, ago(50), result=StepResult.NOT_CONCERNED),
            Step(StepKind.REVIEW, ago(45), level=StepLevel.DEPARTMENT, result=StepResult.PASSED, person="法规科"),
        ),
    )
    document = office.documents.register(facts, actor).id
    assert document is not None
    _review(office, document, ago, actor)
    meeting, passed = "第十七届区政府第120次常务会议", StepResult.PASSED
    deliberated = Step(StepKind.DELIBERATION, ago(6), level=StepLevel.GOVERNMENT, result=passed, meeting=meeting)
    office.documents.add_step(document, deliberated, actor)
    office.documents.sign(document, today, "周启明", actor)
    number = office.numbering.allot(document, actor)
    carriers = [Carrier(CarrierKind.WEBSITE, "规范性文件专栏", today)]
    office.documents.publish(document, today, today + timedelta(40), carriers, actor)
    return document, number


def _review(office: "Office", document: int, ago: Callable[[int], date], actor: Actor) -> None:
    """Two rounds in the book of submissions: an opinion that is adopted, then one that the passed draft still has to follow."""
    facts = office.documents.get(document)
    papers = tuple(replace(paper, present=True) for paper in usual_papers(SubmissionKind.DOCUMENT))
    wanted = SubmissionFacts(
        f"{TITLE}（送审稿）",
        sender_id=facts.drafter_id,
        received_on=ago(40),
        handler=facts.handler,
        document_id=document,
        papers=papers,
    )
    submissions = office.submissions
    key = submissions.receive(wanted, actor).id or 0
    submissions.add_opinion(key, "收取押金没有上位法依据，建议删去。", "第九条", actor)
    submissions.conclude(key, ago(36), StepResult.CONDITIONAL, actor)
    submissions.reply(key, 0, Adoption.ADOPTED, "", ago(31), actor)
    submissions.resubmit(key, ago(30), actor)
    submissions.add_opinion(key, "“有关部门”指向不明，建议写明牵头单位。", "第十二条第一款", actor)
    submissions.conclude(key, ago(28), StepResult.PASSED, actor)
