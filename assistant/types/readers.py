"""Who reads and works: a name, a role, and the groups that reports may be limited to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do; each role may do all that those before it may. The value is the word staff read."""

    VIEWER = "查看"
    DRAFTER = "起草"
    KEEPER = "资料管理"
    ADMINISTRATOR = "管理员"


_ORDER = tuple(Role)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads: what the library shows and what may be done go by this alone."""

    name: str
    role: Role
    groups: frozenset[str] = frozenset()
    id: str = ""
    """What belongs to them is kept by this, never by the name; empty for whoever runs the program on its own machine."""

    def may(self, needed: Role) -> bool:
        """Whether their role is the one needed or above it."""
        return _ORDER.index(self.role) >= _ORDER.index(needed)

    def sees(self, limited_to: frozenset[str]) -> bool:
        """Whether a report shows that is limited to these groups; to none means it shows to everybody."""
        return not limited_to or self.role is Role.ADMINISTRATOR or not self.groups.isdisjoint(limited_to)


OWNER = Reader("", Role.ADMINISTRATOR)
"""Whoever runs the program on its own machine: may do all, as long as nobody serves it to others."""
