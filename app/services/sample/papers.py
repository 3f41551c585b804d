"""Attachments of the sample's documents: texts that the program makes itself. Knows no record."""

from datetime import date
from pathlib import Path

from app.domain.dates import chinese
from app.exporters.official import Official, Paragraph, write


def articles(title: str, drafter: str, years: int, effective: date | None) -> list[str]:
    """A short text in the manner of a normative document."""
    start = f"自{chinese(effective)}起" if effective else "自公布之日起"
    return [
        f"第一条　为规范有关管理活动，保护公民、法人和其他组织的合法权益，根据有关法律、法规、规章，结合本区实际，制定《{title}》。",
        "第二条　本区行政区域内的有关活动，适用本文件。法律、法规、规章另有规定的，从其规定。",
        "第三条　有关工作遵循公开、公平、公正和便民高效的原则。",
        f"第四条　{drafter}负责组织实施，会同有关部门加强指导和监督。各街道办事处在职责范围内做好相关工作。",
        "第五条　申请人应当如实提交材料，并对材料的真实性负责；弄虚作假的，依法追究责任。",
        f"第六条　本文件{start}施行，有效期{years}年。",
    ]


def write_docx(path: Path, title: str, paragraphs: list[str]) -> None:
    """A Word file with a title and paragraphs."""
    from docx import Document

    made = Document()
    made.add_heading(title, 0)
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(str(path))


def write_pdf(path: Path, title: str, paragraphs: list[str], issuer: str, on: date) -> None:
    """The published text as PDF."""
    write(Official(title, issuer, on, tuple(map(Paragraph, paragraphs)), addressee="各有关单位"), path)


def write_summary(path: Path, title: str, days: int) -> None:
    """What came of a public consultation, as plain text."""
    path.write_text(
        f"《{title}》公开征求意见情况\n\n公开征求意见{days}日，收到意见建议9条，采纳6条，部分采纳2条，"
        "未采纳1条（超出本文件调整范围，已向提出人说明）。\n",
        "utf-8",
    )
