"""What the title of a submission says of its kind. Knows nothing else of it."""

import re

from app.domain.documents.facts import DocumentKind
from app.domain.documents.titles import kind_in_title, plain_title
from app.domain.submissions.facts import DRAFT_MARK, SubmissionKind

_TOLD: tuple[tuple[SubmissionKind, re.Pattern[str]], ...] = (
    (SubmissionKind.LEGISLATION, re.compile(r"条例.*征求|征求.*条例|立法|规章.*征求|征求.*规章")),
    (SubmissionKind.CONSULTATION, re.compile(r"征求.*意见|征求意见")),
    (SubmissionKind.CONTRACT, re.compile(r"(合同|协议|协议书|备忘录|意向书)(书)?$|合同|框架协议|补充协议")),
    (SubmissionKind.ENFORCEMENT, re.compile(r"(处罚|罚款|强制|停产|停业|停工|吊销|没收|查封|许可).*决定")),
    (SubmissionKind.MEETING_ITEM, re.compile(r"议题$|提请.*会议.*审议")),
    (SubmissionKind.REQUEST, re.compile(r"请示$")),
)
"""The first that fits; a document's own title ends with its 文种 and comes after these."""

_OF_DOCUMENTS = frozenset(DocumentKind) - {DocumentKind.DECISION, DocumentKind.SCHEME, DocumentKind.OTHER}
"""文种 that hardly anything but a normative document has."""


def kind_of_title(title: str) -> SubmissionKind | None:
    """The kind a title tells of; None where it tells nothing, for then somebody has to say."""
    bare = title.strip().removesuffix(DRAFT_MARK)
    told = next((kind for kind, words in _TOLD if words.search(bare)), None)
    if told is not None:
        return told
    return SubmissionKind.DOCUMENT if kind_in_title(plain_title(title)) in _OF_DOCUMENTS else None
