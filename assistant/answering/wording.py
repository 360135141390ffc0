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
from assistant.checking.instructions import instructs
from assistant.checking.retelling import pairs
from assistant.checking.standing import read_mentions, sentences
from assistant.errors import LanguageModelError
from assistant.language.budget import count_tokens, within_budget
from assistant.language.replies import FENCE, bare, complete_sentences, fenced, is_courtesy, split, unadorned, without_preface
from assistant.types import Answer, Wording
from assistant.words.numerals import show_number

NOT_PASSED = "模型措辞未通过核对，已改用系统原文。"
PARTLY_PASSED = "模型措辞未通过核对，有关语句已略去或改用系统原文。"
UNAVAILABLE = "模型暂不可用（{why}），以下为系统原文。"
INTERRUPTED = "模型暂不可用（{why}），缺少的内容已用系统原文补上。"
OWN_WORDS = "系统原文："
"""Stands before what our own text had to add to a model's."""
INSTRUCTED = "提问或资料里有像是写给模型的指令，没有送语言模型措辞，以上为系统原文。"
_MOSTLY = 0.6
"""The share of the words of a quoted sentence that a wording must keep."""
_TIMES, _MORE = 2, 200
"""A wording has at most so many times the characters of our own text and so many more."""
_MARK = re.compile(r"[\[【]\d{1,3}[\]】]")
_ENGLISH = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}")
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")


def reword(answer: Answer, question: str, model: Wording) -> Answer:
    """The answer in the model's words where they are true, else as it was, with a caveat that says so."""
    pieces = stream_reword(answer, question, model)
    while True:
        try:
            next(pieces)
        except StopIteration as stop:
            final: Answer = stop.value
            return final


def stream_reword(answer: Answer, question: str, model: Wording) -> Generator[str, None, Answer]:
    """Checked sentences as they come; the generator's value is the final answer, whose text is what was yielded.

    Nothing is shown before its sentence is complete and has passed; what our own text must still say follows at the end.
    """
    variables = _variables(answer, question, model.room) if _rewordable(answer) else None
    if variables is not None and instructs(*variables.values()):
        yield answer.text
        return replace(answer, caveats=(*answer.caveats, INSTRUCTED))
    if variables is None:
        yield answer.text
        return answer
    task = _Task(answer, evidence_of(answer, question), variables)
    shown, caveat = yield from _worded(task, model)
    if not shown:
        yield answer.text
        return _finished(answer, caveat or NOT_PASSED, model)
    if rest := task.missing(shown):
        yield f"\n{OWN_WORDS}{rest}"
        shown, caveat = f"{shown}\n{OWN_WORDS}{rest}", caveat or PARTLY_PASSED
    return _finished(replace(answer, text=shown, mode="model"), caveat, model)


def _worded(task: _Task, model: Wording) -> Generator[str, None, tuple[str, str]]:
    """The sentences of a reply that stand, and what to say of the others; from the first one that does not, it is asked for once more."""
    shown, held, dropped = "", "", False
    try:
        for sentence in task.opened(complete_sentences(model.stream("reword", task.variables))):
            if task.repeats(sentence, shown):
                continue
            if held or task.wrong(shown, sentence):
                held += sentence
                continue
            shown += sentence
            yield sentence
        if held or task.missing(shown):
            faults = "\n".join(task.faults(shown, held))
            again = bare(model.complete("repair", task.variables | {"reply": fenced(held) or "（无）", "findings": fenced(faults)}))
            for sentence in task.opened(iter(split(again))):
                if task.repeats(sentence, shown):
                    continue
                if task.wrong(shown, sentence):
                    dropped = True
                    if not shown:  # what does not open with the answer is not shown at all
                        break
                    continue
                shown += sentence
                yield sentence
    except LanguageModelError as error:
        return shown, (INTERRUPTED if shown else UNAVAILABLE).format(why=str(error).rstrip("。"))
    return shown, PARTLY_PASSED if shown and dropped else ""


@dataclass(frozen=True, slots=True)
class _Task:
    """An answer to be reworded with what its wording may rest on and must still say."""

    answer: Answer
    evidence: Evidence
    variables: dict[str, str]

    def wrong(self, shown: str, sentence: str) -> bool:
        """Whether a sentence may not follow what is shown already."""
        if self._too_long(shown + sentence):
            return True
        return bool(findings(shown + sentence, self.evidence)) or (not shown and self.lacks_directly(sentence))

    def _too_long(self, text: str) -> bool:
        return len(text) > _TIMES * len(self.answer.text) + _MORE

    def repeats(self, sentence: str, shown: str) -> bool:
        """Whether a sentence stands already, as often as in our own text: a model that turns in circles says each thing once."""
        words = _MARK.sub("", sentence).strip()
        said = _MARK.sub("", shown).count(words) if len(words) > 1 else 0
        return said > 0 and said >= self.answer.text.count(words)

    def faults(self, shown: str, reply: str) -> list[str]:
        """Why the rest of a reply may not be shown, as Chinese sentences for the model to mend."""
        if self._too_long(shown + reply):
            reply = reply[: _TIMES * len(self.answer.text) + _MORE]
            found = ["比系统答复长得多，请写得和它一样长"]
        else:
            found = []
        found += [finding.why for finding in findings(reply, self.evidence)]
        if not shown and self.lacks_directly(_direct(reply)):
            found.append(f"开头没有写出直接答案“{_direct(self.answer.text).strip()}”里的全部数字和状态")
        return found + [f"缺少“{sentence.strip()}”的内容" for sentence in self._unsaid(shown + reply)]

    def lacks_directly(self, opening: str) -> bool:
        """Whether an opening leaves out a number, status or verdict of the direct answer."""
        return not opening.strip() or not _says(opening, _direct(self.answer.text))

    def missing(self, text: str) -> str:
        """The sentences of our own text whose numbers or warnings a wording no longer holds."""
        return "".join(self._unsaid(text)).strip()

    def opened(self, stream: Iterator[str]) -> Iterator[str]:
        """The stream with its first sentences joined until they say something (不对。还有14个。 is one opening)."""
        opening = ""
        stream = (sentence for sentence in stream if not is_courtesy(sentence))
        for sentence in stream:
            opening = without_preface(opening + self._unadorned(sentence)).lstrip()
            if opening and (_claims_something(opening) or len(split(opening)) > 1):
                yield opening
                break
        else:
            if opening.strip():
                yield opening
        gap = ""
        for sentence in stream:
            gap += self._unadorned(sentence)
            if gap.strip():
                yield gap
                gap = ""

    def _unadorned(self, sentence: str) -> str:
        """Fences, heads of lists and bold marks taken out, these unless the sources mask with the same sign."""
        text = unadorned(FENCE.sub("", sentence))
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
            if not numbers <= values or warns or (self.answer.kind != "computed" and not retold(own, text)):
                unsaid.append(own)
        return unsaid


def _rewordable(answer: Answer) -> bool:
    """Refusals keep their words, and so do answers to English questions: the guard reads Chinese."""
    return answer.kind != "refused" and not _ENGLISH.search(answer.text)


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


def retold(own: str, text: str) -> bool:
    """Whether most words of a quoted sentence stand in a text."""
    words = pairs(own)
    return not words or len(words & pairs(text)) >= _MOSTLY * len(words)


def _claims_something(text: str) -> bool:
    words = load_guard_words()
    claims = read_claims(text, words)
    return bool(claims.numbers or claims.dates or read_mentions(text, words))


def _direct(text: str) -> str:
    """The direct answer: the first sentence, and the second where the first is only a verdict."""
    opening = ""
    for sentence in split(text)[:2]:
        opening += sentence
        if _claims_something(opening):
            break
    return opening


def _figure_values(answer: Answer) -> set[Fraction]:
    printed = "；".join(f"{show_number(figure.value)}{figure.unit}" for figure in answer.figures if figure.value is not None)
    return {claim.value for claim in read_claims(printed, load_guard_words()).numbers}


def evidence_of(answer: Answer, question: str) -> Evidence:
    """What a wording of this answer may rest on."""
    names = tuple(part for citation in answer.citations for part in (citation.title, citation.section) if part)
    texts = (answer.text, *answer.caveats, *((answer.as_of,) if answer.as_of else ()))
    return Evidence(texts, answer.figures, question, names, answer.citations, retold=False)


def _variables(answer: Answer, question: str, room: int) -> dict[str, str] | None:
    """What the model is given, the quotes as far as there is room for them; None where not even the answer fits."""
    figures = [
        f"{figure.label}：{'原文隐去' if figure.value is None else show_number(figure.value)}{figure.unit}"
        + (f"（{figure.formula}）" if figure.formula else "")
        for figure in answer.figures
    ]
    fixed = (question, answer.text, "\n".join(figures))
    room -= sum(map(count_tokens, fixed))
    if room < 0:
        return None
    quotes = within_budget([f"[{citation.n}] {citation.quote}" for citation in answer.citations], room)
    parts = dict(zip(("question", "answer", "figures", "quotes"), (*fixed, "\n".join(quotes)), strict=True))
    return {name: fenced(text) or "（无）" for name, text in parts.items()}


def _finished(answer: Answer, caveat: str, model: Wording) -> Answer:
    return replace(answer, caveats=(*answer.caveats, caveat) if caveat else answer.caveats, use=model.use)
