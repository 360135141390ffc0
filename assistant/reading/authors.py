"""Townships and companies that report on themselves: no county, yet the place of their document (我镇, 集团公司)."""

from __future__ import annotations

from assistant.reading.vocabulary import Vocabulary
from assistant.types import Place

LEAST = 2
"""So many times at least a township or company speaks of itself; once may be a quotation."""
HEAD = 4
"""So many lines may name the author before the text begins."""


def find_author(text: str, title: str, issuer: str, vocabulary: Vocabulary) -> Place | None:
    """The township or company a document is about: it names it in its title, head or signature and speaks as it."""
    lines = [line.strip(" \t\u3000()（）") for line in text.splitlines() if line.strip()][:HEAD]
    named = "\n".join((title, issuer, *lines))
    for kind in ("town", "company"):
        if _speaks(text, kind, vocabulary) and (match := vocabulary.pattern(f"place.authors.{kind}").search(named)):
            return Place(match["name"], (match["above"],) if match["above"] else ())
    return None


def _speaks(text: str, kind: str, vocabulary: Vocabulary) -> bool:
    """Whether a text speaks as a township or company, at least as often as it does as a county or city."""
    own = len(vocabulary.pattern(f"place.authors.{kind}_self").findall(text))
    others = sum(text.count(words) for words in vocabulary.value("place.self") if words.startswith("我"))
    return own >= LEAST and own >= others
