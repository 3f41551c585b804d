"""Rows of the office's own settings and of its staff. Knows no default."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Json, Record


class SettingRecord(Record):
    """One setting of the office, by key."""

    __tablename__ = "setting"
    subject = "settings"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[Any] = mapped_column(Json, nullable=True)


class StaffRecord(Record):
    """One clerk of the office (经办人)."""

    __tablename__ = "staff"
    subject = "staff"

    name: Mapped[str] = mapped_column(unique=True)
    post: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
