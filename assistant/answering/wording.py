"""An answer in a model's words: the model rewrites what code has established, the guard reads it, what fails falls back to our own text.

Refusals are never reworded, and no failure of a model costs the user the answer.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from assistant.checking.claims import read_claims
from assistant.checking.guard import Evidence, Finding, findings
from assistant.checking.guardwords import load_guard_words
from assistant.checking.standing import read_mentions, sentences
from assistant.errors import LanguageModelError
from assistant.language.budget import within_budget
from assistant.types import Answer, Wording
from assistant.words.numerals import show_number

NOT_PASSED = "模型措辞未通过核对，已改用系统原文。"
PARTLY_PASSED = "模型措辞有部分语句未通过核对，已略去或改用系统原文。"
UNAVAILABLE = "模型暂不可用（{why}），以下为系统原文。"
QUOTE_TOKENS = 6000
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_FENCE = re.compile(r"^```\w*\s*|\s*```$")
_SENTENCE_END = re.compile(r"[。！？!?]+[”’）)]*(?:\s*[\[【]\d+[\]】])*|\n+")


def reword(answer: Answer, question: str, model: Wording) -> Answer:
    """The answer in the model's words where they are true, else as it was, with a caveat that says so."""
    if answer.kind == "refused":
        return answer
    task = _Task(answer, _evidence(answer, question))
    variables = _variables(answer, question)
    try:
        reply = _plain(model.complete("reword", variables))
        faults = task.faults(reply)
        if faults:
            reply = _plain(model.complete("repair", variables | {"reply": _fenced(reply), "findings": "\n".join(faults)}))
            faults = task.faults(reply)
    except LanguageModelError as error:
        return _with_caveat(answer, _unavailable(error))
    if not faults:
        return replace(answer, text=reply, mode="model")
    return _salvaged(task, reply)


def stream_reword(answer: Answer, question: str, model: Wording) -> Generator[str, None, Answer]:
    """Checked sentences as they come; the generator's value is the final answer, whose text is what was yielded.

    Nothing is shown before its sentence is complete and has passed; what our own text must still say follows at the end.
    """
    if answer.kind == "refused":
        yield answer.text
        return answer
    task, shown, caveat = _Task(answer, _evidence(answer, question)), "", ""
    try:
        for sentence in _complete_sentences(model.stream("reword", _variables(answer, question))):
            if not shown and not sentence.strip():
                continue
            if findings(sentence, task.evidence) or (not shown and task.lacks_directly(sentence)):
                caveat = PARTLY_PASSED
                if not shown:
                    break
                continue
            shown += sentence
            yield sentence
    except LanguageModelError as error:
        caveat = _unavailable(error)
    rest = task.missing(shown) if shown.strip() else answer.text
    if rest:
        caveat = caveat or PARTLY_PASSED
        rest = f"\n{rest}" if shown.strip() else rest
        yield rest
    if not shown.strip():
        return _with_caveat(answer, NOT_PASSED if caveat == PARTLY_PASSED else caveat)
    final = replace(answer, text=shown + rest, mode="model")
    return _with_caveat(final, caveat) if caveat else final


@dataclass(frozen=True, slots=True)
class _Task:
    """An answer to be reworded with what its wording may rest on and must still say."""

    answer: Answer
    evidence: Evidence

    def faults(self, reply: str) -> list[str]:
        """Why a reply may not be shown, as Chinese sentences for the model to mend; empty when it may."""
        found = [finding.why for finding in findings(reply, self.evidence)]
        if self.lacks_directly(_first(reply)):
            found.append(f"第一句没有写出直接答案“{_first(self.answer.text).strip()}”里的全部数字和状态")
        return found + [f"缺少“{sentence.strip()}”的内容" for sentence in self._unsaid(reply)]

    def lacks_directly(self, first: str) -> bool:
        """Whether a first sentence leaves out a number or status of the direct answer."""
        return not _says(first, _first(self.answer.text))

    def missing(self, text: str) -> str:
        """The sentences of our own text whose numbers or warnings a wording no longer holds."""
        return "".join(self._unsaid(text)).strip()

    def _unsaid(self, text: str) -> list[str]:
        marks = load_guard_words().data["marks"].get(self.answer.status.value, [])
        values = {claim.value for claim in read_claims(text, load_guard_words()).numbers}
        unsaid = []
        for start, end in sentences(self.answer.text):
            own = self.answer.text[start:end]
            numbers = {claim.value for claim in read_claims(own, load_guard_words()).numbers} & _figure_values(self.answer)
            warns = any(mark in own for mark in marks) and not any(mark in text for mark in marks)
            if not numbers <= values or warns:
                unsaid.append(own)
        return unsaid


def _salvaged(task: _Task, reply: str) -> Answer:
    """The sentences of a twice faulty reply that stand, if they still answer; else our own text whole."""
    kept = "".join(sentence for sentence in _split(reply) if not findings(sentence, task.evidence))
    if not kept.strip() or task.lacks_directly(_first(kept)) or findings(kept, task.evidence):
        return _with_caveat(task.answer, NOT_PASSED)
    rest = task.missing(kept)
    text = f"{kept.rstrip()}\n{rest}" if rest else kept.rstrip()
    return _with_caveat(replace(task.answer, text=text, mode="model"), PARTLY_PASSED)


def _says(text: str, required: str) -> bool:
    """Whether a text holds every number, date and status of a required sentence."""
    words = load_guard_words()
    claims, wanted = read_claims(text, words), read_claims(required, words)
    values = {claim.value for claim in claims.numbers}
    families = {mention.family for mention in read_mentions(text, words)}
    return (
        all(claim.value in values for claim in wanted.numbers)
        and all(any(date.covers(claim) for date in claims.dates) for claim in wanted.dates)
        and all(mention.family in families for mention in read_mentions(required, words))
    )


def _figure_values(answer: Answer) -> set[object]:
    printed = "；".join(f"{show_number(figure.value)}{figure.unit}" for figure in answer.figures if figure.value is not None)
    return {claim.value for claim in read_claims(printed, load_guard_words()).numbers}


def _evidence(answer: Answer, question: str) -> Evidence:
    names = tuple(part for citation in answer.citations for part in (citation.title, citation.section) if part)
    texts = (answer.text, *answer.caveats, *((answer.as_of,) if answer.as_of else ()))
    return Evidence(texts, answer.figures, question, names, answer.citations)


def _variables(answer: Answer, question: str) -> dict[str, str]:
    quotes = [f"[{citation.n}] {citation.quote}" for citation in answer.citations]
    figures = [
        f"{figure.label}：{'原文隐去' if figure.value is None else show_number(figure.value)}{figure.unit}"
        + (f"（{figure.formula}）" if figure.formula else "")
        for figure in answer.figures
    ]
    parts = {
        "question": question,
        "answer": answer.text,
        "figures": "\n".join(figures),
        "quotes": "\n".join(within_budget(quotes, QUOTE_TOKENS)),
    }
    return {name: _fenced(text) or "（无）" for name, text in parts.items()}


def _fenced(text: str) -> str:
    """Data that cannot close the fence the prompt puts around it."""
    return text.replace("<", "＜").replace(">", "＞")


def _plain(reply: str) -> str:
    """The reply without a model's thinking aloud, code fences and bold marks."""
    text = _FENCE.sub("", _THOUGHT.sub("", reply).strip()).strip()
    return re.sub(r"\*\*([^*\n]+)\*\*", r"\1", text)


def _split(text: str) -> list[str]:
    """Sentences with their closing marks and the citation marks behind them; they join to the text again."""
    pieces, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        pieces.append(text[start : match.end()])
        start = match.end()
    return [*pieces, text[start:]] if start < len(text) else pieces


def _first(text: str) -> str:
    return next((sentence for sentence in _split(text) if sentence.strip()), "")


def _complete_sentences(pieces: Iterator[str]) -> Iterator[str]:
    """Whole sentences out of arbitrary pieces; the last one is held back until the next begins, so that its [n] stays with it."""
    buffer = ""
    for piece in pieces:
        buffer += piece
        if "<think>" in buffer and "</think>" not in buffer:
            continue
        *ready, buffer = _split(_THOUGHT.sub("", buffer)) or [""]
        yield from ready
    yield from _split(_plain(buffer))


def _unavailable(error: LanguageModelError) -> str:
    return UNAVAILABLE.format(why=str(error).rstrip("。"))


def _with_caveat(answer: Answer, caveat: str) -> Answer:
    return replace(answer, caveats=(*answer.caveats, caveat))


__all__ = ["NOT_PASSED", "PARTLY_PASSED", "UNAVAILABLE", "Finding", "reword", "stream_reword"]
