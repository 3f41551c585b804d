"""A report that somebody else has changed meanwhile: brought together section by section, the clerk chooses. Saves nothing."""

from collections.abc import Mapping
from typing import Any

from app.domain.merging import merge
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.conflicts import ConflictDialog, Contest
from app.ui.reports.form import heading_key

Values = Mapping[str, Any]


class _Typed:
    """Values of a form as one thing with a field each, which is what can be merged."""

    def __init__(self, values: Values) -> None:
        vars(self).update(values)


def reconcile(
    desk: Desk, body: FormBody, original: Values | None, mine: Values, current: Values, headings: Mapping[str, str]
) -> dict[str, Any] | None:
    """The values to be saved over `current`; None when the clerk goes back to the form.

    `headings` name the sections.
    """
    merged = merge(_Typed(original) if original is not None else None, _Typed(mine), _Typed(current))
    result = dict(vars(merged.facts))
    if not merged.contested:
        return result
    unknown = dict.fromkeys(merged.contested, "（不详）")
    contests = [
        Contest(key, _name(key, headings), str((original or unknown)[key]), str(mine[key]), str(current[key]))
        for key in merged.contested
    ]
    dialog = ConflictDialog(body, "他人同时修改了这份报告", contests)
    accepted, theirs = desk.dialogs.run(dialog), dialog.theirs()
    dialog.deleteLater()
    return {**result, **{key: current[key] for key in theirs}} if accepted else None


def _name(key: str, headings: Mapping[str, str]) -> str:
    section, dot, _ = key.partition(".")
    return f"{headings.get(section, section)}的标题" if dot and key == heading_key(section) else headings.get(key, key)
