"""Users, keys, logins and the log: what is kept of secrets, who waits, and when a login ends."""

import pytest

from assistant.accounts.acting import ACTIONS, LOGIN, LOGIN_FAILED, USERS, Acting
from assistant.accounts.passwords import digest
from assistant.accounts.sessions import LoginDesk
from assistant.accounts.users import UserDesk
from assistant.config import Settings
from assistant.errors import NotAllowedError, UsageError
from assistant.store.audit import entries
from assistant.store.database import Database
from assistant.store.snapshot import Decoded
from assistant.types import Reader, Role

pytestmark = pytest.mark.usefixtures("quick_passwords")
PASSWORD = "青溪-2024-口令"


@pytest.fixture
def acting(tmp_path):
    settings = Settings(home=tmp_path, user="机房", login_attempts=3, login_minutes=15, session_idle_minutes=60, session_hours=12)
    database = Database(tmp_path, settings)
    yield Acting(database, Decoded(), settings)
    database.close()


@pytest.fixture
def users(acting):
    desk = UserDesk(acting)
    desk.add("邹管理", PASSWORD, Role.ADMINISTRATOR)
    return desk


class Clock:
    now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def raw(acting: Acting) -> bytes:
    """Every byte of the database file."""
    home = acting.settings.home
    return b"".join(path.read_bytes() for path in home.glob("assistant.db*"))


def test_roles_hold_all_that_those_before_them_hold():
    assert [[Reader("", held).may(needed) for needed in Role] for held in Role] == [
        [True, False, False, False],
        [True, True, False, False],
        [True, True, True, False],
        [True, True, True, True],
    ]


def test_the_first_user_is_an_administrator_and_the_last_one_stays(acting):
    desk = UserDesk(acting)
    with pytest.raises(UsageError, match="第一个用户要是管理员"):
        desk.add("史查看", PASSWORD, Role.VIEWER)
    assert not desk.any()
    desk.add("邹管理", PASSWORD, Role.ADMINISTRATOR)
    desk.add("史查看", PASSWORD, Role.VIEWER)
    for act in (
        lambda: desk.change("邹管理", role=Role.VIEWER),
        lambda: desk.disable("邹管理"),
        lambda: desk.remove("邹管理"),
    ):
        with pytest.raises(UsageError, match="至少要留一个"):
            act()
    assert [(one.name, one.role, one.disabled) for one in desk.every()] == [
        ("史查看", Role.VIEWER, False),
        ("邹管理", Role.ADMINISTRATOR, False),
    ]


@pytest.mark.parametrize("password", ["short", "邹管理", "aaaaaaaaaa", "长" * 201])
def test_a_weak_password_is_refused(acting, password):
    with pytest.raises(UsageError, match="密码"):
        UserDesk(acting).add("邹管理", password, Role.ADMINISTRATOR)


@pytest.mark.parametrize("name", ["", "a b", "甲，乙", "名" * 41, "../x", "a\nb"])
def test_a_name_that_cannot_be_one_is_refused(acting, name):
    with pytest.raises(UsageError, match="用户名"):
        UserDesk(acting).add(name, PASSWORD, Role.ADMINISTRATOR)


def test_no_secret_stands_in_the_database(acting, users):
    key = users.new_key("邹管理", "报表程序")
    token = LoginDesk(acting).log_in("邹管理", PASSWORD, "10.0.0.1")
    kept = raw(acting)
    assert digest(key).encode() in kept
    for secret in (PASSWORD, key, token):
        assert secret.encode() not in kept


def test_a_key_opens_until_it_is_revoked_or_its_user_is_locked_out(users):
    key, other = users.new_key("邹管理", "一号"), users.new_key("邹管理", "二号")
    assert users.of_key(key) == users.every()[0].reader
    assert users.of_key(key + "x") is None
    users.revoke_key("邹管理", "一号")
    assert users.of_key(key) is None and users.of_key(other) is not None
    users.add("代管理", PASSWORD, Role.ADMINISTRATOR)
    users.disable("邹管理")
    assert users.of_key(other) is None
    users.disable("邹管理", disabled=False)
    assert users.of_key(other) is not None
    users.remove("邹管理")
    assert users.of_key(other) is None


def test_a_name_used_again_is_somebody_else(users):
    users.add("史查看", PASSWORD, Role.VIEWER)
    before = {one.name: one.id for one in users.every()}["史查看"]
    users.remove("史查看")
    assert users.add("史查看", PASSWORD, Role.VIEWER).id != before


def test_wrong_logins_make_a_name_wait_and_then_an_address(acting, users):
    clock = Clock()
    desk = LoginDesk(acting, clock)
    for _ in range(3):
        with pytest.raises(NotAllowedError, match="用户名或密码不对"):
            desk.log_in("邹管理", "wrong-password", "10.0.0.1")
    with pytest.raises(NotAllowedError, match="次数过多"):
        desk.log_in("邹管理", PASSWORD, "10.0.0.2")
    clock.now += 15 * 60 + 1
    assert desk.reader(desk.log_in("邹管理", PASSWORD, "10.0.0.2")).name == "邹管理"
    for n in range(12):
        with pytest.raises(NotAllowedError, match="用户名或密码不对"):
            desk.log_in(f"无此人{n}", PASSWORD, "10.0.0.9")
    with pytest.raises(NotAllowedError, match="次数过多"):
        desk.log_in("邹管理", PASSWORD, "10.0.0.9")
    assert desk.reader(desk.log_in("邹管理", PASSWORD, "10.0.0.1"))


def test_a_login_ends_by_itself_and_with_what_happens_to_its_user(acting, users):
    clock = Clock()
    desk = LoginDesk(acting, clock)
    users.add("代管理", PASSWORD, Role.ADMINISTRATOR)

    def fresh() -> str:
        return desk.log_in("邹管理", PASSWORD, "10.0.0.1")

    token = fresh()
    clock.now += 59 * 60
    assert desk.reader(token)
    clock.now += 59 * 60
    assert desk.reader(token), "it was used in between"
    clock.now += 60 * 60
    assert desk.reader(token) is None, "idle for an hour"
    token = fresh()
    for _ in range(14):
        clock.now += 55 * 60
        desk.reader(token)
    assert desk.reader(token) is None, "twelve hours are over however busy it was"
    token, kept = fresh(), fresh()
    desk.log_out(token)
    assert desk.reader(token) is None and desk.reader(kept)
    users.set_password("邹管理", PASSWORD + "新")
    assert desk.reader(kept) is None
    with pytest.raises(NotAllowedError):
        fresh()
    users.set_password("邹管理", PASSWORD)
    token = fresh()
    users.disable("邹管理")
    assert desk.reader(token) is None
    with pytest.raises(NotAllowedError):
        fresh()
    assert desk.reader("") is None and desk.reader("x" * 43) is None


def test_another_role_holds_for_the_next_request(acting, users):
    users.add("史查看", PASSWORD, Role.VIEWER, ["水组"])
    desk = LoginDesk(acting)
    token = desk.log_in("史查看", PASSWORD, "")
    assert (desk.reader(token).role, desk.reader(token).groups) == (Role.VIEWER, {"水组"})
    users.change("史查看", role=Role.KEEPER, groups=["气组", "土组"])
    assert (desk.reader(token).role, desk.reader(token).groups) == (Role.KEEPER, {"气组", "土组"})


def test_the_log_tells_of_logins_and_users_and_never_of_passwords(acting, users):
    desk = LoginDesk(acting)
    desk.log_in("邹管理", PASSWORD, "10.0.0.1")
    with pytest.raises(NotAllowedError):
        desk.log_in("邹管理", "guessed-password", "10.0.0.2")
    with acting.database.reading() as connection:
        found = entries(connection)
    assert [(one.action, one.name, one.address) for one in found] == [
        (LOGIN_FAILED, "邹管理", "10.0.0.2"),
        (LOGIN, "邹管理", "10.0.0.1"),
        (USERS, "机房", ""),
    ]
    assert not any("password" in one.detail or PASSWORD in one.detail for one in found)
    assert {one.action for one in found} <= set(ACTIONS)


def test_only_an_administrator_changes_users(acting, users):
    for role in (Role.VIEWER, Role.DRAFTER, Role.KEEPER):
        desk = UserDesk(acting.reading_as(Reader("甲", role, id="1")))
        for act in (
            desk.every,
            lambda desk=desk: desk.add("乙", PASSWORD, Role.VIEWER),
            lambda desk=desk: desk.change("邹管理", role=Role.VIEWER),
            lambda desk=desk: desk.set_password("邹管理", PASSWORD),
            lambda desk=desk: desk.disable("邹管理"),
            lambda desk=desk: desk.remove("邹管理"),
            lambda desk=desk: desk.new_key("邹管理", "密钥"),
            lambda desk=desk: desk.revoke_key("邹管理", "密钥"),
            lambda desk=desk: desk.keys("邹管理"),
        ):
            with pytest.raises(NotAllowedError, match="管理员"):
                act()
