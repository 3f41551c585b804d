"""公文 as the services would fill them: a notice, a report with everything in it, a long plan."""

import re
from datetime import date
from pathlib import Path

from app.exporters.official import (
    Align,
    Appendix,
    Chart,
    Colophon,
    Column,
    FactList,
    Heading,
    Official,
    Paragraph,
    RedHead,
    Series,
    Table,
)

PLANS = Path(__file__).parents[2] / "data" / "typesetting"

NOTICE = Official(
    title="行政规范性文件统一编号通知单",
    office="广州市海珠区司法局",
    on=date(2025, 1, 6),
    addressee="广州市海珠区住房和建设局",
    body=(
        Paragraph(
            "你单位报送登记的《海珠区公共租赁住房保障管理办法（试行）》（海府规〔2025〕1号），经审核符合行政规范性文件登记条件，"
            "现予以登记并统一编号如下："
        ),
        FactList(
            (
                ("文件名称", "海珠区公共租赁住房保障管理办法（试行）"),
                ("文号", "海府规〔2025〕1号"),
                ("统一编号", "HZ0120250001"),
                ("备注", ""),
            )
        ),
        Paragraph("请将统一编号标注于文件首页后，按规定公布。未标注统一编号的，不得作为行政管理的依据。"),
        Paragraph("特此通知。"),
    ),
    note="联系人：李娜，联系电话：020-12345678",
)

TABLE = Table(
    columns=(
        Column("序号", 8),
        Column("单位", 30, Align.LEFT),
        Column("事项", 46, Align.JUSTIFIED),
        Column("2024年", 13, Align.RIGHT),
        Column("2025年", 13, Align.RIGHT),
    ),
    rows=tuple(
        (
            str(number),
            f"海珠区第{number}街道办事处",
            "规范性文件的制定、备案和清理" * (1 + number % 3),
            str(13 * number),
            "" if number % 7 == 0 else str(17 * number),
        )
        for number in range(1, 61)
    ),
    title="规范性文件制定和备案情况",
    unit="件",
    total=("", "合计", "", "23790", "26435"),
    note="注：按当年登记编号的行政规范性文件统计。",
)

CHART = Chart(
    title="近三年规范性文件办理情况",
    groups=("登记编号", "合法性审核", "报送备案", "期满失效"),
    series=(
        Series("2023年", (23, 41, 12, 3)),
        Series("2024年", (30, 38, 15, 6.5)),
        Series("2025年", (27, 52, 0, None)),
    ),
    unit="件",
)

REPORT = Official(
    title="广州市海珠区司法局\n关于2024年法治政府建设情况的报告",
    office="广州市海珠区司法局",
    on=date(2025, 3, 1),
    head=RedHead("广州市海珠区司法局文件", signer="王小明"),
    mark="海司报〔2025〕3号",
    addressee="广州市海珠区人民政府",
    body=(
        Heading("一、主要举措和成效", 1),
        Heading("（一）坚持党的领导", 2),
        Heading("1. 抓统筹", 3),
        Heading("（1）抓落实", 4),
        Paragraph("2024年，我局审核文件、决策295件次，提出意见建议189条。" * 4),
        CHART,
        TABLE,
        Paragraph("专此报告。"),
    ),
    note="联系人：张三，联系电话：020-12345678",
    enclosed=("有关单位合法性审核工作情况统计以及存在的突出问题和下一步整改措施清单",),
    appendices=(
        Appendix("2024年度主要数据表", (TABLE,)),
        Appendix("名词说明", (Paragraph("规范性文件，是指行政规范性文件。"),)),
    ),
    colophon=Colophon(
        "广州市海珠区司法局办公室",
        date(2025, 3, 3),
        "区委办，区人大常委会办公室，区政协办公室，区纪委监委，区法院，区检察院，各街道办事处",
    ),
)


def plan(name: str) -> Official:
    """A long real text, its headings as headings, without the one character of no meaning that a web page left in it."""
    lines = (PLANS / name).read_text("utf-8").replace("\ue010", "").splitlines()
    blocks = [
        Heading(line, 1) if re.match("[一二三四五六七八九十]+、", line) and len(line) < 40 else Paragraph(line)
        for line in lines
    ]
    return Official("关于印发规划的通知", "广州市海珠区人民政府", date(2025, 6, 17), tuple(blocks))
