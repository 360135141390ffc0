"""What a text is about, as comparable pieces: synonyms aligned, empty words gone, Han 2-grams and Latin words left."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern

from assistant.words.lexicon import Lexicon, alternatives

_LEVELS = re.compile(r"[（(]([省市县区州盟旗])[）)]")
"""8省（区） is 8省区."""
_PIECE = re.compile(r"[A-Za-z][A-Za-z0-9.]*|\d+(?:\.\d+)?|[一-龥ⅠⅡⅢⅣⅤ]+")


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    questions = lexicon.data["questions"]
    words = questions["stop"]["words"]
    return alternatives(words), alternatives(questions["frame"]["words"]), alternatives([word for word in words if len(word) > 1])


@lru_cache(maxsize=8)
def function_characters(lexicon: Lexicon) -> frozenset[str]:
    """Single characters that mostly only join words (的, 了, 到); inside a word (收到) they still belong to it."""
    return frozenset(word for word in lexicon.data["questions"]["stop"]["words"] if len(word) == 1)


def content(text: str, lexicon: Lexicon) -> list[str]:
    """The runs of meaning in a question after dropping words that carry none, for display and for judging what is asked."""
    *_, stop = _patterns(lexicon)
    return [piece for piece in re.split(r"\s+", lexicon.canonical(stop.sub(" ", text))) if re.search(r"[A-Za-z0-9一-龥]", piece)]


def residue(text: str, lexicon: Lexicon) -> str:
    """What is left of a question when list, inspection and status words are gone: 水污染 in 水污染信访件有多少件."""
    return "".join(residues(text, lexicon))


def residues(text: str, lexicon: Lexicon) -> list[str]:
    """The same piece by piece, as they stand apart in the question."""
    stop, frame, _ = _patterns(lexicon)
    return _PIECE.findall(stop.sub(" ", frame.sub(" ", text)))


@lru_cache(maxsize=200_000)
def grams(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Han 2-grams (single characters where a run has only one), Latin words and numbers of the aligned text."""
    found: set[str] = set()
    for piece in _PIECE.findall(lexicon.canonical(_LEVELS.sub(r"\1", text))):
        if "一" <= piece[0] <= "龥" or piece[0] in "ⅠⅡⅢⅣⅤ":
            found.update(intern(piece[i : i + 2]) for i in range(len(piece) - 1))
            if len(piece) == 1:
                found.add(piece)
        else:
            found.add(piece.lower())
    return frozenset(found)


def matter(text: str, lexicon: Lexicon) -> frozenset[str]:
    """What a question is about beside list, inspection and status: the grams of its residue that are longer than one character."""
    return frozenset(gram for gram in grams(residue(text, lexicon), lexicon) if len(gram) > 1)


def question_grams(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The grams of a question's content words."""
    return frozenset(gram for piece in content(text, lexicon) for gram in grams(piece, lexicon))
