"""A group of commands one of which is meant when none is named: `assistant drafts` is `assistant drafts list`."""

from __future__ import annotations

import typer
from typer.core import TyperGroup


def unless_said(default: str) -> type[TyperGroup]:
    """A group for typer whose `default` command may be left out."""

    class Group(TyperGroup):
        """Finds the command that is meant."""

        def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
            """The arguments with the default command where they name none."""
            if not args or (args[0] not in self.commands and args[0] != "--help"):
                args = [default, *args]
            return super().parse_args(ctx, args)

    return Group
