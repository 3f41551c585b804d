"""Data version 0003: the office's own reviews move from the documents to their submissions, and nothing is lost on the way."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from app.domain.documents.facts import StepKind, StepLevel
from app.domain.submissions.facts import SubmissionKind, state_of
from app.main import Door, open_office
from app.models.archive import extract_database, read_archive
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.sqlite import look
from app.services.documents.lookup import documents_in
from app.services.submissions.lookup import submissions_in
from tests.offices import UNSYNCED, Clock

RELEASE = Path(__file__).parent.parent / "data" / "releases" / "0002.zip"


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    made = OfficeFolder(tmp_path / "旧数据")
    made.root.mkdir()
    extract_database(read_archive(RELEASE), made.database)
    return made


def old_reviews(path: Path) -> dict[int, list[tuple[Any, ...]]]:
    """Day, result, person and note of every review by document, in order of time, as version 0002 kept them."""
    connection = look(path)
    try:
        rows = connection.execute(
            "SELECT document_id, level, on_day, result, person, note FROM document_step WHERE kind = 'review'"
            " ORDER BY document_id, on_day IS NULL, on_day, position"
        ).fetchall()
    finally:
        connection.close()
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for document_id, *rest in rows:
        found[document_id].append(tuple(rest))
    return found


def test_every_round_is_found_again_once(folder: OfficeFolder, clock: Clock) -> None:
    before = old_reviews(folder.database)
    assert sum(level == "government" for rows in before.values() for level, *_ in rows) > 20
    open_office(folder.root, Door.COMMAND, clock=clock, pragmas=UNSYNCED).close()
    database = Database(folder.database, clock, pragmas=UNSYNCED)
    with database.read() as session:
        documents = {key: record.facts() for key, record in documents_in(session, list(before)).items()}
        submissions = [record.facts() for record in submissions_in(session).values()]
        states = {record.id: record.state for record in submissions_in(session).values()}
    database.close()
    for key, rows in before.items():
        steps = sorted(
            (step for step in documents[key].steps if step.kind is StepKind.REVIEW), key=lambda step: str(step.on)
        )
        now = [
            (
                step.level and step.level.value,
                step.on and step.on.isoformat(),
                step.result.value,
                step.person,
                step.note,
            )
            for step in steps
        ]
        assert sorted(now, key=str) == sorted(rows, key=str)
        assert all((step.submission_id is not None) == (step.level is StepLevel.GOVERNMENT) for step in steps)
    reviewed = {key for key, rows in before.items() if any(level == "government" for level, *_ in rows)}
    assert {facts.document_id for facts in submissions} == reviewed
    assert len(submissions) == len(reviewed)
    for facts in submissions:
        assert (facts.kind, facts.number) == (SubmissionKind.DOCUMENT, "")
        assert states[facts.id or 0] is state_of(facts)
        assert len(facts.uid) == 36
