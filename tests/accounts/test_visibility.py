"""What a reader may see and do through the service, and that nothing of it is kept for another one."""

import shutil
import threading

import pytest

from assistant.accounts.acting import ACTIONS
from assistant.config import Settings
from assistant.errors import NotAllowedError, UsageError
from assistant.remembering.conversation import Conversation
from assistant.remembering.conversations import HIDDEN_SINCE
from assistant.service import Assistant
from assistant.types import OWNER, Reader, Role, Scope
from eval.visibility import measure

pytestmark = pytest.mark.usefixtures("quick_passwords")

PASSWORD = "青溪-2024-口令"
LEAD = "{place}督察整改情况的报告\n截至2024年6月30日，中央督察反馈我县的{total}个问题，已完成整改{done}个。\n"
QUESTION = "岫林县反馈问题完成整改多少个？"


def reader(role: Role, *groups: str, number: int = 1) -> Reader:
    return Reader(f"{role.value}{number}", role, frozenset(groups), f"id-{role.value}-{number}")


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A home with two reports, and their files."""
    folder = tmp_path_factory.mktemp("stored")
    for name, place, done in (("望棠区.txt", "望棠区", 19), ("岫林县.txt", "岫林县", 31)):
        (folder / name).write_text(LEAD.format(place=place, total=48, done=done), "utf-8")
    with Assistant(settings=Settings(home=folder / "home", workers=1)) as assistant:
        list(assistant.ingest([folder / "望棠区.txt", folder / "岫林县.txt"], uploaded=True))
    return folder


@pytest.fixture
def office(stored, tmp_path):
    shutil.copytree(stored, tmp_path, dirs_exist_ok=True)
    with Assistant(settings=Settings(home=tmp_path / "home", workers=1)) as assistant:
        assistant.users.add("邹管理", PASSWORD, Role.ADMINISTRATOR)
        assistant.visibility.limit("岫林县.txt", ["专班"])
        yield assistant


def paths(assistant: Assistant) -> list[str]:
    return sorted(head.path for head in assistant.reports())


@pytest.mark.heavy
def test_canaries_reach_nobody_outside_their_group():
    proof = measure(5, seed=7)
    assert proof.holds, proof.found
    assert proof.found["seen by those who may: ask"] >= 5


def test_who_sees_what(office):
    shown = {
        "nobody's": paths(office.for_reader(reader(Role.KEEPER))),
        "other": paths(office.for_reader(reader(Role.KEEPER, "别组"))),
        "own": paths(office.for_reader(reader(Role.VIEWER, "别组", "专班"))),
        "administrator": paths(office.for_reader(reader(Role.ADMINISTRATOR))),
        "command line": paths(office),
    }
    both = ["岫林县.txt", "望棠区.txt"]
    assert shown == {"nobody's": both[1:], "other": both[1:], "own": both, "administrator": both, "command line": both}
    office.visibility.limit("岫林县.txt", [])
    assert paths(office.for_reader(reader(Role.VIEWER))) == both


def test_two_readers_at_the_same_time_get_their_own(office):
    inside, outside = office.for_reader(reader(Role.VIEWER, "专班")), office.for_reader(reader(Role.VIEWER))
    told: dict[str, set[str]] = {"inside": set(), "outside": set()}

    def ask(name: str, view: Assistant) -> None:
        for _ in range(8):
            told[name].add(view.ask(QUESTION).text)

    threads = [threading.Thread(target=ask, args=one) for one in (("inside", inside), ("outside", outside)) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(told["inside"]) == len(told["outside"]) == 1
    assert "31" in told["inside"].pop() and "31" not in told["outside"].pop()


def test_a_new_version_of_a_limited_report_is_limited_too(office, tmp_path):
    (tmp_path / "岫林县.txt").write_text(LEAD.format(place="岫林县", total=48, done=36), "utf-8")
    list(office.ingest([tmp_path / "岫林县.txt"], uploaded=True))
    assert paths(office.for_reader(reader(Role.KEEPER))) == ["望棠区.txt"]
    assert "36" in office.for_reader(reader(Role.VIEWER, "专班")).ask(QUESTION).text


def test_a_limit_holds_again_when_the_same_content_comes_back(office, tmp_path):
    office.remove("岫林县.txt")
    list(office.ingest([tmp_path / "岫林县.txt"], uploaded=True))
    assert paths(office.for_reader(reader(Role.KEEPER))) == ["望棠区.txt"]


def test_an_upload_replaces_no_report_that_its_sender_may_not_see(office, tmp_path):
    (tmp_path / "岫林县.txt").write_text(LEAD.format(place="岫林县", total=9, done=2), "utf-8")
    view = office.for_reader(reader(Role.KEEPER))
    [result] = view.ingest([tmp_path / "岫林县.txt"], uploaded=True)
    assert (result.status, result.notices) == ("added", ())
    assert paths(office) == ["岫林县.txt", "岫林县.txt", "望棠区.txt"]
    assert paths(view) == ["岫林县.txt", "望棠区.txt"]


def test_a_version_or_copy_that_is_hidden_is_not_named(office, tmp_path):
    later = LEAD.format(place="岫林县", total=48, done=40).replace("2024年6月", "2024年9月")
    (tmp_path / "岫林县三季度.txt").write_text(later, "utf-8")
    view = office.for_reader(reader(Role.KEEPER))
    [result] = view.ingest([tmp_path / "岫林县三季度.txt"], uploaded=True)
    told = f"{result}{view.healths()}{view.status()}"
    assert "岫林县.txt" not in told
    assert "岫林县.txt" in repr(office.healths()), "the relation is there for those who may see both"
    assert view.status()["superseded"] == 0


def test_samples_do_not_come_back_for_one_who_sees_no_real_report(tmp_path):
    with Assistant(settings=Settings(home=tmp_path / "home", workers=1)) as assistant:
        list(assistant.load_samples())
        (tmp_path / "岫林县.txt").write_text(LEAD.format(place="岫林县", total=48, done=31), "utf-8")
        list(assistant.ingest([tmp_path / "岫林县.txt"]))
        assistant.visibility.limit(assistant.reports()[0].id, ["专班"])
        assert paths(assistant.for_reader(reader(Role.VIEWER))) == []


def test_what_each_role_may_do(office, tmp_path):
    (tmp_path / "新.txt").write_text(LEAD.format(place="澜川市", total=5, done=1), "utf-8")
    [report] = [head.id for head in office.reports() if head.path == "望棠区.txt"]
    fact = office.identified(report)[0][0]
    acts = {
        Role.DRAFTER: (
            lambda view: view.draft("工作汇报", Scope(place="望棠区")),
            lambda view: view.drafts.newest(),
            lambda view: view.drafts.save(made, Scope()),
            lambda view: view.proofs.proof("稿.txt", "望棠区整改48个问题。".encode(), Scope()),
        ),
        Role.KEEPER: (
            lambda view: list(view.ingest([tmp_path / "新.txt"], uploaded=True)),
            lambda view: view.corrections.confirm(fact),
            lambda view: view.corrections.undo(len(view.corrections.log(everything=True)) or 1),
            lambda view: view.remove("新.txt"),
            lambda view: view.remove_samples(),
        ),
        Role.ADMINISTRATOR: (
            lambda view: view.users.every(),
            lambda view: view.visibility.limit("望棠区.txt", []),
            lambda view: view.visibility.limited(),
            lambda view: view.audit.entries(),
            lambda view: view.candidates.every(),
            lambda view: view.evaluation,
        ),
    }
    before, made = paths(office), office.draft("工作汇报", Scope(place="望棠区"))
    for needed, some in acts.items():
        for role in Role:
            view = office.for_reader(reader(role))
            for act in some:
                if view.reader.may(needed):
                    act(view)
                else:
                    with pytest.raises(NotAllowedError, match=needed.value):
                        act(view)
    assert paths(office) == before


def test_a_draft_belongs_to_its_maker_and_closes_when_its_sources_do(office):
    maker, other = office.for_reader(reader(Role.DRAFTER, "专班")), office.for_reader(reader(Role.DRAFTER, "专班", number=2))
    scope = Scope(place="岫林县")
    kept = maker.drafts.save(maker.draft("工作汇报", scope), scope)
    assert [one.draft for one in maker.drafts.newest()] == [kept.draft]
    assert other.drafts.newest() == [] and office.drafts.newest() != []
    for act in (other.drafts.version, other.drafts.history, other.drafts.forget, lambda one: other.drafts.restore(one, 1)):
        with pytest.raises(UsageError, match="没有第"):
            act(kept.draft)
    moved = office.for_reader(reader(Role.DRAFTER))
    assert moved.reader.id == maker.reader.id
    with pytest.raises(NotAllowedError, match="无权查看"):
        moved.drafts.version(kept.draft)


def test_a_conversation_belongs_to_its_user_and_hides_what_was_limited_since(office):
    mine, other = office.for_reader(reader(Role.VIEWER, "专班")), office.for_reader(reader(Role.VIEWER, number=2))
    talk = Conversation().asked(QUESTION)
    talk = talk.answered(mine.ask(QUESTION, conversation=talk.id))
    mine.conversations.keep("a cookie that anybody may have", talk)
    assert [one.id for one in mine.conversations.listed("")] == [talk.id]
    assert other.conversations.listed("a cookie that anybody may have") == []
    for act in (other.conversations.opened, other.conversations.forget):
        with pytest.raises(UsageError, match="没有这段对话"):
            act("", talk.id)
    foreign = Conversation(talk.id).asked("别人的问题？").failed("没有回答。")
    with pytest.raises(Exception, match=r".+"):
        other.conversations.keep("", foreign)
    [turn] = mine.conversations.opened("", talk.id).turns
    assert "31" in turn.answer.text
    moved = office.for_reader(reader(Role.VIEWER))
    [turn] = moved.conversations.opened("", talk.id).turns
    assert (turn.answer, turn.error) == (None, HIDDEN_SINCE)


def test_a_follow_up_leans_on_nobody_elses_question(office):
    inside, outside = office.for_reader(reader(Role.VIEWER, "专班")), office.for_reader(reader(Role.VIEWER, number=2))
    inside.ask(QUESTION, conversation="same")
    alone = outside.ask("那总数呢？", conversation="fresh").text
    assert outside.ask("那总数呢？", conversation="same").text == alone


def test_the_log_tells_who_did_what_with_which_reports(office, tmp_path):
    view = office.for_reader(reader(Role.KEEPER, "专班"), "10.0.0.7")
    [report] = [head.id for head in view.reports() if head.path == "岫林县.txt"]
    (tmp_path / "新.txt").write_text(LEAD.format(place="澜川市", total=5, done=1), "utf-8")
    view.ask(QUESTION)
    [taken] = view.ingest([tmp_path / "新.txt"], uploaded=True)
    view.corrections.confirm(view.identified(report)[0][0])
    view.draft("工作汇报", Scope(place="岫林县"), output=tmp_path / "稿.md")
    view.remove("新.txt")
    found = [(one.action, one.name, one.reports, one.address) for one in office.audit.entries(view.reader.name)]
    assert found == [
        ("移除", view.reader.name, taken.reports, "10.0.0.7"),
        ("导出", view.reader.name, (report,), "10.0.0.7"),
        ("核定", view.reader.name, (report,), "10.0.0.7"),
        ("收入", view.reader.name, taken.reports, "10.0.0.7"),
        ("提问", view.reader.name, (report,), "10.0.0.7"),
    ]
    assert {one.action for one in office.audit.entries()} <= set(ACTIONS)
    assert not [one for one in office.audit.entries() if "多少" in one.detail or "31" in one.detail]


def test_the_words_of_questions_are_logged_only_where_that_is_set(tmp_path):
    with Assistant(settings=Settings(home=tmp_path, audit_questions=True, user="机房")) as assistant:
        assistant.ask(QUESTION)
        assert assistant.audit.entries() == [], "no users, no log"
        assistant.users.add("邹管理", PASSWORD, Role.ADMINISTRATOR)
        assistant.ask(QUESTION)
        newest = assistant.audit.entries()[0]
        assert (newest.action, newest.name, newest.detail) == ("提问", "机房", QUESTION)


def test_without_users_everything_is_allowed():
    assert all(OWNER.may(role) for role in Role)
    assert OWNER.sees(frozenset({"专班"}))
