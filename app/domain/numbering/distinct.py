"""Whether every number of a template can be read in one way only. Knows no scheme."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from app.domain.numbering.template import OptionalPart, Template, normal
from app.domain.numbering.tokens import COUNTERS, DIGITS, LETTERS, Characters, Overflow, Token

MOST_OPTIONAL = 4


def confusions(template: Template, overflow: Overflow) -> list[str]:
    """Why two different numbers of the template could be written alike, each in a Chinese sentence; none if they never are.

    The check is on the safe side: two tokens of varying length need something between them that cannot belong to the
    first, and an optional part needs a mark of its own.
    """
    if len(template.optional_parts) > MOST_OPTIONAL:
        return [f"可省略的部分最多{MOST_OPTIONAL}个，请减少"]
    variants = list(_variants(template))
    messages = {
        _sentence(first, second, overflow): None
        for variant in variants
        for first, second in _confused(variant, overflow)
    }
    marks = [frozenset(Counter(_marks(variant)).items()) for variant in variants]
    if len(set(marks)) < len(marks):
        messages["方括号里可省略的部分要各有自己的符号，如“[-{temp}]”“[（{temp}）]”，否则省略与否分不清，会重号"] = None
    return list(messages)


@dataclass(frozen=True)
class _Place:
    """One place of a number: a literal character, or any character of a kind."""

    literal: str = ""
    kind: Characters | None = None

    def is_apart_from(self, other: "_Place") -> bool:
        """Whether no character can stand in both."""
        if self.kind and other.kind:
            return {self.kind, other.kind} == {DIGITS, LETTERS}
        if self.kind:
            return not self.kind.hold(other.literal)
        if other.kind:
            return not other.kind.hold(self.literal)
        return self.literal != other.literal


def _variants(template: Template) -> Iterator[list[str | Token]]:
    """The template's elements with every choice of optional parts."""
    for taken in product((True, False), repeat=len(template.optional_parts)):
        choice = iter(taken)
        elements: list[str | Token] = []
        for part in template.parts:
            if not isinstance(part, OptionalPart):
                elements.append(part)
            elif next(choice):
                elements.extend(part.elements)
        yield elements


def _confused(elements: Sequence[str | Token], overflow: Overflow) -> Iterator[tuple[Token, Token]]:
    """Pairs of neighbouring tokens of varying length whose border could lie elsewhere."""
    varying = [at for at, element in enumerate(elements) if isinstance(element, Token) and not element.length(overflow)]
    for here, there in pairwise(varying):
        first, second = elements[here], elements[there]
        if isinstance(first, Token) and isinstance(second, Token):
            between = [place for element in elements[here + 1 : there] for place in _places(element, overflow)]
            if not _is_bordered(_Place(kind=first.characters), [*between, _Place(kind=second.characters)]):
                yield first, second


def _is_bordered(token: _Place, following: Sequence[_Place]) -> bool:
    """Whether the token ends in one place only: some place after it is apart from it and from all places between.

    If the token could end k characters further on, the place would stand on one of those between, or inside the token.
    """
    return any(
        place.is_apart_from(token) and all(place.is_apart_from(earlier) for earlier in following[:at])
        for at, place in enumerate(following)
    )


def _places(element: str | Token, overflow: Overflow) -> list[_Place]:
    if isinstance(element, Token):
        return [_Place(kind=element.characters)] * element.length(overflow)
    return [_Place(literal) for literal in normal(element).lower()]


def _marks(elements: Sequence[str | Token]) -> Iterator[str]:
    """The literal characters that no token can hold: they tell the variants apart."""
    for element in elements:
        if isinstance(element, str):
            yield from (mark for mark in normal(element) if not LETTERS.hold(mark) and not DIGITS.hold(mark))


def _sentence(first: Token, second: Token, overflow: Overflow) -> str:
    one, other = f"{{{first.name}}}", f"{{{second.name}}}"
    fixed = f"改用“{Overflow.REFUSE.label}”" if first.name in COUNTERS and first.width else f"给“{one}”定位数"
    if first.name in COUNTERS and not first.width and overflow is Overflow.WIDEN:
        fixed = f"给“{one}”定位数并改用“{Overflow.REFUSE.label}”"
    return f"“{one}”和“{other}”之间没有能把它们分开的符号，两个编号可能写成一样；请在中间加“-”，或{fixed}"
