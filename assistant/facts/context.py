"""What surrounds a figure: which inspection, which batch, which period, as of when, whose (domain.md 1, 2.10, 3)."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.types import Inspection, Place, Report
from assistant.words.dates import DateSpan, find_dates
from assistant.words.relative import day_from, day_of, days_near
from assistant.words.scanning import Scan, scan

_INSPECTION = scan(
    r"(?P<round>第[一二三四五]轮|上一轮|上轮|首轮)?(?:第[一二三四五六]批)?(?:共?\d{1,2}个)?\s*(?P<level>中央|国家|省委、?省政府|省委|省级|(?<![\d两三四五六七八九个几])省(?!督[察查]整改)|自治区|市级|央)?(?P<round2>第[一二三四五]轮)?"
    r"(?:第[一二三四五六七八九十]+批?)?(?:生态)?(?:环境|环保)?(?:保护)?(?P<core>督察?(?!办|室)|督查(?!室|组|办|通报|督办|单))(?P<team>组)?(?:[及和])?(?:(?<=组)[在对][一-龥]{1,6}?(?=[“\"]?回头看))?(?P<revisit>[“\"]?回头看[”\"]?)?"
    r"|(?P<level3>中央|国家|省级|省)?(?P<round3>(?:第[一二三四五]|首)轮)(?=的?(?:反馈|交办|移交|指出|转[办来]|[交派下][给来到达]|共?\d{1,5}[项件个]|问题|任务|信访|$)|[：:][一-龥]{0,8}(?:\d{1,5}[项件个]|$))|(?P<level2>中央|省级|(?<![一-龥])省)(?P<revisit2>[“\"]?回头看[”\"]?)"
    # “回头看”及某流域专项督察59项: it heads a list of its own
    r"|(?P<revisit3>(?<!开展)(?<!组织)(?<!进行)(?<!实施)[“\"]回头看[”\"])(?:(?:以?及|和|与|、)[^，。；、]{1,14}?专项(?:督察)?)?(?=(?:的|反馈|交办|整改|我[省市县区])*(?:问题|任务|信访件)?(?:\d+[项个件]|$))",
    r"第上首中国省自市央生环保督\s“\"",
)
_CAME_AGAIN = re.compile(r"(?<=督察组)[^。；]{0,80}?(?:开展|进行|实施|启动)了?[“\"]?回头看")
"""Behind a team: what it came for is no first inspection (督察组对某省等10个省份开展了“回头看”)."""
_ONLY_BESIDE = re.compile(r"(?:工作|反馈问题)?(?:整改)?(?:工作)?的?(?:有力|有效|重要|必要)?(?:的)?(?:延伸|补充|延续|深化)")
"""Behind an inspection: another one, which is told of, is seen beside it (省级督察是中央督察的延伸和补充)."""
_NAMES_INSPECTION = re.compile(r"督|轮|回头看|警示片|绿盾|大棚房|清废")
"""What no wording of an inspection lacks."""
_CAMPAIGN = re.compile(
    r"(?:[长黄][江河](?:经济带|流域)?|黄河流域|省级?|国家)?(?:生态环境)?(?:突出问题)?警示片|强化督[察查](?!组)|强化监督|[“\"]?(?:绿盾|大棚房|清废)(?:20\d\d)?[”\"]?(?:专项|行动|问题清理整治|清理整治)*"
)
"""Lists of their own beside those of an inspection: what a warning film or a national campaign found."""
ALL_INSPECTIONS = "历次督察"
"""The list of several inspections together (中央督察、省级督察、“回头看”等一系列督察，累计反馈46项)."""
_SERIES = re.compile(
    r"等(?:[一历]?系列|各级|[多历]轮次?|[多历]次|各类|[两三四五六七八九\d]+[轮次])(?:中央|省级)?(?:生态)?(?:环境|环保)?(?:保护)?督[察查]"
)
_LEVELS = {"国家": "中央", "央": "中央", "省": "省级", "省委": "省级", "省委省政府": "省级", "省委、省政府": "省级", "自治区": "省级"}
_FOR_ALL = re.compile(
    r"(?:以上|上述|此|这|[均都]?(?:为|是|系|属于?)|[均都]?来自|[均都]由|[（(])(?=[^，。；]{0,6}(?:第[一二三四五]轮|中央|省级|省委))"
)
WHOSE = re.compile(
    r"(?:第[一二三四五]轮|上一轮|中央|省委|省级|省|国家|(?:生态)?(?:环境)?(?:环保)?(?:保护)?督[察查]组?|[“\"]?回头看[”\"]?|反馈|交办|转办|移交|转来|交来|转交|移送|指出|意见|期间|我[省市县区])+"
)
"""Whose list the noun behind a status names (已办结〔第二轮中央督察交办〕信访件73件)."""
_TEAM = re.compile(r"(?:中央|省|省委省政府|省委、省政府|自治区)?第[一二三四五六七八九十]+(?:生态)?(?:环境|环保)(?:保护)?督察组")
_BATCH = re.compile(r"(?<!轮)第[一二三四五六七八九十百\d]+批(?!至)(?:次)?")
_COUNTS_BATCHES = re.compile(r"[批计总共]")
"""What no wording of a batch or of all batches lacks."""
_CUMULATIVE = re.compile(
    r"累计|历批|算上本批|连同此前|前[一二三四五六七八九十\d]+批|第[一二三四五六七八九十百\d]+批?[^，。；第]{0,3}[至到]第?[一二三四五六七八九十百\d]+批|[一二三四五六七八九十\d]+个?批次?(?:合起来|加起来|加在一起|合在一起)|1[—\-－至]\d+批|共收到\d+批|[一二三四五六七八九十\d]+批累计|总计|总数达|已交办[一二三四五六七八九十]+批|[至到]\d{1,2}月\d{1,2}日[^。；]{0,40}(?:共计|总共|累计|共(?=[向收受接交转移]))"
)
_BATCH_BEHIND = re.compile(
    r"[^。；]{0,16}?(?:[（(]|(?:作为|列为|算作|属于?)|[，,](?:为|系|是|属于?))(?P<batch>第[一二三四五六七八九十百\d]+批)(?:次)?(?=[）)，,。；]|$)"
)
_ONE_BATCH = re.compile(
    r"^(?!.*(?:累计|历批|此前|[至到][^，。；]{0,12}批|前[一二三四五六七八九十\d]+批)).*第[一二三四五六七八九十百\d]+批[^。；]*[，,]总计$"
)
"""Ahead of the sum of one batch only: 第6批信访件于5月3日交到我市，总计19件."""
_THIS_BATCH = re.compile(r"[本该此]批")
_CLOSED = re.compile(r"[（(][^（()）]*[）)]")
"""What stands in brackets is said of the figure ahead of them only."""
PERIOD = re.compile(
    r"(?<![较比])(?:(?:19|20)\d{2}年)?(?:前[一二三]季度|[1一]至[3三]季度|第[一二三四]季度|上半年|下半年|全年|[前头](?:1[0-2]|[1-9])个月|(?:1[0-2]|[1-9])月?\s*[-—~－至到]\s*(?:1[0-2]|[1-9])月(?:份)?(?!\d{1,2}日))"
    r"|(?<![较比])(?:19|20)\d{2}年(?!(?:全年|同期|底)?相比)(?:以来|以后)?(?!\d|年?[底末前])(?:(?:1[0-2]|[1-9])月份?(?![\d]{1,2}日))?|今年以来|近一年来|近年来|(?<![较比])去年(?!同期)|今年(?!年?底)|进驻期间|督察期间|(?<!\d)(?:1[0-2]|[1-9])月份|(?<![至到年\d])(?:1[0-2]|[1-9])月(?=[，,全里内])"
)
_SPEAKS_OF_TIME = re.compile(r"[年月季期]")
"""What no period lacks."""
_PERIODS = Scan(PERIOD, re.compile(r"[\d前头一第上下全今近去进督]"))
_UP_TO = re.compile(r"(?:年|月|日|号|\d)\s*(?:至|到|—|-|－)\s*$")
_STATE_OF = re.compile(r"[底末](?!前)|前后|(?:上午|中午|下午)?\d*[:：]?\d*时?，?(?:累计|已|共)")
_MONTHLY = re.compile(r"月|\d\s*[-/.]\s*\d")
"""What no date with a month lacks."""
_AS_OF = re.compile(r"(?:截至|截止|到|至|算上本批，?督察组至)\s*$")
_REVIEWED = re.compile(r"(?:[，,][^。；，,]{0,60})?(?:盘点|清点|统计|调度|对账|的?(?:数据|数字|台账|报表|汇总))")
_COUNTED_TO = re.compile(r"截[至止]|统计时间|(?:统计|数据|数字|盘点|账|情况)[算截]?[至到]")
_PLANNED_TURN = re.compile(
    r"(?:计划|拟|预计|定)[于在][^。；;]{0,16}前[^。；;，,]{0,12}[件项个条][，,、](?:[^。；;，,]{0,20}前[^。；;，,]{0,12}[件项个条][，,、])*$"
)
"""Deadlines told in turn, the first of them as planned (计划于5月底前完成的14件，12月底前完成的31件)."""
_DONE_BY = re.compile(r"前(?:就|便)?(?:已|均|都|全|一律|悉数)*(?:完成|办结|销号|整改(?:完|到位))(?!整?改?的?(?:时限|任务要求))")
_ENDS_WITH_DATE = re.compile(
    r"(?:截[至止]|统计时间为|(?:统计|数据|数字|盘点|账|情况)[算截]?[至到])[^，。；（）()]{2,16}?(?:的?(?:数字|数据|情况|进展|结果|总体情况))?[）)]?[。；]?$"
)
_CLOSING_DAY = re.compile(
    r"[（(]?(?=[^。]{0,8}?(?:统计|数据|截[至止]|时点|以上|上述))(?:以上|上述|均为|为|是|的|统计|数据|数字|情况|口径|截[至止]|时点|时间|至|到|于|[：:，])*"
    r"(?P<day>[\d年月日底末上本当个初]{3,14})(?:的?(?:数据?|数字|口径|情况|统计))?[）)]?[。；]?"
)
"""A sentence that does nothing but date what stands before it: 统计时点：6月30日。"""
_AHEAD = 40
"""So many characters before a date say whether a figure is counted up to it."""
_DUE = re.compile(r"(?:应当?|须|需|要求|计划|预计|拟|力争|确保|争取|时限为?|期限为?)[于在]?$")
_DUE_AHEAD = 6
_SHORTLY = 60
"""So many days before its own date a document may say how things stood."""
LOOK_BACK = 600
"""So many characters before a figure say what it is of; a longer sentence is a table or a list that lost its line ends."""
PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|"
    "湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆"
)
PLACE_NAME = re.compile(
    rf"(?:{PROVINCES})(?:省|市|自治区|维吾尔自治区|壮族自治区|回族自治区)?|[*＊×某一-龥]{{1,7}}?(?:自治县|自治州|自治区|地区|省|市|县|区|州|盟|旗)"
)

_SUBJECT = re.compile(
    rf"(?:[从分按][\u4e00-\u9fff]{{0,3}}[省区市县州域地]来?看(?:[，,]|[：:](?=[一-龥]{{2,8}}?[省市区州][共被]?(?:问责|追责|约谈|立案|罚款|处罚)))|其中[，,]?|以|在)?(?P<name>{PLACE_NAME.pattern})"
    r"(?=把|将|20\d\d年|为例|则(?!按|由|应|需)|首创|创新|探索|建立|投入|组织|成立|实行|推行|制定|出台|依托|筹措|邀请|打造|(?<=^在.{3})[，,]|(?<=^在.{4})[，,]|不断|大力|有序|着力|坚持|全面|深入|强化|紧盯|扎实|持续|加快|加强|聚焦|积极|狠抓|严格|稳步|突出|始终|率先|统筹|推进|推动|实施|开展|[共应需被]?(?:收到|接到|问责|追责|约谈|立案|罚款|处罚|拘留|承办|承担|涉及|牵头|交办|办结|办理|完成|反馈|累计|已|应|有|对|的)|(?:整改)?(?:任务|问题)|信访|[，,：:]"
    r"|\d+[项个件](?:任务|问题)?(?:[，,]?(?:其中|目前|已经?|均|全部)*(?:完成|办结|销号|改完|整改)|[，,]\d+[项个件](?:已经?|均)?(?:完成|办结|销号)))"
)
_COUNTY = re.compile(
    r"(?P<name>[一-龥]{1,4}[县区旗])(?=(?:第[一二三四五]轮|中央|省级)*(?:生态环境保护|环保)?督察(?:组)?(?:反馈|交办|移交|指出|整改|信访))"
)
"""A county that opens a statement about its own list (岫林县督察反馈问题14项), in the report of its city."""
_SEVERAL = re.compile(rf"(?P<name>(?:{PLACE_NAME.pattern})(?:[、和](?:{PLACE_NAME.pattern}))+)分别(?:已|均已)?(?:完成|办结|销号|整改)")
"""Places whose finished parts are told in one breath: figures of neither the document's own place nor the last one named."""
_NO_PLACE = re.compile(
    r"督|组|办|我|涉及|承担|牵头|个别|部分|整改|完成|推动|[一二三四五六七八九]是|全[省市县区]$|[和与及]|对接|^(?:从|要|位于|指导|督促|支持|协调|会同|针对|围绕|根据|按照|由|为|请|经)|^(?:全|该|本|各|此|两|多|省|市|县|区|有|在|向|对|这|相关|被|其[他它余]|所[在属涉])|(?:城|社|景|园|辖|地|矿|库|厂|小|功能|保护)区$|[城超都]市$"
)


_JOINTLY = re.compile(
    r"(?:截[至止][^，。；]{2,14}，)?(?:上述|以上|这|该|此次|全部)?(?:[2-9]|[1-3]\d|[两二三四五六七八九]|十[一二三四五六七八九]?)个?"
    r"(?:省(?!级)(?:份|区|[（(][区市、]+[）)])?|[市县区旗州盟](?![域内级直委]))"
)
"""A statement about several places at once (4省份…, 上述3市…): it is not that of the one told of before."""


_ROUND_NAMED = r"(?:上一?轮|首轮|前[一两]轮|(?:中央|省级?)?第[一二三四]轮|中央|省级?)"
_SEVERAL_TEAMS = re.compile(r"[\d两三四五六七八九十]个$")
_COMPARED = re.compile(rf"(?:[比较]|相[较比]于?|对比){_ROUND_NAMED}|[与和同跟]{_ROUND_NAMED}[^，。；]{{0,20}}(?:相比|比较|对比)")
"""An inspection that figures are compared with."""


@lru_cache(maxsize=1024)
def inspection_of(text: str) -> Inspection | None:
    """The last inspection a text names, None when it names none; 省第六环境保护督察组 is 省级, 央督 is 中央."""
    if not _NAMES_INSPECTION.search(text):
        return None
    named = _inspections(text)
    begins, last = next(iter(reversed(named)), (-1, None))
    if last is not None and last.team and not last.round and len(named) > 1 and not apart(last, named[-2][1]):
        last = merge(last, named[-2][1])  # 第二轮中央督察由中央第三督察组承担: the team is that of the inspection
    if last is not None and any(match.end() > begins for match in _SERIES.finditer(text)):
        return Inspection(campaign=ALL_INSPECTIONS)
    campaigns = [match for match in _CAMPAIGN.finditer(text) if match.start() > begins]
    return Inspection(campaign=re.sub(r"[“”\"]", "", campaigns[-1][0])) if campaigns else last


def _inspections(text: str) -> list[tuple[int, Inspection]]:
    """All inspections a text names, each with where its name begins."""
    found: list[tuple[int, Inspection]] = []
    for match in _INSPECTION.matches(text):
        written = match["level"] or match["level2"] or match["level3"] or ""
        level = _LEVELS.get(written, written)
        if match["round3"] and not level and found:
            level = found[-1][1].level  # 第一轮中央督察41项，第二轮29项: a round without a name of its own is one more of the same
        round_ = match["round"] or match["round2"] or match["round3"] or ""
        revisit = bool(match["revisit"] or match["revisit2"] or match["revisit3"] or _CAME_AGAIN.match(text, match.end()))
        if _ONLY_BESIDE.match(text, match.end()):
            continue
        if match["team"] and not (round_ or revisit) and _SEVERAL_TEAMS.search(text, 0, match.start()):
            continue  # 6个中央环境保护督察组 are the teams of the inspection that is told of, whichever it is
        if level or round_ or revisit:
            team = _TEAM.search(match[0])
            named = Inspection(level, {"上轮": "上一轮", "首轮": "第一轮"}.get(round_, round_), revisit, team[0] if team else "")
            found.append((match.start(), named))
    return found


def only_inspection(text: str) -> Inspection | None:
    """The last inspection that a text names where it names one only; None where it tells of several, so that none is the document's.

    One that figures are only compared with (比第二轮增加6件, 与第一轮相比减少50%) is nobody's.
    """
    if _COMPARED.search(text):
        return None
    named = [inspection for _, inspection in _inspections(text)] if _NAMES_INSPECTION.search(text) else []
    several = any(apart(one, named[-1]) for one in named)
    return None if several else inspection_of(text)


def apart(asked: Inspection, held: Inspection) -> bool:
    """Whether two inspections are surely not the same one; what either does not say tells nothing."""
    other_level = asked.level and held.level and asked.level != held.level
    return bool(other_level or (asked.round and held.round and asked.round != held.round))


def inspection_behind(rest: str) -> Inspection | None:
    """The inspection that a sentence names for all its figures behind them (均为第二轮中央督察交办, 此为省级督察截至6月底的数字)."""
    found = _FOR_ALL.search(rest) if _NAMES_INSPECTION.search(rest) else None
    return inspection_of(rest[found.end() :]) if found else None


def merge(near: Inspection | None, far: Inspection | None) -> Inspection:
    """What the sentence says, completed by what the paragraph or title says where they do not disagree."""
    if near is None or near.campaign:
        return near or far or Inspection()
    differs = (near.level and far and far.level and near.level != far.level) or (near.round and far and near.round != far.round)
    # A team is named (中央第四生态环境保护督察组) without saying again on which visit it came.
    team_of_revisit = far is not None and far.revisit and bool(near.team) and not near.round
    if far is None or differs or (near.revisit != far.revisit and not team_of_revisit):
        return near
    return Inspection(near.level or far.level, near.round or far.round, far.revisit or near.revisit, near.team or far.team, near.campaign)


@lru_cache(maxsize=1024)
def batch_of(lead: str) -> str:
    """第三十三批 or 累计, whichever stands last in the words before a figure; empty when neither does."""
    if not _COUNTS_BATCHES.search(lead):
        return ""
    found = [(match.start(), "累计") for match in _CUMULATIVE.finditer(lead)] + [
        (match.start(), match[0]) for match in _BATCH.finditer(lead)
    ]
    if found and _ONE_BATCH.search(lead):
        return next(word for _, word in reversed(found) if word != "累计")
    cumulative = [place for place, word in found if word == "累计"]
    if not found:
        return ""
    position, word = max(found)
    if word != "累计" and cumulative and position - max(cumulative) < 14:
        return "累计"
    return word


def batch_behind(text: str, end: int) -> str:
    """第十批 in 举报件91件（第十批） and 举报件3件，为第四批: the batch said right behind a figure that ends at `end`."""
    match = _BATCH_BEHIND.match(text, end)
    return match["batch"] if match else ""


def statement(said: str) -> str:
    """The statement that the words before a figure end with: what stands behind the last semicolon."""
    return said[max(said.rfind("；"), said.rfind(";"), len(said) - LOOK_BACK - 1) + 1 :]


def batches_named(text: str) -> list[str]:
    """The numbered batches a text names, as written and in its order."""
    return _BATCH.findall(text) if "批" in text else []


def last_batch(text: str) -> str:
    """The last numbered batch a text names, as written; empty when it names none."""
    return next(reversed(batches_named(text)), "")


def this_batch(lead: str) -> bool:
    """Whether the words before a figure speak of 本批 without its number."""
    return bool(_THIS_BATCH.search(lead))


def of_this_batch(lead: str) -> bool:
    """Whether 本批 is the last that the words before a figure say of batches (累计298件，办结271件；其中本批办结)."""
    if not _THIS_BATCH.search(lead):
        return False
    plain = _CLOSED.sub("", lead)
    own = max((match.end() for match in _THIS_BATCH.finditer(plain)), default=-1)
    others = [match.end() for pattern in (_CUMULATIVE, _BATCH) for match in pattern.finditer(plain)]
    return own > max(others, default=-1)


@lru_cache(maxsize=1024)
def period_of(lead: str) -> str:
    """The last period named before a figure, in the words of the text."""
    last = ""
    for match in _PERIODS.matches(lead) if _SPEAKS_OF_TIME.search(lead) else ():
        last = match[0]
    return last


def dated(lead: str, report: Report) -> str | None:
    """The date up to which a figure counts: 截至/到 a date in its sentence, the year taken from the report's own date."""
    for span in reversed(find_dates(lead) if _MONTHLY.search(lead) else []):
        if span.month is None:
            continue
        ahead = lead[max(0, span.start - _AHEAD) : span.start]
        if _UP_TO.search(ahead):
            continue
        due = ahead.endswith("在") and lead.startswith("前", span.end)
        opens = due or ahead in {"", "从", "据", "在"} and _REVIEWED.match(lead, span.end) or _done_by(lead, span)
        if _AS_OF.search(ahead) or _STATE_OF.match(lead, span.end) or opens:
            found = _with_year(span, report)
            # A day after the document's own date is a plan, not a state.
            return None if found and report.as_of and found[: len(report.as_of)] > report.as_of[: len(found)] else found
    return day_from(lead, report.as_of) if report.as_of else None


def _done_by(lead: str, span: DateSpan) -> bool:
    """Whether a day with 前 behind it opens what was done by then (12月10日前完成9项), not what is due."""
    opens = re.search(r"(?:^|[，,；;：:])[^，,；;：:。]{0,8}$", lead[: span.start])
    due = _DUE.search(lead[max(0, span.start - _DUE_AHEAD) : span.start]) or _PLANNED_TURN.search(lead[: span.start])
    return bool(opens and _DONE_BY.match(lead, span.end)) and not due


def dated_behind(rest: str, report: Report) -> str | None:
    """The date at the end of a sentence up to which all its figures count (统计截至6月30日, 以上为截至本月10日的数字)."""
    found = _ENDS_WITH_DATE.search(rest) if _COUNTED_TO.search(rest) else None
    return dated(found[0].replace("统计时间为", "截至"), report) if found else None


def closing_day(text: str, report: Report) -> str | None:
    """The day that a sentence of its own gives the figures before it (统计时点：2023年6月30日。, 以上数据截至上月底。)."""
    found = _CLOSING_DAY.fullmatch(text)
    return dated(f"截至{found['day']}", report) if found else None


def only_day(said: str, report: Report) -> str | None:
    """The day of a state where a sentence names just one that lies shortly before the document's own (6月30日调度：…; …，6月30日统计).

    A day months ago is one of a visit or of the feedback; one that something was due on is no day of a state either.
    """
    own = report.as_of or ""
    today = day_of(own)
    if today is None or not _MONTHLY.search(said):
        return None
    days = days_near(said, own)
    for found in find_dates(said):
        part_of_span = _UP_TO.search(said[: found.start]) and found.month is None
        if found.day is None or part_of_span or _DUE.search(said[max(0, found.start - _DUE_AHEAD) : found.start]):
            continue
        day = _with_year(found, report)
        days += [day] if day else []
    near = {day for day in days if (one := day_of(day)) and 0 <= (today - one).days <= _SHORTLY}
    return near.pop() if len(near) == 1 and len(set(days)) == 1 else None


def _with_year(found: DateSpan, report: Report) -> str | None:
    if found.year is not None:
        return found.iso
    if report.as_of and len(report.as_of) >= 4:
        return f"{report.as_of[:4]}-{found.iso}"
    return None


def speaks_jointly(clause: str) -> bool:
    """Whether a statement opens with several places counted together (截至今年6月，4省份…)."""
    return _JOINTLY.match(clause.lstrip()) is not None


def subject_place(clause: str, report: Report) -> Place | None:
    """Another place a sentence opens with (北京市2017年…, 以南宁市为例), None when it speaks of the report's own.

    Only an opening name counts: a name further on is usually a destination, a list member or a cited example.
    """
    if several := _SEVERAL.match(clause.lstrip()):
        return Place(several["name"])
    match = _SUBJECT.match(clause.lstrip()) or _COUNTY.match(clause.lstrip())
    if match is None:
        return None
    name = match["name"]
    if match.re is _COUNTY and not (report.place and report.place.name.endswith(("市", "州", "盟", "地区"))):
        return None
    if _NO_PLACE.search(name) or len(name) < 2:
        return None
    own = report.place
    if own is not None and (name == own.name or name in own.within or own.name.startswith(name) or name in own.name):
        return None
    return Place(name, (own.name,) if own is not None and not own.masked else ())
