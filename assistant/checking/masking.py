"""Names, phones and numbers of persons stay here: a model gets placeholders for them, and its reply gets them back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.reading.private import NAME, find_private
from assistant.reading.vocabulary import load_vocabulary
from assistant.types import ModelUse, Wording

_LONG = re.compile(r"(?<![\d.〔])(?:0\d{2,3}[-—－–]?)?\d{7,20}[Xx]?(?![\d.])")
"""Phones, identity and account numbers wherever they stand: no count of the field has so many digits without a scale."""
_PLACEHOLDER = re.compile(r"〔[姓号][名码]\d+〕")
_WRITTEN = re.compile(r"[〔\[【（(]\s*((?:姓名|号码)\d+)\s*[〕\]】）)]")
"""How a model may write a placeholder back."""
_OPENING, _CLOSING = "〔[【", "〕]】"
_LONGEST_PLACEHOLDER = 8


class MaskedWording:
    """`types.Wording` over another: what identifies a person is replaced on the way out and put back on the way in."""

    def __init__(self, model: Wording, home: Path | None = None) -> None:
        self._model = model
        self._vocabulary = load_vocabulary(home)
        self._shown: dict[str, str] = {}
        """What is hidden -> its placeholder, for all requests of one question or draft."""

    @property
    def room(self) -> int:
        """How many tokens of material fit."""
        return self._model.room

    @property
    def use(self) -> ModelUse:
        """What it cost so far."""
        return self._model.use

    def complete(self, prompt: str, variables: dict[str, str], schema: dict[str, object] | None = None) -> str:
        """The reply with names and numbers in their places."""
        return self._unmasked(self._model.complete(prompt, self._masked(variables), schema))

    def stream(self, prompt: str, variables: dict[str, str]) -> Iterator[str]:
        """The reply in pieces; one that ends inside a placeholder is held back until it is whole."""
        held = ""
        for piece in self._model.stream(prompt, self._masked(variables)):
            held += piece
            opened = max(held.rfind(sign, max(0, len(held) - _LONGEST_PLACEHOLDER)) for sign in _OPENING)
            cut = opened if opened >= 0 and not any(sign in held[opened:] for sign in _CLOSING) else len(held)
            if cut:
                yield self._unmasked(held[:cut])
            held = held[cut:]
        if held:
            yield self._unmasked(held)

    def _masked(self, variables: dict[str, str]) -> dict[str, str]:
        for text in variables.values():
            for span in find_private(text, "", self._vocabulary):
                self._hide(text[span.start : span.end], "姓名" if span.kind == NAME else "号码")
            for match in _LONG.finditer(text):
                self._hide(match[0], "号码")
        return {name: self._replaced(text) for name, text in variables.items()}

    def _hide(self, words: str, kind: str) -> None:
        if not _PLACEHOLDER.search(words):
            self._shown.setdefault(words, f"〔{kind}{len(self._shown) + 1}〕")

    def _replaced(self, text: str) -> str:
        for words in sorted(self._shown, key=len, reverse=True):
            text = text.replace(words, self._shown[words])
        return text

    def _unmasked(self, text: str) -> str:
        names = {placeholder: words for words, placeholder in self._shown.items()}
        return _WRITTEN.sub(lambda match: names.get(f"〔{match[1]}〕", match[0]), text)
