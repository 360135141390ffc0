"""An open question (原因, 做法, 经验, 总体情况) answered from numbered passages: each sentence of a model rests on the passages it cites.

A sentence that does not hold is asked for once more; what still fails gives way to the passage it cites, and what our own answer said
beyond that follows in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.question import QuestionReader
from assistant.answering.wording import INSTRUCTED, INTERRUPTED, NOT_PASSED, OWN_WORDS, PARTLY_PASSED, UNAVAILABLE, retold
from assistant.checking.guard import Evidence, findings
from assistant.checking.guardwords import load_guard_words
from assistant.checking.instructions import instructs
from assistant.checking.proper import read_proper_names
from assistant.checking.retelling import pairs
from assistant.checking.standing import sentences
from assistant.errors import LanguageModelError
from assistant.language.budget import count_tokens, within_budget
from assistant.language.replies import bare, complete_sentences, fenced, split
from assistant.types import Answer, Citation, Status, Wording
from assistant.words.lexicon import Lexicon

COMPOSED = "以上由语言模型归纳自所列各段原文，请以原文为准。"
_QUOTED = "原文：“{quote}”[{n}]"
_MOST = 8
"""So many sentences are shown at most."""
_ABOUT = 0.6
"""The share of an open question's own words that the cited passages hold, where our rules found no answer."""
_OF_IT = 0.3
"""The share of a sentence that failed which a sentence of its passage holds to stand in its place."""
_MARK = re.compile(r"[\[【](\d{1,3})[\]】]")
_MARKS = re.compile(r"[\[【]\s*\d{1,3}(?:\s*[,、，]\s*\d{1,3})*\s*[\]】]")
_ORNAMENT = re.compile(r"^\s*(?:[-*•·]\s*|\d{1,2}[.、]\s*|#+\s*)|\*\*")


def is_open(answer: Answer, question: str, lexicon: Lexicon) -> bool:
    """Whether a question asks for no number but for reasons, ways or the state of things, and nothing was computed for it."""
    read = QuestionReader(lexicon).read(question)
    words = load_guard_words().any_of("open", "words")
    unstated = answer.kind == "refused" and answer.status in {Status.UNSTATED, Status.ABSENT}
    return not read.english and not read.counts and (answer.kind == "quoted" or unstated) and bool(words.search(question))


def stream_synthesis(answer: Answer, question: str, found: Sequence[Citation], model: Wording) -> Generator[str, None, Answer]:
    """Checked sentences as they come; the generator's value is the final answer, whose text is what was yielded."""
    if instructs(question, answer.text, *(citation.quote for citation in answer.citations)):
        yield answer.text
        return answer if answer.kind == "refused" else replace(answer, caveats=(*answer.caveats, INSTRUCTED))
    passages = _passages(answer, question, found)
    kept = within_budget([_numbered(one) for one in passages], model.room - count_tokens(question))
    task = _Task(answer, question, passages[: len(kept)])
    if not kept:
        yield answer.text
        return answer
    caveat = ""
    try:
        caveat = yield from _composed(task, model)
    except LanguageModelError as error:
        caveat = (INTERRUPTED if task.shown else UNAVAILABLE).format(why=str(error).rstrip("。"))
    if not task.shown:
        yield answer.text
        refused = answer.kind == "refused" and caveat in {"", NOT_PASSED}
        return replace(answer, caveats=answer.caveats if refused else (*answer.caveats, caveat or NOT_PASSED), use=model.use)
    if rest := task.unsaid():
        caveat = caveat or PARTLY_PASSED
        task.shown += f"\n{OWN_WORDS}{rest}"
        yield f"\n{OWN_WORDS}{rest}"
    return task.answered(caveat, model)


def _composed(task: _Task, model: Wording) -> Generator[str, None, str]:
    """Show what holds of a reply, then of the one to its findings, then the passages of what does not; what to say of that."""
    variables = {"question": fenced(task.question), "passages": fenced("\n".join(map(_numbered, task.passages))), "findings": "（无）"}
    failed: list[tuple[str, list[str]]] = []
    for sentence in complete_sentences(model.stream("compose", variables)):
        plain = _plain(sentence)
        if task.stands(plain):
            continue
        if why := task.faults(plain):
            failed.append((plain, why))
        else:
            yield task.show(plain)
    failed = [(sentence, why) for sentence, why in failed if not task.says_nothing(sentence)]
    if not failed or (task.answer.kind == "refused" and not task.shown):
        return ""
    told = "\n".join(f"“{sentence}”：{'；'.join(why)}" for sentence, why in failed)
    again = bare(model.complete("compose", variables | {"findings": fenced(f"只改写下面这几句：\n{told}")}))
    mended = 0
    for sentence in split(again):
        plain = _plain(sentence)
        if not task.stands(plain) and not task.faults(plain):
            mended += 1
            yield task.show(plain)
    if mended >= len(failed):
        return ""
    for sentence, _ in failed if task.shown else ():
        for quote in task.quoted(sentence):
            yield task.show(quote)
    return PARTLY_PASSED


def _plain(sentence: str) -> str:
    """A sentence without ornaments, each passage it cites in a mark of its own ([1、2] becomes [1][2])."""
    apart = _MARKS.sub(lambda match: "".join(f"[{n}]" for n in re.findall(r"\d+", match[0])), sentence)
    return _ORNAMENT.sub("", apart).strip()


@dataclass
class _Task:
    """An open question with the passages its answer may rest on, and what is shown of it so far."""

    answer: Answer
    question: str
    passages: list[Citation]
    shown: str = ""
    numbers: dict[int, int] = field(default_factory=dict)
    """The number a passage was given to the model under -> the one it is shown under."""

    def cited(self, sentence: str) -> list[int]:
        """The passages a sentence cites."""
        return [n for n in map(int, _MARK.findall(sentence)) if 1 <= n <= len(self.passages)]

    def stands(self, sentence: str) -> bool:
        """Whether a sentence is shown already, or there is no more room."""
        return _MARK.sub("", sentence) in _MARK.sub("", self.shown) or len(split(self.shown)) >= _MOST

    def faults(self, sentence: str) -> list[str]:
        """Why a sentence may not be shown."""
        cited = self.cited(sentence)
        if not cited:
            return ["句末没有注明依据的编号"]
        if not self._answers(sentence, cited):
            return ["没有回答提问"]
        sources = tuple(self.passages[n - 1] for n in cited)
        evidence = Evidence((), (), self.question, tuple(part for one in sources for part in (one.title, one.section) if part), sources)
        found = [finding.why for finding in findings(sentence, evidence)]
        if self.answer.kind == "refused" and not _about(self.question, sources):
            found.append("所引的段落没有说到提问的内容")
        return found

    def _answers(self, sentence: str, cited: Sequence[int]) -> bool:
        """Whether a sentence speaks of what is asked: in its words, or by what our own answer rests on."""
        asked = _matter(self.question)
        kinds = load_guard_words().any_of("open", "words").findall(self.question)
        if any(n <= len(self.answer.citations) for n in cited) or any(kind in sentence for kind in kinds):
            return True
        if asked:
            return bool(asked & pairs(sentence))
        where = "".join(f"{one.title}{one.section}{one.quote}" for one in (self.passages[n - 1] for n in cited))
        return any(kind in where for kind in kinds)

    def says_nothing(self, sentence: str) -> bool:
        """Whether a sentence only says that the material does not tell."""
        marks = load_guard_words().data["marks"]["未载明"]
        return not sentence or (not self.cited(sentence) and any(mark in sentence for mark in marks))

    def show(self, sentence: str) -> str:
        """The sentence with its marks as they are shown, added to what is shown."""
        own = len(self.answer.citations)
        for n in self.cited(sentence):
            self.numbers.setdefault(n, n if n <= own else own + 1 + sum(other > own for other in self.numbers))
        text = _MARK.sub(lambda match: f"[{self.numbers[int(match[1])]}]", sentence)
        self.shown += text
        return text

    def quoted(self, sentence: str) -> Iterator[str]:
        """What the passages that a sentence cites say themselves of its matter, unless it is shown already."""
        told = pairs(sentence)
        for n in self.cited(sentence):
            quote = self.passages[n - 1].quote
            nearest = max((quote[start:end].strip() for start, end in sentences(quote)), key=lambda one: len(told & pairs(one)), default="")
            if len(told & pairs(nearest)) >= _OF_IT * len(told) and not self.stands(nearest) and self._answers(nearest, [n]):
                yield _QUOTED.format(quote=nearest, n=n)

    def unsaid(self) -> str:
        """The sentences of our own answer that hardly stand in what is shown."""
        if self.answer.kind == "refused":
            return ""
        own = (self.answer.text[start:end] for start, end in sentences(self.answer.text))
        return "".join(one for one in own if one.strip() and not retold(one, self.shown)).strip()

    def answered(self, caveat: str, model: Wording) -> Answer:
        """The answer as composed, with the passages it cites beyond its own."""
        more = sorted((shown, n) for n, shown in self.numbers.items() if n > len(self.answer.citations))
        citations = (*self.answer.citations, *(replace(self.passages[n - 1], n=shown) for shown, n in more))
        refused = self.answer.kind == "refused"
        return replace(
            self.answer,
            text=self.shown,
            kind="composed",
            status=Status.CERTAIN if refused else self.answer.status,
            citations=citations,
            caveats=(*(() if refused else self.answer.caveats), COMPOSED, *((caveat,) if caveat else ())),
            mode="model",
            use=model.use,
        )


def _passages(answer: Answer, question: str, found: Sequence[Citation]) -> list[Citation]:
    """The answer's own citations, then the passages found that speak of the places asked about and are no instructions, numbered on."""
    passages = list(answer.citations)
    names, asked = _places(question), _matter(question)
    reports = {one.report for one in passages}
    for passage in found:
        told = any(
            one.report == passage.report and one.quote in passage.quote and len(one.quote) * 2 > len(passage.quote) for one in passages
        )
        where = f"{passage.title}，{passage.section}，{passage.quote}"
        here = all(name in where for name in names) if names else not reports or passage.report in reports
        here = here and (not asked or bool(asked & pairs(f"{passage.section}，{passage.quote}")))
        if not told and here and not instructs(where):
            passages.append(replace(passage, n=len(passages) + 1))
    return passages


def _places(question: str) -> list[str]:
    return [name.text for name in read_proper_names(question, load_guard_words()) if name.kind == "place"]


def _matter(question: str) -> frozenset[str]:
    """The pairs of a question without its places and the words that all open questions have."""
    words = load_guard_words()
    for name in _places(question):
        question = question.replace(name, " ")
    return pairs(words.any_of("open", "idle").sub(" ", words.any_of("open", "words").sub(" ", words.filler.sub(" ", question))))


def _about(question: str, sources: Sequence[Citation]) -> bool:
    """Whether passages tell of the matter of a question."""
    asked = _matter(question)
    told = frozenset[str]().union(*(pairs(f"{one.title}，{one.section}，{one.quote}") for one in sources))
    return bool(asked) and len(asked & told) >= _ABOUT * len(asked)


def _numbered(citation: Citation) -> str:
    where = "，".join(part for part in (f"《{citation.title}》", citation.section) if part)
    return f"[{citation.n}] {' '.join(citation.quote.split())}（出自{where}）"
