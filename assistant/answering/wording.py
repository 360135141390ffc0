"""An answer in a model's words: the model rewrites what code has established, the guard reads it, what fails falls back to our own text.

Refusals are never reworded, and no failure of a model costs the user the answer.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.checking.claims import read_claims
from assistant.checking.guard import Evidence, findings
from assistant.checking.guardwords import load_guard_words
from assistant.checking.standing import read_mentions, sentences
from assistant.errors import LanguageModelError
from assistant.language.budget import within_budget
from assistant.types import Answer, Wording
from assistant.words.numerals import show_number

NOT_PASSED = "模型措辞未通过核对，已改用系统原文。"
PARTLY_PASSED = "模型措辞未通过核对，有关语句已略去或改用系统原文。"
UNAVAILABLE = "模型暂不可用（{why}），以下为系统原文。"
INTERRUPTED = "模型暂不可用（{why}），缺少的内容已用系统原文补上。"
QUOTE_TOKENS = 6000
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_FENCE = re.compile(r"^```\w*\s*|\s*```$")
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
_SENTENCE_END = re.compile(r"[。！？!?]+[”’）)]*(?:\s*[\[【]\d+[\]】])*|\n+")


def reword(answer: Answer, question: str, model: Wording) -> Answer:
    """The answer in the model's words where they are true, else as it was, with a caveat that says so."""
    if not _rewordable(answer):
        return answer
    task = _Task(answer, _evidence(answer, question))
    variables = _variables(answer, question)
    try:
        reply = task.plain(model.complete("reword", variables))
        if faults := task.faults(reply):
            reply = task.plain(model.complete("repair", variables | {"reply": _fenced(reply), "findings": _fenced("\n".join(faults))}))
            faults = task.faults(reply)
    except LanguageModelError as error:
        return _with_caveat(answer, _unavailable(UNAVAILABLE, error))
    return _salvaged(task, reply) if faults else replace(answer, text=reply, mode="model")


def stream_reword(answer: Answer, question: str, model: Wording) -> Generator[str, None, Answer]:
    """Checked sentences as they come; the generator's value is the final answer, whose text is what was yielded.

    Nothing is shown before its sentence is complete and has passed; what our own text must still say follows at the end.
    """
    if not _rewordable(answer):
        yield answer.text
        return answer
    task = _Task(answer, _evidence(answer, question))
    shown, caveat = "", ""
    try:
        for sentence in task.opened(_complete_sentences(model.stream("reword", _variables(answer, question)))):
            if findings(shown + sentence, task.evidence) or (not shown and task.lacks_directly(sentence)):
                caveat = PARTLY_PASSED if shown else NOT_PASSED
                if not shown:
                    break
                continue
            shown += sentence
            yield sentence
    except LanguageModelError as error:
        caveat = _unavailable(INTERRUPTED if shown else UNAVAILABLE, error)
    if not shown:
        yield answer.text
        return _with_caveat(answer, caveat or NOT_PASSED)
    if rest := task.missing(shown):
        yield f"\n{rest}"
        shown, caveat = f"{shown}\n{rest}", caveat or PARTLY_PASSED
    final = replace(answer, text=shown, mode="model")
    return _with_caveat(final, caveat) if caveat else final


@dataclass(frozen=True, slots=True)
class _Task:
    """An answer to be reworded with what its wording may rest on and must still say."""

    answer: Answer
    evidence: Evidence

    def faults(self, reply: str) -> list[str]:
        """Why a reply may not be shown, as Chinese sentences for the model to mend; empty when it may."""
        found = [finding.why for finding in findings(reply, self.evidence)]
        if self.lacks_directly(_direct(reply)):
            found.append(f"开头没有写出直接答案“{_direct(self.answer.text).strip()}”里的全部数字和状态")
        return found + [f"缺少“{sentence.strip()}”的内容" for sentence in self._unsaid(reply)]

    def lacks_directly(self, opening: str) -> bool:
        """Whether an opening leaves out a number, status or verdict of the direct answer."""
        return not opening.strip() or not _says(opening, _direct(self.answer.text))

    def missing(self, text: str) -> str:
        """The sentences of our own text whose numbers or warnings a wording no longer holds."""
        return "".join(self._unsaid(text)).strip()

    def opened(self, stream: Iterator[str]) -> Iterator[str]:
        """The stream with its first sentences joined until they say something (不对。还有14个。 is one opening)."""
        opening = ""
        for sentence in stream:
            opening += self.plain(sentence) if not opening else self._unbolded(sentence)
            if opening and (_claims_something(opening) or len(_split(opening)) > 1):
                yield opening
                break
        else:
            if opening.strip():
                yield opening
        yield from map(self._unbolded, stream)

    def plain(self, reply: str) -> str:
        """The reply without a model's thinking aloud, code fences and bold marks."""
        return self._unbolded(_FENCE.sub("", _THOUGHT.sub("", reply).strip()).strip())

    def _unbolded(self, text: str) -> str:
        """Bold marks taken out, unless the sources mask with the same sign."""
        return text if "*" in "".join([*self.evidence.texts, *self.evidence.names]) else _BOLD.sub(r"\1", text)

    def _unsaid(self, text: str) -> list[str]:
        words = load_guard_words()
        marks = words.data["marks"].get(self.answer.status.value, [])
        values, figures = _values(text), _figure_values(self.answer)
        unsaid = []
        for start, end in sentences(self.answer.text):
            own = self.answer.text[start:end]
            numbers = {claim.value for claim in read_claims(own, words).numbers} & figures
            warns = any(mark in own for mark in marks) and not any(mark in text for mark in marks)
            if not numbers <= values or warns:
                unsaid.append(own)
        return unsaid


def _salvaged(task: _Task, reply: str) -> Answer:
    """The sentences of a twice faulty reply that stand, if they still answer; else our own text whole."""
    kept = "".join(sentence for sentence in _split(reply) if not findings(sentence, task.evidence)).rstrip()
    if task.lacks_directly(_direct(kept)) or findings(kept, task.evidence):
        return _with_caveat(task.answer, NOT_PASSED)
    rest = task.missing(kept)
    return _with_caveat(replace(task.answer, text=f"{kept}\n{rest}" if rest else kept, mode="model"), PARTLY_PASSED)


def _rewordable(answer: Answer) -> bool:
    """Refusals keep their words, and so do answers to English questions: the guard reads Chinese."""
    han = len(re.findall(r"[\u4e00-\u9fff]", answer.text))
    return answer.kind != "refused" and han > len(re.findall(r"[A-Za-z]", answer.text))


def _says(text: str, required: str) -> bool:
    """Whether a text holds every number, date and status of a required one, and the same verdict."""
    words = load_guard_words()
    claims, wanted = read_claims(text, words), read_claims(required, words)
    values = _values(text)
    families = {mention.family for mention in read_mentions(text, words)} | set(words.data["status"]["neutral"])
    denying, affirming = tuple(words.data["text"]["denying"]), tuple(words.data["text"]["affirming"])
    if required.startswith(denying) and not any(word in text for word in denying):
        return False
    if required.startswith(affirming) and any(word in text for word in denying):
        return False
    return (
        all(claim.value in values for claim in wanted.numbers)
        and all(any(date.covers(claim) for date in claims.dates) for claim in wanted.dates)
        and all(mention.family in families for mention in read_mentions(required, words))
    )


def _values(text: str) -> set[Fraction]:
    """The numbers a text states; 一项 is no claim to be checked, but it does say 1项."""
    stated = {claim.value for claim in read_claims(text, load_guard_words()).numbers}
    return stated | {Fraction(1)} if "一" in text else stated


def _claims_something(text: str) -> bool:
    words = load_guard_words()
    claims = read_claims(text, words)
    return bool(claims.numbers or claims.dates or read_mentions(text, words))


def _direct(text: str) -> str:
    """The direct answer: the first sentence, and the second where the first is only a verdict."""
    opening = ""
    for sentence in _split(text)[:2]:
        opening += sentence
        if _claims_something(opening):
            break
    return opening


def _figure_values(answer: Answer) -> set[Fraction]:
    printed = "；".join(f"{show_number(figure.value)}{figure.unit}" for figure in answer.figures if figure.value is not None)
    return {claim.value for claim in read_claims(printed, load_guard_words()).numbers}


def _evidence(answer: Answer, question: str) -> Evidence:
    names = tuple(part for citation in answer.citations for part in (citation.title, citation.section) if part)
    texts = (answer.text, *answer.caveats, *((answer.as_of,) if answer.as_of else ()))
    return Evidence(texts, answer.figures, question, names, answer.citations)


def _variables(answer: Answer, question: str) -> dict[str, str]:
    figures = [
        f"{figure.label}：{'原文隐去' if figure.value is None else show_number(figure.value)}{figure.unit}"
        + (f"（{figure.formula}）" if figure.formula else "")
        for figure in answer.figures
    ]
    quotes = within_budget([f"[{citation.n}] {citation.quote}" for citation in answer.citations], QUOTE_TOKENS)
    parts = {"question": question, "answer": answer.text, "figures": "\n".join(figures), "quotes": "\n".join(quotes)}
    return {name: _fenced(text) or "（无）" for name, text in parts.items()}


def _fenced(text: str) -> str:
    """Data that cannot close the fence the prompt puts around it."""
    return text.replace("<", "＜").replace(">", "＞")


def _split(text: str) -> list[str]:
    """Sentences with their closing marks and the citation marks behind them; they join to the text again."""
    pieces, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        pieces.append(text[start : match.end()])
        start = match.end()
    return [*pieces, text[start:]] if start < len(text) else pieces


def _complete_sentences(pieces: Iterator[str]) -> Iterator[str]:
    """Whole sentences out of arbitrary pieces; the last one is held back until the next begins, so that its [n] stays with it."""
    buffer = ""
    for piece in pieces:
        buffer += piece
        if "<think>" in buffer and "</think>" not in buffer:
            continue
        *ready, buffer = _split(_THOUGHT.sub("", buffer)) or [""]
        yield from ready
    yield from _split(_THOUGHT.sub("", buffer))


def _unavailable(sentence: str, error: LanguageModelError) -> str:
    return sentence.format(why=str(error).rstrip("。"))


def _with_caveat(answer: Answer, caveat: str) -> Answer:
    return replace(answer, caveats=(*answer.caveats, caveat))
