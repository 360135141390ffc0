"""What a run leaves behind: verdicts that can be compared and diffed, with nothing in them that varies between runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.cases import CaseError
from eval.storing import restored, stored
from eval.subject import AnswerRow, DraftRow, HitRow


class Verdict(BaseModel):
    """One case judged; `failed` names each scorer that did not pass with its reason; what was made of it is None when it broke."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    set: str
    type: str
    tags: list[str]
    question: str
    digest: str
    failed: dict[str, str]
    answer: AnswerRow | None
    task: Literal["ask", "draft", "search"] = "ask"
    draft: DraftRow | None = None
    hits: list[HitRow] | None = None
    measures: dict[str, float] = {}
    """Shares that are followed beside passed and failed: precision and recall of citations, MRR and nDCG of searches."""
    stale: list[str] = []
    """Why the labels of the case may no longer fit: its reports are not those it was labelled on."""

    @property
    def passed(self) -> bool:
        """Whether every scorer passed."""
        return not self.failed


class Run(BaseModel):
    """All verdicts of a run in case order; `keys` says what it ran on (code, prompts, lexicon, corpus …)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    keys: dict[str, str]
    verdicts: list[Verdict]
    parts: dict[str, dict[str, str]] = {}
    """Part -> file -> digest, behind those keys that are made of files."""

    @property
    def sets(self) -> list[str]:
        """The case sets of the run in order."""
        return list(dict.fromkeys(verdict.set for verdict in self.verdicts))


def write_run(run: Run, path: Path) -> None:
    """Store a run; two runs that say the same are the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(stored(run.model_dump(mode="json", exclude_defaults=True)), "utf-8", newline="\n")


def read_run(path: Path) -> Run:
    """A stored run.

    Raises:
        CaseError: there is none, or it is not one.
    """
    try:
        return Run.model_validate(restored(path.read_text("utf-8")))
    except FileNotFoundError:
        raise CaseError(f"找不到评测结果 {path}。") from None
    except (ValidationError, ValueError):  # no JSON and no UTF-8 are ValueErrors too
        raise CaseError(f"{path} 不是可用的评测结果，请重新运行评测。") from None


def write_timings(seconds: dict[str, float], path: Path) -> Path:
    """Store the timings beside the results at `path`, in a file of their own."""
    beside = path.with_suffix(".timings.json")
    beside.write_text(json.dumps({name: round(value, 4) for name, value in seconds.items()}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return beside
