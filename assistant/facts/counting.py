"""Whether a number counts the members of an inspection list, by the words right around it (domain.md 2.1)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assistant.facts.cells import Cell
from assistant.types import Track
from assistant.words.lexicon import Lexicon, TrackWords, alternatives

_TAIL = re.compile(
    r"(?:共计?|总计|合计|累计|总数|总量|总?数[量目]?|[件个项条]数|应(?:整?改|完成|销号|办结?|办理|实施)|列入|纳入|领受|领到|承接|而言|来说|来讲|部分|在?(?:[我全]|[一-龥]{2,3})[省市县区州旗](?=共)|在|计|为|有|是|达到?|约|近|一共|总共|目前|现|已|均|仅|只|我[市县区省旗]|该[市县区省旗]|本[市县区]|全[市县区省]"
    r"|涉及(?:我|该|本)?[一-龥]{0,6}[市县区省旗州](?:的)?|交办|转办|移交|反馈|认领|承担|承办|办理|负责|收到|接到|受理|任务|事项|清单|台账|线索|数据|方面|情况|进行"
    r"|[清盘统][点计]|梳理|排查|细化|分解|的|[当其]?中|里面?|内|整改|处理|处置|登记|统计|逐[项条件个一]|核[对查]|汇总|调度|结果|[完销办整][成号结改]率|[%％]|收|[\d.一二三四五六七八九十百千两个项件条宗批余多：:，,（(\s])*"
)
"""What may stand between the noun of a list and the figure that counts it."""
_COUNTABLE = {Track.PROBLEM: {"个", "项", "条", "件"}, Track.COMPLAINT: {"件", "宗", "起", "个", "万件", "件次"}}
WHOLE_SAID = re.compile(
    r"(?:总|共|合|计|加|统|拢|全部|所有|任务|整改|清单|台账|事项|问题|信访|举报|投诉|交办|转办|督[察查]|反馈|意见|列入|纳入|承[接担办]|认领|领[到办]|名下|所[列提]|指出"
    r"|[两三四五各]?[者项类数栏]|起来|相加|之和|并计?|分母|底数|盘子|应[改办销]|以上|上述|收到|接到|[量数账]|余|件|内|中|里|的|为|是|达|有|即|与|和|等于|恰|正好|[我全本该][省市县区州旗])+"
)
"""What may be said of a total: nothing that would make it a count of something else."""
_THIS_IS = re.compile(r"[—\-–]+(?:这)?(?:就)?是")
_NOT_MEMBERS = re.compile(
    r"(?:[^，。；]{0,8}督察)?组(?!.{0,6}(?:交办|反馈|指出|移交|转办)的)|工作组|专班|典型|点位|省[（(区份]|县市|乡镇|部门|单位|企业|方面"
)
_BARE = re.compile(
    r"(?:共计?|总计|合计|累计|总数|总量|数量|件数|总共|总|计|为|有|达|已达|约|近|一共|总共|目前|现|已|至今|应(?:整?改|完成|销号|办结?|办理|实施)|列入|纳入|领受|领到|承担|承接|认领|(?:整改)?(?:清单|台账|任务)|的|[我全本该][市县区省州旗]|[一-龥]{2,3}[市县区州旗](?=一?共|总)|建账|登记|列账|立账|总?盘子|底数|涉及(?:我|该|本)?[一-龥]{0,6}[市县区省旗州](?:的)?|其中|交办|转办|\s)*"
)
_HANDED_ON = re.compile(
    r"由[^，。；\d]{2,24}?(?:交|转|移|批)(?:办|送|交)?(?:到|至|给|由|来)|(?:已|均|全部)?(?:进入|转入|纳入)[^，。；\d]{0,8}(?:办理|流程|系统|台账)|(?:按[一-龥]{1,4})?(?:移交|转交|交办|转办|批转|分办|[交转](?:由|给|到|至))"
)
"""Behind a total: to whom all of it goes (将…104件转交我市)."""
_GOES_ON = re.compile(
    r"[中里]|[当之其]中|之?[^，。；、\d]{0,8}(?:明细|结构)$|以上|已|均|全部|都|(?:整改|办理|办结|推进|完成)?(?:工作|任务)?的?(?:[状形]态|进展|情况|进度|结果|构成|分布|结构|明细)(?:情况)?(?:分别|依次|如下)?[为是]?$"
)
"""What follows the total of a list: how it divides, as a whole or as told next (的整改状态为：…)."""
_HANDED = re.compile(
    r"(?:累计|共|共计|总计|合计)?(?:交办|转办|移交|受理|收到|接到)(?:我[省市县区旗])?(?:共|累计|合计)?$|督察组?(?:期间)?(?:交办|转办|移交|转来|交来|转交|移送)?(?:的?(?:那|这|全部|所有))?的?$"
    r"|(?:交办?|转办?|移交|交由|交给|转交|下交)(?:给)?[我全][省市县区州旗](?:办理|承办|查办|处理)?(?:的)?(?:共计?|累计|合计)?$"
)
_BATCH_ALONE = re.compile(r"(?:^|[，。；：,;:｜])第[一二三四五六七八九十百\d]+批次?(?:信访|举报|交办|转办)?件?[，：,:｜]$")
"""A batch as a clause of its own ahead of a bare figure: 第十四批，27件."""
_DATE_ONLY = re.compile(r"(?:截[至止]|到|至|于|在)?(?:目前|[\d年月日底末初上本个旬中前止]+)")
_PLACE_ONLY = re.compile(r"[一-龥]{2,4}[省市县区州旗]")
_SUMMED = re.compile(r"^(?:累计|共|共计|总计|合计|计|总数|数量|总量|件数)(?:为|有|达|是)?$")
_TOTAL_SAID = re.compile(
    r"(?:整改|任务|问题|信访件|举报件)?(?:总数目?|总量|总件数|任务量|分母|全盘|底数|收件量|(?:^|[，：])总)(?:共|仍|为|是|有|达到?|[:：])*$"
)
_OUGHT = re.compile(r"应(?:当|该)?(?:整?改|完成|销号|办结?|办理)(?:的)?(?:共|计|为|有|是)*$")
"""Ahead of the figure of all that is to be done: 应办243件, 应整改26项."""
_OUGHT_OF = {Track.PROBLEM: re.compile("改|完成|销号"), Track.COMPLAINT: re.compile("办")}
_COMPARED_WITH = re.compile(r"而言|来说|来讲|来看|相比")
_OF_ALL = re.compile(r"在?(?:总共|全部|总计|总的)的?")
"""Ahead of a total of which parts are told next: 在总共30项里，完成26项."""
SELF_FOUND = re.compile(r"(?:自查|自纠|自行排查|自我排查|自主排查)(?:自纠|发现|查出|出)*的?(?:问题|隐患)")
"""Behind a figure: what the office found by itself (54个自查问题尚未整改)."""
_SUMMED_UP = 60
"""So near before its total the noun of a list stands."""
_FED_BACK = re.compile(
    r"(?:督[察查]组?[”“]?(?:回头看)?[”]?)(?:共|累计)?(?:反馈|指出|移交)(?:给)?(?:我|全|本)?[^，。；：、（）\d]{0,8}?[省市县区州旗](?:共|的)?$"
    r"|督[察查]组?(?:[“]?回头看[”]?)?(?:共|累计)?(?:反馈|指出)(?:共|了|的)?$|督[察查](?:[“]?回头看[”]?)?(?:整改)?(?:[（(]共?)?$"
    r"|(?<!开展)(?<!组织)(?<!进行)(?<!实施)[“\"]回头看[”\"](?:(?:以?及|和|与)[^，。；、]{1,14}?专项)?$"
    r"|(?:第[一二三四五]|首)轮(?:中央|省级|[央省])?(?:督[察查]?)?(?:[反交转派][馈给来交])?(?:给?我[省市县区们])?(?:的|共|有|[：:])*$"
)
"""An inspection that fed so many back, without a noun: 第二轮省级督察反馈我县33项, 第三轮40项."""
_PASSED_ON = re.compile(
    r".{0,20}(?:交办|转办|移交|交[到至给]|转[来至到给]|交来|下交|转交|移[至送]|送[达交到]|抵达|领[回到]|接[到收办]|收[到悉]).{0,16}"
)
_HANDED_EARLIER = re.compile(r"(?:交办|转办|移交|转来|交来|受理|收到|接到|接收)[^。；]{0,24}[，,、]$")


_FOUND_BY_INSPECTION = re.compile(
    r"督[察查]组?(?:[“]?回头看[”]?)?(?:反馈意见)?(?:共|累计)?(?:发现|查出|指出|梳理出?|查实|查找出|查摆出|揭示)(?:并(?:反馈|移交))?的?$"
)
"""Ahead of a figure: what an inspection itself found is its list, called 环境问题 or not (省级督察发现的8924个生态环境问题)."""
_ENVIRONMENTAL = re.compile(r"(?:突出)?(?:生态)?环境(?:保护)?问题(?!线索)")
_OWN_BATCH = re.compile(
    r"(?:其中|包括|包含|含|，)*(?:本批|第[一二三四五六七八九十百\d]+批)次?(?:信访件|举报件|转办件|交办件|案件)?(?:交办|转办|收到|受理|新增|新转)?(?:的|共|为|有)*"
)
"""Ahead of a figure: the batch whose total it is beside that of all batches (累计298件（含本批9件）)."""


def names_batch(cell: Cell) -> bool:
    """Whether a figure in brackets is what one batch brought to a running total."""
    plain = not cell.after.strip("信访举报转交办案件的")
    return cell.bracketed and plain and cell.span.quantity.unit in _COUNTABLE[Track.COMPLAINT] and bool(_OWN_BATCH.fullmatch(cell.before))


def countable(cell: Cell, track: Track) -> bool:
    """Whether the unit can count members of the track's list (5大类 and 12批 cannot)."""
    return cell.span.quantity.unit in _COUNTABLE.get(track, set()) and not _teams(cell)


def _teams(cell: Cell) -> bool:
    """Whether a figure counts what is no item of any list (6个督察组均完成进驻)."""
    return cell.span.quantity.unit == "个" and bool(_NOT_MEMBERS.match(cell.after))


def triggered(words: str, track: Track, lexicon: Lexicon) -> bool:
    """Whether nearby words make a count the total of an inspection list rather than some other work."""
    return bool(lexicon.tracks[track].trigger_pattern.search(words))


def excluded(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether the verb before the number says it counts the office's own work (梳理问题, 排查, 曝光) or a sample of the list."""
    sample, own = _own_work(lexicon)
    near = cell.before[-14:]
    if _FOUND_BY_INSPECTION.search(cell.before):
        return False
    if SELF_FOUND.match(cell.after):
        return True
    return bool(sample.search(cell.before)) or bool(own.search(near)) and not re.search(r"反馈|交办|转办|移交|指出", near)


def of_works(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether a figure counts works or rules that an office made (实施重点工程12项), so that what is done of them is no item of a list."""
    return bool(_works(lexicon).search(f"{cell.before}，{cell.after}"))


@lru_cache(maxsize=8)
def _works(lexicon: Lexicon) -> re.Pattern[str]:
    words = alternatives(lexicon.exclude["works"]).pattern
    return re.compile(
        rf"(?<!整改)(?<!反馈)(?:{words})(?:共|计|共计|合计|的|有)*，(?!.*(?:问题|任务))|，(?:[重大小]{{1,2}}点?)?(?:{words})(?:[，。；]|$)"
    )


@lru_cache(maxsize=8)
def _own_work(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    exclude = lexicon.exclude
    return alternatives(exclude["sample"]), alternatives(exclude["words"])


def counting_noun(cell: Cell, track: Track, lexicon: Lexicon) -> bool:
    """Whether the number counts members of the track's list: the noun stands behind it, or before it with nothing else behind."""
    words = lexicon.tracks[track]
    after = cell.after.lstrip("的")
    if _THIS_IS.match(after):
        return bool(words.noun_pattern.search(after))
    if track is Track.PROBLEM and _ENVIRONMENTAL.match(after) and _FOUND_BY_INSPECTION.search(cell.before):
        return True
    if words.foreign_pattern.match(after) or _teams(replace(cell, after=after)):
        return False
    if words.head_pattern.match(after):
        return True
    if after and not _GOES_ON.match(after) and not _HANDED_ON.match(after):
        return False
    named = cell.lead[-_SUMMED_UP:] + cell.before
    if not after and _OUGHT.search(cell.before) and words.noun_pattern.search(named) and _OUGHT_OF[track].search(cell.before):
        return True
    if (
        (not after or _COMPARED_WITH.match(after))
        and _TOTAL_SAID.search(cell.before)
        and words.noun_pattern.search(cell.lead[-_SUMMED_UP:] + cell.before)
    ):
        return True
    if _OF_ALL.fullmatch(cell.before) and after[:1] in {"中", "里"} and words.noun_pattern.search(named):
        return True
    if not cell.before and after[:1] in {"中", "里"} and words.noun_pattern.search(_previous_clause(cell.lead)):
        return True
    fed_back = track is Track.PROBLEM and not after and _FED_BACK.search(cell.lead[-_SUMMED_UP:] + cell.before)
    return bool(fed_back) or _noun_before(cell, words)


def _noun_before(cell: Cell, words: TrackWords) -> bool:
    nearby = cell.before if words.noun_pattern.search(cell.before) else _previous_clause(cell.lead) if _BARE.fullmatch(cell.before) else ""
    found = list(words.noun_pattern.finditer(nearby))
    if not found or words.foreign_pattern.search(nearby):
        return False
    tail = nearby[found[-1].end() :]
    return not _other_noun(tail) or bool(_SUMMED.match(cell.before) and _PASSED_ON.fullmatch(tail))


def _previous_clause(lead: str) -> str:
    clauses = re.split(r"[，；：。,;:（(]", lead.rstrip("，；：。,;:（( "))
    return next((clause for clause in reversed(clauses) if not _DATE_ONLY.fullmatch(clause) and not _PLACE_ONLY.fullmatch(clause)), "")


def _other_noun(tail: str) -> bool:
    """Whether the words between the noun and the number speak of something else (问题线索来自8个, 任务投入…, 信访件工业企业40件)."""
    return _TAIL.fullmatch(tail) is None


def handed_over(cell: Cell, previous: Cell | None) -> bool:
    """Whether 件 without a noun counts complaints: behind a verb of handing over, its sum a clause later, or right behind its batches."""
    beside_batches = previous is not None and previous.span.unit_class == "批" and cell.start - previous.end <= 2
    summed = bool(_SUMMED.match(cell.before) and _HANDED_EARLIER.search(cell.lead[: len(cell.lead)]))
    batch = not cell.words and bool(_BATCH_ALONE.search(cell.lead))
    return beside_batches or summed or batch or bool(_HANDED.search(cell.before))


def intake(cell: Cell) -> str:
    """Which level of the funnel a total is (domain.md 3): 收到 and 受理 by the inspection team are not yet what it handed over."""
    if re.search(r"交办|转办|移交|转来|交来", cell.before) or _HANDED_ON.match(cell.after):
        return "总数"
    if re.match(r"(?:已|均已|全部)?受理", cell.after) or re.search(r"受理(?:的)?(?:有效)?(?:群众)?(?:来电来信)?举报|有效举报", cell.before):
        return "受理"
    match = re.search(r"(?:组|督察)(?:(?![我全][省市县区旗])[^，。]){0,6}(收到|接到|受理)", cell.lead[-30:] + cell.before)
    if match is None:
        return "总数"
    return "受理" if match[1] == "受理" else "收到"
