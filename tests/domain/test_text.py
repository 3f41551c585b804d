"""Text: what may be stored, the normal form of search, pinyin initials, and tokens proven on a real FTS5 index."""

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite

from app.domain.text import Cleaned, bigrams, clean, fold, initials, initials_all, match_expression, narrow, words

OFFICE_TEXT = st.text(
    st.one_of(
        st.sampled_from(
            "广州市黄埔区行政规范性文件管理办法〔〕[]（）()【】﹝﹞《》“”‘’\"'-—－ 　\xa0\u200b\n\t*:^号號規０１２３0123abcXYZ"
        ),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("raw", "text", "replaced"),
    [
        ("关于加强“三旧”改造的通知（试行）", "关于加强“三旧”改造的通知（试行）", 0),
        ("ＨＰ０１　２号", "ＨＰ０１ ２号", 0),
        ("\u3000广州市黄埔区农村集体资产交易管理办法\xa0", "广州市黄埔区农村集体资产交易管理办法", 0),
        ("关于加强\x0b管理的通知", "关于加强管理的通知", 1),
        ("关于\x07加强\x00管理", "关于加强管理", 2),
        ("关于加强\r\n管理的通知", "关于加强管理的通知", 0),
        ("关于加强 \n\n 管理的通知", "关于加强管理的通知", 0),
        ("GB/T\n9704-2012", "GB/T 9704-2012", 0),
        ("张\u200b三\ufeff", "张三", 0),
        ("张　三", "张 三", 0),
        ("张\t三", "张 三", 0),
        ("a  b", "a b", 0),
        ("坏\ud800字\uffff", "坏字", 2),
        ("𠮷野家", "𠮷野家", 0),
        ("", "", 0),
        (" \n ", "", 0),
    ],
)
def test_clean_makes_one_line(raw: str, text: str, replaced: int) -> None:
    assert clean(raw) == Cleaned(text, replaced)


@pytest.mark.parametrize(
    ("raw", "text", "replaced"),
    [
        ("第一段\r\n　　第二段\r第三段\n", "第一段\n　　第二段\n第三段", 0),
        ("第一段\x0b第二段\x0c第三段", "第一段\n第二段\n第三段", 2),
        ("第一段 \n\n第二\x01段", "第一段\n\n第二段", 1),
        ("a\xa0b\tc\u2028d", "a b c\nd", 0),
    ],
)
def test_clean_keeps_lines_when_asked(raw: str, text: str, replaced: int) -> None:
    assert clean(raw, lines=True) == Cleaned(text, replaced)


@given(OFFICE_TEXT, st.booleans())
def test_clean_text_stays_as_it_is_and_can_be_stored(raw: str, lines: bool) -> None:
    text = clean(raw, lines=lines).text
    assert clean(text, lines=lines) == Cleaned(text, 0)
    text.encode("utf-8")
    assert not [c for c in text if unicodedata.category(c) == "Cc" and not (lines and c == "\n")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("海府〔2024〕3号", "海府[2024]3号"),
        ("海府〔2024〕3号", "海府（2024）3号"),
        ("海府〔2024〕3号", "海府(2024)3号"),
        ("海府〔2024〕3号", "海府【2024】3号"),
        ("海府〔2024〕3号", "海府﹝2024﹞3号"),
        ("海府〔2024〕3号", "海府〈2024〉3号"),
        ("海府〔2024〕3号", "海府［２０２４］３號"),
        ("海府〔2024〕3号", "海府 〔 2024 〕 3 号"),
        ("海府〔2024〕3号", "海府\u200b〔2024〕\n3号"),
        ("穗府规", "穗府規"),
        ("广东省卫生厅", "廣東省衞生廳"),
        ("长沙市人民政府办公室关于为民办实事的说明", "長沙市人民政府辦公室關於爲民辦實事的説明"),
        ("HFGS-2017-9", "ＨＦＧＳ—2017—9"),
        ("hp0120210019", "HP0120210019"),
        ("“三旧”改造", '"三旧"改造'),
        ("二〇一六年", "二○一六年"),
        ("民见长门食马黄龙", "⺠⻅⻓⻔⻝⻢⻩⻰"),
        ("一人户方", "⼀⼈⼾⽅"),
        ("更", "\uf901"),
        ("GB/T 9704", "gb/t\u3000 9704"),
    ],
)
def test_spellings_of_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("关于 加强 管理", "关于加强管理"),
        ("App Store 2024 3 号", "app store 2024 3号"),
        ("第 23 号", "第23号"),
        ("，。：；", ",。:;"),
        ("《办法》", "《办法》"),
        ("", ""),
        ("𠮷䶮㛃𬭚", "𠮷䶮㛃𬭚"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(OFFICE_TEXT)
def test_narrow_keeps_capitals_and_nothing_else(text: str) -> None:
    assert narrow("ＨＦＧＳ—２０１７—９ 規〔Ａ b〕") == "HFGS-2017-9规(A b)"
    assert fold(narrow(text)) == fold(text)
    assert narrow(narrow(text)) == narrow(text)


@given(OFFICE_TEXT)
def test_fold_is_final(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(OFFICE_TEXT, OFFICE_TEXT, OFFICE_TEXT)
@example("乾隆", "乾", "")
def test_a_part_of_a_text_folds_to_a_part_of_it(before: str, part: str, after: str) -> None:
    assert fold(part) in fold(before + part + after)


def test_words_of_a_query() -> None:
    assert words(" 黄埔　管理\xa0〔2024〕 黃埔 ") == ("黄埔", "管理", "(2024)")
    assert words(" \u200b ") == ()


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("广州市黄埔区农村集体资产交易管理办法", "gzshpqncjtzcjyglbf"),
        ("行政规范性文件（2024年）", "xzgfxwj2024n"),
        ("增府办規〔2020〕6號", "zfbg20206h"),
        ("HP0120210019", "hp0120210019"),
        ("关于 App 的通知", "gyappdtz"),
        ("合同管理", "htgl"),
        ("", ""),
        ("——！", ""),
    ],
)
def test_initials(text: str, letters: str) -> None:
    assert initials(text) == letters


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("重庆市会计管理办法", {"cqskjglbf"}),
        ("番禺区银行行长会议", {"pyqyhhzhy"}),
        ("乐清市", {"yqs"}),
        ("东莞市厦门路", {"dgsxml"}),
        ("长", {"c", "z"}),
        ("市长期", {"szq", "scq"}),
        ("单县", {"sx"}),
        ("单某", {"dm", "sm"}),
        ("埔", {"p", "b"}),
    ],
)
def test_heteronyms_are_settled_by_phrases_or_kept_as_alternatives(text: str, spellings: set[str]) -> None:
    assert set(initials_all(text).split(" ")) == spellings
    assert initials_all(text).split(" ")[0] == initials(text)


def test_many_heteronyms_do_not_multiply() -> None:
    spellings = initials_all("长、" * 30).split(" ")
    assert len(spellings) == 31
    assert {sum(a != b for a, b in zip(spellings[0], other, strict=True)) for other in spellings[1:]} == {1}


@given(OFFICE_TEXT)
def test_initials_are_of_latin_letters_and_digits_alone(text: str) -> None:
    spellings = initials_all(text)
    assert spellings.isascii()
    assert spellings.split(" ")[0] == initials(text)
    assert spellings == "" or spellings.replace(" ", "").isalnum()


def _hits(texts: Sequence[Sequence[str]], expression: str) -> set[int]:
    """Positions of the texts (each of one or more fields) that a real index finds."""
    connection = sqlite.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE f USING fts5(body, content='', contentless_delete=1)")
        rows = [(n, " ".join(token for field in fields for token in bigrams(field))) for n, fields in enumerate(texts)]
        connection.executemany("INSERT INTO f(rowid, body) VALUES (?, ?)", rows)
        return {row[0] for row in connection.execute("SELECT rowid FROM f WHERE f MATCH ?", (expression,))}
    finally:
        connection.close()


TITLES = (
    "海府规〔2024〕3号 关于“三旧”改造的通知",
    "海府规〔2023〕13号",
    "海府办规〔2024〕30号",
    'it\'s *a* test OR NEAR(x) AND "quoted" ^col: -b+c',
    "𠮷野家管理办法",
    "管理",
    "法",
    "办 法",
    "état, HP0120210019",
    "etat",
)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("〔2024〕3号", {0}),
        ("〔2024〕3", {0, 2}),
        ("2024", {0, 2}),
        ("3", {0, 1, 2}),
        ("[", {0, 1, 2, 3}),
        ("号", {0, 1, 2}),
        ("“", {0, 3}),
        ('"', {0, 3}),
        ("'", {3}),
        ("*", {3}),
        ("^col:", {3}),
        ("or near", {3}),
        ("OR", {3}),
        ("𠮷", {4}),
        ("𠮷野", {4}),
        ("野", {4}),
        ("管理", {4, 5}),
        ("管理办法", {4}),
        ("法", {4, 6, 7}),
        ("办法", {4, 7}),
        ("海府 2024", {0, 2}),
        ("海府 2024 改造", {0}),
        ("hp01", {8}),
        ("０", {0, 1, 2, 8}),
        ("étAt", {8}),
        ("etat", {9}),
        ("不存在", set()),
    ],
)
def test_index_finds_what_contains_every_word(query: str, hits: set[int]) -> None:
    assert _hits([[fold(title)] for title in TITLES], match_expression(words(query))) == hits


def test_no_words_give_no_expression() -> None:
    assert match_expression([]) == ""
    assert match_expression([""]) == ""
    assert bigrams("") == []


def test_a_phrase_does_not_run_from_one_field_to_the_next() -> None:
    texts = [["黄埔", "区政府"], ["黄埔区政府"]]
    assert _hits(texts, match_expression(["埔区"])) == {1}
    assert _hits(texts, match_expression(["埔", "区"])) == {0, 1}


@given(st.lists(st.lists(OFFICE_TEXT.map(fold), min_size=1, max_size=3), min_size=1, max_size=6), st.data())
def test_index_finds_exactly_the_texts_that_contain_the_words(texts: list[list[str]], data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([field for fields in texts for field in fields]))
    start = data.draw(st.integers(0, len(whole)))
    part = whole[start : start + data.draw(st.integers(1, 6))]
    sought = [word for word in (part, data.draw(OFFICE_TEXT.map(fold))[:2]) if word]
    if sought:
        expected = {n for n, fields in enumerate(texts) if all(any(w in f for f in fields) for w in sought)}
        assert _hits(texts, match_expression(sought)) == expected
