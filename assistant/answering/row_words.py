"""How questions ask for single rows of a ledger: which column of an item, which kind of items, by what number or unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from assistant.words.lexicon import Lexicon, alternatives
from assistant.words.numerals import parse_number

_ORDINALS = re.compile(r"[一二三四五六七八九十百]+")


class RowWords:
    """The words of knowledge/lexicon/ledger_questions.toml, compiled once."""

    def __init__(self, data: Mapping[str, Any], stop: Sequence[str]) -> None:
        self._fields = [(str(one["role"]), re.compile(one["asked"])) for one in data["field"]]
        self._lists = [(str(one["which"]), re.compile(one["asked"])) for one in data["list"]]
        self.named: dict[str, str] = {str(one["which"]): str(one["words"]) for one in data["list"]}
        """What each kind of items is called in an answer."""
        self.instead: dict[str, list[str]] = data["instead"]
        self._lacking, self._about = re.compile(data["lacking"]["asked"]), re.compile(data["lacking"]["about"])
        self._listing, self._counting = re.compile(data["asks_list"]["words"]), re.compile(data["asks_list"]["counts"])
        self._numbers = tuple(re.compile(data["number"][name]) for name in ("labelled", "ordinal", "code"))
        self._unit = re.compile(data["unit"]["named"])
        self._idle = alternatives([*data["idle"]["words"], *(word for word in stop if len(word) > 1)])
        self.say: dict[str, str] = data["say"]

    def roles(self, text: str) -> list[str]:
        """The columns a question asks for, in the order in which it does; none for one that asks how many."""
        if self._counting.search(text):
            return []
        found = [(match.start(), role) for role, asked in self._fields if (match := asked.search(text))]
        return list(dict.fromkeys(role for _, role in sorted(found)))

    def lacking(self, text: str) -> bool:
        """Whether it asks what keeps an item from 销号."""
        return bool(self._lacking.search(text) and self._about.search(text))

    def kind(self, text: str, *, counting: bool = False) -> str:
        """The kind of items a question wants listed, or counted; empty when it asks for no list, or only how many there are."""
        counts = bool(self._counting.search(text))
        if counts is not counting or not (counts or self._listing.search(text) or not self.roles(text)):
            return ""
        return next((which for which, asked in self._lists if asked.search(text)), "")

    def number(self, text: str) -> str:
        """The number by which a question names an item (第9项, ZG-04, 受理编号…), 9 for 第九项; empty when by none."""
        match = next((found for pattern in self._numbers if (found := pattern.search(text))), None)
        said = match[1] if match else ""
        return str(parse_number(said)) if _ORDINALS.fullmatch(said) else said

    def unit(self, text: str) -> str:
        """The unit that leads or is responsible; empty when the question names none so."""
        found = self._unit.search(text)
        return found[1] if found else ""

    def subject(self, text: str) -> str:
        """What is left to name an item by: without what is asked of it and words that name nothing."""
        for _, asked in (*self._fields, ("", self._lacking), *((("", self._numbers[0]), ("", self._numbers[1])))):
            text = asked.sub(" ", text)
        return "".join(re.findall(r"[A-Za-z0-9一-龥]+", self._idle.sub(" ", text)))


@lru_cache(maxsize=4)
def row_words(lexicon: Lexicon) -> RowWords:
    """The words of a lexicon, compiled once."""
    return RowWords(lexicon.data["ledger_questions"], lexicon.data["questions"]["stop"]["words"])
