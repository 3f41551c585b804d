"""What every record shares: the declarative base, the column types, id, uid and revision. Knows no subject."""

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

from sqlalchemy import DateTime, Dialect, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from app.domain.choices import Choice


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, stored as UTC without a zone; a naive value is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class ChoiceType(TypeDecorator[Choice]):
    """A pick list stored by value; a value the list no longer has is an error of ours, raised at once."""

    impl = String
    cache_ok = True

    def __init__(self, choices: type[Choice]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: Choice | str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        member = self.choices.of(str(value))
        if member is None:
            raise ValueError(f"{value!r} is no {self.choices.__name__}")
        return member.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Choice | None:
        if value is None:
            return None
        member = self.choices.of(value)
        if member is None:
            raise ValueError(f"{value!r} is no {self.choices.__name__}")
        return member


class Canonical(str):
    """JSON text with one spelling per value; a Json column takes it as it is."""

    __slots__ = ()


def _plain(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise TypeError(f"{type(value).__name__} has no JSON form")


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain).encode


def json_text(value: Any) -> str:
    """What `canonical` says, as plain text."""
    return str(value) if type(value) is int else _encode(value)  # ids, thousands of them: the encoder is slow to start


def canonical(value: Any) -> Canonical:
    """JSON with sorted keys, no spaces, dates and instants in ISO form; what is canonical already stays."""
    return value if isinstance(value, Canonical) else Canonical(json_text(value))


class Json(TypeDecorator[Any]):
    """Small nested values (doubts, waivers, ticks) as canonical JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        # Plain text: the driver asks round for whoever can adapt a text of any other class.
        return None if value is None else str(canonical(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def new_uid() -> str:
    """A name for a record that no other record in any office has."""
    return str(uuid.uuid4())


class Record(DeclarativeBase):
    """A row. `subject` names what its changes are filed under in the audit, `subject_key` its column that holds that id."""

    subject: ClassVar[str]
    subject_key: ClassVar[str] = "id"
    unaudited: ClassVar[frozenset[str]] = frozenset()
    """Columns that follow from a stored file and can be long: not in the audit."""
    masked: ClassVar[frozenset[str]] = frozenset()
    """Columns whose values enter the audit masked."""

    @declared_attr.directive
    def __table_args__(cls) -> Any:  # noqa: N805 - SQLAlchemy calls it with the class
        return {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)


class Exchangeable:
    """A record that can travel between offices: a uid for ever and a revision that refuses stale saves."""

    uid: Mapped[str] = mapped_column(String, unique=True, default=new_uid)
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @declared_attr.directive
    def __mapper_args__(cls) -> Any:  # noqa: N805 - SQLAlchemy calls it with the class
        return {"version_id_col": cls.__table__.c.revision}  # type: ignore[attr-defined]  # only mapped classes mix it in


def set_columns(record: Record, values: Mapping[str, Any]) -> None:
    """Make a row's columns say the values; what is equal stays untouched."""
    for key, value in values.items():
        if getattr(record, key) != value:
            setattr(record, key, value)


RowT = TypeVar("RowT", bound=Record)


def replace_rows(rows: list[RowT], wanted: Sequence[Mapping[str, Any]], made_of: type[RowT]) -> None:
    """Make the rows beneath a record the wanted ones, in order: what is equal stays, what differs is changed in place."""
    for row, values in zip(rows, wanted, strict=False):
        for key, value in values.items():
            if getattr(row, key) != value:
                setattr(row, key, value)
    del rows[len(wanted) :]
    rows.extend(made_of(**values) for values in wanted[len(rows) :])


def record_named(table: str) -> type[Record]:
    """The class of a table's rows. Raises StopIteration for a table that no record has."""
    return next(mapper.class_ for mapper in Record.registry.mappers if mapper.class_.__tablename__ == table)
