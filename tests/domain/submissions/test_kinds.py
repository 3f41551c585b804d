"""What a title tells of the kind of a submission, and of the document it is about."""

import tomllib

import pytest

from app.config import resource
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.domain.submissions.kinds import kind_of_title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("海珠区养老服务设施管理办法（送审稿）", SubmissionKind.DOCUMENT),
        ("《海珠区招商引资若干措施（送审稿）》", SubmissionKind.DOCUMENT),
        ("关于印发停车管理规定的通知", SubmissionKind.DOCUMENT),
        ("征求《海珠区校外培训机构管理办法》意见", SubmissionKind.CONSULTATION),
        ("《广州市物业管理条例（修订草案）》征求意见", SubmissionKind.LEGISLATION),
        ("物业服务采购合同", SubmissionKind.CONTRACT),
        ("会展项目合作协议", SubmissionKind.CONTRACT),
        ("拟对某公司作出较大数额罚款的决定", SubmissionKind.ENFORCEMENT),
        ("关于设立区人才服务中心的议题", SubmissionKind.MEETING_ITEM),
        ("关于设立综合服务平台的请示", SubmissionKind.REQUEST),
        ("海珠区国土空间分区规划调整方案", None),
        ("关于行政复议答复口径的咨询", None),
        ("", None),
    ],
)
def test_a_title_tells_its_kind_or_nothing(title: str, kind: SubmissionKind | None) -> None:
    assert kind_of_title(title) is kind


def test_the_titles_of_the_sample_are_never_taken_for_something_else() -> None:
    plan = tomllib.loads(resource("sample/submissions.toml").read_text("utf-8"))
    for each in plan["kind"]:
        for title in each["titles"]:
            assert kind_of_title(title) in (None, SubmissionKind.of(each["name"])), title


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("养老办法（送审稿）", "养老办法"),
        ("《养老办法》（送审稿）", "养老办法"),
        ("《养老办法（送审稿）》", "养老办法"),
        (" 养老办法 ", "养老办法"),
        ("《物业管理条例》征求《意见》", "《物业管理条例》征求《意见》"),
    ],
)
def test_the_documents_own_title(title: str, bare: str) -> None:
    assert SubmissionFacts(title).bare_title == bare
