"""统一社会信用代码: eighteen characters whose last one proves the others (GB 32100-2015). Knows no firm."""

import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""No I, O, S, V, Z: they are taken for 1, 0, 5, U, 2."""
_SHAPE = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")


def normal_code(text: str) -> str:
    """The code as it is stored: capitals, half width, no blanks or dashes."""
    return re.sub(r"[\s\-—]", "", unicodedata.normalize("NFKC", text)).upper()


def check_character(first: str) -> str:
    """The eighteenth character that seventeen ask for. Raises ValueError for characters that no code has."""
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first))
    return ALPHABET[-total % 31]


def fault_of_code(text: str) -> str:
    """What is wrong with a code, as a sentence that says what to do; empty when it holds."""
    code = normal_code(text)
    if len(code) != 18:
        return f"统一社会信用代码应为18位，“{text}”是{len(code)}位，请按营业执照或执业许可证更正"
    if strange := next((character for character in code if character not in ALPHABET), ""):
        return f"统一社会信用代码中没有“{strange}”这个字符，请按营业执照或执业许可证更正"
    if _SHAPE.fullmatch(code) is None:
        return f"统一社会信用代码“{text}”的第3至8位应为数字（登记机关行政区划），请更正"
    if check_character(code[:17]) != code[17]:
        return f"统一社会信用代码“{text}”的校验位不符，可能抄错了一位，请对照证照更正"
    return ""
