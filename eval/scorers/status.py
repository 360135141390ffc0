"""Does the answer say how sure it is, and rightly?"""

from __future__ import annotations

from eval.scorers.evidence import PASSED, Evidence, Score


def status(evidence: Evidence) -> Score:
    """The status is one of those the gold accepts, where it names any."""
    accepted = evidence.case.gold.status
    given = evidence.answer["status"]
    return PASSED if not accepted or given in accepted else Score(False, f"状态是 {given}，应为 {'或'.join(accepted)}")
