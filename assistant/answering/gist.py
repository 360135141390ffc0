"""What a question about a list comes to, whatever its order, tone and frame: read by its marks and put in one plain form.

A question is cut into marks (statuses, the list, what is asked) and function words (knowledge/lexicon/gist.toml). Where
every character of it is one or the other, beside the names, dates and figures it holds, the marks alone say what is asked.
What is left over is a name: of a thing compared between years, or of two projects; where it can be neither, the question
is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from assistant.words.lexicon import Lexicon
from assistant.words.marks import NAME, Marks, marks_of
from assistant.words.numerals import parse_number, show_number

_UNITS = "个项条件"
_UNIT = re.compile(rf"(?:\d|多少|几)([{_UNITS}])")
_COMPLAINT_STATUSES = frozenset({"办结", "未办结", "未全部办结", "阶段性办结"})
_STATUSES = {
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
_CLOSING = frozenset({"完成", "销号", "未销号"})
"""Statuses on the way from done to closed."""
_RATED = {"完成": "完成", "销号": "销号", "办结": "办结"}
_REST = {"完成": "未完成", "销号": "未销号", "办结": "未全部办结", "": "未完成"}
"""What is left when a status is taken off the whole."""
_BETWEEN_YEARS = frozenset({"地", "年", "相比", "多少", "新增"})
"""Marks that are no part of the name of what is compared between years."""
_BESIDE_AMOUNT = frozenset({"地", "年", "金额", "都", "总数"})
"""Marks that are no part of the name of what a sum of money was for."""
_SHORT = 2
"""No project has a name as short as this."""
_BEYOND = ("约", "回头看")
"""Marks of what is more than a figure of a list as such: a bound, another inspection."""
_AMOUNTS = ("件数", "项数", "个数", "数量", "数值")
"""Behind a name they are a part of it: 环境信访件数."""
_NAMES = (NAME, "限")
"""Marks of what may be the name of something that is no list: 约谈人次, 立案数."""
_HOW_MANY = re.compile("多少|几")
_AHEAD = re.compile("领先|靠前|领跑")
"""What is ahead of the others of its kind is the most of them."""
_DIVISION = re.compile(
    r"(?:按照?|从|以|就|依|哪(?:一)?种|什么|啥)?(?P<name>[一-龥]{2,4}?)"
    r"(?:上|来|里|中|方面|口径|看|分|说|讲|统计|划分|区分|归类|分类)*"
)
"""By what a list is divided, in the words around it: 按属地来看."""
_RUNNING = re.compile(r"累[计到]|一总|算到|统计到|为止|批止|在内|不是单批|所有批次|历批|都算上|(?:截至|截止到?|至|到)了?第")
"""How a question says that it means all batches up to one."""
_ALONE = re.compile("(?:不要|不是|不算|别算)累计|单说|单批是|本身")
_BODY = re.compile("(?:局|委|办|部|厅|院|站|队|中心|政府|公司|集团|街道|[镇乡])$")
"""How the name of what leads a row of a ledger ends."""
_LISTED = re.compile("督|反馈")
"""By what a list of an inspection is known."""
_NUMBER_LAST = re.compile(
    r"(?:[问题任务件项条个完成销号办结滞后启动](?:总)?(?:数|数目|数量|量)|总数|个数|件数|项数|合计)"
    r"(?:都|给|数)*(?:列|报|说)?(?:出来|一下|我)?(?:[，, ]*谢+[你您了]*)?[？?。 ]*$"
)
"""A question that ends with the name of a number asks for it: 列一下未启动问题数."""
_IDLE_LIST = re.compile("列|罗列|清单|名单|什么|啥|哪(?!些|几|个)")
"""Words that ask for names only where no number is asked for."""
_ADVANCED = re.compile("进度|进展|推进|前进|迈进")
"""How far work has come: what came to be done."""
_COUNT_ASKED = re.compile(r"(?:多少|几)[个项条件]")
_YES_OR_NO = re.compile(r"(?:吗|吧|没有?|么|不|否|对不对|是不是|是否)[？?。 ]*$")
_OF_COMPLAINTS = {"完成": "办结", "未完成": "未办结"}
"""What being done means for complaints."""
_IN_HAND = re.compile(r"正?在(?:查|处|办)")
_WITHOUT_STAGED = re.compile(r"(?:不含|不算|撇开|除去|除了|除开|又没有?|也没有?)阶段性?办结|阶段性?办结的?(?:别算|不算|除外)")
_WHETHER_ALL = re.compile("还是|百分之?百|不剩|与否|敢说")
_WHETHER_LEFT = re.compile(r"有没有|有无|欠不欠|差不差|是否还")
_MOTIVE_ENDS = re.compile(r"[，：:,]|——")
"""Where a clause ends that says why somebody asks."""
_OF_PROBLEMS = {"办结": "完成", "未办结": "未完成", "未全部办结": "未完成"}
"""What being settled means for problems (问题已经了结的)."""
_OPEN = frozenset({"序时", "滞后", "未启动"})
"""How what is not finished may stand."""
_PROBLEM = re.compile("问题|任务|事项|条目")
_GAP = re.compile(r"(?:差额|差值|差距|增量|减量|增减量)")
"""A difference asked for by its mere name."""


def gist(text: str, places: Sequence[str], labels: Collection[str], lexicon: Lexicon) -> str | None:
    """The plain form of a question about a list; None where it says more than marks and function words, or too little.

    `labels` are the classes that the lists of the library are divided into.
    """
    held = tuple(sorted(label for label in labels if label in text))
    return _read(text, tuple(places), held, lexicon) or _read(_asked_after(text, tuple(places), lexicon), tuple(places), held, lexicon)


def _read(text: str, places: tuple[str, ...], labels: tuple[str, ...], lexicon: Lexicon) -> str | None:
    marks = marks_of(text, lexicon, places, labels)
    if marks.has(*_BEYOND):
        return None
    # A project's name begins with its town: read without places and classes it is one name.
    bare = marks_of(text, lexicon) if marks.has("投资") else marks
    forms = lexicon.data["gist"]["forms"]
    return _costs(bare, forms) or _Gist(text, marks, forms).plain()


def _costs(marks: Marks, forms: Mapping[str, str]) -> str | None:
    """What two projects cost together."""
    names = marks.all(NAME)
    together = marks.has("相加", "总数") and marks.has("投资")
    plain = len(names) == 2 and together and not marks.has("督察", "日", "年", "数", "信访件")
    return forms["costs"].format(thing=names[0], second=names[1]) if plain and min(map(len, names)) > _SHORT else None


def _asked_after(text: str, places: tuple[str, ...], lexicon: Lexicon) -> str:
    """What is asked behind a clause that only says why (考核要打分，…); empty where there is none."""
    ends = _MOTIVE_ENDS.search(text)
    first = text[: ends.start()] if ends is not None else ""
    if ends is None or not any(word in first for word in lexicon.data["gist"]["motive"]["words"]):
        return ""
    told = marks_of(first, lexicon, places)
    return "" if told.has("地", "督察", "日", "年", "数", "类", "率", "哪个", "哪些") else text[ends.end() :]


class _Gist:
    """From marks to the plain form: the first reading that the marks bear wins."""

    def __init__(self, text: str, marks: Marks, forms: Mapping[str, str]) -> None:
        self.text, self.marks, self.forms = text, marks, forms
        self.places = list(dict.fromkeys(marks.all("地")))
        self.dates = list(dict.fromkeys(marks.all("日")))
        self.numbers = [_digits(number) for number in marks.all("数")]
        of_problems = not marks.has("信访件") and "阶段性办结" not in marks.statuses and any(map(_PROBLEM.search, marks.all("反馈问题")))
        self.complaints = not of_problems and (marks.has("信访件") or bool(_COMPLAINT_STATUSES & {*marks.statuses}))
        meant = _OF_COMPLAINTS if marks.has("信访件") else _OF_PROBLEMS if of_problems else {}
        self.statuses = list(dict.fromkeys(meant.get(name, name) for name in marks.statuses))
        self.statuses = _one_meant(self.statuses, left=marks.has("剩"))
        self.in_hand = bool(_IN_HAND.search(text))
        """Whether complaints are meant that are neither settled nor settled in stages."""
        if self.complaints and _WITHOUT_STAGED.search(text) and self.statuses != ["办结"]:
            self.statuses, self.in_hand = ["未办结"], True
        gaps = any(_HOW_MANY.search(said) or _GAP.fullmatch(said) for said in marks.all("相比"))
        self.counted = marks.has("多少") or gaps or bool(_NUMBER_LAST.search(text))
        """Whether a count is asked for, be it by how many something differs (差多少)."""
        named = [text for text in marks.all("哪些") if not ((self.counted or self.numbers) and _IDLE_LIST.match(text))]
        self.names = bool(named)
        """Whether the names of something are asked for."""
        self.asks = (self.counted or marks.has("率")) and not self._idle_count()

    def _idle_count(self) -> bool:
        """数字 and the like beside a figure are no question: 这个数字对吗."""
        return bool(self.numbers) and not re.search(r"多少|几|率", self.text)

    def plain(self) -> str | None:
        """The question in its plain form; None where the marks do not say which one it is."""
        if len(self.places) > 2 or len(self.dates) > 2 or len(self.numbers) > 1 or self._both_lists():
            return None
        if "台账" in self.text and self.marks.has("牵头"):
            return self._ledger()
        if self.marks.has("几批"):
            return self._batches()
        if self.marks.has("批"):
            return self._batch()
        if self.marks.has("限"):
            return self._years()
        if self.marks.has(NAME):
            return self._years() or self._amount()
        if not _LISTED.search(self.text) or self.marks.has("年") or self._asks_twice():
            return None  # a list is one of an inspection
        if self.marks.has("类", "分类", "最多", "投资") or (self.marks.has("属实") and not self.numbers):
            return self._classes()
        form = next((form for reading in self._readings() if (form := reading())), None)
        if form is None:
            return None
        day = f"截至{self.dates[0]}，" if len(self.dates) == 1 else ""
        return day + form

    def _readings(self) -> Sequence[Callable[[], str | None]]:
        """What the marks may come to, the more special first; a figure of the question is never passed over."""
        if self.numbers:
            return (self._figure,)
        special = (self._places, self._progress, self._trend, self._apart, self._names, self._rate, self._all)
        return (*special, self._count, self._state)

    def _asks_twice(self) -> bool:
        """Whether two figures are asked for (办结多少件、办结率多少): one plain form holds only one."""
        asked = [text for text in self.marks.all("多少") if text in {"多少", "几", "若干", "好多"}]
        rates = self.marks.all("率") if len(self.places) < 2 else []
        return len(asked) > 1 or bool(asked and rates and not self._of_rate(rates))

    def _of_rate(self, rates: Sequence[str]) -> bool:
        """Whether the figure asked for is the rate itself (完成率是多少)."""
        return len(rates) == 1 and not _COUNT_ASKED.search(self.text)

    def _years(self) -> str | None:
        """By how much something differs between two years."""
        years, names = list(dict.fromkeys(self.marks.all("年"))), [text for mark, text in self.marks.found if mark in _NAMES]
        alone = len(years) == 2 and len(self.places) == 1 and not self.dates and not self.numbers
        if not alone or not self.marks.has("相比", "新增") or self.marks.has("督察", "历次", "率", "最多", "类"):
            return None
        first, last = sorted(re.sub("度|全年", "", year) for year in years)
        thing = self._name_between(_BETWEEN_YEARS)
        return self._say("years", first=first, last=last, thing=thing) if thing and names[0] in thing else None

    def _amount(self) -> str | None:
        """A sum of money claimed of one year."""
        years, amounts = self.marks.all("年"), self.marks.all("金额")
        alone = len(years) == len(amounts) == len(self.places) == 1 and not self.dates and not self.numbers
        if not alone or self.asks or self.marks.has("多少", "哪些", "哪个", "相比", "督察", "最多", "情况", "剩"):
            return None
        thing = self._name_between(_BESIDE_AMOUNT)
        return self._say("amount", year=years[0], thing=thing, amount=amounts[0].removesuffix("元") + "元") if thing else None

    def _name_between(self, bounds: frozenset[str]) -> str:
        """The one name of the question with the marks right beside it that may be part of it (整改完成投资); empty for several."""
        runs: list[list[tuple[str, str]]] = []
        run: list[tuple[str, str]] = []
        for name, text in (*self.marks.found, ("地", "")):
            if run and name == "多少" and text in _AMOUNTS:
                run.append((name, text))
            elif name in bounds:
                runs += [run] if any(one in _NAMES for one, _ in run) else []
                run = []
            else:
                run.append((name, text))
        joined = ["".join(text for _, text in run) for run in runs]
        return joined[0] if len(joined) == 1 and joined[0] in self.text else ""

    def _batch(self) -> str | None:
        """What one batch brought, or all up to it, and how many of those are settled: 到第14批为止办结几件."""
        (batch, *more), statuses = self.marks.all("批"), [_OF_COMPLAINTS.get(status, status) for status in self.statuses]
        told = not _ALONE.search(self.text) and bool(_RUNNING.search(self.text) or not batch.startswith("第"))
        idle = self.marks.has(NAME, "限", "率", "哪个", "相比", "剩", "类", "分类", "最多", "历次", "情况") or self.names
        if more or not told or idle or len(self.places) > 1 or self.dates or self.numbers or len(statuses) > 1:
            return None
        if not (self.counted or self.marks.has("总数") or statuses or _RUNNING.search(self.text)) or not {*statuses} <= {
            "办结",
            "阶段性办结",
            "未办结",
        }:
            return None
        number = batch.removesuffix("次").lstrip("第前面头")
        self.complaints = True
        return self._say("batch_settled" if statuses else "batch_total", *statuses, batch=number)

    def _ledger(self) -> str | None:
        """How many rows of a ledger a body leads."""
        bodies = [text for text in (*self.marks.all(NAME), *self.marks.all("类")) if _BODY.search(text)]
        others = set(self.marks.all(NAME)) - set(bodies)
        plain = len(bodies) == len(self.places) == 1 and not (others or self.statuses or self.dates or self.numbers or self.names)
        return self._say("ledger", thing=bodies[0]) if plain and self.counted else None

    def _batches(self) -> str | None:
        """In how many batches the complaints of an inspection came."""
        beside = self.marks.has(NAME, "批", "限", "率", "哪个", "剩", "类", "分类", "最多", "历次", "情况") or self.names or self.statuses
        plain = self.complaints and "督" in self.text and len(self.places) == 1 and not self.dates and not self.numbers
        return self._say("batches") if plain and not beside else None

    def _classes(self) -> str | None:
        """A class of the complaints: how many, its share, two together; or the class of which there are most."""
        named = list(dict.fromkeys(text for mark, text in self.marks.found if mark in ("类", "属实")))
        if not self.complaints or not self._one_place() or self.dates or self.numbers or self.statuses or len(self.places) != 1:
            return None
        if self.marks.has("最多") or any(_AHEAD.search(text) for text in self.marks.all("相比")):
            return self._most() if not named else None
        if self.marks.has("相比", "剩") or not self.marks.has("多少", "率", "相加", "总数"):
            return None
        if len(named) == 2:
            return self._say("parts", thing=named[0], second=named[1]) if self.marks.has("相加", "总数") else None
        if len(named) == 1:
            if self.marks.has("相加", "新增", "历次"):
                return None
            return self._say("share" if self.marks.has("率") else "part", thing=named[0])
        return None

    def _most(self) -> str | None:
        """The class of which there are most in the one way of dividing that is named."""
        named = [match["name"] for text in self.marks.all("分类") if (match := _DIVISION.fullmatch(text))]
        plain = len(set(named)) == 1 and not self.marks.has("相加", "剩", "率", "历次", "新增")
        return self._say("most", thing=named[0]) if plain else None

    def _both_lists(self) -> bool:
        """Whether both lists are named; 信访问题 and 反馈 alone name one."""
        return self.marks.has("信访件") and any(re.search("问题|任务|事项", text) for text in self.marks.all("反馈问题"))

    def _say(self, form: str, status: str = "", **slots: str) -> str:
        inspection = next(iter(self.marks.all("督察")), "督察" if "督察" in self.text else "").replace("督查", "督察")
        whose = "交办信访件" if self.complaints else "反馈问题"
        unit = _UNIT.search(self.text)
        said = "正在办理" if status == "未办结" and self.in_hand else _STATUSES.get(status, "")
        return self.forms[form].format(
            place=self.places[0] if self.places else "",
            inspection=inspection,
            list=inspection + whose,
            status=slots.pop("status_word", said),
            unit=unit[1] if unit else "件" if self.complaints else "个",
            **slots,
        )

    def _places(self) -> str | None:
        """Two places: whose rate is higher, or what both come to together."""
        if len(self.places) < 2:
            return None
        other = self.places[1]
        if self.marks.has("率") and not self.marks.has("相加", "总数"):
            status = next((name for name in self.statuses if name in _RATED), "完成")
            return self._say("higher", status_word=status, other=other)
        if self.marks.has("相加", "总数"):
            status = self._left() or next(iter(self.statuses), "")
            return self._say("places", status, other=other) if status else None
        return None

    def _one_place(self) -> bool:
        return len(self.places) < 2 and len(self.dates) < 2

    def _progress(self) -> str | None:
        """What came to be done between two days, whichever is named first."""
        done = [name for name in self.statuses if name in _RATED]
        if not self.statuses and self.marks.has("相比", "新增") and _ADVANCED.search(self.text):
            done = ["办结" if self.complaints else "完成"]
        if len(self.dates) != 2 or len(self.places) > 1 or len(done) != 1 or self.numbers:
            return None
        first, last = sorted(self.dates, key=lambda day: [int(part) for part in re.findall(r"\d+", day)])
        return self._say("progress", done[0], first=first, last=last)

    def _trend(self) -> str | None:
        plain = self._one_place() and self.marks.has("历次") and len(self.statuses) == 1 and not self.numbers
        return self._say("trend", status_word=self.statuses[0]) if plain else None

    def _figure(self) -> str | None:
        """A figure is claimed where nothing is asked, taken for granted where something is."""
        if not self.numbers or not self._one_place():
            return None
        number = self.numbers[0]
        if (self.asks or self.names) and self.complaints:
            return None
        if self.asks or self.names:
            status = self._left() or next(iter(self.statuses), "")
            return self._say("within", status, number=number) if status and self.asks else None
        if len(self.statuses) > 1 or self._all_before_status():
            return None
        return self._say("claim", self.statuses[0], number=number) if self.statuses else self._say("claim_total", number=number)

    def _all_before_status(self) -> bool:
        """33个问题都完成了 says of all that they are done, and takes their number for granted."""
        names = [mark for mark, _ in self.marks.found]
        at = names.index("数")
        return "都" in names[at:] and any(name in _STATUSES for name in names[at:])

    def _apart(self) -> str | None:
        """Done and not yet closed; by how much the one exceeds the other."""
        if not self._one_place() or not self.marks.has("多少", "相比"):
            return None
        told = [name for name, _ in self.marks.found if name in _STATUSES]
        set_against = {*self.statuses} == {"完成", "销号"} and self.marks.has("相比", "剩")
        # 完成和销号是两码事，完成了但尚未销号的: what is asked for stands last.
        return self._say("done_unclosed") if set_against or (told[-2:] == ["完成", "未销号"] and {*told} <= _CLOSING) else None

    def _left(self) -> str:
        """The status of what is left (总数减去完成的, 离全部销号还差); empty where nothing is taken off."""
        apart = self.marks.has("剩") or (self.marks.has("总数") and self.marks.has("相比"))
        if not apart or len(self.statuses) > 1:
            return ""
        return _REST.get(self.statuses[0], "") if self.statuses else _REST["办结" if self.complaints else ""]

    def _names(self) -> str | None:
        plain = self._one_place() and self.names and len(self.statuses) == 1 and not self.complaints
        return self._say("list", self.statuses[0]) if plain and not self.marks.has("多少", "率") else None

    def _rate(self) -> str | None:
        plain = self._one_place() and self.marks.has("率") and len(self.statuses) == 1 and self.statuses[0] in _RATED
        return self._say("rate", status_word=self.statuses[0]) if plain else None

    def _all(self) -> str | None:
        """Whether everything is done, and nothing is asked for."""
        names = [mark for mark, _ in self.marks.found]
        left = {"未办结": "办结"} | {rest: done for done, rest in _REST.items() if done}
        rest = left.get(self.statuses[0], "") if len(self.statuses) == 1 else ""
        if rest and self._one_place() and not self.counted and not self.names and _WHETHER_LEFT.search(self.text):
            return self._say("all", rest)
        plain = self._one_place() and "都" in names and len(self.statuses) == 1 and self.statuses[0] in _RATED
        if not plain or self.asks or self.marks.has("剩", "哪些", "情况"):
            return None
        asked = _WHETHER_ALL.search(self.text) or names.index("都") < names.index(self.statuses[0])
        return self._say("all", self.statuses[0]) if asked else None

    def _count(self) -> str | None:
        """How many have a status, how many there are, or what is left of them."""
        if not self._one_place() or self.names or self.marks.has("率", "历次", "情况"):
            return None
        if not self.counted:
            return self._bare()
        if self.statuses and self.marks.has("相加", "总数") and not self.marks.has("督察"):
            return None  # of all inspections together
        if status := self._left():
            return self._say("count", status)
        if len(self.statuses) == 1:
            return self._say("count", self.statuses[0])
        return self._say("total") if not self.statuses and not self.marks.has("剩", "相比") else None

    def _bare(self) -> str | None:
        """A mere heading (信访件办结数) asks for its figure; 完成了吗 asks whether that is all."""
        if self.marks.has("都", "剩", "相比", "新增", "哪个"):
            return None
        if len(self.statuses) == 1 and _YES_OR_NO.search(self.text):
            return self._say("all", self.statuses[0]) if self.statuses[0] in _RATED else None
        if len(self.statuses) == 1:
            return self._say("count", self.statuses[0])
        if self.statuses == ["完成", "未销号"]:
            return self._say("done_unclosed")
        return self._say("total") if not self.statuses and self.marks.has("总数") else None

    def _state(self) -> str | None:
        idle = not self.statuses or self.statuses == ["未完成"]
        names = any(not _IDLE_LIST.match(text) for text in self.marks.all("哪些"))
        plain = self._one_place() and self.marks.has("情况") and idle and not names and not self.marks.has("多少", "率", "剩", "哪个")
        return self._say("state_complaints" if self.complaints else "state_problems") if plain and not self.statuses else None


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
