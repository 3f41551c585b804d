"""What an import's outcome says, in lines and sentences. Knows outcomes, not widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.ledgers import Ledger
from app.domain.problems import Severity
from app.services.imports import Action, ImportProblem, Outcome, PlannedLine
from app.ui.moments import local
from app.ui.plain_table import Head, Line
from app.ui.tokens import Tone

ACTIONS = {
    Action.CREATED: ("新增", Tone.GOOD),
    Action.UPDATED: ("更新", Tone.WAITING),
    Action.SKIPPED: ("跳过", Tone.ENDED),
    Action.FAILED: ("不能导入", Tone.BAD),
}
SEVERITIES = {
    Severity.ERROR: ("须改正", Tone.BAD),
    Severity.WARNING: ("存疑", Tone.DUE),
    Severity.NOTE: ("提示", Tone.ENDED),
}


@dataclass(frozen=True)
class View:
    """One way to look at a plan: its title with a count, its columns, its lines when it is looked at."""

    title: str
    count: int
    heads: tuple[Head, ...]
    lines: Callable[[], list[Line]]


def views(outcome: Outcome) -> list[View]:
    """All rows, rows by what becomes of them, problems, changed readings, lines that are no data, new units."""
    heads = (Head("行"), Head("结果"), Head("名称", 3), Head("说明", 4))
    notes = by_row(outcome)

    def rows(action: Action | None) -> Callable[[], list[Line]]:
        return lambda: [_line(line, notes) for line in outcome.lines if action in (None, line.action)]

    made = [View("全部各行", outcome.rows, heads, rows(None))]
    made += [View(word, outcome.count(action), heads, rows(action)) for action, (word, _) in ACTIONS.items()]
    changes = [(line, change) for line in outcome.lines for change in line.changes]
    made += [
        View(
            "问题",
            len(outcome.problems),
            (Head("行"), Head("轻重"), Head("列"), Head("原值", 2), Head("问题", 4), Head("应为", 2), Head("建议", 3)),
            lambda: [_problem(problem) for problem in outcome.problems],
        ),
        View(
            "原值与新值",
            len(changes),
            (Head("行"), Head("列"), Head("原值", 3), Head("新值", 3), Head("名称", 4)),
            lambda: [Line((str(line.row), *change, line.title), line.row) for line, change in changes],
        ),
        View(
            "不是数据的行",
            outcome.ignored_rows,
            (Head("行"), Head("原因"), Head("内容", 1)),
            lambda: [
                Line((str(row) if row == last else f"{row}—{last}", reason, text), row)
                for row, last, reason, text in outcome.ignored
            ],
        ),
    ]
    if outcome.new_units:
        units = [Line((str(at), name), name) for at, name in enumerate(outcome.new_units, 1)]
        made.append(View("新单位", len(units), (Head("序号"), Head("单位名称", 1)), lambda: units))
    return made


def by_row(outcome: Outcome) -> dict[int, list[ImportProblem]]:
    """The problems of each row of the file."""
    found: dict[int, list[ImportProblem]] = {}
    for problem in outcome.problems:
        found.setdefault(problem.row, []).append(problem)
    return found


def _line(line: PlannedLine, notes: dict[int, list[ImportProblem]]) -> Line:
    word, tone = ACTIONS[line.action]
    said = line.reason or "；".join(problem.message for problem in notes.get(line.row, ()))
    hidden = "（隐藏行）" if line.hidden else ""
    return Line((str(line.row), word, f"{line.title}{hidden}", said), line.row, tone)


def _problem(problem: ImportProblem) -> Line:
    word, tone = SEVERITIES[problem.severity]
    cells = (
        str(problem.row),
        word,
        problem.column,
        problem.value,
        problem.message,
        problem.expected,
        problem.suggestion,
    )
    return Line(cells, problem.row, tone)


def counted(outcome: Outcome) -> str:
    """共 26 行 = 新增 26 + 更新 0 + 跳过 0 + 不能导入 0; 另有 9 行不是数据。"""
    parts = " + ".join(f"{word} {outcome.count(action)}" for action, (word, _) in ACTIONS.items())
    ignored = f"；另有 {outcome.ignored_rows} 行不是数据（标题、表头、合计等）" if outcome.ignored_rows else ""
    return f"共 {outcome.rows} 行 = {parts}{ignored}"


def remarks(outcome: Outcome) -> list[tuple[Tone, str]]:
    """What the user must know before going on, each with its weight."""
    said: list[tuple[Tone, str]] = []
    if outcome.earlier:
        earlier = outcome.earlier
        said.append(
            (
                Tone.DUE,
                f"这个文件已于 {local(earlier.at)} 由{earlier.actor}导入过（第 {earlier.batch_id} 次导入），请确认不是重复导入。",
            )
        )
    if outcome.new_units:
        said.append(
            (
                Tone.WAITING,
                f"单位名录中没有的 {len(outcome.new_units)} 个单位将一并新建，标为待核实、不可制定规范性文件；撤销导入时一并撤销。",
            )
        )
    if outcome.hidden_rows:
        rows = _some([str(row) for row in outcome.hidden_rows])
        said.append((Tone.WAITING, f"文件中隐藏的 {len(outcome.hidden_rows)} 行也会导入：第 {rows} 行。"))
    return said


def _some(words: Sequence[str], most: int = 12) -> str:
    listed = "、".join(words[:most])
    return listed if len(words) <= most else f"{listed} 等"


def result_rows(outcome: Outcome, ledger: Ledger) -> list[tuple[str, str]]:
    """What was done, for the last step."""
    return [
        ("台账", ledger.title),
        ("文件", f"{outcome.file_name}　工作表“{outcome.sheet}”"),
        ("结果", counted(outcome)),
        ("新建单位", "、".join(outcome.new_units)),
    ]
