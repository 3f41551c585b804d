"""What a title says of its document: its name, its 文种, whether it is provisional. Knows nothing else of it."""

import re

from app.domain.documents.facts import DocumentKind, Trial

_TAIL = re.compile(r"[（(][^（）()]*[）)]\s*$")
_TRIALS = {Trial.PROVISIONAL: "暂行", Trial.TRIAL: "试行"}
_KINDS = {
    name: kind for kind in DocumentKind if kind is not DocumentKind.OTHER for name in (kind.label, *kind.synonyms)
}
_LENGTHS = sorted({len(name) for name in _KINDS}, reverse=True)
"""The longest names first: 实施意见 before 意见."""


_DRAFT = re.compile(r"[（(][^（）()]*(?:送审|征求意见|草案|讨论|审议)[^（）()]*稿?[）)]$")
"""What a draft's title ends with beside the name of the document."""


def plain_title(title: str) -> str:
    """The name of the document alone: without book marks around it and without （送审稿） behind it."""
    bare = _DRAFT.sub("", title.strip())
    inner = bare.removeprefix("《").removesuffix("》")
    bare = inner if bare.startswith("《") and bare.endswith("》") and "《" not in inner else bare
    return _DRAFT.sub("", bare) or title.strip()


def kind_in_title(title: str) -> DocumentKind | None:
    """The 文种 at the end of a title, brackets such as （试行） left out; None when it ends otherwise."""
    bare = _TAIL.sub("", title.strip())
    return next((kind for length in _LENGTHS if (kind := _KINDS.get(bare[-length:]))), None)


def trial_in_title(title: str) -> Trial:
    """暂行 or 试行 where the title says so."""
    return next((trial for trial, word in _TRIALS.items() if word in title), Trial.NONE)


def quoted(title: str) -> str:
    """A title in book marks; those within it become single ones (GB/T 15834-2011, 4.15)."""
    bare = title[1:-1] if title.startswith("《") and title.endswith("》") and title.count("《") == 1 else title
    return f"《{bare.replace('《', '〈').replace('》', '〉')}》"
