"""Text made clean, and text made comparable: normal form, pinyin initials, search tokens. Knows no field and no SQL."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from math import prod
from operator import add
from typing import NamedTuple

# --- clean: what may be stored ------------------------------------------------------------------------------------


class Cleaned(NamedTuple):
    """Text without invisible characters, and how many control characters were taken out of it."""

    text: str
    replaced: int


_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BREAK_IN_CHINESE = re.compile("(?<=[\u2e80-\U000fffff]) *\n[\n ]*|[\n ]*\n *(?=[\u2e80-\U000fffff])")


def clean(text: str, *, lines: bool = False) -> Cleaned:
    """Typed or imported text as it is stored: one line, or with `lines` its line breaks kept as \\n.

    Control characters go (counted), zero-width ones too; NBSP, tabs and wide spaces become spaces; a line break within
    Chinese vanishes, elsewhere it is a space. Chinese punctuation and full-width letters stay as they are.
    """
    if text.isprintable() and "  " not in text and text == text.strip():
        return Cleaned(text, 0)
    replaced = sum(map(text.count, "\x0b\x0c\x85"))
    text, removed = _CONTROL.subn("", text)
    text = _BREAK.sub("\n", _INVISIBLE.sub("", text))
    if lines:
        text = "\n".join(re.sub("[\t\xa0]", " ", line).rstrip() for line in text.split("\n")).strip("\n")
    else:
        text = re.sub(r"[^\S\n]", " ", text)
        text = " ".join(_BREAK_IN_CHINESE.sub("", text).split())
    return Cleaned(text, replaced + removed)


# --- fold: the normal form of search ------------------------------------------------------------------------------

_OPENING, _CLOSING = "([{〔【﹝〈〖〘〚﹙﹛⟨❨❲⦗", ")]}〕】﹞〉〗〙〛﹚﹜⟩❩❳⦘"
_FOLDED: dict[str, str] = {
    **dict.fromkeys(_OPENING, "("),
    **dict.fromkeys(_CLOSING, ")"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣", "-"),
    **dict.fromkeys("“”„‟〝〞〟", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("•‧∙⋅・･", "·"),
    **dict.fromkeys("○◯", "〇"),
    "｡": "。",
    "､": "、",
    # Variant forms that OpenCC's plain table leaves alone.
    **dict(
        zip(
            "説内敎録戸黄衞甯冊晩呉真淸鋭硏装査廐祕産緑徳歩恵覇齢",
            "说内教录户黄卫宁册晚吴真清锐研装查厩秘产绿德步惠霸龄",
            strict=True,
        )
    ),
    # Radicals that PDF text carries in place of whole characters and that have no decomposition (U+2E80–2EFF).
    **dict(
        zip(
            "⺠⺩⻁⻃⻄⻅⻆⻇⻉⻊⻋⻏⻐⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
            "民王虎西西见角角贝足车邑金长长长门青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟",
            strict=True,
        )
    ),
}
_COMPATIBLE = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFFE6))
"""Radicals, compatibility ideographs, vertical and small forms, full and half width: the blocks where NFKC is wanted."""
_SPACE = re.compile("(?<![0-9A-Za-z\u00c0-\u1fff]) | (?![0-9A-Za-z\u00c0-\u1fff])")


class _Memo(dict[int, str]):
    """A table for str.translate that works each character out once, when it is first met."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, code: int) -> str:
        self[code] = result = self._work_out(chr(code))
        return result


def fold(text: str) -> str:
    """The form in which texts are compared and searched: full = half width, one kind of bracket, dash and quotation
    mark, Simplified, lower case, radicals as characters, and white space only where it parts Latin words or numbers.

    Folds character by character, so that a part of a text always folds to a part of the folded text.
    """
    return _parted(text.translate(_FOLD))


def narrow(text: str) -> str:
    """As fold, but capitals stay: for taking the parts of a number out as they are written."""
    return _parted(text.translate(_NARROW))


def _parted(text: str) -> str:
    """White space only where it parts Latin words or numbers."""
    joined = " ".join(text.split())
    return _SPACE.sub("", joined) if " " in joined else joined


def words(query: str) -> tuple[str, ...]:
    """The folded words of what the user typed, in order, without repeats."""
    return tuple(dict.fromkeys(filter(None, map(fold, query.split()))))


def _narrow_character(character: str) -> str:
    if character in _FOLDED:
        return _FOLDED[character]
    if _CONTROL.match(character) or _INVISIBLE.match(character):
        return ""
    if character.isspace():
        return " "
    code = ord(character)
    if any(first <= code <= last for first, last in _COMPATIBLE):
        compatible = unicodedata.normalize("NFKC", character)
        return "".join(map(_narrow_character, compatible)) if compatible != character else character
    return _simplified(character) if code >= 0x3400 else character


def _simplified(character: str) -> str:
    """Character by character on purpose: by phrases, 乾 would fold in one title and not in another."""
    while (simple := _opencc()(character)) != character:
        character = simple
    return character


@cache
def _opencc() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


_NARROW = _Memo(_narrow_character)
_FOLD = _Memo(lambda character: _NARROW[ord(character)].lower())


# --- initials: ghggb finds 广埔…管理办法 ----------------------------------------------------------------------------

_MOST_SPELLINGS = 8
_PHRASE_LENGTHS = (4, 3, 2)
_REACH = max(_PHRASE_LENGTHS) - 1
"""Characters on either side that can share a phrase with one between them."""
_RARE = 0.05
"""A reading with a smaller share of a character's phrases is archaic: kept only where a phrase asks for it."""
_SURNAMES = dict(zip("单仇解查区朴盖翟员秘", "sqxzopgzyb", strict=True))
"""Letters that only a name has: tried where a text begins with the character and no phrase settles it."""
_PLACES = {"单县": [["shàn"], ["xiàn"]]}


def initials(text: str) -> str:
    """First letters of the pinyin of a text, letters and digits kept, all else left out: 行政规范性文件 2024 → xzgfxwj2024."""
    return "".join(options[0] for options in _letters(fold(text)))


def initials_all(text: str) -> str:
    """Every likely spelling of the initials, most likely first, parted by spaces: 长 alone is both c and z.

    A phrase settles a reading (会计 is kj, 会议 is hy). With more than 8 combinations, each other reading is given once.
    """
    return spellings(fold(text))


def spellings(folded: str) -> str:
    """As initials_all, of a text that is folded already."""
    letters = _letters(folded)
    if len(only := "".join(letters)) == len(letters):
        return only
    if prod(map(len, letters)) <= _MOST_SPELLINGS:
        return " ".join(dict.fromkeys("".join(spelling) for spelling in product(*letters)))
    likely = [options[0] for options in letters]
    spellings = {"".join(likely): None}
    for position, options in enumerate(letters):
        for other in options[1:]:
            spellings["".join((*likely[:position], other, *likely[position + 1 :]))] = None
    return " ".join(spellings)


def _letters(folded: str) -> list[str]:
    """For each character its possible letters, the likeliest first; characters without a letter are left out."""
    pinyin = _pinyin()
    heteronyms, letters = pinyin.heteronyms, []
    for position, character in enumerate(folded):
        options = pinyin.letters[ord(character)]
        if character in heteronyms or (position == 0 and character in _SURNAMES):
            surname = _SURNAMES.get(character, "") if position == 0 else ""
            before, after = folded[max(0, position - _REACH) : position], folded[position : position + _REACH + 1]
            options = _in_context(before, after) or "".join(dict.fromkeys(options + surname))
        if options:
            letters.append(options)
    return letters


@lru_cache(maxsize=16384)
def _in_context(before: str, after: str) -> str:
    """The letters that the phrases around a character, the first of `after`, give it, those of the longest phrase first."""
    phrases, found, around, position = _pinyin().phrases, "", before + after, len(before)
    for length in _PHRASE_LENGTHS:
        for start in range(max(0, position - length + 1), min(position, len(around) - length) + 1):
            readings = phrases.get(around[start : start + length])
            if readings and (letter := _first_letter(readings[position - start][0])) not in found:
                found += letter
    return found


@dataclass(frozen=True)
class _Pinyin:
    letters: _Memo
    heteronyms: frozenset[str]
    phrases: dict[str, list[list[str]]]


@cache
def _pinyin() -> _Pinyin:
    """Letters per character out of pypinyin's dictionaries; its own per-title conversion takes ten times as long."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in PHRASES_DICT.items():
        for character, reading in zip(phrase, readings, strict=False):
            uses[character][_first_letter(reading[0])] += 1

    def letters(character: str) -> str:
        if character in uses:
            counted = uses[character].most_common()
            enough = _RARE * uses[character].total()
            return "".join(letter for letter, count in counted if count >= enough)
        if ord(character) in PINYIN_DICT:
            return _first_letter(PINYIN_DICT[ord(character)])
        return character if character.isascii() and character.isalnum() else ""

    heteronyms = frozenset(character for character, counter in uses.items() if len(counter) > 1)
    return _Pinyin(_Memo(letters), heteronyms, PHRASES_DICT | _PLACES)


def _first_letter(reading: str) -> str:
    return _FIRST[ord(reading[0])]


_FIRST = _Memo(lambda letter: unicodedata.normalize("NFD", letter)[0])


# --- tokens of the search index -----------------------------------------------------------------------------------


def bigrams(folded: str) -> list[str]:
    """The tokens of a folded text for an FTS5 index with the unicode61 tokenizer, in order.

    Each position gives the pair that starts there and the last position its character alone. So one character is found
    as the beginning of a token, a longer word as consecutive tokens, nothing is indexed twice, and the lone last
    character keeps a phrase from running on into the next field. Measured on 100,000 titles: 16 MB, where singles and
    pairs together take 27 MB; the first 200 hits of one character take 5 ms, all ids 24 ms.
    """
    if not folded:
        return []
    encoded = list(map(_ENCODED.__getitem__, map(ord, folded)))
    return [*map(add, encoded, encoded[1:]), encoded[-1]]


def match_expression(folded_words: Sequence[str]) -> str:
    """The FTS5 MATCH expression for texts that contain all of the words; empty for no words, which must not be asked."""
    return " AND ".join(map(_phrase, filter(None, folded_words)))


def _phrase(word: str) -> str:
    if len(word) == 1:
        return f'"{_ENCODED[ord(word)]}"*'
    return f'"{" ".join(bigrams(word)[:-1])}"'


def _encode(character: str) -> str:
    """Han characters, a–z and 0–9 as they are; all else as two private-use letters of plane 15.

    unicode61 takes exactly these for letters and changes none of them, so punctuation survives, no quotation mark
    reaches the MATCH expression, and no code is the beginning of another.
    """
    if "a" <= character <= "z" or "0" <= character <= "9" or "\u4e00" <= character <= "\u9fa5":
        return character
    code = ord(character)
    return chr(0xF0000 + (code >> 8)) + chr(0xF2000 + (code & 0xFF))


_ENCODED = _Memo(_encode)
