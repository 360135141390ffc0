"""What identifies a person does not leave this machine, and comes back into the reply."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.checking.masking import MaskedWording
from assistant.types import ModelUse

TEXT = "举报人：柳青禾，电话13800001111，身份证号110101199003070011。县里41项已完成38项，联系电话：0690-3120458。"


class Echo:
    """A model that says what it was told, so many characters at a time."""

    room = 100
    use = ModelUse()

    def __init__(self, size: int = 1) -> None:
        self.size = size
        self.seen = ""

    def complete(self, prompt: str, variables: dict[str, str], schema: dict[str, object] | None = None) -> str:
        self.seen = variables["answer"]
        return self.seen

    def stream(self, prompt: str, variables: dict[str, str]) -> Iterator[str]:
        text = self.complete(prompt, variables)
        yield from (text[start : start + self.size] for start in range(0, len(text), self.size))


@pytest.mark.parametrize("size", [1, 3, 7, 500])
def test_persons_and_numbers_go_out_masked_and_come_back(size: int) -> None:
    echo = Echo(size)
    assert "".join(MaskedWording(echo).stream("reword", {"answer": TEXT})) == TEXT
    assert all(secret not in echo.seen for secret in ("柳青禾", "13800001111", "110101199003070011", "3120458"))
    assert "41项已完成38项" in echo.seen


def test_one_person_is_the_same_in_every_request() -> None:
    echo = Echo()
    model = MaskedWording(echo)
    assert model.complete("reword", {"answer": TEXT}) == TEXT
    first = echo.seen
    assert model.complete("repair", {"answer": TEXT}) == TEXT
    assert echo.seen == first


def test_a_lone_bracket_is_no_placeholder() -> None:
    assert "".join(MaskedWording(Echo()).stream("reword", {"answer": "岫整改办函〔2023〕17号〔"})) == "岫整改办函〔2023〕17号〔"


def test_a_placeholder_in_other_brackets_comes_back_too() -> None:
    class Careless(Echo):
        def complete(self, prompt: str, variables: dict[str, str], schema: dict[str, object] | None = None) -> str:
            return super().complete(prompt, variables, schema).replace("〔", "[").replace("〕", "]")

    assert "".join(MaskedWording(Careless(2)).stream("reword", {"answer": TEXT})) == TEXT
