"""Elements of WordprocessingML, made in the order the schema wants. Knows no style and no paper."""

from collections.abc import Iterable
from typing import Any

Element = Any
"""An element of python-docx; lxml says no more."""


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """w:tag with attributes of the same prefix; a trailing _ keeps a name from being a keyword."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    made.extend(children)
    return made


def text_run(text: str, *properties: Element) -> Element:
    """A run; line breaks and tabs become elements."""
    children: list[Element] = [element("rPr", *properties)] if properties else []
    for number, line in enumerate(text.split("\n")):
        if number:
            children.append(element("br"))
        for place, part in enumerate(line.split("\t")):
            if place:
                children.append(element("tab"))
            if part:
                children.append(_text(part))
    return element("r", *children)


def _text(text: str) -> Element:
    made = element("t")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = text
    return made


def paragraph(style: str, runs: Iterable[Element] = (), properties: Iterable[Element] = ()) -> Element:
    """A paragraph in a style; `properties` are what it has beyond it, in the schema's order."""
    return element("p", element("pPr", element("pStyle", val=style), *properties), *runs)
