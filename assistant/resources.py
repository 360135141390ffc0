"""The only module that knows where the shipped prompts and knowledge are, and that HOME/knowledge lies over them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


def _shipped(name: str) -> Path:
    """The folder inside an installed wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


SHIPPED_KNOWLEDGE = _shipped("knowledge")
SHIPPED_PROMPTS = _shipped("prompts")


def knowledge_file(relative: str, home: Path | None = None) -> Path:
    """The file staff edited in HOME/knowledge if there is one, else the shipped one."""
    edited, shipped = _places(relative, home)
    return edited if edited is not None and edited.is_file() else shipped


@lru_cache(maxsize=256)
def _places(relative: str, home: Path | None) -> tuple[Path | None, Path]:
    """Where staff's edit and the shipped file would be; asked a dozen times for each file that is read."""
    return home / "knowledge" / relative if home is not None else None, SHIPPED_KNOWLEDGE / relative


def knowledge_files(folder: str, suffix: str, home: Path | None = None) -> list[Path]:
    """All files of a knowledge folder, a staff edit standing in for the shipped file of the same name, by name."""
    found: dict[str, Path] = {}
    for root in (SHIPPED_KNOWLEDGE, *((home / "knowledge",) if home is not None else ())):
        for path in sorted((root / folder).glob(f"*{suffix}")):
            found[path.name] = path
    return [found[name] for name in sorted(found)]
