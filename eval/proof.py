"""What a proof comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether the statement holds, and the counts and failures behind that: nothing that varies from run to run."""

    holds: bool
    found: dict[str, Any]
