"""Number formats that add leading zeros to a code. Knows the format language, no file format."""

import re

from app.importers.raw import Padding

_LITERAL = r'(?:"[^"]*"|\\.|[-/()（）〔〕 　+:\u4e00-\u9fff])*'
_PADDED = re.compile(rf"(?P<before>{_LITERAL})(?P<zeros>0{{2,}})(?P<after>{_LITERAL})")
_MARKS = re.compile(r'"([^"]*)"|\\(.)')
_COLOURS = re.compile(r"\[[^\]]*\]")


def padding(format_code: str) -> Padding | None:
    """The leading zeros of an Excel number format (M40); None when it adds none: decimals, thousands, dates."""
    first = _COLOURS.sub("", format_code.split(";", 1)[0])
    found = _PADDED.fullmatch(first)
    if found is None:
        return None
    return Padding(_plain(found["before"]), len(found["zeros"]), _plain(found["after"]))


def _plain(literal: str) -> str:
    return _MARKS.sub(lambda mark: mark[1] or mark[2] or "", literal)
