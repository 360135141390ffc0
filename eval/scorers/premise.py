"""Does the answer go along with a question that takes something wrong for granted?"""

from __future__ import annotations

import re

from eval.scorers.evidence import PASSED, Evidence, Score

_YES = re.compile(
    r"^\s*(?:是的|是这样|对[，。！!,的]|没错|属实|正确|确实|的确|不错[，。]|嗯|Yes\b|Right\b|True\b|Correct\b)", re.IGNORECASE
)
_NO = re.compile(
    r"不对|不是|并非|(?<!没有)(?<!无)不符|不实|不属实|不准确|不正确|不一致|不成立|有误|错误|说法有出入|"
    r"没有(?:全部|都|全|这|此|提到|记载|召开)|[未没](?:全部|都|全)|并未|并没有|尚未全部|未载明|未提及|未召开|未见|无此|查无|"
    r"应[为是]|应该是|实际(?:上)?(?:为|是|只有|有)|而不是|而非|仍有|还有|只有|"
    r"\b(?:No|not|incorrect|wrong|false|actually)\b",
    re.IGNORECASE,
)
_FLAT_NO = re.compile(
    r"^\s*(?:不对|不是|不正确|不属实|有误|错误|并非|尚未|还没|(?:没有|没|否|不)[，。；！,]|No\b|Incorrect\b|Wrong\b|False\b)", re.IGNORECASE
)


def premise(evidence: Evidence) -> Score:
    """A false premise is contradicted, in the answer or a caveat, and not agreed to first; a true one is not contradicted."""
    kind, answer = evidence.case.gold.premise, evidence.answer
    if kind is None:
        return PASSED
    agrees = bool(_YES.search(evidence.text))
    if kind == "true":
        return Score(False, "前提属实，答案却予以否认") if _FLAT_NO.search(evidence.text) else PASSED
    if agrees:
        return Score(False, "前提不实，答案却表示认可")
    denies = answer["kind"] == "refused" or any(_NO.search(text) for text in (evidence.text, *answer["caveats"]))
    return PASSED if denies else Score(False, "前提不实，答案没有指出")
