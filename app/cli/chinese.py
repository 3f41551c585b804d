"""Typer in Chinese: help pages, and what is wrong with a call. Knows no command."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from typer._click.exceptions import MissingParameter, UsageError  # typer carries its own click and shows no more of it
from typer.core import TyperCommand, TyperGroup, TyperOption

WIDTH = 100
"""Half-width characters to a line of help."""

_MESSAGES = (
    (r"No such command '(?P<a>.*)'\. Did you mean (?P<b>.*)\?", "没有“{a}”这个命令，是否要写 {b}"),
    (r"No such command '(?P<a>.*)'\.", "没有“{a}”这个命令"),
    (r"Missing command\.", "请写明要执行的命令"),
    (r"Got unexpected extra argument\(s\) \((?P<a>.*)\)", "多出了参数 {a}"),
    (r"No such option: (?P<a>.*)", "没有“{a}”这个选项"),
    (r"Option '(?P<a>.*)' does not take a value\.", "选项 {a} 后面不写值"),
    (r"Option '(?P<a>.*)' requires .*", "选项 {a} 后面要写值"),
    (r"Argument '(?P<a>.*)' takes .*", "参数 {a} 的个数不对"),
    (r"'(?P<a>.*)' is not a valid int(eger)?\.", "“{a}”不是整数"),
    (r"(?P<a>.*) is not in the range (?P<b>.*)\.", "{a} 不在允许的范围 {b} 之内"),
    (r"'(?P<a>.*)' is not one of (?P<b>.*)\.", "“{a}”不在可选的值之中：{b}"),
)
_PARTS = (("  [required]", ""), ("[required]", ""), ("; required]", "；必填]"), ("[default: ", "[默认 "))


def said(error: UsageError) -> str:
    """What is wrong with a call, as a sentence."""
    if isinstance(error, MissingParameter) and error.param is not None:
        kind = "选项" if isinstance(error.param, TyperOption) else "参数"
        return f"缺少{kind} {error.param.get_error_hint(error.ctx).strip(chr(39))}"  # type: ignore[arg-type]  # set by the parser
    message = _translated(error.message)
    possible: Sequence[str] = getattr(error, "possibilities", None) or ()
    hint = f"，是否要写 {'、'.join(possible)}" if possible else ""
    param = getattr(error, "param", None)
    place = f"{param.get_error_hint(error.ctx).replace(chr(39), '')}：" if param is not None else ""
    return f"{place}{message}{hint}"


def _translated(message: str) -> str:
    for pattern, sentence in _MESSAGES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(**{key: text.replace("'", "") for key, text in found.groupdict().items()})
    return message


class _Chinese:
    """Help in Chinese for commands and groups alike."""

    def get_usage(self: Any, ctx: Any) -> str:
        pieces = [piece.strip("{}") for piece in self.collect_usage_pieces(ctx)]
        pieces += [
            f"{param.opts[0]} {param.metavar}" for param in self.params if param.required and param.opts[0][0] == "-"
        ]
        return f"用法：{ctx.command_path} {' '.join(pieces)}"

    def get_help(self: Any, ctx: Any) -> str:
        return "\n".join(_help_lines(self, ctx))

    def get_help_option(self: Any, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # mixed into click's commands
        if option is not None:
            option.help = "显示本页"
        return option


class Command(_Chinese, TyperCommand):
    """A command with the options that every command takes."""

    def __init__(self, *arguments: Any, params: list[Any] | None = None, **given: Any) -> None:
        given["options_metavar"] = "[选项]"
        super().__init__(*arguments, params=[*(params or []), *common_options()], **given)


class Group(_Chinese, TyperGroup):
    """A group of commands; it takes the same options, so that they may stand anywhere on the line."""

    def __init__(self, *, params: list[Any] | None = None, **given: Any) -> None:
        given.update(options_metavar="[选项]", subcommand_metavar="命令 [参数]…")
        super().__init__(params=[*(params or []), *common_options()], **given)

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order they were declared."""
        return list(self.commands)


def common_options() -> list[TyperOption]:
    """--data, --as and --json: kept on the call's own object, whichever level of the line they stand at."""
    return [
        _kept(["--data"], "folder", "数据文件夹（默认用上次打开的）", metavar="文件夹"),
        _kept(["--as"], "who", "以谁的名义操作，记入修改记录", metavar="姓名"),
        _kept(["--json"], "json", "输出供程序读取的 JSON", is_flag=True),
    ]


def _kept(names: list[str], attribute: str, help_: str, **given: Any) -> TyperOption:
    def keep(ctx: Any, _param: Any, value: Any) -> None:
        if value not in (None, False):
            setattr(ctx.find_root().obj, attribute, value)

    default = False if given.get("is_flag") else None
    kind = None if given.get("is_flag") else str
    return TyperOption(
        param_decls=names, callback=keep, expose_value=False, help=help_, default=default, type=kind, **given
    )


def _help_lines(command: Any, ctx: Any) -> Iterable[str]:
    yield command.get_usage(ctx)
    if command.help:
        yield ""
        yield from (f"  {line}" for line in command.help.splitlines())
    records: dict[str, list[tuple[str, str]]] = {"参数": [], "选项": []}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None:
            records["选项" if param.param_type_name == "option" else "参数"].append(record)
    if isinstance(command, TyperGroup):
        shown = [(name, each) for name, each in command.commands.items() if not each.hidden]
        records["命令"] = [(name, (each.help or "").split("\n")[0]) for name, each in shown]
    for title, rows in records.items():
        if rows:
            yield ""
            yield f"{title}："
            yield from _table(rows)


def _table(rows: list[tuple[str, str]]) -> Iterable[str]:
    left = min(max(_width(name) for name, _ in rows), 34)
    for name, english in rows:
        text = english
        for part, word in _PARTS:
            text = text.replace(part, word)
        lines = _wrapped(text, WIDTH - left - 4)
        if _width(name) > left:
            yield f"  {name}"
        elif lines:
            yield f"  {name}{' ' * (left - _width(name))}  {lines.pop(0)}"
        else:
            yield f"  {name}"
        yield from (" " * (left + 4) + line for line in lines)


def _wrapped(text: str, room: int) -> list[str]:
    lines, line = [], ""
    for sign in text:
        if _width(line + sign) > room and sign not in "，。；：、）]":
            lines.append(line)
            line = ""
        line += sign
    return [*lines, line] if line else lines


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
