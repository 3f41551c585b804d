"""The text of papers: everything a reader sees, nothing he does not, and a reason where there is none."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.config import resource
from app.domain.problems import Unavailable
from app.domain.text import fold
from app.importers.texts import MOST_CHARACTERS, Extracted, text_of

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def made_docx(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("第一条 为规范招商引资扶持，")
    document.add_paragraph("制定本办法。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "主管单位", "区投资促进局"
    document.sections[0].header.paragraphs[0].text = "海珠区人民政府文件"
    document.sections[0].footer.paragraphs[0].text = "主动公开"
    document.save(str(path))
    return path


def with_body(path: Path, body: str, name: str = "word/document.xml") -> Path:
    """A .docx whose one part is hand-written."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            name,
            f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}"'
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            f"><w:body>{body}</w:body></w:document>",
        )
    return path


def drawn_pdf(path: Path, lines: list[str], **options: Any) -> Path:
    pdfmetrics.registerFont(TTFont("song", resource("fonts/NotoSerifSC-Regular.ttf")))
    canvas = Canvas(str(path), **options)
    canvas.setFont("song", 16)
    for at, line in enumerate(lines):
        canvas.drawString(72, 700 - 30 * at, line)
    canvas.showPage()
    canvas.save()
    return path


def test_word_document_with_table_header_and_footer(tmp_path: Path) -> None:
    found = text_of(made_docx(tmp_path / "办法.docx"))
    assert found.note == ""
    for words in (
        "第一条 为规范招商引资扶持，",
        "制定本办法。",
        "主管单位",
        "区投资促进局",
        "海珠区人民政府文件",
        "主动公开",
    ):
        assert words in found.text


def test_found_by_content_not_by_name(tmp_path: Path) -> None:
    assert "制定本办法" in text_of(made_docx(tmp_path / "没有扩展名")).text


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('海珠')}{run('区')}</w:p><w:p>{run('办法')}</w:p>", "海珠区\n办法"),
        (f"<w:p>{run('原')}<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins>{run('新增')}</w:ins></w:p>", "原新增"),
        (
            ("<w:p><mc:AlternateContent><mc:Choice>"
            f"<w:txbxContent><w:p>{run('文本框')}</w:p></w:txbxContent>"
            f"</mc:Choice><mc:Fallback><w:txbxContent><w:p>{run('文本框')}</w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:p>"),
            "文本框",
        ),
        ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>", "甲 乙\n丙"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>", ""),
        (f"<w:p>{run('&lt;第1条&gt; &amp; 𠮷')}</w:p>", "<第1条> & 𠮷"),
    ],
    ids=["runs", "changes", "text box once", "breaks", "field code", "entities"],
)  # fmt: skip
def test_what_a_reader_sees(tmp_path: Path, body: str, text: str) -> None:
    found = text_of(with_body(tmp_path / "办法.docx", body))
    assert re.sub(r"\n+", "\n", found.text).strip() == text


def test_pdf_with_text(tmp_path: Path) -> None:
    found = text_of(drawn_pdf(tmp_path / "通知.pdf", ["海珠区人民政府办公室关于印发", "招商引资扶持办法的通知"]))
    assert found.note == ""
    assert fold("关于印发招商引资扶持办法的通知") in fold(found.text)


def test_every_page_of_a_pdf(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("song", resource("fonts/NotoSerifSC-Regular.ttf")))
    canvas = Canvas(str(tmp_path / "多页.pdf"))
    for page in range(1, 31):
        canvas.setFont("song", 16)
        canvas.drawString(72, 700, f"第{page}条")
        canvas.showPage()
    canvas.save()
    text = text_of(tmp_path / "多页.pdf").text
    assert [int(number) for number in re.findall(r"第(\d+)条", text)] == list(range(1, 31))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "解读.txt"
    path.write_bytes("《办法》解读：\r\n一、背景\r\n二、𠮷".encode(encoding))
    assert text_of(path) == Extracted("《办法》解读：\n一、背景\n二、𠮷")


def blank_pdf() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.rect(100, 100, 50, 50)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def other_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "note"),
    [
        ("扫描件.pdf", blank_pdf(), "扫描件"),
        ("坏.pdf", b"%PDF-1.7\nnothing", "已损坏或设有密码"),
        ("坏.docx", b"PK\x03\x04 nothing", "已损坏或设有密码"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 .docx"),
        ("表.xlsx", other_zip(), "没有可搜索的文字"),
        ("章.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "没有可搜索的文字"),
        ("乱.txt", bytes(range(256)), "已损坏或设有密码"),
        ("空.dat", b"", "没有可搜索的文字"),
    ],
)
def test_a_reason_where_there_is_none(tmp_path: Path, name: str, content: bytes, note: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = text_of(path)
    assert found.text == ""
    assert note in found.note


def test_locked_pdf(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    path = drawn_pdf(tmp_path / "加密.pdf", ["秘密"], encrypt=StandardEncryption("secret"))
    assert text_of(path) == Extracted("", "文件已损坏或设有密码，没有取出文字，只能按文件名找到")


@pytest.mark.parametrize(
    "body",
    ["<w:p>", "</w:p>", "<w:p>&x;</w:p>", "<w:t>\x00</w:t>"],
    ids=["open", "closed", "unknown entity", "control"],
)
def test_damaged_word_document(tmp_path: Path, body: str) -> None:
    assert "已损坏" in text_of(with_body(tmp_path / "办法.docx", body)).note


def test_entities_that_grow_without_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "办法.docx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    assert "已损坏" in text_of(path).note


def test_a_very_long_text_is_cut_and_says_so(tmp_path: Path) -> None:
    found = text_of(with_body(tmp_path / "长.docx", f"<w:p>{run('字' * 1000)}</w:p>" * 600))
    assert len(found.text) <= MOST_CHARACTERS
    assert "前 50 万字" in found.note


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="读不出文件"):
        text_of(tmp_path / "没有.docx")
    with pytest.raises(Unavailable, match="读不出文件"):
        text_of(tmp_path)
