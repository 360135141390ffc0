"""Why items of a status stand as they do (为什么滞后): the sentence that gives the reason, in a paragraph that speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.inquiry import Inquiry
from assistant.answering.places import place_name, strip_names
from assistant.answering.sentences import Found, sentence_spans
from assistant.answering.subject import without_statuses
from assistant.facts.context import apart, inspection_of
from assistant.facts.status import metrics_named
from assistant.types import Report
from assistant.words.content import grams, residue

_REASON = re.compile(
    r"(?:原因|症结)(?:是|为|在于|有|包括|主要|[:：])|由于|因(?!此|地制宜|素)[^，。；]{2,24}(?:影响|原因|所致|受阻|延误|滞后|未|没)"
    r"|(?:主要)?(?:受|受到)[^。；]{2,30}(?:影响|制约|限制|拖累)|[慢卡堵难](?:就)?在(?=[一-龥]{4})|原因(?=[一-龥]{4})|(?:皆|都|只)因|所致|缘由"
)
_ASKS = re.compile(r"为什么|为何|为啥|原因|怎么会|啥原因")
_OPEN = frozenset({"滞后", "未完成", "未销号", "未办结", "未启动", "序时", "推进"})
_MOST = 3
"""So many reasons of one place are told where no matter is named."""
_WHOLLY = 0.85
"""The reason of an item that is named holds so much of its name: 望棠镇毁林复绿 is no 石檐镇毁林复绿."""
_FEW = 40
"""In so many reports the sentences are looked through."""


def reasons(inquiry: Inquiry) -> list[Found]:
    """The sentences that say why what a question names is still open, of a matter it names the first; none for any other question."""
    question, lexicon = inquiry.question, inquiry.lexicon
    if question.counts or not _ASKS.search(question.text) or not _OPEN & set(question.metrics) or len(inquiry.heads) > _FEW:
        return []
    words = _ASKS.sub(" ", strip_names(question.text, inquiry.names))
    topic = grams(residue(without_statuses(words, question.metrics, lexicon), lexicon), lexicon)
    found: dict[str, list[Found]] = {}
    for head in inquiry.heads:
        place = place_name(head.place) or head.id
        told = list(_telling(inquiry.composer.report(head.id), inquiry, topic))
        if told and place not in found:
            found[place] = told[: 1 if topic else _MOST]
    return [one for told in found.values() for one in told]


def _telling(report: Report, inquiry: Inquiry, topic: frozenset[str]) -> Iterator[Found]:
    """The reasons of a report in paragraphs that speak of open items, of the matter and the inspection asked about."""
    asked, lexicon = inquiry.question.inspection, inquiry.lexicon
    begin = 0
    for line in report.clean.splitlines(keepends=True):
        start, begin = begin, begin + len(line)
        held = inspection_of(line)
        if not _REASON.search(line) or (asked is not None and held is not None and apart(asked, held)):
            continue
        if not topic and not _OPEN & set(metrics_named(line, lexicon)):
            continue
        for first, last in sentence_spans(report.clean, start, begin):
            said = report.clean[first:last]
            if _REASON.search(said) and len(topic & grams(said, lexicon)) >= _WHOLLY * len(topic):
                yield Found(report, first, last, 1.0)
