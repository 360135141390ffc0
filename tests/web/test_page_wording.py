"""The page in English: every entry of the word file is in use, and takes along as many pieces as it gives back."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from assistant.config import Settings
from assistant.errors import KnowledgeError, NotAllowedError
from assistant.resources import SHIPPED_KNOWLEDGE
from assistant.web import wording
from assistant.web.gate import Gate

PACKAGE = Path(wording.__file__).parents[1]
HOLE = re.compile(r"\{#?\d*\}")


@pytest.fixture(scope="module")
def words():
    return wording.words("en", Path("/nowhere"))


def test_every_entry_is_of_the_page_and_keeps_its_pieces(words):
    sources = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.js"), *(SHIPPED_KNOWLEDGE / "lexicon").glob("*.toml")]
    told = "\n".join(path.read_text("utf-8") for path in sources)
    for ours, theirs in words.items():
        assert len(HOLE.findall(ours)) == len(HOLE.findall(theirs)), ours
        assert not re.search(r"[\u4e00-\u9fff]", HOLE.sub("", theirs).replace("【待补】", "").replace("14个", "")), theirs
        for piece in filter(None, (piece.strip() for piece in HOLE.split(ours))):
            for word in re.findall(r"[\u4e00-\u9fff]+", piece):
                assert word in told, f"{ours}: {word} is nowhere on the page"


def test_chinese_takes_nothing_along_and_a_script_cannot_be_ended_by_a_word(tmp_path):
    assert wording.head("zh", tmp_path) == ""
    edited = tmp_path / "knowledge" / "page-en.toml"
    edited.parent.mkdir()
    edited.write_text('[words]\n"问答" = "</script><b>"\n', "utf-8")
    assert wording.head("en", tmp_path).count("</script>") == 1
    edited.write_text("[words\n", "utf-8")
    with pytest.raises(KnowledgeError, match="读不出来"):
        wording.head("en", tmp_path)


@pytest.mark.parametrize(
    "why",
    ["用户名或密码不对，或这个用户已停用，请核对后再试。", "登录失败次数过多，请等15分钟后再试。"],
)
def test_the_login_is_in_the_language_of_the_page_without_its_script(tmp_path, why):
    def refuses(*_):
        raise NotAllowedError(why)

    def form(language):
        logins = SimpleNamespace(log_in=refuses, reader=lambda _: None)
        settings = Settings(home=tmp_path, language=language)
        office = SimpleNamespace(users=SimpleNamespace(any=lambda: True), logins=logins, settings=settings, home=tmp_path)
        client = TestClient(Gate(None, office, tmp_path))
        return client.get("/login").text, client.post("/login", data={"name": "史某", "password": "x"}).text

    asked, again = form("en")
    assert 'lang="en"' in asked and "Password" in asked and not re.search(r"[\u4e00-\u9fff]", asked.replace("Microsoft YaHei", ""))
    assert not re.search(r"[\u4e00-\u9fff]", again.replace("史某", ""))
    assert ("15 minutes" in again) == ("15" in why)
    chinese, refused = form("zh")
    assert 'lang="zh-CN"' in chinese and "密码" in chinese and why in refused
