"""What a title says of its document: 文种 and whether it is provisional. Knows nothing else of it."""

import re

from app.domain.documents.facts import DocumentKind, Trial

_TAIL = re.compile(r"[（(][^（）()]*[）)]\s*$")
_TRIALS = {Trial.PROVISIONAL: "暂行", Trial.TRIAL: "试行"}


def kind_in_title(title: str) -> DocumentKind | None:
    """The 文种 at the end of a title, brackets such as （试行） left out; None when it ends otherwise."""
    bare = _TAIL.sub("", title.strip())
    names = (
        (name, kind) for kind in DocumentKind if kind is not DocumentKind.OTHER for name in (kind.label, *kind.synonyms)
    )
    found = [(len(name), kind) for name, kind in names if bare.endswith(name)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def trial_in_title(title: str) -> Trial:
    """暂行 or 试行 where the title says so."""
    return next((trial for trial, word in _TRIALS.items() if word in title), Trial.NONE)
