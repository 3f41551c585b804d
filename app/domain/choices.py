"""Pick lists: a stored value and the office's word for it. Knows no particular list."""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A pick list stored by value (English, for ever) and shown by its Chinese label."""

    label: str
    synonyms: tuple[str, ...]

    def __new__(cls, value: str, label: str, *synonyms: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.synonyms = synonyms
        return member

    @classmethod
    def of(cls, value: str) -> Self | None:
        """The member stored as a value; None when the list has none such."""
        found = cls._value2member_map_.get(value)
        return found if isinstance(found, cls) else None

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The member whose label, synonym or value the text is; None when there is none."""
        wanted = text.strip()
        for member in cls:
            if wanted in (member.label, member.value, *member.synonyms):
                return member
        return None
