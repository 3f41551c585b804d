"""The audit: every change of every row, old and new, in one chained entry per commit."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.actors import Actor, Origin
from app.domain.units import UnitCategory
from app.models.audit import GENESIS, AuditChange, AuditEntry, ChainState, head_of, insert_many, verify_chain
from app.models.base import canonical, new_uid
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.settings import SettingRecord, StaffRecord
from app.models.sqlite import connect
from app.models.units import UnitMarkRecord, UnitRecord
from tests.models.filling import add_setting
from tests.offices import CLERK, UNSYNCED, Clock


def last_changes(database: Database) -> list[tuple[str, str, int, int, dict[str, list[object]]]]:
    with database.read() as session:
        newest = select(AuditEntry.id).order_by(AuditEntry.id.desc()).limit(1).scalar_subquery()
        rows = session.scalars(select(AuditChange).where(AuditChange.entry_id == newest).order_by(AuditChange.id))
        return [(row.action, row.table_name, row.record_id, row.subject_id, row.changes) for row in rows]


def chain(database: Database) -> ChainState:
    with database.read() as session:
        return verify_chain(session)


def test_insert_update_delete_are_kept_with_old_and_new(database: Database) -> None:
    with database.write(CLERK, "修改人员") as session:
        session.add(StaffRecord(name="李四", post="科长"))
    assert last_changes(database) == [
        (
            "insert",
            "staff",
            1,
            1,
            {"id": [None, 1], "name": [None, "李四"], "post": [None, "科长"], "active": [None, True]},
        )
    ]
    with database.write(CLERK, "修改人员") as session:
        session.get_one(StaffRecord, 1).post = "副科长"
    assert last_changes(database) == [("update", "staff", 1, 1, {"post": ["科长", "副科长"]})]
    with database.write(CLERK, "修改人员") as session:
        session.delete(session.get_one(StaffRecord, 1))
    ((action, *_, changes),) = last_changes(database)
    assert action == "delete"
    assert changes["post"] == ["副科长", None]


def test_rows_beneath_a_record_are_filed_under_it(database: Database, clock: Clock) -> None:
    with database.write(CLERK, "登记单位") as session:
        unit = UnitRecord(
            name="区政府", category=UnitCategory.GOVERNMENT, may_issue=True, confirmed=True, created_at=clock()
        )
        unit.marks.append(UnitMarkRecord(position=0, mark="海府", valid_from=date(2020, 1, 1)))
        session.add(unit)
    unit_change, mark_change = last_changes(database)
    assert unit_change[1:4] == ("unit", 1, 1)
    assert unit_change[4]["created_at"] == [None, "2025-03-03T01:12:00+00:00"]
    assert mark_change[1:4] == ("unit_mark", 1, 1)
    assert mark_change[4]["valid_from"] == [None, "2020-01-01"]


def test_one_entry_per_commit_says_who_when_and_through_which_door(database: Database, clock: Clock) -> None:
    clock.pass_(hours=1)
    with database.write(Actor("李四", Origin.WINDOW), "修改设置") as session:
        session.add_all([SettingRecord(key="a", value=1), SettingRecord(key="b", value=2)])
    with database.read() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert len(entries) == 2
    entry = entries[-1]
    assert (entry.actor, entry.origin, entry.use_case) == ("李四", "window", "修改设置")
    assert entry.at == datetime(2025, 3, 3, 2, 12, tzinfo=UTC)
    assert entry.previous == entries[0].hash
    assert entries[0].previous == GENESIS


def test_a_commit_that_changed_nothing_leaves_no_entry(database: Database) -> None:
    add_setting(database, "a")
    before = chain(database)
    with database.write(CLERK, "修改设置") as session:
        session.get_one(SettingRecord, 1).value = "1"
    assert chain(database) == before


def test_core_inserts_are_audited_like_objects(database: Database, clock: Clock) -> None:
    values = {
        "name": "甲", "category": UnitCategory.DEPARTMENT, "code": "02", "short_name": "", "parent_id": None,
        "may_issue": True, "confirmed": False, "remark": "", "created_at": clock(), "revision": 1, "uid": new_uid(),
    }  # fmt: skip
    with database.write(CLERK, "登记单位") as session:
        session.add(UnitRecord(**values))
    by_object = last_changes(database)
    with database.write(CLERK, "登记单位") as session:
        insert_many(session, UnitRecord, [{**values, "id": 2, "name": "乙", "uid": new_uid()}])
    by_core = last_changes(database)
    differing = {"id", "uid", "name"}
    assert {k: v for k, v in by_core[0][4].items() if k not in differing} == {
        k: v for k, v in by_object[0][4].items() if k not in differing
    }
    assert by_core[0][:4] == ("insert", "unit", 2, 2)


def test_sensitive_columns_enter_masked(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StaffRecord, "masked", frozenset({"post"}))
    with database.write(CLERK, "修改人员") as session:
        session.add(StaffRecord(name="李四", post="440105"))
        insert_many(session, StaffRecord, [{"id": 7, "name": "王五", "post": "123", "active": True}])
    assert [changes["post"] for *_, changes in last_changes(database)] == [[None, "******"], [None, "***"]]


TAMPERINGS = {
    "actor changed": ("UPDATE audit_entry SET actor = '别人' WHERE id = 3", 3),
    "instant changed": ("UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE id = 3", 3),
    "use case changed": ("UPDATE audit_entry SET use_case = '别的' WHERE id = 3", 3),
    "value changed": ("UPDATE audit_change SET changes = replace(changes, 'key 1', 'key 9') WHERE entry_id = 3", 3),
    "change gone": ("DELETE FROM audit_change WHERE entry_id = 3", 3),
    "entry gone": ("DELETE FROM audit_entry WHERE id = 3", 3),
    "change moved": ("UPDATE audit_change SET entry_id = 4 WHERE entry_id = 3", 3),
    "last change orphaned": ("UPDATE audit_change SET entry_id = 99 WHERE entry_id = 6", 6),
    "first entry changed": ("UPDATE audit_entry SET actor = '别人' WHERE id = 1", 1),
}


@pytest.mark.parametrize(("statement", "broken_at"), TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_whatever_is_changed_afterwards_is_found(
    office: OfficeFolder, database: Database, statement: str, broken_at: int
) -> None:
    for number in range(5):
        add_setting(database, f"key {number}")
    assert chain(database).broken_at is None
    database.close()
    connection = connect(office.database, pragmas={"foreign_keys": 0})
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(statement)
    connection.close()
    found = chain(database)
    assert found.broken_at == broken_at
    assert "修改记录" in found.reason


def test_head_and_length_are_those_of_the_checked_chain(database: Database) -> None:
    add_setting(database, "a")
    with database.read() as session:
        assert head_of(session) == verify_chain(session)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.text(), inner, max_size=3), max_leaves=6))  # fmt: skip
def test_any_value_stays_verifiable(office: OfficeFolder, clock: Clock, value: object) -> None:
    """What is hashed is what is stored: no value may change on its way through the file."""
    database = Database(office.database, clock, pragmas=UNSYNCED)
    with database.write(CLERK, "修改设置") as session:
        session.add(SettingRecord(key=new_uid(), value=value))
    assert chain(database).broken_at is None
    database.close()


def test_one_spelling_per_value() -> None:
    assert canonical({"b": 1, "a": ["文", None, date(2025, 3, 3)]}) == '{"a":["文",null,"2025-03-03"],"b":1}'
    with pytest.raises(TypeError, match="no JSON form"):
        canonical(object())
