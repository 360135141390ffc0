"""What was sifted out before something was handed on: 有效举报1105件，剔除重复举报后转办978件 leaves out 1105−978 (domain.md 2.6)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.deriving import Deriving
from assistant.answering.matching import Match

_ASKS = re.compile(
    r"(?:剔[掉除去]|去[掉除]|扣[掉除]|筛[掉除]|合并|去重|归并)[^，。？?]{0,8}?(?:多少|几)|(?:重复|同类)[^，。？?]{0,6}?(?:剔|去|扣|筛|合并|有)[^，。？?]{0,4}?(?:多少|几)"
)
_SIFTED = re.compile(
    r"(?:剔除|去除|扣除|除去|筛除|合并|归并|梳理|整合)[^，。；\d]*(?:重复|同类|相同|合并)[^，。；\d]*(?:后|，)?[^。；\d]*$"
)
_REPEATED = re.compile(r"重复|同类|相同")


def answer_sifted(words: str, every: Sequence[Match], deriving: Deriving) -> bool | None:
    """State how many were sifted out; None where that is not asked or nothing of it is told, so that what was left is no answer."""
    if not _ASKS.search(words) or not _REPEATED.search(words):
        return None
    for match in every:
        left = match.fact
        before = left.passage.text[: left.start - left.passage.start]
        if left.quantity.value is None or not _SIFTED.search(before):
            continue
        ahead = [one for one in deriving.of_sentence(left) if one.start < left.start and one.quantity.unit == left.quantity.unit]
        whole = next((one for one in reversed(ahead) if (one.quantity.value or 0) >= left.quantity.value), None)
        return whole is not None and deriving.leaves(whole, left)
    return None
