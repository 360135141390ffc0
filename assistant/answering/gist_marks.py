"""What the marks of a question say together: whose list, which days, figures and statuses, and whether a number is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.words.asked import way
from assistant.words.marks import Marks
from assistant.words.numerals import parse_number, show_number

_UNIT = re.compile(r"(?:\d|多少|几)([个项条件])")
_COMPLAINT_STATUSES = frozenset({"办结", "未办结", "未全部办结", "阶段性办结"})
STATUSES = {
    "完成": "完成整改",
    "未完成": "没有完成",
    "销号": "销号",
    "未销号": "没有销号",
    "序时": "达到序时进度",
    "滞后": "滞后",
    "未启动": "未启动",
    "办结": "办结",
    "未办结": "没有办结",
    "未全部办结": "没有全部办结",
    "阶段性办结": "阶段性办结",
}
"""Statuses as the plain form says them."""
REST = {"完成": "未完成", "销号": "未销号", "办结": "未全部办结", "": "未完成"}
"""What is left when a status is taken off the whole."""
_HOW_MANY = re.compile("多少|几")
_NUMBER_LAST = re.compile(
    r"(?:[问题任务件项条个完成销号办结滞后启动](?:总)?(?:数|数目|数量|量)|总数|个数|件数|项数|合计)"
    r"(?:都|给|数)*(?:列|报|说)?(?:出来|一下|我)?(?:[，, ]*谢+[你您了]*)?[？?。 ]*$"
)
"""A question that ends with the name of a number asks for it: 列一下未启动问题数."""
IDLE_LIST = re.compile("列|罗列|清单|名单|什么|啥|哪(?!些|几|个)")
"""Words that ask for names only where no number is asked for."""
_COUNT_ASKED = re.compile(r"(?:多少|几)[个项条件]")
OF_COMPLAINTS = {"完成": "办结", "未完成": "未办结"}
"""What being done means for complaints."""
_IN_HAND = re.compile(r"正?在(?:查|处|办)")
_WITHOUT_STAGED = re.compile(r"(?:不含|不算|撇开|除去|除了|除开|又没有?|也没有?)阶段性?办结|阶段性?办结的?(?:别算|不算|除外)")
_OF_PROBLEMS = {"办结": "完成", "未办结": "未完成", "未全部办结": "未完成"}
"""What being settled means for problems (问题已经了结的)."""
_OPEN = frozenset({"序时", "滞后", "未启动"})
"""How what is not finished may stand."""
_PROBLEM = re.compile("问题|任务|事项|条目")
_GAP = re.compile(r"(?:差额|差值|差距|增量|减量|增减量)")
"""A difference asked for by its mere name."""


class Told:
    """What is told and asked by the marks of one question."""

    def __init__(self, text: str, marks: Marks, forms: Mapping[str, str]) -> None:
        self.text, self.marks, self.forms = text, marks, forms
        self.way = ""
        """In which way the question was last said to ask."""
        self.places = list(dict.fromkeys(marks.all("地")))
        self.dates = list(dict.fromkeys(marks.all("日")))
        self.numbers = [_digits(number) for number in marks.all("数")]
        of_problems = not marks.has("信访件") and "阶段性办结" not in marks.statuses and any(map(_PROBLEM.search, marks.all("反馈问题")))
        self.complaints = not of_problems and (marks.has("信访件") or bool(_COMPLAINT_STATUSES & {*marks.statuses}))
        meant = OF_COMPLAINTS if marks.has("信访件") else _OF_PROBLEMS if of_problems else {}
        self.statuses = list(dict.fromkeys(meant.get(name, name) for name in marks.statuses))
        self.statuses = _one_meant(self.statuses, left=marks.has("剩"))
        self.in_hand = bool(_IN_HAND.search(text))
        """Whether complaints are meant that are neither settled nor settled in stages."""
        if self.complaints and _WITHOUT_STAGED.search(text) and self.statuses != ["办结"]:
            self.statuses, self.in_hand = ["未办结"], True
        gaps = any(_HOW_MANY.search(said) or _GAP.fullmatch(said) for said in marks.all("相比"))
        left = any(_HOW_MANY.search(said) for said in marks.all("剩"))
        self.counted = marks.has("多少") or gaps or left or bool(_NUMBER_LAST.search(text))
        """Whether a count is asked for, be it by how many something differs (差多少)."""
        named = [text for text in marks.all("哪些") if not ((self.counted or self.numbers) and IDLE_LIST.match(text))]
        self.names = bool(named)
        """Whether the names of something are asked for."""
        self.asks = (self.counted or marks.has("率")) and not self._idle_count()

    def _idle_count(self) -> bool:
        """数字 and the like beside a figure are no question: 这个数字对吗."""
        return bool(self.numbers) and not re.search(r"多少|几|率", self.text)

    def asks_twice(self) -> bool:
        """Whether two figures are asked for (办结多少件、办结率多少): one plain form holds only one."""
        asked = [text for text in self.marks.all("多少") if text in {"多少", "几", "若干", "好多"}]
        rates = self.marks.all("率") if len(self.places) < 2 else []
        return len(asked) > 1 or bool(asked and rates and not self._of_rate(rates))

    def _of_rate(self, rates: Sequence[str]) -> bool:
        """Whether the figure asked for is the rate itself (完成率是多少)."""
        return len(rates) == 1 and not _COUNT_ASKED.search(self.text)

    def both_lists(self) -> bool:
        """Whether both lists are named; 信访问题 and 反馈 alone name one."""
        return self.marks.has("信访件") and any(re.search("问题|任务|事项", text) for text in self.marks.all("反馈问题"))

    def say(self, form: str, status: str = "", **slots: str) -> str:
        """One of the plain forms, its slots filled."""
        inspection = next(iter(self.marks.all("督察")), "督察" if "督察" in self.text else "").replace("督查", "督察")
        whose = "交办信访件" if self.complaints else "反馈问题"
        unit = _UNIT.search(self.text)
        in_hand = status == "未办结" and self.in_hand
        said = "正在办理" if in_hand else STATUSES.get(status, "")
        self.way = way(form, "在办" if in_hand else "未办结" if status == "未全部办结" else status)
        return self.forms[form].format(
            place=self.places[0] if self.places else "",
            inspection=inspection,
            list=inspection + whose,
            status=slots.pop("status_word", said),
            unit=unit[1] if unit else "件" if self.complaints else "个",
            **slots,
        )

    @property
    def one_place(self) -> bool:
        """Whether no more than one place and one day are named."""
        return len(self.places) < 2 and len(self.dates) < 2

    def left(self) -> str:
        """The status of what is left (总数减去完成的, 离全部销号还差); empty where nothing is taken off."""
        apart = self.marks.has("剩") or (self.marks.has("总数") and self.marks.has("相比"))
        if not apart or len(self.statuses) > 1:
            return ""
        return REST.get(self.statuses[0], "") if self.statuses else REST["办结" if self.complaints else ""]


def _one_meant(statuses: Sequence[str], *, left: bool) -> list[str]:
    """The one status of two that is asked for: how what is not done stands (没完成但进度正常的); what is left of the done is not done."""
    if len(statuses) == 2 and "未完成" in statuses and _OPEN & {*statuses}:
        return [name for name in statuses if name in _OPEN]
    pair = next((rest for done, rest in (("完成", "未完成"), ("销号", "未销号"), ("办结", "未办结")) if {*statuses} == {done, rest}), None)
    return [pair] if left and pair is not None else [*statuses]


def _digits(number: str) -> str:
    """A figure in digits, however it is written."""
    value = parse_number(number)
    return number if value is None else show_number(value)
