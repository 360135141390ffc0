"""Questions whose answer is a passage: definitions, methods, lists, dates, people. The sentence is quoted, never reworded."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.composing import Composer
from assistant.answering.matching import Weights
from assistant.answering.places import strip_names, without_scope
from assistant.answering.question import Question
from assistant.facts.status import statuses
from assistant.types import Passage, Report, ReportHead, Scope, Status
from assistant.words.content import function_characters, grams, question_grams
from assistant.words.dates import find_dates, show_date

_ENOUGH = 0.38
_NEAR = 0.3
_SENTENCE = re.compile(r"[^。！？；;\n]+(?:[。！？；;]+[”’」』）)]?)?")
_LABEL_WORDS = (
    ("谁牵头|谁负责|哪个单位牵头|哪个部门牵头|责任主体", "、责任单位、牵头单位"),
    ("谁验收|哪家验收", "、验收单位"),
    ("谁配合", "、配合单位"),
    ("地址|在哪里", "、通信地址、地址"),
    ("公示(?:期|时间)?.{0,6}(?:哪天|几天|到什么时候|什么时候)|公示期", "、公示时间、公示期"),
)
"""How people ask for a field, and how the field is labelled in documents."""
_LEDGER_ROW = re.compile(r"(?:[^：；\n]{1,12}：[^；\n]*；){5}")
_COINAGE = re.compile(r"[“\"「]([^”\"」]{2,20})[”\"」]")
_TYPES = {
    "when": re.compile(r"\d{4}年|\d{1,2}月|\d{1,2}日|年内|年底|月底|立行立改|长期坚持|以前|之前|进驻期间"),
    "who": re.compile(r"书记|县长|市长|区长|组长|主任|局|委|办公室|单位|部门|政府|中心|领导小组|牵头|负责|联系人|党委|公司"),
    "where": re.compile(r"位于|地址|信箱|路|街|号|乡|镇|村"),
}
_LABELLED = re.compile(r"(?:^|[\n。；（(])\s*[（(]?[一二三四五六七八九十\d]*[）)、.]?\s*(责任单位|整改时限|整改目标|验收单位|牵头单位|配合单位|受理单位|联系人|联系电话|公示时间|公示期|整改措施|反馈问题|传真|电子邮箱|主办单位|承办单位|通信地址|地址|邮编)[:：]")
_ASKS = re.compile(r"什么时候|何时|哪天|谁|哪个|哪些|哪里|怎么|如何|怎样|什么")
_SIGNED = re.compile(r"落款|成文日期|成文时间|谁签发|签发|署名|发文(?:单位|机关)|哪(?:家|个单位)(?:印发|发的)")
_SIGNATURE = re.compile(r"^(?:中共)?[^，。；：]{2,30}(?:委员会|人民政府|办公室|领导小组|局|市委|县委|区委|省委|党委|中心|管委会)$|^(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$")
_ASPECTS = re.compile(r"(?:写|讲|分|包括|有)?了?(?:哪|几)(?:几|些)?个?(?:方面|点|部分|条|大块)")
_MEASURES = re.compile(r"措施|做法|机制|要求|举措|落实情况|整改情况")
_FIELDS = ("公示期", "地址", "联系人", "联系电话", "整改时限", "责任单位", "异议", "验收单位")
"""Fields of a notice in their standard wording (synonyms.toml); a sentence that names the field asked for is meant."""
_POST = re.compile(r"副?组长|第一主任|主任|书记|[县市区]长|局长|指挥长|总指挥|联络员")
_IMPERATIVE = re.compile(r"^(?:[一二三四五六七八九十\d（(]*[、.)）]?)?(?:请|要|应|须|必须|务必|立即|严格|确保|加快|进一步|尽快|切实|于\S{0,14}前)")
_HOW = re.compile(r"(?:是)?(?:怎么|怎样|如何)(?:做|整改|开展|落实|推进|处理)?(?:好|的)?|(?:采取|提|有)了?(?:哪些|什么)|(?:哪些|什么)(?:要求|措施|做法|举措)|要求|措施|做法")
_TEAM = re.compile(r"第[一二三四五六七八九十]+(?:生态)?(?:环境|环保)(?:保护)?督察组")
_METHOD = re.compile(r"措施|做法|机制|要求|落实|经验|举措|成效|完成情况|任务")


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence with the share of the question it covers."""

    report: Report
    start: int
    end: int
    score: float

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.report.clean[self.start : self.end]


class Quoting:
    """Finds and quotes the sentences that answer a question."""

    def __init__(self, composer: Composer, question: Question, heads: Sequence[ReportHead], names: Sequence[str], scope: Scope) -> None:
        self.composer = composer
        self.question = question
        self.heads = heads
        self.names = names
        self.scope = scope
        self.lexicon = composer.lexicon

    def sentences(self) -> list[Found]:
        """All candidate sentences, best first: every one of a few reports, else those of the passages search finds."""
        spans = self._spans()
        held = [grams(report.clean[start:end], self.lexicon) for report, start, end in spans]
        query = self._query(Weights(held, function_characters(self.lexicon)))
        total = sum(query.values())
        if not total or not spans:
            return []
        found = []
        titles: dict[str, frozenset[str]] = {}
        recent = self._recent()
        for (report, start, end), inside in zip(spans, held, strict=True):
            text = report.clean[start:end]
            head = grams(" ".join(report.section_at(start)), self.lexicon)
            title = titles.setdefault(report.id, grams(report.title, self.lexicon))
            marks = {f"#{span.metric}" for span in statuses(text, self.lexicon)} if self.question.metrics else set()
            layers = ((inside | marks, 1.0), (head, 0.55), (title, 0.45))
            score = sum(weight * next((factor for layer, factor in layers if gram in layer), 0.0) for gram, weight in query.items()) / total
            found.append(Found(report, start, end, score * self._fit(report, start, end) * recent.get(report.id, 1.0)))
        best = max(one.score for one in found)
        # Of sentences about equally close the newest report's comes first, unless a date is asked for.
        ratio = 0.75 if re.search(r"现在|目前|最新|进度|进展", self.question.text) else 0.9
        close = best * (1.01 if self.question.years else ratio)
        return sorted(found, key=lambda one: (one.score < close, _recency(one.report) if one.score >= close else 0, -one.score, one.start))

    def _query(self, weights: Weights) -> dict[str, float]:
        """What the question weighs: its asking clause in full, the rest less; a status by its meaning (没达到序时 and 滞后 are one)."""
        text = self._words()
        for metric in self.question.metrics:
            for word in sorted(self.lexicon.metrics[metric].asked, key=len, reverse=True):
                text = text.replace(word, " ")
        clauses = [clause for clause in re.split(r"[，,；;：:？?]", text) if clause.strip()]
        asking = [clause for clause in clauses if _ASKS.search(clause)] or clauses
        query: dict[str, float] = {}
        for clause in clauses:
            factor = 1.0 if clause in asking else 0.35
            for gram in question_grams(clause, self.lexicon):
                query[gram] = max(query.get(gram, 0.0), weights.of(gram) * factor)
        usual = sum(query.values()) / len(query) if query else 1.0
        return query | {f"#{metric}": 2.5 * usual for metric in self.question.metrics}

    def _fit(self, report: Report, start: int, end: int) -> float:
        """How well a sentence suits the question beyond its words: its section, year, round, fields and kind."""
        text = report.clean[start:end]
        path = report.section_at(start)
        fit = self._type_fit(text) * self._status_fit(text) * self._substance(report, start, end)
        if self.question.forms & {"how"}:
            if re.search(r"问题|不足|困难", "".join(path[-2:])) and not re.search(r"问题|不足", self.question.text):
                fit *= 0.6
            if _METHOD.search("".join(path)):
                fit *= 1.2
        if re.search(r"要求", self.question.text) and _IMPERATIVE.search(text):
            fit *= 1.4
        if self.question.years and report.as_of:
            fit *= 1.15 if report.as_of[:4] in self.question.years else 0.8
        asked_round = self.question.inspection.round if self.question.inspection else ""
        rounds = re.findall(r"第[一二三四]轮", text + "".join(path))
        if asked_round and rounds:
            fit *= 1.15 if asked_round in rounds else 0.7
        asked, said = self.lexicon.canonical(self.question.text), self.lexicon.canonical(text)
        if any(field in asked and field in said for field in _FIELDS):
            fit *= 1.5
        post = _POST.search(self.question.text) if "who" in self.question.forms else None
        if post is not None and post[0] not in text:
            fit *= 0.4
        return fit

    def _substance(self, report: Report, start: int, end: int) -> float:
        """Headings, titles and whole ledger rows are rarely what a question is after."""
        text = report.clean[start:end].strip()
        if start < 160 and not text.endswith(("。", "；", ";", "！")) and re.sub(r"\W", "", text)[:12] in re.sub(r"\W", "", report.title + text[:0]):
            return 0.5
        if text.endswith(("：", ":")) and len(text) < 40:
            return 0.6
        if text.rstrip("。") in {heading.rstrip("。") for heading in report.section_at(start)} or text == report.title or end - start < 8:
            return 0.6
        if _LEDGER_ROW.match(text):
            return 1.0 if re.search(r"台账|清单", self.question.text) else 0.75
        return 1.0

    def _recent(self) -> dict[str, float]:
        """A slight preference for the newer of several reports when the question names no year."""
        if self.question.years:
            return {}
        dated = sorted((head for head in self.heads if head.as_of), key=lambda head: head.as_of or "", reverse=True)
        return {head.id: max(0.86, 1.0 - 0.02 * rank) for rank, head in enumerate(dated)}

    def _words(self) -> str:
        text = strip_names(self.question.text, self.names)
        bare = without_scope(text)
        keep = re.search(r"督察组", text) and self.question.forms & {"list", "who"}
        text = text if keep or not any(len(gram) > 1 for gram in question_grams(bare, self.lexicon)) else bare
        return re.sub(r"(?:19|20)\d{2}年(?:底|末)?", " ", text)

    def _spans(self) -> list[tuple[Report, int, int]]:
        spans = []
        if len(self.heads) <= 40:
            for head in self.heads:
                report = self.composer.report(head.id)
                spans += [(report, *span) for span in _sentence_spans(report.clean, 0, len(report.clean))]
            return spans
        allowed = {head.id for head in self.heads}
        for hit in self.composer.library.search(self.question.text, self.scope, 24):
            if hit.passage.report in allowed:
                report = self.composer.report(hit.passage.report)
                spans += [(report, *span) for span in _sentence_spans(report.clean, hit.passage.start, hit.passage.end)]
        return spans

    def _status_fit(self, text: str) -> float:
        """Higher for a sentence that names items of the very status a list question asks for (滞后的2个问题分别是…)."""
        if not self.question.metrics or "list" not in self.question.forms:
            return 1.0
        held = {span.metric for span in statuses(text, self.lexicon)}
        if not held & set(self.question.metrics):
            return 0.8
        return 1.45 if re.search(r"分别(?:为|是|由)|(?:问题|任务|项|个)[为是：:](?!\d)", text) else 1.1

    def _type_fit(self, text: str) -> float:
        """Lower for a sentence that cannot hold what is asked (no date for when, no body for who)."""
        fit = 1.0
        if re.search(r"哪[个支]?督察组|督察组是哪", self.question.text) and not _TEAM.search(text):
            fit *= 0.6
        for form, pattern in _TYPES.items():
            if form in self.question.forms and not pattern.search(text):
                fit *= 0.35 if form == "when" else 0.6
        if "list" in self.question.forms and re.search(r"(?:单位|部门|问题|地方|乡镇|任务|领域|项目)(?:分别)?(?:为|是|有|包括)[：:]?(?!\d)", text):
            fit *= 1.2
        return fit

    def answer(self) -> bool:
        """Quote the answer; False when nothing is close enough."""
        if "define" in self.question.forms and self._definition():
            return True
        if _SIGNED.search(self.question.text) and self._signature():
            return True
        if self._labelled() or self._enumerated():
            return True
        parts = [part for part in re.split(r"[，,；;？?]", self.question.text) if _ASKS.search(part)]
        if len(parts) > 1:
            return any([self._best(replace(self.question, text=part)) for part in parts])
        return self._best(self.question)

    def _signature(self) -> bool:
        """Quote the signing bodies and the date at the end of the one report in question."""
        added = False
        for head in self.heads[:3] if len(self.heads) <= 3 else ():
            report = self.composer.report(head.id)
            tail = max(report.clean.rstrip().rfind("。"), len(report.clean) - 200)
            spans = [span for span in _sentence_spans(report.clean, tail + 1, len(report.clean)) if _SIGNATURE.search(report.clean[span[0] : span[1]])]
            for start, end in spans[-3:]:
                self.composer.cite(report.id, start, end)
                self.composer.lines.append(report.clean[start:end])
                self.composer.statuses.append(Status.CERTAIN)
                added = True
        return added

    def _aspects(self) -> bool:
        """The headings below the section a question names (整改成效写了哪几个方面)."""
        wanted = frozenset(g for g in question_grams(_ASPECTS.sub(" ", self._words()), self.lexicon) if len(g) > 1)
        best: tuple[float, Report, int] | None = None
        for head in self.heads[:40]:
            report = self.composer.report(head.id)
            for i, section in enumerate(report.sections):
                below = [s for s in report.sections[i + 1 :] if s.path[: len(section.path)] == section.path and len(s.path) == len(section.path) + 1]
                fit = len(wanted & grams(section.heading, self.lexicon)) / len(wanted) if wanted else 0.0
                if section.path and len(below) > 1 and fit >= 0.4 and (best is None or fit > best[0]):
                    best = (fit, report, i)
        if best is None:
            return False
        _, report, i = best
        section = report.sections[i]
        for below in report.sections[i + 1 :]:
            if below.path[: len(section.path)] == section.path and len(below.path) == len(section.path) + 1:
                at = report.clean.find(below.heading, below.start, below.end)
                if at >= 0:
                    self.composer.cite(report.id, at, at + len(below.heading))
                    self.composer.lines.append(f"· {below.heading}")
        self.composer.statuses.append(Status.CERTAIN)
        return bool(self.composer.lines)

    def _enumerated(self) -> bool:
        """List what a sentence announces (六项重点任务如下：) or a section holds, when the question asks for its members or for measures."""
        if _ASPECTS.search(self.question.text) and self._aspects():
            return True
        if not self.question.forms & {"list", "how"}:
            return False
        found = [one for one in self.sentences()[:12] if one.score >= _ENOUGH * 0.8 and self._listed(one)]
        if found:
            self.quote(found[:1])
            return True
        return "how" in self.question.forms and self._section()

    def _section(self) -> bool:
        """Quote the section a method question means: its heading says it, or its report is about the topic and the section holds the measures."""
        wanted = frozenset(g for g in question_grams(_HOW.sub(" ", self._words()), self.lexicon) if len(g) > 1)
        best: tuple[float, Report, int] | None = None
        for head in self.heads[:40] if wanted else ():
            report = self.composer.report(head.id)
            topic = len(wanted & grams(report.title, self.lexicon)) / len(wanted)
            for i, section in enumerate(report.sections):
                heading = grams(section.heading, self.lexicon)
                own = len(wanted & heading) / len(wanted)
                tight = len(wanted & heading) / (len(heading) or 1)
                measures = bool(_MEASURES.search(section.heading))
                fit = own + tight + 0.3 if own >= 0.34 and tight >= 0.34 else topic + 0.2 if topic >= 0.6 and measures else 0.0
                if fit > (best[0] if best else 0.6):
                    best = (fit, report, i)
        if best is None:
            return False
        _, report, i = best
        path = report.sections[i].path
        within = [section for section in report.sections[i:] if section.path[: len(path)] == path]
        spans = [span for section in within for span in _sentence_spans(report.clean, section.start, section.end)]
        headings = {heading for section in within for heading in section.path}
        chosen = [Found(report, a, b, 1.0) for a, b in spans if b - a > 8 and report.clean[a:b].strip("。 ") not in headings][:8]
        if not chosen:
            return False
        self.quote(chosen)
        return True

    def _best(self, question: Question) -> bool:
        """Quote the sentence closest to one question; a later part of a question keeps the place of the whole."""
        whole, self.question = self.question, question
        try:
            found = self.sentences()
            if not found or found[0].score < _ENOUGH:
                return False
            self.quote(self._selected(found))
            return True
        finally:
            self.question = whole

    def nearest(self) -> Found | None:
        """The closest sentence when none answers, for a refusal to show; None when even that is far."""
        found = self.sentences()
        return found[0] if found and found[0].score >= _NEAR else None

    def _selected(self, found: list[Found]) -> list[Found]:
        """The best sentence, others nearly as good, and for a method question the neighbours of its section."""
        best = found[0]
        chosen = [best]
        wide = self.question.forms & {"how", "why"}
        limit, ratio = (4, 0.72) if wide else (2, 0.8) if "list" in self.question.forms else (1, 1.0)
        for other in found[1:]:
            if len(chosen) >= limit or other.score < best.score * ratio or other.score < _ENOUGH:
                break
            if all(other.text != one.text for one in chosen):
                chosen.append(other)
        return sorted(chosen, key=lambda one: (one.report.id != best.report.id, one.report.id, one.start)) if wide else chosen

    def quote(self, chosen: Sequence[Found]) -> None:
        """Quote sentences as the answer, each cited, with what dates in them need saying."""
        several = len({one.report.id for one in chosen}) > 1
        for one in chosen:
            if _row_around(one) is None:
                self.composer.cite(one.report.id, one.start, one.end)
            place = one.report.place.display if one.report.place else ""
            key = "quoted_place" if several and place else "quoted"
            row = _row_around(one)
            if row is not None:
                self.composer.cite(one.report.id, *row)
            self.composer.lines.append(self.composer.phrase(key, text=one.text.strip(), place=place))
            if self.question.forms & {"list", "how", "define"}:
                for start, end in self._listed(one):
                    self.composer.cite(one.report.id, start, end)
                    self.composer.lines.append(f"· {one.report.clean[start:end]}")
        self._dates(chosen)
        self._days(chosen)
        self.composer.statuses.append(Status.MASKED if self._hidden(chosen) else Status.CERTAIN)

    def _hidden(self, chosen: Sequence[Found]) -> bool:
        """Whether what is asked for is exactly what the source masks."""
        hidden = all(re.search(r"[:：]\s*[\d-]*[*＊×]+|[*＊×]{2}", one.text) for one in chosen)
        if re.search(r"电话|联系人|邮箱|传真", self.question.text):
            return hidden
        return hidden and "when" in self.question.forms and all(not find_dates(one.text) for one in chosen)

    def _listed(self, one: Found) -> list[tuple[int, int]]:
        """The headings or lines an announcing sentence (六项重点任务如下：) introduces."""
        if not re.search(r"(?:如下|以下|下列|包括|分别为?)[^。]{0,6}[：:。]?$|[：:]$", one.text.strip()):
            return []
        report = one.report
        here = [section for section in report.sections if section.start >= one.end - 1]
        if not here:
            return []
        level = here[0].level
        spans = []
        for section in here:
            if section.level < level or len(spans) >= 12:
                break
            if section.level == level:
                at = report.clean.find(section.heading, section.start, section.end)
                spans.append((at, at + len(section.heading)) if at >= 0 else (section.start, section.start + len(section.heading)))
        return spans

    def _days(self, chosen: Sequence[Found]) -> None:
        """Count the days of a stated period when the length is asked for or stated, both ends included (domain.md 4.3)."""
        if not re.search(r"多少天|几天|多久|天数|多长时间", self.question.text):
            return
        for one in chosen:
            dates = [date for date in find_dates(one.text) if date.month and date.day]
            dates = dates[:2]
            if len(dates) < 2 or dates[0].year is None:
                continue
            first = datetime.date(dates[0].year, dates[0].month or 1, dates[0].day or 1)
            last = datetime.date(dates[1].year or dates[0].year, dates[1].month or 1, dates[1].day or 1)
            if last >= first:
                days = (last - first).days + 1
                formula = _day_formula(first, last, days)
                self.composer.figure(days, "天", "天数", (self.composer.cite(one.report.id, one.start, one.end),), formula)
                show = [show_date(day.isoformat()) for day in (first, last)]
                self.composer.lines.insert(0, self.composer.phrase("days", start=show[0], end=show[1], days=days, formula=formula))
                self.composer.statuses.append(Status.DERIVED)

    def _dates(self, chosen: Sequence[Found]) -> None:
        """Say which year 年内/今年 is, from the report's own date, and that a date lacks its year where it does."""
        for one in chosen:
            report = one.report
            if re.search(r"今年|年内|年底前", one.text) and not re.search(r"(?:19|20)\d{2}年", one.text) and report.as_of:
                self.composer.lines.append(f"（{self.composer.date(report.as_of, report.id).rstrip('，, ')}的材料，“今年”“年内”指{report.as_of[:4]}年。）")
            elif "when" in self.question.forms and find_dates(one.text) and all(date.year is None for date in find_dates(one.text)):
                self.composer.caveat("year_missing")

    def _definition(self) -> bool:
        """Quote where a coinage is explained: beside an enumeration in quotes, or with 即/是指/包括."""
        names = _COINAGE.findall(self.question.text) or [word for word in re.findall(r"(?:什么是|何谓)(.{2,12}?)(?:[？?]|$)|(.{2,12}?)(?:是?指什么|是什么意思|是什么|包括哪些|包括什么|包含哪些)", self.question.text) for word in word if word]
        for name in (strip_names(name, self.names).strip("的“”\" 这个所谓") for name in names):
            best = self._explaining(name)
            if name and best:
                self.quote([best, *self._continued(name, best)])
                return True
        return False

    def _continued(self, name: str, best: Found) -> list[Found]:
        """The next sentences when they explain the parts of the coinage (“三查”即…，“三定”即…)."""
        if re.search(r"即|是指|指的是", best.text):
            return []
        following = [span for span in _sentence_spans(best.report.clean, best.end, min(best.end + 240, len(best.report.clean)))][:2]
        parts = {name[i : i + 2] for i in range(len(name) - 1)}
        found = [Found(best.report, start, end, best.score) for start, end in following]
        return [one for one in found if re.search(r"即|是指|指的是", one.text) and any(f"“{part}" in one.text for part in parts)]

    def _explaining(self, name: str) -> Found | None:
        best: Found | None = None
        for report, start, end in self._spans():
            text = report.clean[start:end]
            if not name or name not in text:
                continue
            score = 0.5
            around = text.replace(name, "")
            if re.search(rf"[“\"]{re.escape(name)}[”\"]", text):
                score += 0.2
            if re.search(r"即|是指|指的是|包括|分别是|就是|[：:]", around):
                score += 0.15
            if re.search(r"[“\"][^”\"]{4,60}[、，][^”\"]*[”\"]", around) or around.count("、") >= 3:
                score += 0.25
            if best is None or score > best.score:
                best = Found(report, start, end, score)
        return best

    def _section_text(self, report: Report, start: int) -> str:
        """The section around an offset with its headings; of a report without sections the last lines before it."""
        section = next((one for one in reversed(report.sections) if one.start <= start), None)
        if section is None or not section.path:
            return report.clean[max(0, start - 200) : start + 200]
        parent = report.clean[section.start : section.end]
        return "".join(section.path) + parent

    def duration(self) -> bool:
        """Count the days of the period a question asks the length of (待了多少天); False when no such period is stated."""
        if not re.search(r"多少天|几天|多久|天数|多长时间", self.question.text):
            return False
        for found in self.sentences()[:6]:
            dated = [date for date in find_dates(found.text) if date.month and date.day]
            if found.score >= _NEAR and len(dated) > 1 and dated[0].year is not None:
                self.quote([found])
                return any(figure.formula for figure in self.composer.figures)
        return False

    def _labelled(self) -> bool:
        """Quote a line such as 责任单位：… or 整改时限：… when the question asks for that very field."""
        canonical = self.lexicon.canonical
        chosen: list[Found] = []
        if self.question.forms & {"superlative"} or re.search(r"较多|居前|更多", self.question.text):
            return False
        rest = question_grams(re.sub(r"责任单位|整改时限|受理单位|联系人|联系电话|电话|公示期?间?|时限|时间|牵头|验收", "", self._words()), self.lexicon)
        asked = canonical(self.question.text)
        asked += "".join(label for pattern, label in _LABEL_WORDS if re.search(pattern, self.question.text))
        labels = {match[1] for report, start, end in self._spans() for match in _LABELLED.finditer(report.clean[start:end]) if canonical(match[1]) in asked}
        last = max((asked.rfind(canonical(label)) for label in labels), default=-1)
        several = len(labels) < 6 and not any(re.search(rf"{re.escape(canonical(label))}的", asked) for label in labels)
        for report, start, end in self._spans():
            text = report.clean[start:end]
            for match in _LABELLED.finditer(text):
                if match[1] in labels and (several or asked.rfind(canonical(match[1])) == last):
                    line = report.clean[report.clean.rfind("\n", 0, start) + 1 : (report.clean.find("\n", start) + 1 or len(report.clean) + 1) - 1]
                    around = line if _LEDGER_ROW.match(line) else self._section_text(report, start) + report.title
                    topic = grams(around, self.lexicon)
                    fit = len(rest & topic) / (len(rest) or 1)
                    chosen.append(Found(report, start, end, fit))
        if not chosen:
            return False
        best = max(one.score for one in chosen)
        if best < (0.2 if len({one.report.id for one in chosen}) == 1 and len(chosen) <= 2 else 0.4):
            return False
        kept = [one for one in chosen if one.score >= best * 0.95]
        reports = {one.report.id for one in kept}
        self.quote(kept[:4] if len(reports) == 1 else kept[:6])
        return True


def _day_formula(first: datetime.date, last: datetime.date, days: int) -> str:
    """The day count as a sum staff can redo: 17−12+1=6, over a month's end 7+15=22."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{last.day}−{first.day}+1={days}"
    next_month = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    head = (next_month - first).days
    return f"{head}+{days - head - last.day}+{last.day}={days}" if days - head - last.day else f"{head}+{last.day}={days}"


def _row_around(found: Found) -> tuple[int, int] | None:
    """The whole ledger row a field stands in, so that the evidence shows whose field it is; None outside a ledger."""
    clean = found.report.clean
    start = clean.rfind("\n", 0, found.start) + 1
    end = clean.find("\n", found.start)
    end = end if end >= 0 else len(clean)
    return (start, end) if _LEDGER_ROW.match(clean[start:end]) else None


def _recency(report: Report) -> int:
    digits = re.sub(r"\D", "", report.as_of or "0").ljust(8, "0")
    return -int(digits)


def _sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    for match in _SENTENCE.finditer(text, start, end):
        piece = match[0]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append((match.start() + lead, match.start() + lead + len(piece.strip())))
    return spans


def passage_of(found: Found) -> Passage:
    """The passage a found sentence is."""
    return found.report.passage(found.start, found.end)
