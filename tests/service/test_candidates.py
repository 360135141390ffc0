"""A complaint about an answer waits, becomes a case or not, and what is not there is one sentence."""

import pytest

from assistant.errors import UsageError
from assistant.service import Assistant
from assistant.store.candidates import ACCEPTED, DISMISSED, WAITING, Complaint
from assistant.types import Answer, Scope, Status

WRONG = Complaint("几个？", (), Scope(), Answer("3个。", "computed", Status.CERTAIN), "应当是4个")


def test_complaints_wait_until_a_curator_settles_them(tmp_path):
    with Assistant(tmp_path) as assistant:
        first, second, third = (assistant.candidates.put(WRONG) for _ in range(3))
        assert first.state == WAITING
        assert assistant.candidates.accept(first.number, "office-1").case_id == "office-1"
        assistant.candidates.dismiss(second.number)
        assert [one.number for one in assistant.candidates.waiting()] == [third.number]
        assert [one.state for one in assistant.candidates.every()] == [WAITING, DISMISSED, ACCEPTED]
        assistant.candidates.forget(third.number)
        assert assistant.candidates.waiting() == []
        with pytest.raises(UsageError, match=r"没有第3号候选题.*。$"):
            assistant.candidates.accept(third.number, "office-2")


def test_a_correction_too_long_is_one_sentence(tmp_path):
    with Assistant(tmp_path) as assistant, pytest.raises(UsageError, match="最多2000个字"):
        assistant.candidates.put(Complaint("几个？", (), Scope(), WRONG.answer, "长" * 2001))
