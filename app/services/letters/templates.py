"""The shipped templates of letters, read and checked once. Knows no record."""

import tomllib
from functools import lru_cache

from app.config import resource
from app.domain.letter_files import template_of
from app.domain.letter_templates import LetterTemplate
from app.domain.letters import LetterKind
from app.domain.problems import Refused


@lru_cache
def load_template(kind: LetterKind) -> LetterTemplate:
    """The template of a kind. Raises Refused naming the file and every field that is wrong or lacking."""
    file = f"{kind.value}.toml"
    path = resource(f"letters/{file}")
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise Refused(f"找不到公文模板“{file}”，程序安装不完整，请重新安装") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"公文模板“{file}”读不出来，请恢复原来的文件或重新安装（{_place(error)}）") from error
    return template_of(kind, file, raw)


def _place(error: ValueError) -> str:
    """Where in the file, without the parser's own English."""
    words = str(error).partition("line ")[2].split(",")[0]
    return (
        f"第{words}行"
        if words.isdecimal()
        else "编码不是 UTF-8"
        if isinstance(error, UnicodeDecodeError)
        else "文件末尾"
    )
