"""Checks what `make demo` left: ledgers that open, papers with Chinese text in embedded fonts, a picture of every page.

Usage: python packaging/check_demo.py demo-output
"""

import re
import sys
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def check_workbook(path: Path) -> str:
    """What is wrong with a workbook; empty = nothing."""
    sheet = load_workbook(path).worksheets[0]
    filled = sum(1 for row in sheet.iter_rows(values_only=True) if any(value is not None for value in row))
    return "" if filled >= 5 else f"only {filled} rows"  # title, office, header and two lines at least


def check_pdf(path: Path) -> str:
    """What is wrong with a PDF; empty = nothing."""
    reader = PdfReader(path)
    text = "".join(page.extract_text() for page in reader.pages)
    if len(CHINESE.findall(text)) < 20:
        return "hardly any Chinese text"
    loose = {name for page in reader.pages for name in not_embedded(page)}
    return f"fonts not embedded: {', '.join(sorted(loose))}" if loose else ""


def not_embedded(page) -> set[str]:
    """The names of the page's fonts whose file is not in the PDF."""
    loose = set()
    for font in page.get("/Resources", {}).get("/Font", {}).values():
        face = font.get_object()
        if "/DescendantFonts" in face:
            face = face["/DescendantFonts"][0].get_object()
        descriptor = face.get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
            loose.add(str(face.get("/BaseFont")))
    return loose


def check_picture(path: Path) -> str:
    """What is wrong with a picture of the window; empty = nothing."""
    with Image.open(path) as picture:
        if min(picture.size) < 200:
            return f"too small: {picture.size}"
        colours = picture.convert("RGB").getcolors(maxcolors=16)
    return f"blank: {len(colours)} colours" if colours is not None else ""


CHECKS = {".xlsx": (check_workbook, 18), ".pdf": (check_pdf, 23), ".png": (check_picture, 6)}
"""By suffix: the check, and how many such files there are at least."""


ADVISERS = (
    "法律顾问名册", "律师事务所名录", "法律顾问聘任台账", "法律顾问服务合同台账", "法律顾问费用支付台账", "法律顾问工作台账", "法律顾问考核台账",
    "利益冲突申报台账",
)  # fmt: skip
EXPECTED = (
    "行政规范性文件台账.xlsx", "行政规范性文件台账.pdf", "行政规范性文件台账.csv", "规范性文件编号登记簿.xlsx", "规范性文件编号登记簿.pdf",
    "单位名录.xlsx", "台账（上年末）.xlsx", "规范性文件导入模板.xlsx", "登记表.pdf", "统一编号通知单.pdf", "示例备份.zip",
    "送审件登记簿.xlsx", "送审件登记簿.pdf", "审核意见台账.xlsx", "发文登记簿.xlsx", "制定计划.xlsx", "待办.xlsx", "待办.ics", "一周待办.pdf",
    "合法性审核意见书.pdf", "合法性审核意见书.docx", "审批表.pdf", "移交清单.pdf",
    *(f"{book}.{suffix}" for book in ADVISERS for suffix in ("xlsx", "pdf")),
    "????年法治政府建设年度报告.pdf", "????年法治政府建设年度报告.docx",
)  # fmt: skip
"""What the main job hands out; a ? is any character."""


def main(folder: Path) -> int:
    """Check every file and print what is wrong; returns the exit code."""
    wrong = [] if (folder / "data" / "fazhi.db").is_file() else ["data: no database"]
    wrong += [f"{name}: missing" for name in EXPECTED if not any(folder.glob(name))]
    counts = []
    for suffix, (check, least) in CHECKS.items():
        files = [path for path in sorted(folder.rglob(f"*{suffix}")) if folder / "data" not in path.parents]
        wrong += [f"{path}: {what}" for path in files if (what := check(path))]
        if len(files) < least:
            wrong.append(f"{len(files)} files *{suffix}, at least {least} expected")
        counts.append(f"{len(files)} {suffix}")
    print("\n".join(wrong) or f"demo output is right: {', '.join(counts)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
