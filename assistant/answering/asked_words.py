"""The words of an ask that say what is counted: without places, inspection, dates and interrogative."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.places import strip_names, without_scope
from assistant.answering.question import Ask, Question

PRIOR = re.compile(
    r"(?:去年|上年|前一年|上一年)(?!.{0,6}(?:比(?![率例重])|相比)).{0,16}(?:多少|是多大)"
    r"|(?:去年|上年|前一年|上一年)(?:同期)?(?:约|大约|大概)?(?:是|为|有)?多少"
    r"|(?:去年|上年)同期.{0,8}多少"
)
"""A question for last year's figure, which texts mostly state only as a change."""
_OPEN_ASK = re.compile(r"((?:几|多少)[^，。？?]{3,12}?)(?:还|尚|仍)?(?:没(?:有)?|未)能?[一-龥]{1,4}(?=[？?]|$)")
_OF_RANK = re.compile(r"(?<=级)(?:领导)?干部")
"""Behind a rank: 厅级干部 are told of as 厅级14人."""


class AskedWords:
    """The words of the asks of one question; `names` are the places it names."""

    def __init__(self, question: Question, names: Sequence[str]) -> None:
        self.question = question
        self.names = names

    def whole(self, ask: Ask) -> str:
        """The words of an ask, of the whole question where it is the only one."""
        return self.question.text if len(self.question.asks) == 1 else ask.words

    def topic(self, text: str) -> str:
        """The words of a question that say what is counted: without places, inspection and dates."""
        text = without_scope(strip_names(text, self.names))
        if PRIOR.search(text):
            text = re.sub(r"去年|上年|前一年|上一年|同期|大约|大概|约", " ", text)
        if "difference" in self.question.forms:
            text = re.sub(r"变化|相差|(?<=[年月日底])[比较]", " ", text)
        return re.sub(r"(?:19|20)\d{2}年(?:底|末)?|截至|\d{1,2}月\d{1,2}日", " ", text)

    def counted(self, ask: Ask) -> str:
        """The topic of an ask without its interrogative."""
        # 还有多少处错接点没整改 is about 错接点: what is done to them may be worded otherwise.
        words = _OF_RANK.sub("", _OPEN_ASK.sub(r"\1", ask.words))
        return self.topic(re.sub(rf"(?:多少|几){re.escape(ask.unit)}", " ", words) if ask.unit else words)
