"""Word's automatic numbers, counted along the document as numbering.xml and the styles define them: 一、 （一） 1.1 ① and so on."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.reading.formats.number_forms import shown_number
from assistant.reading.formats.word_parts import W, child, is_on, number, value
from assistant.reading.formats.word_styles import Styles

LEVELS = 9
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class _Level:
    form: str = "decimal"
    pattern: str = ""
    """The example of a custom format."""
    text: str = ""
    start: int = 0
    restart: int | None = None
    """After which level (from 1) the count begins again: None after any higher one, 0 never."""
    legal: bool = False
    """The numbers of higher levels in it are shown in decimal."""
    style: str = ""
    """The paragraph style linked to this level."""


@dataclass(frozen=True)
class _List:
    """One `w:num`: its levels, whose definition it shares with other lists, and the levels it begins anew when it first comes up."""

    definition: int
    levels: dict[int, _Level]
    anew: frozenset[int]


@dataclass
class _Counts:
    """How far one story has counted in one definition; all lists of the definition go on from each other."""

    values: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    """None for a level that never came up."""
    restarted: set[int] = field(default_factory=set)
    """Levels whose next number is their start."""
    begun: set[tuple[int, int]] = field(default_factory=set)
    """List and level of each fresh start that was made."""


class Numbers:
    """Gives each paragraph its number; asked once a paragraph, in text order.

    Text boxes, running heads and notes count apart from the body (measured in Word by the docx4j project), hence the story.
    """

    def __init__(self, root: Any, styles: Styles) -> None:  # noqa: ANN401 - lxml has no types
        self._styles = styles
        self._nums = _by_id(root, "num", "numId")
        self._definitions = _by_id(root, "abstractNum", "abstractNumId")
        self._counts: defaultdict[tuple[str, int], _Counts] = defaultdict(_Counts)
        self._lists: dict[int, _List | None] = {}

    def of(self, paragraph: Any, story: str = "") -> str:  # noqa: ANN401
        """The number Word shows before a paragraph, empty when it has none or only a bullet."""
        identity, level, owner = self._styles.numbering(paragraph)
        if identity not in self._lists:
            self._lists[identity] = self._list(identity)
        found = self._lists[identity]
        if found is None:
            return ""
        linked = (index for index, definition in found.levels.items() if owner and definition.style == owner)
        level = next(linked, level or 0)
        if not 0 <= level < LEVELS:
            return ""
        counts = self._counts[story, found.definition]
        _count(found, counts, level, identity)
        return _shown(found, counts, level)

    def _list(self, identity: int) -> _List | None:
        num = self._nums.get(identity) if identity > 0 else None
        name = self._definition_of(num, 0)
        if num is None or name is None:
            return None
        levels = {_index(element): _level(element) for element in self._definitions[name].findall(W + "lvl")}
        anew = set()
        for override in num.findall(W + "lvlOverride"):
            index = _index(override)
            if (element := child(override, "lvl")) is not None:
                levels[index] = _level(element)
            if (start := number(override, "startOverride")) is not None:
                levels[index] = replace(levels.get(index, _Level()), start=start)
                anew.add(index)
        return _List(name, levels, frozenset(anew))

    def _definition_of(self, num: Any, depth: int) -> int | None:  # noqa: ANN401
        """The id of a list's definition; one that only names a list style is followed to where the style's list is defined."""
        name = number(num, "abstractNumId")
        if name is None or name not in self._definitions:
            return None
        link = value(self._definitions[name], "numStyleLink")
        if not link or depth >= LEVELS:
            return name
        linked = self._definition_of(self._nums.get(self._styles.list_of(link)), depth + 1)
        return name if linked is None else linked


def _by_id(root: Any, tag: str, key: str) -> dict[int, Any]:  # noqa: ANN401
    found = [] if root is None else root.findall(W + tag)
    return {int(one.get(W + key)): one for one in found if (one.get(W + key) or "").isdecimal()}


def _index(element: Any) -> int:  # noqa: ANN401
    text = element.get(W + "ilvl") or ""
    return int(text) if text.isdecimal() and len(text) == 1 else LEVELS


def _level(element: Any) -> _Level:  # noqa: ANN401
    form = child(element, "numFmt")
    if form is None:
        # Word writes formats of later versions as a choice beside an older one.
        form = next(element.iter(W + "numFmt"), None)
    return _Level(
        form=form.get(W + "val", "decimal") if form is not None else "decimal",
        pattern=form.get(W + "format", "") if form is not None else "",
        text=value(element, "lvlText") or "",
        start=number(element, "start") or 0,
        restart=number(element, "lvlRestart"),
        legal=bool(is_on(element, "isLgl")),
        style=value(element, "pStyle") or "",
    )


def _count(found: _List, counts: _Counts, level: int, identity: int) -> None:
    """Go one on at a level; deeper levels begin again unless they say otherwise.

    Levels above that never came up are taken as begun: 1.1 without a 1 before it is followed by 2.
    """
    values = counts.values
    if values[level] is None:
        for higher in reversed(range(level)):
            if values[higher] is not None:
                break
            values[higher] = found.levels.get(higher, _Level()).start
    fresh = level in found.anew and (identity, level) not in counts.begun
    last = None if fresh or level in counts.restarted else values[level]
    values[level] = found.levels.get(level, _Level()).start if last is None else last + 1
    counts.begun.add((identity, level))
    counts.restarted.discard(level)
    for deeper in range(level + 1, LEVELS):
        restart = found.levels.get(deeper, _Level()).restart
        if values[deeper] is not None and (restart is None or (restart and level < restart)):
            counts.restarted.add(deeper)


def _shown(found: _List, counts: _Counts, level: int) -> str:
    current = found.levels.get(level)
    if current is None or (current.form == "bullet" and not _is_word(current.text)):
        return ""

    def put(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        shown, count = found.levels.get(index, _Level()), counts.values[index]
        if index > level or shown.form in ("none", "bullet"):
            return ""
        if count is None or index in counts.restarted:
            count = shown.start
        return shown_number(count, "decimal" if current.legal and index < level else shown.form, shown.pattern)

    return re.sub(r"%([1-9])", put, current.text)


def _is_word(text: str) -> bool:
    """Whether a bullet is words (注：) and no sign."""
    return len(text) > 1 and bool(_HAN.search(text))


def numbered(mark: str, words: str) -> str:
    """A paragraph with its number; a blank keeps apart what would read as one number or word (1. and 5个, 第一章 and 总则)."""
    mark = mark.strip()
    if not mark or _typed(mark, words.lstrip()):
        return words
    digits = words[:1].isdigit() and (mark[-1].isdigit() or mark[-1] in ".．")
    apart = digits or mark[-1].isalpha() or mark[-1].isdecimal()
    return mark + (" " if apart and words[:1].strip() else "") + words


def _typed(mark: str, words: str) -> bool:
    """Whether the same number was also typed by hand, so that it is said once; `1.` and `1.5米` are two things."""
    return words.startswith(mark) and not mark[-1].isalnum() and not words[len(mark) : len(mark) + 1].isdigit()
