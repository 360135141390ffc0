"""What may be asked next: the follow-ups of knowledge/lexicon/suggestions.toml that the library can answer."""

from __future__ import annotations

from assistant.answering.question import Question
from assistant.answering.route import answer
from assistant.types import Answer, Library, Scope, Track
from assistant.words.lexicon import Lexicon


def suggestions(asked: Question, given: Answer, library: Library, lexicon: Lexicon, scope: Scope) -> list[str]:
    """Follow-ups that have an answer other than the one just given; none after a question that names no place of several.

    Without a place each would be answered for every place of the library, which is slow and long.
    """
    placed = len(asked.places) == 1 or scope.place or len({head.place for head in library.heads(scope) if head.place}) == 1
    if asked.english or given.kind == "refused" or not placed:
        return []
    data = lexicon.data["suggestions"]
    known, found = {given.text}, []
    for candidate in data.get((asked.track or Track.OTHER).value, ()):
        following, _ = answer(candidate, library, lexicon, scope, asked)
        if following.kind != "refused" and following.text not in known:
            known.add(following.text)
            found.append(candidate)
        if len(found) == data["most"]:
            break
    return found
