"""Questions which things are meant (滞后的是哪三项, 4个反弹问题具体是哪4个), answered from what a text tells one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answering.composing import Composer
from assistant.answering.inquiry import Inquiry
from assistant.answering.member_words import MemberWords, member_words, metrics_meant, numbers_of, whole_of
from assistant.answering.record_rows import told_statuses
from assistant.facts.context import apart, inspection_of
from assistant.facts.enumerations import Enumeration, counts_in, enumerations
from assistant.facts.records import lists_of_records
from assistant.facts.rows import SameReport
from assistant.facts.status import metrics_named
from assistant.types import Answer, Inspection, Report, Status
from assistant.words.content import grams
from assistant.words.lexicon import Lexicon

_FEW = 40
"""In so many reports every enumeration is weighed; beyond, in those that search finds."""
_NEAR = 60
"""So many characters ahead of the first member may announce it."""
_COVERED = 0.6
"""Things of no status are meant where what announces them holds this share of what the question says of them."""
_OPENING, _ABOUT = 100, 0.25
"""What a question says beside status and place stands to so much in the list, its headings, or how its report begins."""
_TOLD_OF = 160
"""So much of a member may say how it stands."""
_MOST_PLACES = 3
_SHOWN = 30
_MERE = 3
"""So few words announce nothing (可以)."""
_TOLD_BY = 5
"""The first characters of a name by which it is known again."""
_DONE = frozenset({"完成", "办结", "销号"})
_FIRST_STOP = re.compile("[。；;\n]")
_LEADER = re.compile(r"(?:责任|牵头)(?:单位|部门)(?:为|是|：)?[一-龥、]{2,20}")
_JOINTS = re.compile("[、；和与及②-⑳]|[一二三四五六七八九]是")
_FIGURE = re.compile(r"[\d.]+[个项件条家处起人次%％]?$|^\d+[个项件]$")
"""A figure of a status is no name of a thing."""
_OF_PROBLEMS = re.compile(r"(?:问题|任务|事项|项目|工程)")
_PLACE = re.compile(r"[一-龥]{2,4}[省市县区州盟旗镇乡]?")
"""A name as short as a place's is no problem's."""
_NUMBERING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+|[一二三四五六七八九十]是|【[^】]*】|其中[，,]?|[一-龥]{2,4}：)+"
)


@dataclass(frozen=True, slots=True)
class _Meant:
    """An enumeration that a question may mean, and how well it fits."""

    report: Report
    told: Enumeration
    score: float


def told_members(inquiry: Inquiry) -> Answer | None:
    """The members asked for, of each place that tells them; None for a question for anything else, or where no text tells them."""
    words, question = member_words(inquiry.lexicon), inquiry.question
    if question.english or not words.which(question.text):
        return None
    composer = inquiry.blank()
    for one in _Search(inquiry, words).best():
        _say(composer, one, words, leaders="who" in question.forms)
    return composer.build("quoted", Status.CERTAIN) if composer.lines else None


def names_all(given: Answer, named: Answer) -> bool:
    """Whether an answer names all that another one lists."""
    told = [line.removeprefix("· ")[:_TOLD_BY] for line in named.text.splitlines() if line.startswith("· ")]
    return given.kind != "refused" and all(name in given.text for name in told)


def untold(given: Answer, inquiry: Inquiry) -> bool:
    """Whether a passage quoted for so many things of a status holds no list of that many."""
    numbers, metrics = numbers_of(inquiry.question), set(inquiry.question.metrics) - {"总数", "验收"}
    asked = member_words(inquiry.lexicon).which(inquiry.question.text) and numbers and metrics and not inquiry.question.english
    if not asked or given.kind != "quoted" or "\n· " in given.text or given.figures:
        return False
    return max(numbers) > 1 and all(len(_JOINTS.findall(one.quote)) < max(numbers) - 1 for one in given.citations)


class _Search:
    """What a question asks the names of, held against the enumerations of the reports it may mean."""

    def __init__(self, inquiry: Inquiry, words: MemberWords) -> None:
        self.inquiry = inquiry
        self.lexicon = inquiry.lexicon
        self.question = inquiry.question
        self.words = words
        self.wanted = words.wanted(metrics_meant(self.question, self.lexicon))
        self.numbers, self.whole = numbers_of(self.question), whole_of(self.question)
        self.topic = words.topic(self.question, (*inquiry.names, *inquiry.named.unknown), self.lexicon)

    def best(self) -> list[_Meant]:
        """The enumeration that fits best, of several places the newest of each where the question names none."""
        reports = reports_asked(self.inquiry)
        if self._anywhere and len({report.place for report in reports}) > 1:
            return []  # any place's list would do
        found = sorted(self._fitting(reports), key=lambda one: (-one.score, _age(one.report), one.told.start))
        kept: dict[str, _Meant] = {}
        for one in found:
            place = one.report.place.display if one.report.place else one.report.id
            if one.score == found[0].score:
                kept.setdefault(place, one)
        apart = {one.told.members for one in found if one.score == found[0].score}
        if not self.topic and not self.wanted and len(apart) > 1:
            return []  # nothing but their number tells which are meant
        return list(kept.values())[:_MOST_PLACES]

    @property
    def _anywhere(self) -> bool:
        """Whether a question says neither whose nor of what inspection, day, or matter."""
        question, named = self.question, self.inquiry.named
        dated = question.as_of or question.dates or question.years
        return not (named.names or named.unknown or named.reports or question.inspection or dated or self.topic)

    def _fitting(self, reports: Sequence[Report]) -> Iterator[_Meant]:
        for report in reports:
            lists = [*enumerations(report), *lists_of_records(report)]
            lists += [part for told in lists if (part := self._told_apart(report, told)) is not None]
            found = [_Meant(report, told, score) for told in lists if (score := self._fit(report, told))]
            if found and not superseded(self.inquiry, report, self.wanted):
                yield from found

    def _told_apart(self, report: Report, told: Enumeration) -> Enumeration | None:
        """Those members of a longer list whose names say the status asked for, where they are as many as the question says."""
        if not self.wanted or told.loose or len(told.members) <= max(self.numbers, default=0):
            return None
        clean = report.clean
        stops = [_FIRST_STOP.search(clean, one.start + 1) for one in told.members]
        named = [clean[one.start : stop.start() if stop else one.end] for one, stop in zip(told.members, stops, strict=True)]
        members = tuple(one for one, text in zip(told.members, named, strict=True) if self.words.tells(text, self.wanted, self.lexicon))
        return replace(told, members=members, count=None) if len(members) in self.numbers and len(members) > 1 else None

    def _fit(self, report: Report, told: Enumeration) -> float:
        """How well an enumeration fits; 0 where it cannot be meant."""
        head = told.head[-_NEAR:]
        headings = " ".join(told.path[-2:])
        said, size = f"{head} {headings}", len(told.members)
        exact = size in self.numbers or (not self.numbers and self._counted(report, size)) or (told.shares and self._of_shares(told))
        if not told.shares and sum(bool(_FIGURE.search(one.name)) for one in told.members) * 2 >= size:
            return 0.0
        whole = bool(self.whole) and told.count == size
        if (self.numbers and not exact and not whole) or (told.loose and not exact):
            return 0.0
        if _OF_PROBLEMS.search(self.question.text) and all(_PLACE.fullmatch(one.name) for one in told.members):
            return 0.0
        if told.count not in (None, size) and not exact:
            return 0.0
        asked, held = self.question.inspection, self._inspection(head, told)
        if asked is not None and held is not None and apart(asked, held):
            return 0.0
        wide = f"{said} {report.title} {report.clean[:_OPENING]} " + " ".join(one.name for one in told.members)
        about = self._covered(wide)
        if self.topic and about < _ABOUT:
            return 0.0
        score = about + exact
        if not self.wanted:
            near = self._covered(said) if self.topic else float(exact and told.count == size)
            return score + near if near >= _COVERED and (exact or told.count == size) else 0.0
        last = re.split("[。；;，,\n]", head.rstrip("。；，,：: "))[-1]
        if not told.loose and self.words.tells(last, self.wanted, self.lexicon):
            return score + 3
        if self.words.tells(said, self.wanted, self.lexicon):
            return score + 2 if exact or told.count == size or head.strip("。 ") in headings else 0.0
        by_member = [report.clean[one.start : min(one.end, one.start + _TOLD_OF)] for one in told.members]
        done = not _DONE & self.wanted and any(_DONE & told_statuses(text, self.lexicon) for text in by_member)
        tell = sum(self.words.tells(text, self.wanted, self.lexicon) for text in by_member)
        return score + 1 if exact and not done and 3 * tell >= 2 * size else 0.0

    def _counted(self, report: Report, size: int) -> bool:
        """Whether a list of the report has so many of the status asked for."""
        own = (fact for fact in self.inquiry.facts if fact.report == report.id and fact.metric in self.wanted)
        return any(fact.quantity.value == size for fact in own)

    def _of_shares(self, told: Enumeration) -> bool:
        """Whether the question counts what the members have shares of (5次红灯)."""
        return bool(self.numbers & set(counts_in(told.head)))

    def _covered(self, text: str) -> float:
        return len(self.topic & grams(text, self.lexicon)) / len(self.topic) if self.topic else 0.0

    @staticmethod
    def _inspection(head: str, told: Enumeration) -> Inspection | None:
        """The inspection that the words ahead of the members name, else the nearest heading."""
        return next((found for text in (head, *reversed(told.path)) if (found := inspection_of(text)) is not None), None)


def reports_asked(inquiry: Inquiry) -> list[Report]:
    """The reports a question may mean that are of the day, month or year it asks about, or speak of it."""
    heads, question = inquiry.heads, inquiry.question
    ids = [head.id for head in heads]
    if len(heads) > _FEW:
        hits = inquiry.library.search(question.text, inquiry.scope, 24)
        ids = [one for one in dict.fromkeys(hit.passage.report for hit in hits) if one in set(ids)]
    day = question.as_of or next(iter(question.dates), "") or next(iter(question.years), "")
    speaking = [report for one in ids if _of_time(report := inquiry.composer.report(one), day)]
    exact = [report for report in speaking if day and report.as_of and _stands(report.as_of, day)]
    return exact if exact and not re.fullmatch(r"\d{4}", day) else speaking


def superseded(inquiry: Inquiry, report: Report, wanted: frozenset[str]) -> bool:
    """Whether a later report of the same place that the question may mean speaks of the statuses asked for as well."""
    if report.place is None or not report.as_of or not wanted:
        return False
    later = (one for one in reports_asked(inquiry) if one.place == report.place and (one.as_of or "") > (report.as_of or ""))
    if years := inquiry.question.years:
        later = (one for one in later if (one.as_of or "")[:4] in years)
    own = inspection_of(report.title)
    same = (one for one in later if own is None or (held := inspection_of(one.title)) is None or not apart(own, held))
    return any(wanted & _statuses_told(SameReport(one), inquiry.lexicon) for one in same)


@lru_cache(maxsize=64)
def _statuses_told(same: SameReport, lexicon: Lexicon) -> frozenset[str]:
    """Every status that a report speaks of."""
    return frozenset(metrics_named(same.report.clean, lexicon))


def _stands(as_of: str, day: str) -> bool:
    """Whether a report is of a day, month or year, named with its year or without."""
    return as_of.startswith(day) if re.match(r"\d{4}", day) else as_of[len("2024-") :].startswith(day)


def _of_time(report: Report, day: str) -> bool:
    """Whether a report is of a day, month or year, or speaks of it; one without a date may be."""
    if not day or not report.as_of or _stands(report.as_of, day) or day.startswith(report.as_of) or not re.match(r"\d{4}", day):
        return True
    year, *rest = day.split("-")
    return year in report.clean and (not rest or f"{int(rest[0])}月" in report.clean) and report.as_of[:4] >= year


def _age(report: Report) -> int:
    """The newer the smaller."""
    return -int("".join(re.findall(r"\d", report.as_of or "0")).ljust(8, "0")[:8])


def _say(composer: Composer, one: _Meant, words: MemberWords, *, leaders: bool) -> None:
    """Whose and as of when, how the text announces the members, and their names, each cited; who leads each where that is asked."""
    report, told = one.report, one.told
    asof = composer.date(report.as_of, report.id)
    _cite(composer, report, told, leaders=leaders)
    headed = next((found for text in reversed(told.path) if (found := inspection_of(text)) is not None), None)
    whose = composer.whose(report.place, Inspection() if headed is None or inspection_of(told.head) else headed, report.id)
    composer.lines.append(
        words.say["members"].format(asof=asof, whose=whose, head=_shown(told.head, whose)).replace("，：", "：").lstrip("：")
    )
    for member in told.members:
        leader = _LEADER.search(report.clean, member.start, member.end) if leaders else None
        composer.lines.append(words.say["member"].format(name=member.name + (f"（{leader[0]}）" if leader else "")))


def _cite(composer: Composer, report: Report, told: Enumeration, *, leaders: bool) -> None:
    """The sentence that tells all of them, else what announces them and the first sentence of each."""
    last = max(one.end for one in told.members)
    stop = re.compile("[。\n]").search(report.clean, last)
    if not re.search("[。\n]", report.clean[told.start : last - 1]):
        composer.cite(report.id, told.start, stop.start() + (stop[0] == "。") if stop else last)
        return
    composer.cite(report.id, told.start, told.end)
    for member in told.members:
        end = report.clean.find("。", member.start, member.end)
        composer.cite(report.id, member.start, end + 1 if end >= 0 else member.end)
        if leaders and (found := _LEADER.search(report.clean, member.start, member.end)):
            composer.cite(report.id, *found.span())


def _shown(head: str, whose: str) -> str:
    """How a text announces its members, in few words; nothing where that is a mere 可以."""
    text = _NUMBERING.sub("", re.split("[。；;？?\n]", head.strip(" 　\n。，,：:；;"))[-1].strip()).rstrip("，,：:")
    pieces = re.split("[，,]", text)
    while len(pieces) > 1 and len("，".join(pieces)) > _SHOWN:
        pieces = pieces[1:]
    shown = "，".join(pieces)
    shown = shown.replace(whose, "") if whose else shown
    return shown if len(shown) > _MERE else ""
