"""Which sentences a question means: by the words they share, weighed by how telling they are, and by how well they suit the question."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cached_property

from assistant.answering.composing import Composer
from assistant.answering.matching import Weights, covered
from assistant.answering.objects import AROUND, about, named_object
from assistant.answering.places import strip_names, without_scope
from assistant.answering.question import Question
from assistant.answering.sentences import LEDGER_ROW, Found, row_head, sentence_spans
from assistant.answering.subject import without_statuses
from assistant.answering.taken_over import ASKED, referred, taken_over
from assistant.facts.context import apart, inspection_of
from assistant.facts.status import metrics_named, statuses
from assistant.types import Report, ReportHead, Scope
from assistant.words.content import function_characters, grams, question_grams

ASKS = re.compile(r"[什啥][么]?时候|何时|哪[天年月日]|几[月号](?!份)|谁|哪[个位些里]|怎么|如何|怎样|什么|啥")
"""The clause of a question that asks."""
_FEW = 40
"""Up to so many reports every sentence is weighed; beyond, only the passages search finds."""
_NAMED, _OF_THING = "@", 2.5
"""The mark of what is about the one thing a question names, and what it weighs beside all other words."""
_REFERRED = 0.8
"""What a shared word counts that stands in the item which a sentence names by its number."""
_SECTION, _TITLE = 0.55, 0.45
"""What a shared word counts that stands in the headings or in the title only."""
_BYLINE = re.compile(r"^\s*(?:信息来源|来源|稿源|发布(?:机构|时间|日期)|时间|日期|作者|(?:责任)?编辑|字[号体]|浏览)\s*[:：]")
"""A line that a web page prints about the text."""
_ASKS_BYLINE = re.compile(r"来源|发布|刊[登发]|作者|编辑|登出来")
_HEADED = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?[^，,；;。]{4,40}(?:情况|工作|问题|进展|措施|要求|打算|地址|方式|目标|任务)[。：:]?$"
)
_TYPES = {
    "when": re.compile(r"\d{4}年|\d{1,2}月|\d{1,2}日|年内|年底|月底|立行立改|长期坚持|以前|之前|进驻期间"),
    "who": re.compile(
        r"书记|县长|市长|区长|组长|主任|局|委|办公室|单位|部门|政府|中心|领导小组|牵头|负责|联系人|党委|公司",
    ),
    "where": re.compile(r"位于|地址|信箱|路|街|号|乡|镇|村"),
}
"""What a sentence must hold to say when, who or where."""
_SIGNED = re.compile(r"[一-龥“”]{4,30}(?:组|局|厅|办|办公室|委员会|政府|中心|公司)")
"""A line that is nothing but the name of who signs."""
_DATED = re.compile(r"\d[年月日]")
"""A heading with a day in it tells something."""
_CELL_FIGURE = re.compile(r"[|｜]\s*[\d.,]*\d%?\s*(?=[|｜]|$)")
"""A cell of a table of bars that holds nothing but a figure: a row of such tells no more than numbers."""
_DATELINE = re.compile(
    r"(?:19|20)\d{2}[-/年]\d{1,2}[-/月]\d{1,2}日?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    r"|(?:\d{1,2}月)?\d{1,2}日(?:电|讯|消息|\s*[（(]记者)|记者\d{1,2}日"
)
"""When a text was published, not when anything in it happened."""
_PRECISE = (
    (re.compile(r"几点|时段"), re.compile(r"\d{1,2}[:：∶时点]")),
    (re.compile(r"哪[一几]?天|几号|几日|哪日"), re.compile(r"\d{1,2}[日号]|\d{1,2}[-./]\d{1,2}")),
    (re.compile(r"几月|哪个?月"), re.compile(r"\d{1,2}月|\d{1,2}[-./]\d{1,2}")),
    (re.compile(r"哪一?年"), re.compile(r"\d{4}")),
    (
        re.compile(
            r"哪几[天日]|(?:哪[一]?[天日]|几[号日]|什么时候|何时)(?:开始)?到(?:哪|几|什么|何)|起止"
            r"|(?:进驻|督察|公示|检查|巡查|活动|行动)[^，。]{0,8}(?:到哪[一]?[天日]|到几[号日]|(?:哪[一]?[天日]|几[号日]|何时)结束)"
        ),
        re.compile(
            r"\d{1,2}[日号]?\s*(?:至|到|起|—|－|–|~|-)[^，。；]{0,6}?(?:\d{1,2}月)?\d{1,2}[日号]|(?:至|到|截止)[^，。；]{0,8}\d{1,2}[日号]"
        ),
    ),
)
"""A question for the day, month, year or a span of days, and what a sentence must hold to say it."""
_HOW_OFTEN = re.compile(r"多久[^，。？]{0,4}?(?P<what>[一-龥]{2})一次")
_REPLY = re.compile(r"书面|报送|回复|报来|函复|报告(?:整改)?(?:结果|情况)")
"""In a letter that urges: the day by which to answer it, not the one by which to be done."""
_UNTOLD = {"pairs": 0.25, "leaning": 0.5}
"""What a sentence counts that does not tell what is asked at all, or not in such words (questions.toml, telling)."""
_FIELDS = ("公示期", "地址", "联系人", "联系电话", "整改时限", "责任单位", "异议", "验收单位")
"""Fields of a notice in their standard wording (synonyms.toml); a sentence that names the field asked for is meant."""
_BESIDE = 12
"""So many characters before a date still belong to what happened then (公示期自12月13日)."""
_POST = re.compile(r"副?组长|第一主任|主任|书记|[县市区]长|局长|指挥长|总指挥|联络员")
_IMPERATIVE = re.compile(
    r"^(?:[一二三四五六七八九十\d（(]*[、.)）]?)?"
    r"(?:请|要|应|须|必须|务必|立即|严格|确保|加快|进一步|尽快|切实|于\S{0,14}前)"
)
_TEAM = re.compile(r"第[一二三四五六七八九十]+(?:生态)?(?:环境|环保)(?:保护)?督察组")
_METHOD = re.compile(r"措施|做法|机制|要求|落实|经验|举措|成效|完成情况|任务")
_MEMBERS = re.compile(r"(?:单位|部门|问题|地方|乡镇|任务|领域|项目)(?:分别)?(?:为|是|有|包括)[：:]?(?!\d)")
_ROUND = re.compile(r"第[一二三四]轮")
_LEVELS = {"中央": re.compile(r"中央(?=[^，。]{0,16}督察)"), "省级": re.compile(r"省(?:级|第)(?=[^，。]{0,16}督察)")}
"""How a sentence names the level of an inspection or of its team (省第六生态环境保护督察组)."""


class Ranking:
    """The sentences of the reports in question, best first for one question."""

    def __init__(self, composer: Composer, question: Question, heads: Sequence[ReportHead], names: Sequence[str], scope: Scope) -> None:
        self.composer = composer
        self.lexicon = composer.lexicon
        self.question = question
        self.heads = heads
        self.names = names
        self.scope = scope

    def spans(self) -> list[tuple[Report, int, int]]:
        """Every sentence of a few reports, else those of the passages search finds."""
        if len(self.heads) <= _FEW:
            whole = ((report, 0, len(report.clean)) for report in self.reports())
        else:
            allowed = {head.id for head in self.heads}
            hits = self.composer.library.search(self.question.text, self.scope, 24)
            passages = (hit.passage for hit in hits if hit.passage.report in allowed)
            whole = ((self.composer.report(passage.report), passage.start, passage.end) for passage in passages)
        return [(report, *span) for report, start, end in whole for span in sentence_spans(report.clean, start, end)]

    def reports(self) -> list[Report]:
        """The reports in question, the first ones of very many."""
        return [self.composer.report(head.id) for head in self.heads[:_FEW]]

    def topic(self) -> str:
        """The question without places, years and the words that only choose the inspection, unless nothing else is left."""
        text = strip_names(self.question.text, self.names)
        bare = without_scope(text)
        asks_team = "督察组" in text and self.question.forms & {"list", "who"}
        if not asks_team and any(len(gram) > 1 for gram in question_grams(bare, self.lexicon)):
            text = bare
        return re.sub(r"(?:19|20)\d{2}年(?:底|末)?", " ", text)

    def telling(self, words: str) -> frozenset[str]:
        """The 2-grams of some words of a question."""
        return frozenset(gram for gram in question_grams(words, self.lexicon) if len(gram) > 1)

    @cached_property
    def sentences(self) -> Sequence[Found]:
        """All candidate sentences, best first; of those about equally close the newest report's, unless a date is asked for."""
        spans = self.spans()
        named = self.object(spans)
        held = [grams(f"{report.clean[start:end]} {row_head(report, start)}", self.lexicon) for report, start, end in spans]
        query = self._query(Weights(held, function_characters(self.lexicon)), named)
        if not any(query.values()) or not spans:
            return []
        recent = self._recent()
        found = []
        for at, ((report, start, end), words) in enumerate(zip(spans, held, strict=True)):
            near = about(named, self.question.text, report, start, end)
            layers = self._layers(report, start, end, words | {_NAMED} if near > AROUND else words)
            around = [(frozenset({_NAMED}), _SECTION)] if near == AROUND else []
            layers = (layers[0], *around, *taken_over(spans, held, at, tells=self._tells_alone(spans, at)), *layers[1:])
            if named_items := referred(report, start, end):
                layers = (layers[0], (grams(named_items, self.lexicon), _REFERRED), *layers[1:])
            score = covered(query, layers) * self._fit(report, start, end) * near
            found.append(Found(report, start, end, score * recent.get(report.id, 1.0)))
        ratio = 0.75 if re.search(r"现在|目前|最新|进度|进展", self.question.text) else 0.9
        close = max(one.score for one in found) * (1.01 if self.question.years else ratio)

        def order(one: Found) -> tuple[bool, int, float, str, int]:
            """Equal ones by file name: an id changes with every byte of its file."""
            return one.score < close, _age(one.report) if one.score >= close else 0, -one.score, one.report.path, one.start

        return sorted(found, key=order)

    def tells(self, report: Report, start: int, end: int) -> bool:
        """Whether a question asks to be told something particular and a sentence, or a row with its head, tells just that."""
        asked = [*self._asked_to_tell["pairs"], *self._asked_to_tell["leaning"]]
        return bool(asked) and _all_in(asked, report, start, end)

    def _tells_alone(self, spans: Sequence[tuple[Report, int, int]], at: int) -> bool:
        """Whether a sentence tells what is asked to be told and the one before it does not."""
        return self.tells(*spans[at]) and not (at and self.tells(*spans[at - 1]))

    def object(self, spans: Sequence[tuple[Report, int, int]]) -> str:
        """The one thing the question names and the texts know by the same name."""
        texts = {report.id: report.clean for report, *_ in spans}
        return named_object(self.question.text, texts.values(), self.lexicon)

    def _layers(self, report: Report, start: int, end: int, words: frozenset[str]) -> Sequence[tuple[frozenset[str], float]]:
        """A sentence's own words and statuses, then those of its headings and of its report's title."""
        marks = frozenset[str]()
        if self.question.metrics:
            marks = frozenset(f"#{span.metric}" for span in statuses(report.clean[start:end], self.lexicon))
        headings = grams(" ".join(report.section_at(start)), self.lexicon)
        return (words | marks, 1.0), (headings, _SECTION), (grams(report.title, self.lexicon), _TITLE)

    def _query(self, weights: Weights, named: str) -> dict[str, float]:
        """What the question weighs: its asking clause in full, the rest less; a status by its meaning (没达到序时 and 滞后 are one)."""
        # A thing named in full is looked for as a whole, its words alone say nothing.
        topic = self.topic().replace(named, " ") if named else self.topic()
        text = without_statuses(topic, self.question.metrics, self.lexicon)
        clauses = [clause for clause in re.split(r"[，,；;：:？?]", text) if clause.strip()]
        asking = [clause for clause in clauses if ASKS.search(clause)] or clauses
        query: dict[str, float] = {}
        for clause in clauses:
            factor = 1.0 if clause in asking else 0.35
            for gram in question_grams(clause, self.lexicon):
                query[gram] = max(query.get(gram, 0.0), weights.of(gram) * factor)
        usual = math.fsum(query.values()) / max(len(query), 1) or 1.0
        thing = {_NAMED: _OF_THING * max(math.fsum(query.values()), 2.5 * usual)} if named else {}
        return query | thing | {f"#{metric}": 2.5 * usual for metric in self.question.metrics}

    def _recent(self) -> dict[str, float]:
        """A slight preference for the newer of several reports when the question names no year."""
        if self.question.years:
            return {}
        dated = sorted((head for head in self.heads if head.as_of), key=lambda head: head.as_of or "", reverse=True)
        return {head.id: max(0.86, 1.0 - 0.02 * rank) for rank, head in enumerate(dated)}

    def _fit(self, report: Report, start: int, end: int) -> float:
        """How well a sentence suits the question beyond its words."""
        text, path = report.clean[start:end], report.section_at(start)
        fit = self._holds_kind(text) * self._holds_status(text) * self._substance(report, start, end)
        fit *= self._says_how(text, path) * self._of_round(text, path) * self._names_field(text)
        for kind, untold in _UNTOLD.items():
            if not _all_in(self._asked_to_tell[kind], report, start, end):
                fit *= untold
        if self.question.years and report.as_of:
            fit *= 1.15 if report.as_of[:4] in self.question.years else 0.8
        return fit

    def _says_how(self, text: str, path: Sequence[str]) -> float:
        """A method is told under measures, not under problems; a demand begins as one."""
        fit = 1.0
        if "how" in self.question.forms:
            if re.search(r"问题|不足|困难", "".join(path[-2:])) and not re.search(r"问题|不足", self.question.text):
                fit *= 0.6
            if _METHOD.search("".join(path)):
                fit *= 1.2
        if "要求" in self.question.text and _IMPERATIVE.search(text):
            fit *= 1.4
        return fit

    def _of_round(self, text: str, path: Sequence[str]) -> float:
        """A sentence of another round, of a team of another level, or under the heading of another inspection is hardly meant."""
        inspection = self.question.inspection
        if inspection is not None and inspection_of(text) is None:
            headed = next((found for heading in reversed(path) if (found := inspection_of(heading)) is not None), None)
            if headed is not None and apart(inspection, headed):
                return 0.4
        if inspection is None:
            return 1.0
        rounds = _ROUND.findall(text + "".join(path)) if inspection.round else []
        fit = (1.15 if inspection.round in rounds else 0.7) if rounds else 1.0
        levels = {level for level, pattern in _LEVELS.items() if pattern.search(text)} if inspection.level else set()
        return fit * 0.5 if levels and inspection.level not in levels else fit

    @cached_property
    def _asked_fields(self) -> list[str]:
        asked = self.lexicon.canonical(self.question.text)
        return [field for field in _FIELDS if field in asked]

    @cached_property
    def _asked_to_tell(self) -> dict[str, list[re.Pattern[str]]]:
        """How a sentence words what this question asks to be told (why, who is in charge, what is expected)."""
        telling, text = self.lexicon.data["questions"]["telling"], self.question.text
        return {kind: [re.compile(told) for asked, told in telling[kind] if re.search(asked, text)] for kind in _UNTOLD}

    def _names_field(self, text: str) -> float:
        """A sentence that names the field or the post asked for."""
        fields = self._asked_fields
        said = self.lexicon.canonical(text) if fields else ""
        fit = 1.5 if any(field in said for field in fields) else 1.0
        if "整改时限" in fields and _REPLY.search(text) and not _REPLY.search(self.question.text):
            fit *= 0.3
        post = _POST.search(self.question.text) if "who" in self.question.forms else None
        return fit * 0.4 if post is not None and post[0] not in text else fit

    def _substance(self, report: Report, start: int, end: int) -> float:
        """Headings, titles and whole ledger rows are rarely what a question is after."""
        text = report.clean[start:end].strip()
        if start < 160 and not text.endswith(("。", "；", ";", "！")) and _bare(text)[:12] in _bare(report.title):
            return 0.5
        if ASKED.search(text):
            return 0.25
        if _BYLINE.match(text) and not _ASKS_BYLINE.search(self.question.text):
            return 0.3
        if len(_CELL_FIGURE.findall(text)) > 2:
            return 0.4
        headings = {heading.rstrip("。") for heading in report.section_at(start)}
        alone = "who" not in self.question.forms and _is_line(report, start, end) and _SIGNED.fullmatch(text) is not None
        headed = text.rstrip("。") in headings and not _DATED.search(text)
        bare = headed or text == report.title or end - start < 8 or alone
        if bare or (text.endswith(("：", ":")) and len(text) < 40) or _HEADED.match(text):
            return 0.6
        return 0.75 if LEDGER_ROW.match(text) and not re.search(r"台账|清单", self.question.text) else 1.0

    def _holds_status(self, text: str) -> float:
        """Higher for a sentence that names items of the very status a list question asks for (滞后的2个问题分别是…)."""
        if not self.question.metrics or "list" not in self.question.forms:
            return 1.0
        held = metrics_named(text, self.lexicon)
        if not held & set(self.question.metrics):
            return 0.8
        if len(held) > 3 and text.count("、") > 2 and not re.search(r"\d", text):
            return 0.5  # the key of a table, which says what may stand in a column
        return 1.45 if re.search(r"分别(?:为|是|由)|(?:问题|任务|项|个)[为是：:](?!\d)", text) else 1.1

    def _holds_kind(self, text: str) -> float:
        """Lower for a sentence that cannot hold what is asked (no date for when, no body for who)."""
        fit = 1.0
        if re.search(r"哪[个支]?督察组|督察组是哪", self.question.text) and not _TEAM.search(text):
            fit *= 0.6
        for form, pattern in _TYPES.items():
            if form == "when" and form in self.question.forms:
                fit *= self._tells_when(_DATELINE.sub(" ", text))
            elif form in self.question.forms and not pattern.search(text):
                fit *= 0.6
        if "list" in self.question.forms and _MEMBERS.search(text):
            fit *= 1.2
        if often := _HOW_OFTEN.search(self.question.text):
            what = re.escape(often["what"])
            fit *= 1.5 if re.search(rf"每[^，。；、]{{1,6}}?{what}|{what}[^，。；]{{0,4}}?每", text) else 0.4
        return fit

    def _tells_when(self, text: str) -> float:
        """Lower for a sentence without a date, without a day where one is asked for, or that dates something else than what happened."""
        dated = _TYPES["when"].search(text)
        if dated is None:
            return 0.35
        precise = (held for asks, held in _PRECISE if asks.search(self.question.text))
        fit = 1.0 if all(held.search(text) for held in precise) else 0.5
        if not self._asked_events:
            return fit
        said = self.lexicon.canonical(text[max(0, dated.start() - _BESIDE) :])
        if any(_happens(word, said) for word in self._asked_events):
            return fit * 1.35
        return fit * (0.5 if any(_happens(word, said) for word in self._events) else 0.75)

    @property
    def _events(self) -> list[str]:
        return list(self.lexicon.data["questions"]["events"]["words"])

    @cached_property
    def _asked_events(self) -> list[str]:
        """What happened on the day the question asks for."""
        asked = self.lexicon.canonical(self.question.text)
        named = [word for word in self._events if _happens(word, asked)]
        same = self.lexicon.data["questions"]["events"]["same"]
        return named + [same[word] for word in named if word in same]


def _all_in(asked: Sequence[re.Pattern[str]], report: Report, start: int, end: int) -> bool:
    """Whether a sentence, or a row with its head, says all that is asked."""
    text = f"{report.clean[start:end]} {row_head(report, start)}" if asked else ""
    return all(told.search(text) for told in asked)


def _is_line(report: Report, start: int, end: int) -> bool:
    """Whether a stretch of a report is a line of its own."""
    return report.clean[:start].rpartition("\n")[2].strip() == "" == report.clean[end:].partition("\n")[0].strip()


def _happens(event: str, text: str) -> bool:
    """Whether a text tells of an event, not of what it brought (督察反馈的问题, 交办信访件)."""
    return event in text and re.search(rf"{event}(?!的?(?:\d+[个件项])?(?:问题|信访|举报|任务|事项|案件))", text) is not None


def _bare(text: str) -> str:
    """A text without its marks."""
    return re.sub(r"\W", "", text)


def _age(report: Report) -> int:
    """A number that is smaller for a newer report."""
    return -int(re.sub(r"\D", "", report.as_of or "0").ljust(8, "0"))
