"""What models write around an answer is taken off; what they say is left as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.language.replies import after_thoughts, bare, complete_sentences, is_courtesy, thinks_unannounced, unadorned, without_preface

SAID = "还有3项没有完成。其余5项已完成。"


def pieces(text: str) -> Iterator[str]:
    yield from (text[start : start + 3] for start in range(0, len(text), 3))


@pytest.mark.parametrize(
    "reply",
    [
        SAID,
        f"<think>也许是4项。</think>\n{SAID}",
        f"<thinking>也许是4项。\n</thinking>{SAID}",
        f"```markdown\n{SAID}\n```",
        f"\ufeff{SAID}\u200b",
        f"\x1b{SAID}\ud83d",
        f"✅{SAID}🎉",
    ],
)
def test_what_stands_around_a_reply_is_taken_off(reply: str) -> None:
    assert bare(reply) == SAID
    if "```" not in reply:
        assert "".join(complete_sentences(pieces(reply))).strip() == SAID


def test_a_thought_whose_beginning_was_kept_back_is_known_by_its_end() -> None:
    reply = f"用户想知道还有几项。也许是4项。</think>\n\n{SAID}"
    assert thinks_unannounced(reply)
    assert not thinks_unannounced(f"<think>也许</think>{SAID}")
    assert bare(reply) == SAID
    assert "".join(complete_sentences(after_thoughts(pieces(reply)))).strip() == SAID
    assert "".join(after_thoughts(pieces(SAID))) == SAID


def test_headings_bullets_and_announcements_are_no_part_of_an_answer() -> None:
    assert unadorned("## 答复\n- 还有3项。\n* 其余5项。") == "还有3项。\n其余5项。"
    assert unadorned("*区还有3项。") == "*区还有3项。"
    assert without_preface("好的，以下是改写后的答复：\n还有3项。") == "还有3项。"
    for said in ("好的，改写如下：\n", "根据所给资料，答复如下：", "改写后的答复：", "润色后：\n", "收到。以下为归纳："):
        assert without_preface(f"{said}还有3项。") == "还有3项。"
    for told in (
        "以下3项没有完成。",
        "可以销号。",
        "可以。3项均已验收。",
        "没问题的有3家。",
        "根据方案，3项：甲、乙、丙。",
        "结果公示后销号。",
    ):
        assert without_preface(told) == told


def test_taking_leave_is_no_part_of_an_answer_and_what_tells_something_is_no_courtesy() -> None:
    for said in ("希望以上答复对您有帮助。", "如有其他问题，请随时提出！", "以上是改写后的答复。", "请查阅。"):
        assert is_courtesy(said)
    for told in ("希望群众参与监督，形成合力。", "如有异议，请于12月8日前反映。", "以上3项均已完成。", "请县水务局加快进度。"):
        assert not is_courtesy(told)
