"""Questions that ask several things at once: each part is answered by itself, the answers joined with their citations renumbered."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.types import Answer, Citation, Status

_QUANTITY = re.compile(r"多少|(?<![哪这那好])几(?![年月天日号])|百分之几")
_OTHER = re.compile(r"什么时候|何时|哪天|谁|哪[一两三几]?[个些支家位市县区]|怎么|如何|怎样|是什么|什么时间|哪里")
_MARK = re.compile(r"[？?；;]|[，,](?=[^，,]*(?:多少|几|什么|谁|哪|怎|如何))")
_ALONE = re.compile(r"[？?！!]+|[，,；;](?=(?:那|那么)?[^，,；;。？?]{1,14}呢[？?]?\s*$)")
_CONFIRMS = re.compile(r"^(?:这|这个|这样|你)?(?:是|对|行|准|说得)?(?:说)?(?:不|么|得)?(?:对|是|准确?|错|真的?)?(?:吗|吧|么|呢|不)?$")
"""对吗, 是不是: a question that only asks the one before it to be confirmed."""


def sentences(text: str, names_place: Callable[[str], bool]) -> list[str]:
    """The questions of a text that asks one after the other (A多少？B呢？), each to be read after the one before; one where it asks one.

    Questions about one thing (共几项？其中几项完成？) stay together: only 呢, or places of their own, make them several.
    """
    pieces = [piece.strip("，,。；; ") for piece in _ALONE.split(text)]
    pieces = [piece for piece in pieces if piece]
    asking = all(_QUANTITY.search(p) or _OTHER.search(p) or re.search(r"[吗呢没么]$|有没有|是否|是不是", p) for p in pieces)
    apart = any(piece.endswith("呢") for piece in pieces[1:]) or all(map(names_place, pieces))
    if len(pieces) < 2 or not (asking and apart) or any(_CONFIRMS.match(piece) for piece in pieces) or re.search(r"最[多少高低大小]", text):
        return [text]
    return [f"{piece}？" for piece in pieces]


def separate(text: str) -> list[str]:
    """The parts of a question that ask for different kinds of thing (a number and a date), each with the words that introduce all.

    Several numbers in one question stay together; a part without a subject of its own takes that of the first.
    """
    pieces = [piece.strip() for piece in _MARK.split(text) if piece and piece.strip()]
    asking = [piece for piece in pieces if _QUANTITY.search(piece) or _OTHER.search(piece)]
    if len(asking) < 2 or not (
        any(_QUANTITY.search(p) for p in asking) and any(_OTHER.search(p) and not _QUANTITY.search(p) for p in asking)
    ):
        return []
    if re.search(r"最[多少高低大小]", text):
        return []
    first = min(match.start() for piece in asking[:1] if (match := re.search(f"{_QUANTITY.pattern}|{_OTHER.pattern}", piece)))
    lead = "".join(pieces[: pieces.index(asking[0])]) + re.sub(r"(?:共|分别|各|有|是|一共|总共)+$", "", asking[0][:first])
    counted = [piece for piece in asking if _QUANTITY.search(piece)]
    others = [piece for piece in asking if not _QUANTITY.search(piece)]
    parts = ["，".join(counted) if counted[0] is asking[0] else f"{lead}，{'，'.join(counted)}"]
    parts += [piece if piece is asking[0] else f"{_subject(lead)}{piece}" for piece in others]
    return [f"{part}？" for part in parts]


def _subject(lead: str) -> str:
    """The introducing words without what the first part itself asks about: place and document stay, the counted noun goes."""
    return re.sub(r"(?:的)?(?:整改任务|反馈问题|问题|任务|信访件)$", "", lead)


def joined(answers: Sequence[Answer]) -> Answer:
    """One answer from several: texts in order, citations renumbered, the least certain status, refusals kept as their sentence."""
    citations: list[Citation] = []
    figures, lines, caveats = [], [], []
    for answer in answers:
        numbers: dict[int, int] = {}
        for citation in answer.citations:
            twin = next(
                (one.n for one in citations if (one.report, one.start, one.quote) == (citation.report, citation.start, citation.quote)),
                None,
            )
            numbers[citation.n] = twin or len(citations) + 1
            if twin is None:
                citations.append(replace(citation, n=len(citations) + 1))
        figures += [replace(figure, citations=tuple(numbers[n] for n in figure.citations)) for figure in answer.figures]
        lines.append(answer.text)
        caveats += [caveat for caveat in answer.caveats if caveat not in caveats]
    given = [answer for answer in answers if answer.kind != "refused"]
    status = next((s for s in (Status.CONFLICT, Status.DERIVED, Status.CERTAIN) if any(a.status is s for a in given)), answers[0].status)
    kind = "computed" if any(a.kind == "computed" for a in given) else given[0].kind if given else "refused"
    dates = {answer.as_of for answer in answers if answer.as_of}
    return Answer(
        "\n".join(lines), kind, status, tuple(figures), tuple(citations), tuple(caveats), dates.pop() if len(dates) == 1 else None
    )
