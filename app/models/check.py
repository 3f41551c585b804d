"""Whether the data is whole: the file, its keys, the audit chain, the attachments. Repairs nothing, deletes nothing."""

from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from app.domain.problems import Damaged, Unavailable
from app.models.audit import ChainState, verify_chain
from app.models.database import Database
from app.models.documents import AttachmentRecord
from app.models.moments import CHINA
from app.models.sqlite import FAULTS, explain, is_damage, look
from app.models.store import AttachmentStore, Stored

DAMAGED = "数据文件“{}”已损坏，程序没有改动它。请恢复最近的备份；损坏的文件会改名保留，不会删除"


def quick_check(path: Path) -> None:
    """Read every page of a database file, without comparing indexes with tables. Raises Damaged or Unavailable."""
    try:
        with closing(look(path)) as connection:
            whole = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except FAULTS as error:
        if is_damage(error):
            raise Damaged(path, DAMAGED.format(path)) from error
        raise Unavailable(path, explain(error) or f"打不开数据文件“{path}”，请稍后重试") from error
    if not whole:
        raise Damaged(path, DAMAGED.format(path))


@dataclass(frozen=True)
class Paper:
    """An attachment as a record names it."""

    document_id: int
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Checked:
    """What a full check found."""

    faults: tuple[str, ...]
    """What SQLite says of pages and indexes, in its own words; empty when the file is whole."""
    orphans: int
    """Rows that refer to rows which are not there."""
    chain: ChainState
    missing: tuple[Paper, ...]
    damaged: tuple[Paper, ...]
    attachments: int

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not (self.faults or self.orphans or self.chain.broken_at or self.missing or self.damaged)

    def sentences(self) -> list[str]:
        """What was found, one line each, with what to do."""
        lines = []
        if self.faults:
            lines.append(f"数据文件有 {len(self.faults)} 处损坏。请立即备份，并恢复最近一份完好的备份")
        if self.orphans:
            lines.append(f"有 {self.orphans} 行数据指向不存在的记录。请把检查结果发给开发人员")
        if self.chain.broken_at:
            lines.append(f"{self.chain.reason}：修改记录可能被其他程序改动过")
        lines += [f"附件“{paper.name}”不在数据文件夹中。请用“重新定位”指出原文件" for paper in self.missing]
        lines += [f"附件“{paper.name}”已损坏。请用“重新定位”指出原文件" for paper in self.damaged]
        return lines or [f"数据完好：修改记录 {self.chain.length} 条，附件 {self.attachments} 个，均已核对"]


def full_check(database: Database, store: AttachmentStore) -> Checked:
    """Read and compare everything there is. Raises Damaged or Unavailable when the file cannot be read at all."""
    with database.raw() as driver:
        said = [row[0] for row in driver.execute("PRAGMA integrity_check").fetchall()]
        orphans = len(driver.execute("PRAGMA foreign_key_check").fetchall())
    with database.read() as session:
        chain = verify_chain(session)
        columns = (AttachmentRecord.document_id, AttachmentRecord.name, AttachmentRecord.sha256, AttachmentRecord.size)
        papers = [Paper(*row) for row in session.execute(select(*columns).order_by(AttachmentRecord.id))]
    wanted = [Stored(paper.sha256, paper.size) for paper in papers]
    missing, damaged = set(store.missing(wanted)), set(store.damaged(wanted))
    return Checked(
        faults=tuple(line for line in said if line != "ok"),
        orphans=orphans,
        chain=chain,
        missing=tuple(paper for paper in papers if Stored(paper.sha256, paper.size) in missing),
        damaged=tuple(paper for paper in papers if Stored(paper.sha256, paper.size) in damaged),
        attachments=len(papers),
    )


def set_aside(path: Path, at: datetime) -> Path:
    """Give a damaged database, with its journal, another name in the same folder. Raises Unavailable."""
    aside = path.with_name(f"{path.name}.damaged-{at.astimezone(CHINA):%Y-%m-%d_%H%M%S}")
    try:
        # The journal first: left behind alone, SQLite would play it into the next file of that name.
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}-journal").rename(aside.with_name(f"{aside.name}-journal"))
        path.rename(aside)
    except OSError as error:
        raise Unavailable(path, f"损坏的文件“{path}”不能改名保留，请关闭其他正在使用它的程序后重试") from error
    return aside
