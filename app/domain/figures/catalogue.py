"""The catalogue: every figure there is, in the order and groups in which people read them. Counts nothing."""

from app.domain.figures import advisers, desk, documents, submissions
from app.domain.figures.figure import Figure

GROUPS: tuple[tuple[str, tuple[Figure, ...]], ...] = (
    ("合法性审核", submissions.REVIEWS),
    ("审核意见", submissions.OPINIONS),
    ("送审件办理", submissions.WORK),
    ("规范性文件制定", documents.MAKING),
    ("规范性文件存量", documents.STOCK),
    ("统一编号", documents.NUMBERS),
    ("发文", desk.LETTERS),
    ("制定计划", desk.PLANS),
    ("法律顾问队伍", advisers.PEOPLE),
    ("法律顾问合同", advisers.CONTRACTS),
    ("法律顾问工作", advisers.WORK),
    ("法律顾问考核与回避", advisers.STANDING),
)
"""Heading of a group and its figures."""

CATALOGUE: tuple[Figure, ...] = tuple(figure for _, figures in GROUPS for figure in figures)

BY_KEY = {figure.key: figure for figure in CATALOGUE}
BY_TITLE = {figure.title: figure for figure in CATALOGUE}
"""Titles are unique, so that a report can cite a figure by its title."""
