"""A hundred thousand old documents, for whoever wants to see how the program bears it. Knows no procedure."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.actors import Actor, Origin
from app.domain.documents.facts import DocumentFacts, FileLevel, Validity, ValidityMode
from app.domain.documents.titles import kind_in_title
from app.domain.documents.validity import expiry
from app.models.base import new_uid
from app.models.documents import DocumentRecord
from app.models.ids import next_id
from app.services.imports.document_rows import DocumentRows

if TYPE_CHECKING:
    from app.services.office import Office

LARGE = 100_000
CHUNK = 5_000
DAYS = 9_000
"""How far back their publications reach."""

SUBJECTS = (
    "招商引资扶持", "农村集体资产交易", "住房租赁补贴", "湿地保护", "食品小作坊集中", "政府投资项目", "旧村改造", "公共停车场",
    "养老服务机构", "生活垃圾分类", "科技创新券", "会展业发展", "校外培训机构", "物业服务", "历史建筑保护", "电动自行车停放",
)  # fmt: skip
KINDS = ("管理办法", "管理规定", "实施意见", "若干措施", "实施细则", "工作通知", "管理通告")
PLACES = ("海珠区", "赤岗片区", "琶洲片区", "江南中片区", "新港片区", "官洲片区", "沥滘片区")

PROGRAM = Actor("示例", Origin.PROGRAM)


def fill(
    office: "Office", count: int = LARGE, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> int:
    """Put many old documents into an office with units, a few thousand to a transaction; how many there are then."""
    units = {key: unit for key, unit in office.units.all().items() if unit.may_issue and unit.confirmed}
    issuers = sorted(units)
    today = office.today()
    for start in range(0, count, CHUNK):
        progress(start, count)
        with office._database.write(PROGRAM, "示例数据") as session:
            first = next_id(session, DocumentRecord)
            rows = DocumentRows(session)
            for at in range(start, min(start + CHUNK, count)):
                issuer = issuers[at % len(issuers)]
                rows.add(_document(at, first + at - start, issuer, units[issuer].name, today))
            rows.store()
    progress(count, count)
    return count


def _document(at: int, record_id: int, issuer: int, name: str, today: date) -> DocumentFacts:
    """One old document, different from all others."""
    day = today - timedelta(1 + at * 7 % DAYS)
    title = f"{PLACES[at % len(PLACES)]}{SUBJECTS[at // 7 % len(SUBJECTS)]}{KINDS[at // 112 % len(KINDS)]}（{at + 1}）"
    effective = day + timedelta(at % 60)
    years = 3 + at % 3
    return DocumentFacts(
        title=title,
        file_level=FileLevel.DEPARTMENT,
        doc_kind=kind_in_title(title),
        issuers=(issuer,),
        issuer_text=name,
        document_number=f"海规字〔{day.year}〕{at + 1}号",
        published_on=day,
        effective_on=effective,
        expires_on=expiry(effective, years),
        validity=Validity(ValidityMode.YEARS, years),
        backfill=True,
        handler=("陈思远", "林晓彤", "何嘉怡")[at % 3],
        id=record_id,
        uid=new_uid(),
    )
