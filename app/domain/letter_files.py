"""A template of letters as its file writes it: names, kinds of values, what must not be lacking. Knows no file system and no record."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.letter_templates import LetterTemplate, Passage, TemplateField, problems_of_template
from app.domain.letters import LetterKind
from app.domain.problems import Problem, refuse_if

_TOP: Mapping[str, type] = {
    "title": str, "addressee": str, "red_head": bool, "note": str, "enclosed": str, "copies_to": str, "field": list, "body": list,
}  # fmt: skip
_FIELD: Mapping[str, type] = {
    "key": str, "label": str, "default": str, "long": bool, "required": bool, "each": str, "when": str,
}  # fmt: skip
_BODY: Mapping[str, type] = {"text": str, "facts": list}


def template_of(kind: LetterKind, file: str, raw: Mapping[str, Any]) -> LetterTemplate:
    """The template that a file's tables say. Raises Refused naming the file and every field that is wrong or lacking."""
    refuse_if(list(_problems_of_tables(f"公文模板“{file}”", raw)))
    template = LetterTemplate(
        kind,
        file,
        raw["title"],
        raw["addressee"],
        tuple(TemplateField(**each) for each in raw["field"]),
        tuple(_passage(each) for each in raw["body"]),
        **{key: raw[key] for key in ("red_head", "note", "enclosed", "copies_to") if key in raw},
    )
    refuse_if(list(problems_of_template(template)))
    return template


def _passage(raw: Mapping[str, Any]) -> Passage:
    return Passage(raw.get("text", ""), tuple((label, value) for label, value in raw.get("facts", ())))


def _problems_of_tables(here: str, raw: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _problems_of_table(here, raw, _TOP, ("title", "addressee", "field", "body"))
    for name, known, needed in (("field", _FIELD, ("key", "label")), ("body", _BODY, ())):
        rows = raw.get(name)
        for number, each in enumerate(rows if isinstance(rows, list) else (), 1):
            place = f"{here}第{number}个“{name}”"
            if isinstance(each, dict):
                yield from _problems_of_table(place, each, known, needed)
            else:
                yield Problem(name, f"{place}写法不对，请改成 [[{name}]] 的样子")
            if name == "body" and isinstance(each, dict) and not _pairs(each.get("facts", [])):
                yield Problem("facts", f'{place}的“facts”应逐行写成 ["名称", "内容"]')


def _pairs(rows: Any) -> bool:
    return isinstance(rows, list) and all(
        isinstance(row, list) and len(row) == 2 and all(isinstance(text, str) for text in row) for row in rows
    )


def _problems_of_table(
    here: str, table: Mapping[str, Any], known: Mapping[str, type], needed: tuple[str, ...]
) -> Iterator[Problem]:
    for key in needed:
        if key not in table:
            yield Problem(key, f"{here}缺少“{key}”，请补上")
    for key, value in table.items():
        if key not in known:
            yield Problem(key, f"{here}中的“{key}”不认识，请删去或更正")
        elif not isinstance(value, known[key]):
            yield Problem(key, f"{here}中的“{key}”写法不对，请更正")
