"""A small library in memory, read and extracted by the real parts, for invented places."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.store.scope import fact_in_scope, in_scope
from assistant.types import Fact, Hit, Report, ReportHead, Scope
from assistant.words.lexicon import load_lexicon

REPORT = """青峦市关于第二轮中央生态环境保护督察整改落实情况的报告
2021年4月7日至5月7日，中央第三生态环境保护督察组进驻青峦市开展督察，共交办我市信访件86件。2021年8月12日，督察组向我市反馈督察意见，反馈问题24项。
截至2022年6月30日，反馈的24项问题中，已完成整改17项，其中已销号11项，达到序时进度5项，未达到序时进度2项。86件信访件中，已办结80件，阶段性办结6件。
一、主要做法
（一）加强组织领导。市委常委会先后9次听取整改进展，市长每月主持调度一次。成立由书记、市长任双组长的整改领导小组。
（二）压实整改责任。逐项明确牵头市领导、责任单位和完成时限，形成责任清单24份。对推进慢的3个县区主要负责人进行约谈。
（三）严格验收销号。按照自查、县级初验、市级验收、公示的顺序办理销号，做到“一项一档”。
二、整改成效
（一）环境质量改善。2021年，全市优良天数比例94.2%，同比上升1.1个百分点。
三、存在问题
（一）个别任务推进偏慢。两个乡镇的污水管网改造受资金影响，尚未完工。
四、下一步工作
（一）加快收尾。9月底前完成剩余管网改造，逐项组织验收。
青峦市人民政府
2022年7月5日
"""
CONFLICT = """青峦市第二轮中央生态环境保护督察整改进展情况通报
截至2022年6月30日，第二轮中央生态环境保护督察反馈我市问题24项，已完成整改18项，达到序时进度4项，未达到序时进度2项。
青峦市督察整改办
2022年7月5日
"""
MASKED = """**县第二轮中央生态环境保护督察整改落实情况的报告
第二轮中央生态环境保护督察反馈我县问题*项，已完成整改*项，已销号*项。
一、主要做法
（一）加强组织领导。**县委、县政府召开专题会议*次研究整改，县委书记带队检查6次。
"""
OTHER = """白岭县第二轮中央生态环境保护督察整改落实情况的报告
截至2022年5月31日，反馈我县的9项问题中，已完成整改4项，达到序时进度5项。
一、主要做法
（一）坚持信息公开。在白岭县政府网站公示整改进展12期。
白岭县人民政府
2022年6月1日
"""


class MemoryLibrary:
    """The Library protocol over a handful of texts."""

    def __init__(self, *texts: str) -> None:
        lexicon = load_lexicon()
        self.read = [report for n, text in enumerate(texts) for report in read_reports(f"{n}.txt", text.encode("utf-8"))]
        self.found = {report.id: extract(report, lexicon) for report in self.read}

    def heads(self, scope: Scope) -> Sequence[ReportHead]:
        every = [ReportHead(r.id, r.title, r.genre, r.place, r.as_of, r.path, r.sample) for r in self.read]
        return in_scope(every, scope)

    def report(self, report_id: str) -> Report:
        return next(report for report in self.read if report.id == report_id)

    def facts(self, scope: Scope) -> Sequence[Fact]:
        return [fact for head in self.heads(scope) for fact in self.found[head.id] if fact_in_scope(fact, scope)]

    def search(self, query: str, scope: Scope, k: int = 10) -> Sequence[Hit]:
        return []
