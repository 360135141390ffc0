"""The step for adverts cut into a sentence: bracketed invitations to scan, follow or download, and bare addresses of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import HAN, Vocabulary

ADVERT = "插入广告"
_ADDRESS = re.compile(rf"(?<=[{HAN}])(?:https?://|www\.)[\w./?=&%#-]{{4,80}}?(?=[{HAN}])", re.ASCII)
LEAD = 10
"""So many characters before an address are looked at for words that announce it."""


def adverts(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Only known shapes: words of an advert inside brackets, or an address between two Chinese characters that nothing announces."""
    if not vocabulary.pattern("advert.signs").search(text):
        return
    announces = vocabulary.pattern("advert.announces")
    found = [match.span() for match in vocabulary.pattern("advert.bracketed").finditer(text)]
    for match in _ADDRESS.finditer(text):
        if not announces.search(text, max(0, match.start() - LEAD), match.start()):
            found.append(match.span())
    for start, end in sorted(found):
        yield Edit(start, end, "", ADVERT, 0.85)
