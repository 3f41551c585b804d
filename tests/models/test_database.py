"""The two doors of the database: pragmas, transactions, what they refuse and who hears of a commit."""

from sqlalchemy import select

from app.models.database import Database
from app.models.settings import SettingRecord
from app.models.sqlite import PRAGMAS
from tests.offices import CLERK, UNSYNCED


def add(database: Database, key: str) -> None:
    with database.write(CLERK, "修改设置") as session:
        session.add(SettingRecord(key=key, value="1"))


def keys(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(SettingRecord.key).order_by(SettingRecord.id)))


def test_every_pragma_is_set_and_read_back(database: Database) -> None:
    with database.raw() as driver:
        answers = {name: driver.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    assert answers == {**PRAGMAS, **UNSYNCED}
