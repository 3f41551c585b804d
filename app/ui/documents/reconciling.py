"""A document that somebody else has changed meanwhile: merged, and what both changed is chosen by the clerk. Saves nothing."""

from app.domain.documents.facts import DocumentFacts
from app.domain.merging import Merge, merge
from app.ui.desk import Desk
from app.ui.documents.wording import TITLES, value_text
from app.ui.forms.body import FormBody
from app.ui.forms.conflicts import ConflictDialog, Contest

FOLLOWS = {"issuer_text": "issuers"}
"""Fields that are not chosen by themselves: the printed names go with the issuers."""
UNKNOWN = "（不详）"


def reconcile(
    desk: Desk, body: FormBody, original: DocumentFacts | None, mine: DocumentFacts, current: DocumentFacts
) -> tuple[DocumentFacts | None, str]:
    """What is to be saved over `current`, and which changes of the other one it keeps, in words.

    None when the clerk goes back to the form.
    """
    merged = merge(original, mine, current)
    kept = _kept(body, merged)
    asked = [key for key in merged.contested if FOLLOWS.get(key, "") not in merged.contested]
    if not asked:
        return merged.facts, kept
    units = desk.units.names
    contests = [
        Contest(
            key,
            _title(body, key),
            value_text(original, key, units) if original else UNKNOWN,
            value_text(mine, key, units),
            value_text(current, key, units),
        )
        for key in asked
    ]
    dialog = ConflictDialog(body, f"他人同时修改了{current.named}", contests, kept)
    accepted, theirs = desk.dialogs.run(dialog), dialog.theirs()
    dialog.deleteLater()
    if not accepted:
        return None, ""
    followers = (key for key in merged.contested if FOLLOWS.get(key, "") in theirs)
    return merged.choose(current, (*theirs, *followers)), kept


def _kept(body: FormBody, merged: Merge[DocumentFacts]) -> str:
    names = dict.fromkeys(_title(body, FOLLOWS.get(key, key)) for key in merged.taken)
    return f"他人对{'、'.join(names)}的修改一并保留。" if names else ""


def _title(body: FormBody, key: str) -> str:
    return body.title_of(key) or TITLES.get(key, key)
