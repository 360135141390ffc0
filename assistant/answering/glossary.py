"""What the status words mean and how they differ, from knowledge/lexicon/glossary.toml: general practice, marked as no quotation."""

from __future__ import annotations

import re

from assistant.answering.composing import Composer
from assistant.types import Answer, Status

_ASKS_MEANING = re.compile(
    r"什么是|什么叫|什么意思|区别|不同|一回事|等于|算不算|算完成|算是|就是.{0,8}(?:吗|么)|口径|怎么理解|能不能算|能算"
)


def explained(composer: Composer, text: str) -> Answer | None:
    """The meaning of the status words a question sets against each other; None when it does not ask for meanings."""
    if not _ASKS_MEANING.search(text):
        return None
    terms = composer.lexicon.data["glossary"]["term"]
    taken: list[str] = []
    rest = text
    for term in sorted(terms, key=lambda one: -max(len(word) for word in one["words"])):
        word = next((word for word in sorted(term["words"], key=len, reverse=True) if word in rest), None)
        if word is not None:
            rest = rest.replace(word, " ")
            taken.append(term["text"])
    if not taken:
        return None
    composer.lines = taken
    composer.caveat("glossary_note")
    return composer.build("composed", Status.CERTAIN)
