"""Several names in one cell taken apart: joint issuers, former names. Knows how organs are called, not which there are."""

import re
from functools import lru_cache

_PARTING = re.compile(r"[、，,；;/／\n\r\v\f\x85\u2028\u2029]+|\s+")
_OPENING, _CLOSING = "（(〔[【「《", "）)〕]】」》"
_ORGAN = re.compile(
    r".{2,}(?:政府|办公[室厅]|[局厅署院办]|委|委员会|管委会|办事处|街道|开发区|[部处科室队站所会]|中心|总队|支队|大队|公司|集团)(?:[（(].*[）)])?"
)
_UNFINISHED = re.compile(
    r"(?:区|市|县|省|镇|乡)?(?:人民)?(?:政府)?(?:办公[室厅]|(?:管理)?委员会|管委会|街道办事处|办事处|(?:人民)?政府)"
)
"""Names that are no name alone: the end of one that was broken over two lines."""
_LIST_END = re.compile(r"[^、]{1,8}[和与及][^、]{1,12}(?:局|委|委员会|厅|部|办|中心)")
"""The end of an official name that is itself a list: 科技、工业和信息化局."""


@lru_cache(maxsize=4096)
def split_issuers(text: str) -> tuple[str, ...]:
    """The names in a cell, in order, each once. Parted by 、，,；;/ and line breaks, and by spaces between full names;
    never inside brackets, and not where a name was only broken over two lines. Joined by 、 and split again, they stay.
    """
    if _PARTING.search(text) is None:
        return (text,) if text else ()
    names = _names(text)
    while (again := _names("、".join(names))) != names:
        names = again
    return names


def _names(text: str) -> tuple[str, ...]:
    names: list[str] = []
    for sign, piece in _pieces(text):
        if names and _continues(names[-1], sign, piece):
            names[-1] += ("、" if sign == "、" else "") + piece
        else:
            names.append(piece)
    return tuple(dict.fromkeys(names))


def _pieces(text: str) -> list[tuple[str, str]]:
    """Pieces with the sign before each: 、 for any mark, a line break or a space; brackets are not looked into."""
    pieces: list[tuple[str, str]] = []
    sign, piece, depth, at = " ", "", 0, 0
    while at < len(text):
        parting = _PARTING.match(text, at) if depth == 0 else None
        if parting is None:
            depth = max(0, depth + (text[at] in _OPENING) - (text[at] in _CLOSING))
            piece += text[at]
            at += 1
            continue
        if piece:
            pieces.append((sign, piece))
            sign, piece = " ", ""
        sign = max(sign, _sign(parting[0]), key=" \n、".find)
        at = parting.end()
    if piece:
        pieces.append((sign, piece))
    return pieces


def _sign(parting: str) -> str:
    if any(mark in parting for mark in "、，,；;/／"):
        return "、"
    return " " if parting.strip(" \t\u3000\xa0") == "" else "\n"


def _continues(before: str, sign: str, piece: str) -> bool:
    """Whether a piece is the rest of the name before it."""
    if _ORGAN.fullmatch(before) is None and _LIST_END.fullmatch(piece):
        return True
    if sign == "、":
        return False
    if _UNFINISHED.fullmatch(piece):
        return True
    return sign == " " and not (_ORGAN.fullmatch(before) and _ORGAN.fullmatch(piece))
