"""How a figure stands to its list: what falls due, what is left of it, a part of one of its statuses, its very items."""

from __future__ import annotations

import re

from assistant.facts.attach import ITEMS_FIRST, TURN, names_of_rest, yet_to
from assistant.facts.cells import Cell, split_names
from assistant.facts.list_nouns import NAME_TAIL, WHOLE_REST
from assistant.facts.status import statuses
from assistant.words.lexicon import Lexicon

_DUE = re.compile(
    r"(?:应[于在]?|须[于在]?|需[于在]?|要求|计划|定[于在]|时限[为在]?|到期)[^，；。]{0,4}(?:\d{4}年|\d{1,2}月|年|季度|半年)[^，；。]{0,8}(?:完成|到期|整改)(?:整改|销号)?的(?=\d|$)"
    r"|(?:年度|今年|本年|当年|年内|本?季度|上半年|到期|年底前?)(?:应当?|要|须|需|该)(?:完成|销号)(?:整改|销号)?(?:的)?(?:问题|任务)?(?=\d|$)"
)
"""Before the figures of a sub-list: those of its members that are due."""
_SHORTEST_NAME = 4
_REMAINS = re.compile(r"(?:还|尚|仍|仅|只|现)?(?:剩余?|剩下|余下|尚余|仅余)(?:下)?(?:的)?(?:有)?$")
_REST = re.compile(r"(?:其余|另外?|余)的?$")
_NAMES_FOLLOW = re.compile(r"(?:问题|任务|整改任务|事项|信访件)?(?:分别|依次|是|为|即|，分别|（)")
_SPLIT = re.compile(r"([^，。；;：:]{2,20}?)的?(?:数量?|件数)?(?:来看|看|中|里|方面|(?:的)?(?:分布|构成)(?:情况)?)[，,：:]?[^。；;]*$")
"""The words that announce the classes of one status: 从未完成的数量看，…; 尚未办结的件中，…"""
_STILL = re.compile(r"(?:还|尚|仍|另外?还)有$|剩余$|余下$|剩下$")
_REMAINDER_SAID = re.compile(r"(?:均|都)?(?:为|是|涉及|属|分别)|的|$")
_OPEN = frozenset({"未完成", "未销号", "未验收", "未办结", "滞后", "未启动", "推进", "序时", "超序时"})
_EXCLUSIVE = (
    frozenset({"办结", "阶段性办结", "未办结"}),
    frozenset({"完成", "序时", "超序时", "滞后", "未启动"}),
    frozenset({"完成", "未完成"}),
)
OPEN_SIDE = {"完成": "未完成", "完成或基本完成": "未完成", "销号": "未销号", "验收": "未验收", "办结": "未办结"}


def due(said: str) -> bool:
    """Whether a statement tells only of the members of a list that fall due by some day (应于2022年底前完成的39项已全部完成)."""
    return bool(_DUE.search(said))


def remains(cell: Cell) -> bool:
    """Whether 还剩, 余下 or 仅余 alone says what the number is: the part of the list that is still open."""
    return bool(_REMAINS.search(cell.before)) and bool(_REMAINDER_SAID.match(cell.after))


def is_rest(cell: Cell) -> bool:
    """Whether a number is of the rest and no status is said with it (其余2项分别为…): it is what is open if the numbers say so too."""
    return bool(_REST.search(cell.before)) and bool(_NAMES_FOLLOW.match(cell.after))


def says_rest(cell: Cell) -> bool:
    """Whether 剩余, 其余 stands right before a number, whatever is said of it behind (剩余18个正在抓紧落实)."""
    return bool(WHOLE_REST.search(cell.before))


def still_open(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether 还有, 剩余 or 滞后的 right before a number says that it is what is left of a list, not the list."""
    found = statuses(cell.before, lexicon)
    behind = bool(found) and found[-1].metric in _OPEN and cell.before[found[-1].end :] == "的"
    return behind or bool(_STILL.search(cell.before))


def merged(metrics: tuple[str, ...]) -> bool:
    """Whether one number sums statuses that exclude one another (已办结和阶段性办结的133件), so that it is the figure of neither."""
    return any(len(group & set(metrics)) > 1 for group in _EXCLUSIVE)


def items_first(cell: Cell, lexicon: Lexicon) -> tuple[str, ...]:
    """The items that a status names ahead of their figure: 未达到序时进度的有石檐乡矿山修复、望棠河治理等2项."""
    ends = [span.end for span in statuses(cell.before, lexicon)] if cell.before.endswith("等") else []
    match = next((match for end in ends if (match := ITEMS_FIRST.fullmatch(cell.before, end))), None)
    names = tuple(split_names(match["names"], _SHORTEST_NAME)) if match else ()
    return names if len(names) == cell.span.quantity.value else ()


def rest_items(cell: Cell, lexicon: Lexicon) -> tuple[str, ...]:
    """The items that stand between what is left of a list and its status: 剩余1项 老旧企业搬迁入园 达到序时进度."""
    found = statuses(cell.after, lexicon)
    return names_of_rest(cell, cell.after[: found[0].start]) if found else ()


def names_items(cell: Cell) -> bool:
    """Whether the words before a part name the very items (自然保护区整治和基层执法车辆配备2个问题)."""
    name = cell.names[0] if len(cell.names) == 1 else ""
    return len(name) > 6 and not re.match(r"[一二三四五六七八九]是|对", name) and cell.before.removesuffix("等").endswith(name)


def within(cell: Cell, lexicon: Lexicon) -> str:
    """The status a figure is a part of: 完成 in 已整改到位的问题中尚有5项未销号."""
    match = re.search(r"^(.*?)(?:[当之]?中|(?:包)?含|包括)(?:，)?(?:尚|还|仍|也|只|仅|共|已)?有?$", _ahead_of_status(cell.before, lexicon))
    if match:
        # 已完成的20项中有5项待销号: the words of the number right before.
        found = statuses(match[1] or re.split(r"[，；：。]", cell.lead)[-1], lexicon)
        return found[-1].metric if found else ""
    before, behind = statuses(cell.before, lexicon), statuses(cell.after, lexicon)
    return next((span.metric for found in (before, behind) for span in found if yet_to(found, span)), "")


def _ahead_of_status(before: str, lexicon: Lexicon) -> str:
    """The words ahead of the last status, where a turn to it is said: 完成类含 of 完成类含已销号; else all of them."""
    found = statuses(before, lexicon)
    turned = len(found) > 1 and bool(TURN.search(before, found[0].end, found[-1].start + 1))
    return before[: found[-1].start] if turned else before


def heading(lead: str, lexicon: Lexicon) -> str:
    """The status whose figure the words ahead announce to split: 未完成 in 从未完成的数量看, 办结 in 已办结的信访件分布如下."""
    match = _SPLIT.search(lead)
    found = statuses(match[1], lexicon) if match else []
    return found[-1].metric if match and found and NAME_TAIL.fullmatch(match[1], found[-1].end) else ""
