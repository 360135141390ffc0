"""Web pages in the shapes that portals have: what must be read of each, and what must not."""

from __future__ import annotations

from typing import NamedTuple

TITLE = "岫林县关于第二轮中央生态环境保护督察反馈问题整改情况的公示"
BODY = (
    "截至2023年12月15日，督察反馈我县的12项问题已完成整改9项，其余3项达到序时进度。",
    "一、主要做法",
    "县委、县政府主要领导现场督导14次，召开专题会议9次，投入整改资金3260.5万元。",
    "二、下一步工作",
    "对未完成的3项问题紧盯不放，确保2024年6月底前完成整改。",
    "公示期间如有异议，请向县整改办反映。",
)
SIGNED = ("岫林县人民政府办公室", "2023年12月20日")
NEWS = ("邻县举办环保宣传周活动", "省厅召开视频调度会部署信访件办理28件", "望棠区完成整改35项获通报表扬", "澜川市开展专项行动检查企业96家")
FEET = ("网站地图", "联系我们", "关于我们")
MENU = ("首页", "政务公开", "政策解读", "通知公告", "互动交流", "走进岫林")


class Page(NamedTuple):
    """A page, its main lines in order, and words of the page around them."""

    source: str
    lines: tuple[str, ...]
    foreign: tuple[str, ...]


def links(words: tuple[str, ...], item: str = "li") -> str:
    return "".join(f"<{item}><a href='/c/{number}.html'>{name}</a></{item}>" for number, name in enumerate(words))


def paragraphs(words: tuple[str, ...], tag: str = "p") -> str:
    return "".join(f"<{tag}>&nbsp;&nbsp;&nbsp;&nbsp;{line}</{tag}>\n" for line in words)


def whole(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{TITLE}_岫林县人民政府</title>{head}</head><body>{body}</body></html>"


MAIN = (TITLE, *BODY, *SIGNED)
PORTAL = whole(
    f"<div class='top'><div class='nav'><ul>{links(MENU)}</ul></div><form><input name='q'><button>搜索</button></form></div>"
    f"<div class='crumbs'>当前位置：<a href='/'>首页</a> &gt; <a href='/x'>通知公告</a> &gt; 正文</div>"
    f"<div class='main'><h1>{TITLE}</h1><div class='info'>发布时间：2023-12-20 来源：县整改办</div>"
    f"<div class='share'>分享到：<a href='#'>微信</a><a href='#'>微博</a></div><div class='TRS_Editor'>{paragraphs(BODY)}"
    f"<p style='text-align:right'>{SIGNED[0]}</p><p style='text-align:right'>{SIGNED[1]}</p></div>"
    f"<div class='prenext'><p>上一篇：<a href='1'>{NEWS[0]}</a></p><p>下一篇：<a href='2'>{NEWS[1]}</a></p></div>"
    f"<div class='xgyd'><h3>相关阅读</h3><ul>{links(NEWS)}</ul></div></div>"
    f"<div class='footer'><p>主办：岫林县人民政府　备案号：云ICP备00000000号</p><ul>{links(FEET)}</ul></div>"
)
UNNAMED = whole(
    f"<div><ul>{links(MENU)}</ul></div><div><h2>{TITLE}</h2>{paragraphs(BODY)}{paragraphs(SIGNED)}</div>"
    f"<div><p>热点新闻</p><ul>{links(NEWS)}</ul></div>"
)
TABLES = whole(
    f"<table width='100%'><tr><td colspan='2'><table><tr>{links(MENU, 'td')}</tr></table></td></tr>"
    f"<tr><td width='20%'>{links(NEWS, 'p')}</td><td><table><tr><td align='center'><b>{TITLE}</b></td></tr><tr><td>"
    f"{'<br>'.join('　　' + line for line in (*BODY, *SIGNED))}</td></tr></table></td></tr></table>"
)
FORM = whole(
    f"<form id='aspnetForm' method='post'><input type='hidden' value='1'><div><h1>{TITLE}</h1>{paragraphs((*BODY, *SIGNED))}</div></form>"
)
HIDDEN = whole(
    f"<h1>{TITLE}</h1><div style='display: none'><p>审核意见：同意发布，已完成99项。</p></div>{paragraphs((*BODY, *SIGNED))}"
    "<p hidden>内部备注</p><span style='font-size:0'>防复制乱字</span>"
)
ATTACHED = whole(
    f"<h1>{TITLE}</h1>{paragraphs((*BODY, *SIGNED))}<div>附件：<a href='a.docx'>1.整改任务清单.docx</a><br>"
    "<a href='b.xlsx'>2.信访件办理情况.xlsx</a><br><a href='c.pdf'>3.验收意见.pdf</a></div>"
)
PAGES = {
    "a portal with classes": Page(PORTAL, MAIN, ("政策解读", "微博", NEWS[0], NEWS[2], "关于我们")),
    "boxes without names": Page(UNNAMED, MAIN, ("政策解读", NEWS[0], NEWS[2])),
    "laid out in tables": Page(TABLES, MAIN, ("政策解读", NEWS[0], NEWS[2])),
    "all in one form": Page(FORM, MAIN, ()),
    "with hidden parts": Page(HIDDEN, MAIN, ("99项", "内部备注", "防复制")),
    "with attachments": Page(ATTACHED, (*MAIN, "附件：1.整改任务清单.docx", "2.信访件办理情况.xlsx", "3.验收意见.pdf"), ()),
    "short": Page(whole(f"<div><h1>{TITLE}</h1><p>{BODY[0]}</p></div><ul>{links(MENU)}</ul>"), (TITLE, BODY[0]), ("政策解读",)),
    "divisions for paragraphs": Page(
        whole(f"<div id='zoom'><div>{TITLE}</div>{paragraphs((*BODY, *SIGNED), 'div')}</div><div>{links(NEWS, 'span')}</div>"),
        MAIN,
        (NEWS[0],),
    ),
}
