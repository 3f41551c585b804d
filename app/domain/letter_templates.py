"""What a kind of letter says: its template, filled from known facts and read back from a kept letter. Knows no file and no record.

A text holds placeholders: {matter} stands for a known fact or a field of the letter. What stands in [ ] falls out where one
of its placeholders is empty. A letter keeps the texts of its fields and every fact its body mentions, so that it reads the
same for ever.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from app.domain.letters import OF_DOCUMENT, OF_SUBMISSION, LetterFacts, LetterField, LetterKind
from app.domain.problems import Problem, Refused

_PART = re.compile(r"\[([^\[\]]*)\]|\{([a-z_]+)\}")
_KEY = re.compile(r"\{([^{}]*)\}")

_ANY = {
    "office": "发文机关",
    "handler": "拟稿人",
    "phone": "联系方式",
    "matter": "事项",
    "title": "事项名称",
    "kind": "事项类别",
    "sender": "送审单位",
    "word": "审核用语",
    "clerk": "承办人",
}
OF_SUBMISSIONS: Mapping[str, str] = MappingProxyType(
    _ANY | {
        "number": "收件号", "received_on": "收件日期", "complete_on": "材料齐备日期", "clock": "期限说明",
        "opinion_title": "意见书标题", "did": "审核方式", "basis": "审核依据", "conclusion": "审核结论",
    }
)  # fmt: skip
OF_DOCUMENTS: Mapping[str, str] = MappingProxyType(
    _ANY | {
        "document_number": "文号", "unified_number": "统一编号", "issuer": "制定机关", "implementer": "实施单位",
        "registered_on": "登记日期", "effective_on": "施行日期", "expires_on": "有效期至", "third": "统一公布的叫法",
        "send_by": "送审期限", "decide_by": "决定期限", "renewal": "继续适用的做法",
    }
)  # fmt: skip
"""Facts of a record that a template may mention, with their names on screen."""

LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "opinions": ("审核意见", ("n", "clause", "text")),
        "present": ("收到的材料", ("n", "name")),
        "missing": ("尚缺的材料", ("n", "name")),
        "corrections": ("需补正的材料或内容", ("n", "name")),
    }
)
"""What a field may repeat a line for: its name on screen and the placeholders of that line."""

NEEDED: Mapping[LetterKind, tuple[str, ...]] = MappingProxyType(
    {
        LetterKind.REVIEW_OPINION: ("matter", "opinions", "conclusion"),
        LetterKind.RECEIPT: ("matter", "number"),
        LetterKind.CORRECTION: ("matter", "corrections"),
        LetterKind.CONSULTATION: ("matter",),
        LetterKind.NUMBER_NOTICE: ("matter", "unified_number"),
        LetterKind.EXPIRY_REMINDER: ("matter", "expires_on"),
    }
)
"""Facts and fields without which a letter of a kind says nothing: its template must mention each, itself or through a field."""


@dataclass(frozen=True)
class TemplateField:
    """One text that can be edited. `default` mentions known facts; with `each` it is the line repeated for a list."""

    key: str
    label: str
    default: str = ""
    long: bool = False
    required: bool = True
    each: str = ""
    when: str = ""
    """The list without which the default is empty."""


@dataclass(frozen=True)
class Passage:
    """A text of the body (each line a paragraph), or labels and values in a ruled list."""

    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LetterTemplate:
    """A kind of letter. Title, addressee and defaults mention facts; all else mentions fields and facts."""

    kind: LetterKind
    file: str
    title: str
    addressee: str
    fields: tuple[TemplateField, ...]
    body: tuple[Passage, ...]
    red_head: bool = False
    """Whether the office stands above it in red, with the number below."""
    note: str = ""
    """附注, set in brackets below the date."""
    enclosed: str = ""
    """One attachment a line."""
    copies_to: str = ""
    """抄送机关."""

    @property
    def facts(self) -> tuple[str, ...]:
        """Known facts that a letter keeps beside its fields: whose it is, and what the body mentions."""
        own = {field.key for field in self.fields}
        return tuple(key for key in dict.fromkeys(("office", *_keys(*self.texts))) if key not in own)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that goes on paper."""
        pairs = (text for passage in self.body for pair in passage.facts for text in pair)
        return (*(passage.text for passage in self.body), *pairs, self.note, self.enclosed, self.copies_to)


@dataclass(frozen=True)
class Known:
    """What a record says for a letter: texts by name, and the lists that fields repeat a line for."""

    texts: Mapping[str, str]
    lists: Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True)
class Content:
    """A letter's words in order, ready to be set."""

    body: tuple[str | tuple[tuple[str, str], ...], ...]
    """Paragraphs, and lists of labels with values."""
    note: str
    enclosed: tuple[str, ...]
    copies_to: str


def known_names(kind: LetterKind) -> Mapping[str, str]:
    """The facts a template of a kind may mention: those of every record it can be written for."""
    sorts = [names for kinds, names in ((OF_SUBMISSION, OF_SUBMISSIONS), (OF_DOCUMENT, OF_DOCUMENTS)) if kind in kinds]
    return {key: name for key, name in sorts[0].items() if all(key in names for names in sorts)}


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled; what the values themselves say is never read as a placeholder."""

    def put(found: re.Match[str]) -> str:
        if found[1] is None:
            return values[found[2]]
        return filled(found[1], values) if all(values[key].strip() for key in _keys(found[1])) else ""

    return _PART.sub(put, text)


def problems_of_template(template: LetterTemplate) -> Iterator[Problem]:
    """What is wrong with a template, each naming its file and the field."""
    names, own = known_names(template.kind), [field.key for field in template.fields]
    here = f"公文模板“{template.file}”"
    for key in dict.fromkeys(key for key in own if own.count(key) > 1 or key in names):
        yield Problem(key, f"{here}的字段“{key}”与别的字段或资料重名，请改名")
    for place, text in (("title", template.title), ("addressee", template.addressee)):
        yield from _unknown(here, f"“{place}”", text, names)
    for field in template.fields:
        yield from _problems_of_field(here, field, names)
    for text in template.texts:
        yield from _unknown(here, "正文", text, {**names, **dict.fromkeys(own, "")})
    said = _keys(*template.texts)
    for field in template.fields:
        if field.key not in said:
            yield Problem(field.key, f"{here}的正文没有用到字段“{field.label}”（{field.key}），填写的内容不会印出")
    through = {*said, *_keys(*(field.default for field in template.fields)), *(field.each for field in template.fields)}
    for key in NEEDED[template.kind]:
        if key not in through:
            name = names[key] if key in names else LISTS[key][0]
            yield Problem(key, f"{here}缺少“{name}”（{key}），不能出具{template.kind.label}")


def _problems_of_field(here: str, field: TemplateField, names: Mapping[str, str]) -> Iterator[Problem]:
    if field.each and field.each not in LISTS:
        yield Problem(field.key, f"{here}的字段“{field.label}”按“{field.each}”逐条列出，没有这样的清单")
        return
    if field.when and field.when not in LISTS:
        yield Problem(field.key, f"{here}的字段“{field.label}”取决于“{field.when}”，没有这样的清单")
    allowed = dict.fromkeys(LISTS[field.each][1], "") if field.each else names
    yield from _unknown(here, f"字段“{field.label}”", field.default, allowed)


def _unknown(here: str, place: str, text: str, allowed: Mapping[str, str]) -> Iterator[Problem]:
    for key in _keys(text):
        if key not in allowed:
            yield Problem(key, f"{here}的{place}中的“{{{key}}}”既不是字段，也不是这类公文可用的资料，请更正")


def drafted(template: LetterTemplate, known: Known) -> tuple[str, str, tuple[LetterField, ...]]:
    """Title, addressee and fields as the record says them: those that can be edited, then the facts kept beside them."""
    fields = [LetterField(field.key, field.label, _default(field, known), field.long) for field in template.fields]
    title, addressee = (filled(text, known.texts) for text in (template.title, template.addressee))
    return title, addressee, (*fields, *kept_facts(template, known))


def kept_facts(template: LetterTemplate, known: Known) -> tuple[LetterField, ...]:
    """The facts kept beside the fields, as the record says them."""
    names = known_names(template.kind)
    return tuple(LetterField(key, names[key], known.texts[key]) for key in template.facts)


def _default(field: TemplateField, known: Known) -> str:
    if field.when and not known.lists[field.when]:
        return ""
    if not field.each:
        return filled(field.default, known.texts)
    lines = enumerate(known.lists[field.each], 1)
    return "\n".join(filled(field.default, {**line, "n": str(number)}) for number, line in lines)


def problems_of_fields(template: LetterTemplate, facts: LetterFacts) -> Iterator[Problem]:
    """Fields of a letter that are lacking or empty though the template needs them."""
    given = {field.key: field.value for field in facts.fields}
    for field in template.fields:
        if field.required and not given.get(field.key, "").strip():
            yield Problem(f"field.{field.key}", f"请填写“{field.label}”")
    yield from _lacking(template, given)


def _lacking(template: LetterTemplate, given: Mapping[str, str]) -> Iterator[Problem]:
    names = known_names(template.kind)
    labels = {field.key: field.label for field in template.fields}
    for key in (*labels, *template.facts):
        if key not in given:
            label = labels.get(key) or names[key]
            yield Problem("", f"这件{template.kind.label}缺少模板“{template.file}”要用的“{label}”（{key}），请重新出具")


def content_of(template: LetterTemplate, facts: LetterFacts) -> Content:
    """The words of a kept letter; a paragraph that says nothing drops out. Raises Refused for a field that it lacks."""
    values = {field.key: field.value for field in facts.fields}
    if lacking := list(_lacking(template, values)):
        raise Refused(lacking)
    body: list[str | tuple[tuple[str, str], ...]] = []
    for passage in template.body:
        if passage.facts:
            body.append(tuple((filled(label, values), filled(value, values)) for label, value in passage.facts))
        body += [line.strip() for line in filled(passage.text, values).split("\n") if line.strip()]
    enclosed = tuple(line.strip() for line in filled(template.enclosed, values).split("\n") if line.strip())
    return Content(tuple(body), filled(template.note, values), enclosed, filled(template.copies_to, values).strip())


def _keys(*texts: str) -> list[str]:
    """Placeholders in the order in which they stand."""
    return [key for text in texts for key in _KEY.findall(text)]
