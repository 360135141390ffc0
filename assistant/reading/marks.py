"""The step for doubled punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import HAN, Vocabulary

_DOUBLED = re.compile(
    rf"[,，](?<=[{HAN}”》）)%％\d][,，])[,，]*(?=[,，、；;。：！？])|[、；：](?=(?<=、)、|(?<=；)；|(?<=：)：)|。(?<![。.]。)(?=。(?!。))"
)


def doubled_marks(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Two marks in a row where one was meant: the last one stays."""
    for match in _DOUBLED.finditer(text):
        yield Edit(match.start(), match.end(), "", "重复标点", 0.95)
