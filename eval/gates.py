"""The rules a run has to keep, from a file that staff may change: no case lost or drifted, no set below its floor, no slow answer."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.cases import CaseError, faults_of
from eval.compare import Comparison
from eval.report import SETS, TYPES, by_type, percentile
from eval.results import Run
from eval.scorers.latency import latency

GATES = Path(__file__).parent / "gates.toml"
Share = Annotated[float, Field(ge=0, le=1)]


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Floor(_Rules):
    """The least share of a set that must pass, and of its types."""

    all: Share = 0.0
    types: dict[str, Share] = {}
    measures: dict[str, Share] = {}
    """The least mean of MRR, nDCG, precision or recall of citations …"""


class Latency(_Rules):
    """Seconds that 95 of 100 cases, and the slowest one, may take; no rule where none is given."""

    p95: float | None = None
    slowest: float | None = None


class Gates(_Rules):
    """All rules of a gate file."""

    lost: int = Field(default=0, ge=0)
    drifted: Annotated[int, Field(ge=0)] | Literal["off"] = 0
    """How many cases may still pass and state other figures, dates or headings than before; `off`: any number."""
    allowed: dict[str, str] = {}
    """Case -> why it may be lost for now."""
    outdated: Literal["review", "fail"] = "review"
    """What a loss over changed documents is: to be looked at, or a failure."""
    floor: dict[str, Floor] = {}
    latency: Latency = Latency()


def read_gates(path: Path) -> Gates:
    """The rules of a file.

    Raises:
        CaseError: there is none, or it is not one.
    """
    try:
        return Gates.model_validate(tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        raise CaseError(f"找不到门槛文件 {path}。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"门槛文件 {path} 读不出来：{error}。") from None
    except ValidationError as error:
        raise CaseError(f"门槛文件 {path} 有错：{'；'.join(faults_of(error))}。") from None


def broken(
    gates: Gates,
    run: Run,
    comparison: Comparison | None,
    seconds: Mapping[str, float] = MappingProxyType({}),
    limits: Mapping[str, Decimal | None] = MappingProxyType({}),
) -> list[str]:
    """Every rule that a run breaks, as a sentence; `limits` are the seconds that single cases may take."""
    late = (f"{name} {score.why}。" for name, took in seconds.items() if not (score := latency(took, limits.get(name))).passed)
    return [*_losses(gates, comparison), *_floors(gates, run), *_slow(gates.latency, seconds), *late]


def _losses(gates: Gates, comparison: Comparison | None) -> Iterator[str]:
    if comparison is None:
        return
    lost = [flip.after.id for flip in comparison.lost if flip.after.id not in gates.allowed]
    if len(lost) > gates.lost:
        yield f"变差 {len(lost)} 题，最多允许 {gates.lost} 题：{'、'.join(lost)}。"
    drifted = [flip.after.id for flip in comparison.drifted if flip.after.id not in gates.allowed]
    if gates.drifted != "off" and len(drifted) > gates.drifted:
        yield (
            f"仍判对但说法变了 {len(drifted)} 题，最多允许 {gates.drifted} 题：{'、'.join(drifted)}。"
            "请逐题核对；没有问题的，用 python -m eval bless 认可为新的基线。"
        )
    if comparison.doubtful and gates.outdated == "fail":
        yield f"材料改动后有 {len(comparison.doubtful)} 题不再通过：{'、'.join(flip.after.id for flip in comparison.doubtful)}。"


def _floors(gates: Gates, run: Run) -> Iterator[str]:
    for name in run.sets:
        floor = gates.floor.get(name)
        if floor is None:
            continue
        shown = SETS.get(name, name)
        verdicts = [verdict for verdict in run.verdicts if verdict.set == name]
        passed = sum(verdict.passed for verdict in verdicts)
        if passed < floor.all * len(verdicts):
            yield f"{shown}通过 {passed / len(verdicts):.1%}，低于门槛 {floor.all:.1%}。"
        for kind, good, total in by_type(verdicts):
            least = floor.types.get(kind, 0.0)
            if good < least * total:
                yield f"{shown}的“{TYPES.get(kind, kind)}”通过 {good / total:.1%}，低于门槛 {least:.1%}。"
        for measure, least in floor.measures.items():
            values = [verdict.measures[measure] for verdict in verdicts if measure in verdict.measures]
            if values and sum(values) / len(values) < least:
                yield f"{shown}的 {measure} 是 {sum(values) / len(values):.3f}，低于门槛 {least:.3f}。"


def _slow(latency: Latency, seconds: Mapping[str, float]) -> Iterator[str]:
    ordered = sorted(seconds.values())
    if ordered and latency.p95 is not None and percentile(ordered, 0.95) > latency.p95:
        yield f"95% 的题用时不超过 {percentile(ordered, 0.95):.2f} 秒，门槛是 {latency.p95:g} 秒。"
    if ordered and latency.slowest is not None and ordered[-1] > latency.slowest:
        slowest = max(seconds, key=lambda name: seconds[name])
        yield f"{slowest} 用时 {ordered[-1]:.2f} 秒，门槛是 {latency.slowest:g} 秒。"
