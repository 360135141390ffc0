"""What a model writes, taken apart: thinking and fences off, sentences out of a stream, JSON out of chatter; and data fenced for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_TAG = r"(?:think|thinking|thought|reasoning)>"
THOUGHT = re.compile(rf"<{_TAG}.*?(?:</{_TAG}|\Z)", re.DOTALL)
_OPENED, _CLOSED = re.compile(f"<{_TAG}"), re.compile(f"</{_TAG}")
FENCE = re.compile(r"^```\w*\s*|\s*```$")
_MARKS = r"(?:\s*[\[【][\d,、，\s]+[\]】])*"
_SENTENCE_END = re.compile(rf"[。！？!?]+[”’）)]*{_MARKS}(?:[（(][^（()）\n]{{1,80}}[）)]{_MARKS})?|\n+")
"""The end of a sentence, with a remark in brackets that belongs to it (21件。[1]（截至6月底，望棠区信访件）[2])."""
_MARK_BEGUN = re.compile(r"\s*(?:[\[【][\d,、，\s]*|[（(][^（()）\n]{0,80})?")
"""What may become the citation mark, or the remark, of the sentence before it."""
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff\ufffd\ud800-\udfff\ue000-\uf8ff]"
)
"""Control signs, invisible ones and halves of signs."""
_PICTURE = re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\u20e3\U0001f000-\U0010ffff]")
_PREFACE = re.compile(
    r"^\s*(?:(?:好的|明白|收到)(?:[，,。！!：:]\s*|\n))?"
    r"(?:(?:(?:当然|没问题|可以)(?:可以)?[，,。！!]\s*)?(?:(?:根据|按照|结合|依据)[^\n。：:，,\d]{0,16}[，,]\s*)?"
    r"(?:(?:以下|下面|这)[是为]?[^\n。：:]{0,20}|(?:现将?)?(?:改写|修改|润色|改正|整理|归纳|答复|回答|正文|输出|结果)[^\n。：:，\d]{0,10})[：:]\s*)?"
)
"""好的，以下是改写后的答复： and 根据资料，答复如下：; 可以。 alone may be the answer."""
_COURTESY = re.compile(
    r"\s*(?:(?:希望|愿)[^\d，。；]{0,16}(?:帮助|帮到|满意|参考)[^\d，。；]{0,6}"
    r"|(?:如果?|若)(?:您|你)?(?:还|仍)?(?:有|需要?)[^\d。；]{0,20}[，,](?:请|欢迎|可以?)[^\d。；]{0,24}"
    r"|以上(?:就)?(?:是|为|即)?[^\d，。；]{0,10}(?:答复|回答|改写|归纳|正文)(?:内容)?|(?:敬?请)(?:您)?(?:查阅|审阅|参考|知悉|指正))[。！!～~]*\s*"
)
"""What a model says to whoever asked, and of nothing."""
_ORNAMENT = re.compile(r"(?m)^\s*(?:#{1,6}\s+[^\n\d]{0,12}(?:\n|\Z)|#{1,6}\s+|[-*•·]\s+)")
"""A short heading, and the marks of longer ones and of lists."""
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


def fenced(text: str) -> str:
    """Data that cannot close the fence the prompt puts around it."""
    return text.replace("<", "＜").replace(">", "＞")


def bare(reply: str) -> str:
    """A reply without a model's thinking aloud and code fences."""
    return FENCE.sub("", spoken(reply).strip()).strip()


def spoken(reply: str) -> str:
    """A reply without thoughts, those of a model whose server kept the opening mark to itself included, and without signs nobody sees."""
    rest = THOUGHT.sub("", reply)
    for closed in reversed(list(_CLOSED.finditer(rest))):
        return seen(rest[closed.end() :])
    return seen(rest)


def seen(text: str) -> str:
    """A text without control signs, invisible ones, halves of signs and pictures."""
    return _PICTURE.sub("", _UNSEEN.sub("", text))


def thinks_unannounced(reply: str) -> bool:
    """Whether a reply ends a thought that it did not begin: its server shows thoughts but not where they start."""
    return bool(_CLOSED.search(reply)) and not _OPENED.search(reply)


def after_thoughts(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces of such a reply once its thoughts have ended; whole where they never do."""
    held = ""
    for piece in pieces:
        held += piece
        if _CLOSED.search(held):
            break
    yield held
    yield from pieces


def unadorned(text: str) -> str:
    """A text without short headings and the marks of lists."""
    return _ORNAMENT.sub("", text)


def without_preface(text: str) -> str:
    """A text without the words by which a model only announces it (好的，以下是改写后的答复：)."""
    return _PREFACE.sub("", text, count=1)


def is_courtesy(sentence: str) -> bool:
    """Whether a sentence only takes leave of the reader (希望以上答复对您有帮助。)."""
    return bool(_COURTESY.fullmatch(sentence))


def split(text: str) -> list[str]:
    """Sentences with their closing marks and the citation marks behind them; they join to the text again."""
    pieces, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        pieces.append(text[start : match.end()])
        start = match.end()
    return [*pieces, text[start:]] if start < len(text) else pieces


def complete_sentences(pieces: Iterator[str]) -> Iterator[str]:
    """Whole sentences out of arbitrary pieces; the last one is held back until the next begins, so that its [n] stays with it."""
    buffer = ""
    for piece in pieces:
        buffer += piece
        if _OPENED.search(buffer) and not _CLOSED.search(buffer):
            continue
        *ready, buffer = split(spoken(buffer)) or [""]
        if ready and _MARK_BEGUN.fullmatch(buffer):
            buffer = ready.pop() + buffer
        yield from ready
    yield from split(spoken(buffer))


def read_object(reply: str) -> dict[str, Any] | None:
    """The JSON object of a reply, also of one that wraps it in words; None where there is none."""
    found = _OBJECT.search(bare(reply))
    try:
        data = json.loads(found[0]) if found else None
    except ValueError:
        return None
    return data if isinstance(data, dict) else None
