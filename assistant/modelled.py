"""The model path: what the optional language model does for questions and drafts, and what may not be sent to it.

Nothing here is reached without a configured endpoint; every result is the offline one where the model fails, is refused or is not true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.config import Settings
from assistant.errors import AssistantError, LanguageModelError, SettingsError
from assistant.reading.discreet import secrets
from assistant.types import Answer, Check, Citation, Draft, Hit, Report, ReportHead, Wording
from assistant.words.lexicon import load_lexicon

if TYPE_CHECKING:
    from assistant.drafting.suggesting import SuggestedHeading
    from assistant.drafting.wording import Checking
    from assistant.language.model import Connection

KEPT_HERE = "依据中有标明密级或内部字样的材料，没有送语言模型措辞，以上为系统原文。"
NOT_ALLOWED = "依据中有 ASSISTANT_MODEL_REPORTS 没有列出的文件，没有送语言模型措辞，以上为系统原文。"
_PASSAGES = 8
"""So many passages of search are offered for an open question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its offline answer, and what of the library the model path may use for it."""

    question: str
    answer: Answer
    again: Callable[[str], Answer]
    """The offline answer to the question in other words."""
    search: Callable[[str, int], Sequence[Hit]]
    """The passages nearest to some words, private persons masked."""
    report: Callable[[str], Report]
    """A report by its id, private persons masked."""


class ModelPath:
    """What a configured endpoint is used for; safe to use from several threads."""

    def __init__(self, settings: Settings, heads: Callable[[], Sequence[ReportHead]]) -> None:
        self._settings = settings
        self._heads = heads

    @cached_property
    def _connection(self) -> Connection:
        from assistant.language.model import connect

        return connect(self._settings)

    def request(self) -> Wording:
        """The model for one question or draft: its time runs from now, and it sees no name or number of a private person."""
        from assistant.checking.masking import MaskedWording

        return MaskedWording(self._connection.request(), self._settings.home)

    def answers(self, asked: Asked) -> Generator[str, None, Answer]:
        """The text of the answer in pieces as they are checked; the generator's value is the answer."""
        from assistant.answering.synthesis import is_open, stream_synthesis
        from assistant.answering.wording import stream_reword

        try:
            lexicon, model = load_lexicon(self._settings.home), self.request()
        except SettingsError as error:
            yield asked.answer.text
            return _noted(asked.answer, error)
        asked = self._understood(asked, model)
        answer = asked.answer
        if kept := self.kept_here({citation.report for citation in answer.citations}):
            # A refusal quotes at most the nearest sentence, and is never sent.
            yield answer.text
            return answer if answer.kind == "refused" else replace(answer, caveats=(*answer.caveats, kept))
        if is_open(answer, asked.question, lexicon):
            return (yield from stream_synthesis(answer, asked.question, self._passages(asked), model))
        return (yield from stream_reword(answer, asked.question, model))

    def draft(self, draft: Draft, reports: Sequence[Report], check: Checking) -> Draft:
        """A draft in the model's words where they hold, checked again."""
        from assistant.drafting.wording import WORDED, reworded

        if kept := self.kept_here({report.id for report in reports}):
            return check(draft, [Check(WORDED, True, kept)])
        words = [word for report in reports for word in secrets(report)]
        try:
            model = self.request()
        except SettingsError as error:
            return check(draft, [Check(WORDED, True, f"模型暂不可用（{str(error).rstrip('。')}），各节为系统原文")])
        return reworded(draft, check, model, lambda section: any(word in section.text for word in words))

    def headings(self, draft: Draft, reports: Sequence[Report]) -> Sequence[SuggestedHeading]:
        """Headings that may suit a draft over these reports.

        Raises:
            LanguageModelError: the endpoint failed.
        """
        from assistant.drafting.suggesting import suggested_headings

        allowed = [report for report in reports if not self.kept_here({report.id})]
        hidden = [word for report in allowed for word in secrets(report)]
        material = [section.heading for report in allowed for section in report.sections]
        used = draft if len(allowed) == len(reports) else replace(draft, sections=tuple(replace(one, text="") for one in draft.sections))
        return suggested_headings(used, [one for one in material if not any(word in one for word in hidden)], self.request())

    def kept_here(self, reports: set[str]) -> str:
        """Why words of these reports may not go to a model: a secrecy mark, or a file that is not among those that may; else empty."""
        allowed = re.split(r"[,，、;；]\s*", self._settings.model_reports)
        heads = [head for head in self._heads() if head.id in reports]
        if any(head.secrecy for head in heads):
            return KEPT_HERE
        named = {Path(head.path).name for head in heads}
        return "" if all(any(fnmatch(name, pattern) for pattern in allowed) for name in named) else NOT_ALLOWED

    def _understood(self, asked: Asked, model: Wording) -> Asked:
        """The question in words the rules know with its answer, where they refused it and a model says what it means."""
        from assistant.answering.understanding import restated, unclear

        if not unclear(asked.answer, asked.question):
            return asked

        def stands(words: str) -> bool:
            return any(words in hit.passage.text for hit in asked.search(words, _PASSAGES))

        try:
            meant = restated(asked.question, load_lexicon(self._settings.home), model, stands)
        except LanguageModelError as error:
            return replace(asked, answer=_noted(asked.answer, error))
        found = asked.again(meant.text) if meant else asked.answer
        if meant is None or found.kind == "refused":
            return replace(asked, answer=replace(asked.answer, use=model.use))
        return replace(asked, question=meant.text, answer=replace(found, caveats=(meant.caveat, *found.caveats)))

    def _passages(self, asked: Asked) -> list[Citation]:
        return [citation for hit in asked.search(asked.question, _PASSAGES) for citation in self._cited(hit, asked)]

    def _cited(self, hit: Hit, asked: Asked) -> Iterator[Citation]:
        """A passage as evidence, if it may be sent."""
        passage = hit.passage
        if self.kept_here({passage.report}):
            return
        report = asked.report(passage.report)
        text = report.clean[passage.start : passage.end].strip()
        start = report.clean.index(text, passage.start)
        first, last = report.offsets.raw_span(start, start + len(text))
        yield Citation(0, passage.report, hit.title, " / ".join(passage.section), text, report.raw[first:last], start, hit.path)


def _noted(answer: Answer, error: AssistantError) -> Answer:
    """Our own answer with the note that the model failed."""
    from assistant.answering.wording import UNAVAILABLE

    return replace(answer, caveats=(*answer.caveats, UNAVAILABLE.format(why=str(error).rstrip("。"))))
