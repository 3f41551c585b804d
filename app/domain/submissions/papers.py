"""送审材料: which papers each kind of submission comes with by default. An office edits the list of each submission."""

from app.domain.submissions.facts import Paper, SubmissionKind

_USUAL = {
    SubmissionKind.DOCUMENT: (
        ("送审稿", True), ("起草说明", True), ("制定依据", True), ("征求意见及采纳情况", True), ("起草单位法制机构审核意见", True),
        ("公平竞争审查材料", True), ("集体讨论记录", False), ("评估、论证材料", False),
    ),
    SubmissionKind.DECISION: (
        ("决策草案", True), ("起草说明", True), ("决策依据", True), ("公众参与材料", True), ("专家论证意见", False), ("风险评估报告", False),
    ),
    SubmissionKind.MEETING_ITEM: (("议题材料", True), ("起草说明", True), ("有关单位意见", False)),
    SubmissionKind.CONSULTATION: (("征求意见稿", True), ("来函", True)),
    SubmissionKind.CONTRACT: (("合同文本", True), ("起草说明", True), ("主体资格材料", True), ("审批文件", False)),
    SubmissionKind.REQUEST: (("请示稿", True), ("依据材料", True)),
    SubmissionKind.LEGISLATION: (("征求意见稿", True), ("来函", True)),
    SubmissionKind.ENFORCEMENT: (("拟作出的决定", True), ("案卷材料", True), ("承办机构意见", True)),
    SubmissionKind.OTHER: (("来文", True),),
}  # fmt: skip


def usual_papers(kind: SubmissionKind) -> tuple[Paper, ...]:
    """The papers of a kind, none ticked yet."""
    return tuple(Paper(name, required=required) for name, required in _USUAL[kind])
