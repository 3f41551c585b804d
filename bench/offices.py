"""Offices to measure in: an empty one, and one with 100,000 documents made by insert. Knows no figure."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from app.domain.actors import Actor
from app.domain.documents.facts import DocumentFacts, Validity, ValidityMode
from app.domain.documents.validity import expiry
from app.domain.numbering.schemes import NumberingScheme
from app.domain.units import UnitCategory, UnitFacts
from app.main import Door, OpenOffice, new_office, open_office
from app.models.base import new_uid
from app.services.imports.document_rows import DocumentRows
from app.services.settings import OfficeSettings

CLERK = Actor("张三")
TOPICS = (
    "招商引资扶持",
    "农村集体资产交易",
    "住房租赁补贴",
    "湿地保护",
    "食品小作坊集中",
    "政府投资项目",
    "旧村改造",
    "公共停车场",
    "养老服务",
    "生活垃圾分类",
)
KINDS = ("管理办法", "管理规定", "实施意见", "若干措施", "实施细则")
FIRST = date(1995, 1, 1)


def empty(root: Path) -> OpenOffice:
    """A new office with settings, a government and a numbering scheme."""
    new_office(root)
    opened = open_office(root, Door.WINDOW, who=CLERK.name)
    office = opened.office
    office.settings.save(OfficeSettings("海珠区司法局", "HZ", "海珠区"), CLERK)
    office.units.save(UnitFacts("海珠区人民政府", UnitCategory.GOVERNMENT, "01"), CLERK)
    office.numbering.save_scheme(
        NumberingScheme("按类别", "{region}{cat:2}{year}{seq:4}", scope=("region", "cat")), CLERK
    )
    return opened


def document(at: int) -> DocumentFacts:
    """One old document, different from all others."""
    day = FIRST + timedelta(days=at % 11_000)
    return DocumentFacts(
        title=f"海珠区{TOPICS[at % 10]}第{at}号{KINDS[at // 10 % 5]}",
        backfill=True,
        issuers=(1,),
        issuer_text="海珠区人民政府",
        document_number=f"海府规〔{day.year}〕{at}号",
        published_on=day,
        effective_on=day + timedelta(days=30),
        expires_on=expiry(day + timedelta(days=30), 5),
        validity=Validity(ValidityMode.YEARS, 5),
        handler="张三" if at % 2 else "李四",
        remark=f"第{at}件，存档案室第{at % 97}柜" if at % 5 == 0 else "",
    )


def large(root: Path, size: int) -> OpenOffice:
    """An office with many documents, inserted as an import inserts them."""
    opened = empty(root)
    database = opened.office._database
    for start in range(0, size, 5000):
        with database.write(CLERK, "试验数据") as session:
            rows = DocumentRows(session)
            for at in range(start, min(start + 5000, size)):
                rows.add(replace(document(at), id=at + 1, uid=new_uid()))
            rows.store()
    return opened
