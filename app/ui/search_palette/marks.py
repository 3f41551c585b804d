"""Where searched words stand in a text as it is written, by the same folding as the search. Knows no widget."""

from collections.abc import Iterable
from functools import lru_cache

from app.domain.text import fold, initials

Span = tuple[int, int]
"""First and last character, the last exclusive."""
Owned = tuple[str, list[int]]
"""Letters to look in, and for each the place of the character it came from."""


def marks(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """The parts of a text that folded words hit, in order, without overlap; pinyin initials mark their characters."""
    hit = [False] * len(text)
    whole = fold(text)
    folded: Owned | None = None
    spelled: Owned | None = None
    for word in words:
        if word in whole:
            folded = folded or _folded(text)
            _mark(hit, folded, word)
        elif word.isascii() and word.isalnum():
            spelled = spelled or _spelled(text)
            _mark(hit, spelled, word)
    return tuple(_spans(hit))


_folded_sign = lru_cache(maxsize=8192)(fold)
"""Two hundred hits ask for the same few characters at every key."""
_letter = lru_cache(maxsize=8192)(initials)


def _folded(text: str) -> Owned:
    """The folded text, and for each of its characters the place of the one it came from."""
    letters: list[str] = []
    owners: list[int] = []
    for place, sign in enumerate(text):
        for letter in _folded_sign(sign):
            letters.append(letter)
            owners.append(place)
    return "".join(letters), owners


def _spelled(text: str) -> Owned:
    """The likeliest initials with the places of their characters; nothing where they cannot be told apart."""
    letters = initials(text)
    owners = [place for place, sign in enumerate(text) if _letter(sign)]
    return (letters, owners) if len(letters) == len(owners) else ("", [])


def _mark(hit: list[bool], owned: Owned, word: str) -> None:
    letters, owners = owned
    start = letters.find(word)
    while start >= 0:
        for place in range(owners[start], owners[start + len(word) - 1] + 1):
            hit[place] = True
        start = letters.find(word, start + 1)


def _spans(hit: list[bool]) -> Iterable[Span]:
    start: int | None = None
    for place, marked in enumerate([*hit, False]):
        if marked and start is None:
            start = place
        elif not marked and start is not None:
            yield start, place
            start = None
