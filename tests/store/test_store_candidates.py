"""An answer found wrong is kept whole, with its evidence, until somebody settles what becomes of it."""

from assistant.config import Settings
from assistant.store.candidates import (
    ACCEPTED,
    WAITING,
    Complaint,
    candidate,
    candidates,
    forget_candidate,
    put_candidate,
    settle_candidate,
)
from assistant.store.database import Database
from assistant.types import Answer, CellPlace, Citation, Figure, Scope, Status

CITED = Citation(
    1, "a" * 16 + "-1", "岫林县报告", "一、总体情况", "已完成整改25个", "已完成整改2\n5个", 7, "a.xlsx", CellPlace("Sheet1", 3, 2)
)
ANSWER = Answer("11个。", "computed", Status.DERIVED, (Figure(11, "个", "未完成", "36−25=11", (1,)),), (CITED,), ("注意",), "2024-11-30")
COMPLAINT = Complaint("那未完成的呢？", ("岫林县完成了几个？",), Scope(place="岫林县", period="2024"), ANSWER, "应当是9个")


def test_a_complaint_comes_back_whole_and_is_settled_under_its_case(tmp_path):
    database = Database(tmp_path, Settings())
    with database.writing() as connection:
        first, second = (put_candidate(connection, COMPLAINT, "王") for _ in range(2))
    with database.writing() as connection:
        settle_candidate(connection, first, ACCEPTED, "李", "office-1")
    with database.reading() as connection:
        (waiting,) = candidates(connection, WAITING)
        assert (waiting.number, waiting.complaint, waiting.made_by) == (second, COMPLAINT, "王")
        settled = candidate(connection, first)
        assert (settled.state, settled.case_id, settled.settled_by) == (ACCEPTED, "office-1", "李")
        assert [one.number for one in candidates(connection)] == [second, first]
    with database.writing() as connection:
        forget_candidate(connection, first)
        assert candidate(connection, first) is None
    database.close()
