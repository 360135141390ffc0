"""Web pages: what the page says, once and in order; nothing of what stands around it."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from assistant.errors import EmptyReport, UnreadableReport
from assistant.reading.load import load
from assistant.reading.loaded import Loaded
from tests.reading.pages import BODY, MAIN, PAGES, PORTAL, SIGNED, TITLE, links, paragraphs, whole


def read(page: str | bytes, name: str = "公示.html") -> Loaded:
    return load(Path(name), page if isinstance(page, bytes) else page.encode())


def lines(page: str | bytes) -> list[str]:
    return read(page).text.split("\n")


@pytest.mark.parametrize("name", PAGES)
def test_the_main_text_and_nothing_around_it(name):
    page = PAGES[name]
    found = lines(page.source)
    assert [line for line in found if line in page.lines] == list(page.lines)
    assert [words for words in page.foreign if any(words in line for line in found)] == []


def test_a_page_that_is_a_list_of_links_keeps_it():
    names = tuple(f"第{number}批信访件办理情况" for number in range(1, 9))
    assert [line for line in lines(whole(f"<ul>{links(names)}</ul>")) if line in names] == list(names)


@pytest.mark.parametrize(
    ("declared", "written"), [("gb2312", "gb18030"), ("gb2312", "utf-8"), ("utf-8", "gbk"), ("big5", "gbk"), ("x-unknown", "utf-8")]
)
def test_the_declared_charset_is_believed_only_when_it_fits(declared, written):
    page = whole(paragraphs(BODY), f"<meta http-equiv='Content-Type' content='text/html; charset={declared}'>")
    assert lines(page.encode(written))[-len(BODY) :] == list(BODY)


@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        ("<p>处理能力2000m<sup>3</sup>/日，面积3km<sup>2</sup></p>", "处理能力2000m³/日，面积3km²"),
        ("<p>CO<sub>2</sub>和PM<sub>2.5</sub></p>", "CO2和PM2.5"),
        ("<p>完成12项<sup>[1]</sup></p>", "完成12项[1]"),
        ("<p><ruby>整<rp>(</rp><rt>zhěng</rt><rp>)</rp>改<rt>gǎi</rt></ruby>完成</p>", "整改完成"),
        ("<p>督察\n   反馈\n问题12项</p>", "督察反馈问题12项"),
        ("<p>Clean\nwater</p>", "Clean water"),
        ("<p>&#12288;&#12288;整改&nbsp;&nbsp;完成&ensp;</p>", "整改 完成"),
        ("<p>销\u200b号<wbr>率</p>", "销号率"),
        ("<p><font>已完成<b>1</b><span>2</span>项</font></p>", "已完成12项"),
    ],
)
def test_words_inside_a_line(source, read_as):
    assert lines(f"<html><body>{source}</body></html>") == [read_as]


def test_line_breaks_make_lines():
    assert lines("<div>一、情况<br>已完成9项。<br/>二、打算<hr>继续整改。</div>") == ["一、情况", "已完成9项。", "二、打算", "继续整改。"]
    assert lines("<pre>第一行\n第二行</pre>") == ["第一行", "第二行"]


def test_a_table_keeps_its_heads_and_merged_cells():
    page = whole(
        "<p>进展如下：</p><table><tr><th rowspan='2'>地区</th><th colspan='2'>信访件</th></tr><tr><th>交办</th><th>办结</th></tr>"
        "<tr><td>石檐乡</td><td>31</td><td>28</td></tr><tr><td>芦汀镇</td><td>21</td><td>19</td></tr></table><p>特此公示。</p>"
    )
    loaded = read(page)
    start = loaded.text.index("进展如下")
    assert loaded.text[start:].split("\n")[0] == "进展如下：" and loaded.text.endswith("\n特此公示。")
    rows = [line for line in loaded.text.split("\n") if "石檐乡" in line or "芦汀镇" in line]
    assert len(rows) == 2 and all("交办" in row and "办结" in row and "信访件" in row for row in rows)
    assert {loaded.text[cell.start : cell.end] for cell in loaded.cells} >= {"31", "28", "21", "19"}


@pytest.mark.parametrize("span", ["99999999", "-3", "abc", ""])
def test_spans_that_make_no_sense_do_no_harm(span):
    page = f"<table><tr><td rowspan='{span}' colspan='{span}'>地区</td><td>件数</td></tr><tr><td>石檐乡</td><td>31</td></tr></table>"
    assert "地区" in read(page).text and "31" in read(page).text


def test_what_only_the_head_says_is_written_first():
    metas = (
        f"<meta name='ArticleTitle' content='{TITLE}'><meta name='PubDate' content='2023-12-21 09:30'>"
        "<meta name='ContentSource' content='岫林县整改办'>"
    )
    assert lines(whole(paragraphs(BODY), metas)) == [f"标题：{TITLE}", "发布日期：2023-12-21 09:30", "来源：岫林县整改办", *BODY]
    shown = f"<h1>{TITLE}</h1><p>2023年12月21日 来源：岫林县整改办</p>{paragraphs(BODY)}"
    assert lines(whole(shown, metas)) == [TITLE, "2023年12月21日 来源：岫林县整改办", *BODY]
    assert lines(whole(paragraphs(BODY))) == [f"{TITLE}_岫林县人民政府", *BODY]


def test_the_name_of_the_window_is_no_title_of_a_page_that_has_one():
    page = "<html><head><title>晒出成绩单-岫林县政府网</title></head><body>{}</body></html>"
    assert lines(page.format(f"<h1>{TITLE}</h1>{paragraphs(BODY)}").encode())[0] == TITLE
    assert lines(page.format(f"<h1>岫林县政府网</h1>{paragraphs(BODY)}").encode())[0] == "晒出成绩单-岫林县政府网"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "<html><body><div id='app'></div><script>window.__DATA__={'title':'公示','body':'已完成9项'}</script></body></html>",
            "由脚本生成",
        ),
        ("<html><frameset cols='20%,80%'><frame src='menu.html'><frame src='main.html'></frameset></html>", "框架"),
        ("<html><body><iframe src='main.html'></iframe></body></html>", "框架"),
    ],
)
def test_a_page_without_its_text_says_where_it_is(page, said):
    with pytest.raises(UnreadableReport, match=said) as caught:
        read(page)
    assert str(caught.value).count("。") == 1 and str(caught.value).endswith("。")


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><p> &nbsp; </p></body></html>", "<!-- nothing -->"])
def test_an_empty_page_is_empty(page):
    with pytest.raises((EmptyReport, UnreadableReport)):
        read(page)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "已完成9项。" + "</div>" * 20_000,
        "<ul>" + "<li><a href=x>项</a>" * 50_000 + "</ul><p>已完成9项。</p>",
        "<table><tr>" + "<td>格" * 50_000 + "</table><p>已完成9项。</p>",
        '<!DOCTYPE html [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;">]><p>&b;已完成9项。</p>',
        "<p>" + "<b>已完成9项。" * 20_000,
    ],
    ids=["deep", "many links", "wide row", "entities", "unclosed"],
)
def test_hostile_pages_end(page):
    try:
        assert "已完成9项。" in read(page).text
    except UnreadableReport as error:
        assert str(error).endswith("。")


def archive(*parts: tuple[str, str, str], transfer: str = "quoted-printable") -> bytes:
    """A saved page of (type, charset, content) parts."""
    message = EmailMessage()
    message["Subject"] = "=?utf-8?B?5YWs56S6?="
    message["MIME-Version"] = "1.0"
    message.make_related()
    for kind, charset, content in parts:
        part = EmailMessage()
        part.set_content(content.encode(charset), "text", kind, cte=transfer)
        part.set_param("charset", charset)
        message.attach(part)
    return message.as_bytes()


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_page_saved_as_one_file(transfer, charset):
    data = archive(("html", charset, PORTAL.replace("云ICP备", "备")), ("css", "utf-8", "body{color:red}"), transfer=transfer)
    found = load(Path("公示.mht"), data).text.split("\n")
    assert [line for line in found if line in MAIN] == list(MAIN)
    assert not any("微博" in line or "color" in line for line in found)


def test_a_saved_frameset_is_read_from_its_frames():
    frames = "<html><frameset cols='20%,80%'><frame src='cid:1'></frameset></html>"
    data = archive(("html", "utf-8", frames), ("html", "utf-8", f"<p>{SIGNED[0]}</p>"), ("html", "utf-8", whole(paragraphs(BODY))))
    assert load(Path("公示.mhtml"), data).text.split("\n")[-len(BODY) :] == list(BODY)


@pytest.mark.parametrize(
    "data", [b"From: a\n\nno page", b"\x00\x01\x02" * 100, b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x"]
)
def test_a_file_without_a_page_is_refused(data):
    with pytest.raises(UnreadableReport, match="没有网页") as caught:
        load(Path("公示.mht"), data)
    assert str(caught.value).count("。") == 1
