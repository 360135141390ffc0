"""Answers that are a field of a document: 责任单位：…, 整改时限：…, and the signature at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.objects import AROUND, ELSEWHERE, about
from assistant.answering.ranking import Ranking
from assistant.answering.sentences import LEDGER_ROW, Found, line_around, sentence_spans
from assistant.types import Report
from assistant.words.content import grams, question_grams

_LABELLED = re.compile(
    r"(?:^|[\n。；（(])\s*[（(]?[一二三四五六七八九十\d]*[）)、.]?\s*"
    r"(责任单位|整改时限|整改目标|验收单位|牵头单位|配合单位|受理单位|联系人|联系电话|公示时间|公示期|整改措施|反馈问题|传真|电子邮箱"
    r"|主办单位|承办单位|通信地址|地址|邮编)[:：]"
)
_HEADED = re.compile(
    r"[（(]?[一二三四五六七八九十\d]*[）)、.．]?\s*(?:整改|工作)?(?P<label>责任单位|责任主体|实施主体|牵头单位|配合单位|验收单位|完成时限|时限|目标|公示时间|公示期)"
    r"(?:及(?:责任人|要求|进度))?[:：]?"
)
_CALLED = {"责任主体": "责任单位", "实施主体": "责任单位", "完成时限": "整改时限", "时限": "整改时限", "目标": "整改目标"}
"""What headings call the fields of a document."""
_LABEL_WORDS = (
    ("谁牵头|谁负责|哪个单位牵头|哪个部门牵头|责任主体", "、责任单位、牵头单位"),
    (r"(?:谁|哪[个家些]?(?:单位|部门|地方|级)?)[来去给]?(?:负责)?验收|验收[的是由归]*(?:谁|哪)", "、验收单位"),
    (r"(?:谁|哪[个家些]?(?:单位|部门|地方)?)[来去]?(?:负责)?配合|配合[的是由]*(?:谁|哪)", "、配合单位"),
    ("完成(?:的)?时限", "、整改时限"),
    ("地址|在哪里", "、通信地址、地址"),
    ("公示(?:期|时间)?.{0,6}(?:哪天|几天|到什么时候|什么时候)|公示期", "、公示时间、公示期"),
)
"""How people ask for a field, and how the field is labelled in documents."""
_FIELD_WORDS = re.compile(r"责任单位|整改时限|受理单位|联系人|联系电话|电话|公示期?间?|时限|时间|牵头|验收")
_SIGNED = re.compile(r"落款|成文日期|成文时间|谁签发|签发|署名|发文(?:单位|机关)|哪(?:家|个单位)(?:印发|发的)")
_SIGNATURE = re.compile(
    r"^(?:中共)?[^，。；：]{2,30}(?:委员会|人民政府|办公室|领导小组|局|市委|县委|区委|省委|党委|中心|管委会)$"
    r"|^(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$"
)


def labelled(ranking: Ranking) -> list[Found]:
    """The lines that hold the field a question asks for, of the items it names; none where no item is clearly meant."""
    text = ranking.question.text
    if "superlative" in ranking.question.forms or re.search(r"较多|居前|更多", text):
        return []
    rest = question_grams(_FIELD_WORDS.sub("", ranking.topic()), ranking.lexicon)
    fields = _fields(ranking)
    chosen = [Found(found.report, found.start, found.end, _fit(found, rest, ranking)) for found in fields]
    best = max((one.score for one in chosen), default=0.0)
    alone = len({one.report.id for one in chosen}) == 1 and len(chosen) <= 2
    if best < (0.2 if alone else 0.4):
        return []
    kept = [one for one in chosen if one.score >= best * 0.95]
    return kept[:4] if len({one.report.id for one in kept}) == 1 else kept[:6]


def _fields(ranking: Ranking) -> list[Found]:
    """Every line labelled as the question asks; of several labels it merely mentions the last one."""
    canonical = ranking.lexicon.canonical
    asked = canonical(ranking.question.text)
    asked += "".join(label for pattern, label in _LABEL_WORDS if re.search(pattern, ranking.question.text))
    spans = ranking.spans()
    named = ranking.object(spans)
    held = [
        (Found(report, start, end, 0.0), match[1])
        for report, start, end in spans
        if _of_thing(about(named, ranking.question.text, report, start, end), report, start)
        for match in _LABELLED.finditer(report.clean[start:end])
        if canonical(match[1]) in asked
    ]
    held += [(found, label) for report in ranking.reports() for found, label in _headed(report) if canonical(label) in asked]
    labels = {label for _, label in held}
    last = max((asked.rfind(canonical(label)) for label in labels), default=-1)
    several = len(labels) < 6 and not any(f"{canonical(label)}的" in asked for label in labels)
    return [found for found, label in held if several or asked.rfind(canonical(label)) == last]


def _of_thing(near: float, report: Report, start: int) -> bool:
    """Whether a field is one of the thing a question names; in a paragraph that only tells of it, where it is the only one."""
    if near != AROUND:
        return near > ELSEWHERE
    line = report.clean[report.clean.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    labels = [match[1] for match in _LABELLED.finditer(line)]
    return len(labels) == len(set(labels))


def _headed(report: Report) -> Iterator[tuple[Found, str]]:
    """The first line below each heading that is the name of a field (二、整改责任单位), with that name."""
    for section in report.sections:
        label = _HEADED.fullmatch(section.path[-1].strip()) if section.path else None
        lines = [line.strip() for line in report.clean[section.start : section.end].splitlines() if line.strip()]
        if label is not None and len(lines) > 1:
            start = report.clean.index(lines[1], section.start + len(lines[0]))
            yield Found(report, start, start + len(lines[1]), 0.0), _CALLED.get(label["label"], label["label"])


def _fit(found: Found, rest: frozenset[str], ranking: Ranking) -> float:
    """How much of the rest of the question the item around a field is about."""
    start, end = line_around(found)
    line = found.report.clean[start:end]
    around = line if LEDGER_ROW.match(line) else _section_text(found.report, found.start) + found.report.title
    return len(rest & grams(around, ranking.lexicon)) / (len(rest) or 1)


def _section_text(report: Report, start: int) -> str:
    """The section around an offset with its headings; of a report without sections the last lines before it."""
    section = report.section_of(start)
    if section is None or not section.path:
        return report.clean[max(0, start - 200) : start + 200]
    return "".join(section.path) + report.clean[section.start : section.end]


def signature(ranking: Ranking) -> list[Found]:
    """The signing bodies and the date at the end of the few reports in question, when the question asks for them."""
    if not _SIGNED.search(ranking.question.text) or len(ranking.heads) > 3:
        return []
    found = []
    for report in ranking.reports():
        tail = max(report.clean.rstrip().rfind("。"), len(report.clean) - 200)
        spans = sentence_spans(report.clean, tail + 1, len(report.clean))
        found += [Found(report, *span, 1.0) for span in spans if _SIGNATURE.search(report.clean[span[0] : span[1]])][-3:]
    return found
