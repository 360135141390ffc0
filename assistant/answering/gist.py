"""What a question about a list comes to, whatever its order, tone and frame: read by its marks and put in one plain form.

A question is cut into marks (statuses, the list, what is asked) and function words (knowledge/lexicon/gist.toml). Where
every character of it is one or the other, beside the names, dates and figures it holds, the marks alone say what is asked.
What is left over is a name: of a thing compared between years, or of two projects; where it can be neither, the question
is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.answering.gist_apart import amount_claimed, batches, between_years, classes, costs, ledger_rows, up_to_batch
from assistant.answering.gist_learned import resembled
from assistant.answering.gist_list import readings
from assistant.answering.gist_marks import Told
from assistant.words.asked import Pieces, learned, outline
from assistant.words.lexicon import Lexicon
from assistant.words.marks import NAME, cut, marks_of

_BEYOND = ("约", "回头看")
"""Marks of what is more than a figure of a list as such: a bound, another inspection."""
_LISTED = re.compile("督|反馈")
"""By what a list of an inspection is known."""
_LIKE, _SURELY_LIKE = 0.3, 0.7
"""How likely a question must ask in the way its marks say, and in another, to be read so."""
_NARROWS, _SURELY = 0.3, 0.9
"""How likely words must narrow a question not to be passed over as idle, and to keep even known words from being read."""
_MOTIVE_ENDS = re.compile(r"[，：:,]|——")
"""Where a clause ends that says why somebody asks."""


def gist(text: str, places: Sequence[str], labels: Collection[str], lexicon: Lexicon) -> str | None:
    """The plain form of a question about a list; None where it says more than marks and function words, or too little.

    `labels` are the classes that the lists of the library are divided into.
    """
    held, named = tuple(sorted(label for label in labels if len(label) > 1 and label in text)), tuple(places)
    pieces = cut(text, lexicon, named, held)
    if not any(mark in (NAME, "限") for mark, _ in pieces) and _narrowed(pieces) >= _SURELY:
        return None
    return (
        _read(text, named, held, lexicon)
        or _read(_asked_after(text, named, lexicon), named, held, lexicon)
        or _read_past_idle(text, named, held, lexicon)
    )


def _narrowed(pieces: Pieces) -> float:
    """How likely some words of a question narrow the list it is about."""
    return max((likely for _, likely in learned().narrowing(pieces)), default=0.0)


def _read(text: str, places: tuple[str, ...], labels: tuple[str, ...], lexicon: Lexicon) -> str | None:
    marks = marks_of(text, lexicon, places, labels)
    if marks.has(*_BEYOND):
        return None
    # A project's name begins with its town: read without places and classes it is one name.
    bare = marks_of(text, lexicon) if marks.has("投资") else marks
    forms = lexicon.data["gist"]["forms"]
    return costs(bare, forms) or _plain(Told(text, marks, forms))


def _read_past_idle(text: str, places: tuple[str, ...], labels: tuple[str, ...], lexicon: Lexicon) -> str | None:
    """The plain form of a question whose unknown words are idle; None where they may narrow it, or where it resembles no such question.

    It is the form that the marks say where questions like it do ask that, else the one that it resembles most by far.
    """
    pieces, marks = cut(text, lexicon, places, labels), marks_of(text, lexicon, places, labels)
    never = lexicon.data["gist"]["never_idle"]["signs"]
    if marks.has(*_BEYOND) or any(sign in words for words in marks.all(NAME) for sign in never) or not _LISTED.search(text):
        return None
    if _narrowed(pieces) >= _NARROWS:
        return None
    likely = learned().ways.likelihoods(outline(pieces))
    told = Told(text, marks.without(NAME), lexicon.data["gist"]["forms"])
    if not told.statuses and not told.marks.has("反馈问题", "信访件"):
        return None  # 派了几个督察组 counts no list
    plain = _plain(told) if marks.has(NAME) else None
    if plain is not None and likely.get(told.way, 0.0) >= _LIKE:
        return plain
    way = max(likely, key=lambda one: likely[one])
    return resembled(told, way) if likely[way] >= _SURELY_LIKE else None


def _asked_after(text: str, places: tuple[str, ...], lexicon: Lexicon) -> str:
    """What is asked behind a clause that only says why (考核要打分，…); empty where there is none."""
    ends = _MOTIVE_ENDS.search(text)
    first = text[: ends.start()] if ends is not None else ""
    if ends is None or not any(word in first for word in lexicon.data["gist"]["motive"]["words"]):
        return ""
    told = marks_of(first, lexicon, places)
    return "" if told.has("地", "督察", "日", "年", "数", "类", "率", "哪个", "哪些") else text[ends.end() :]


def _plain(told: Told) -> str | None:
    """The question in its plain form; None where the marks do not say which one it is."""
    if len(told.places) > 2 or len(told.dates) > 2 or len(told.numbers) > 1 or told.both_lists():
        return None
    if "台账" in told.text and told.marks.has("牵头"):
        return ledger_rows(told)
    if told.marks.has("几批"):
        return batches(told)
    if told.marks.has("批"):
        return up_to_batch(told)
    if told.marks.has("限"):
        return between_years(told)
    if told.marks.has(NAME):
        return between_years(told) or amount_claimed(told)
    if not _LISTED.search(told.text) or told.marks.has("年") or told.asks_twice():
        return None  # a list is one of an inspection
    if told.marks.has("类", "分类", "最多", "投资") or (told.marks.has("属实") and not told.numbers):
        return classes(told)
    form = next((form for reading in readings(told) if (form := reading(told))), None)
    if form is None:
        return None
    day = f"截至{told.dates[0]}，" if len(told.dates) == 1 else ""
    return day + form
