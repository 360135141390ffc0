"""What a web page shows around its main text, taken out: menus, shares, related links, and what it does not show at all."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from assistant.reading.formats.raised import raised
from assistant.reading.vocabulary import load_vocabulary

_NEVER = (
    *("script", "style", "noscript", "template", "svg", "iframe", "frame", "object", "embed", "video", "audio", "canvas", "map"),
    *("button", "select", "input", "textarea", "datalist", "rt", "rp", "head"),
)
_AROUND = ("nav", "aside", "footer", "header")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.IGNORECASE)
_LISTS = frozenset(("div", "ul", "ol", "dl", "section", "p", "td"))
MOST_LINKED = 0.6
FEWEST_LINKS = 3
"""A block of so many links that make up such a share of its words, none of them to a file, is a menu."""
MOST_TAKEN = 0.5
"""What holds more of the page's words than this is its text, whatever it is called."""


class Length(NamedTuple):
    """Characters of an element, those of them in links, the number of links, and of links to files."""

    words: int
    linked: int
    links: int
    files: int


def without_boxes(root: Any) -> Any:  # noqa: ANN401 - lxml has no types
    """The body of the page, changed in place."""
    for element in list(root.iter(*_NEVER)):
        _take_out(element)
    for element in list(root.iter("sup")):
        words = raised("".join(element.itertext()).strip())
        del element[:]
        element.text = words
    bodies = root.xpath("//body")
    body = bodies[0] if bodies else root
    foreign = load_vocabulary().pattern("webpage.foreign")
    lengths = _lengths(body)
    kept = {body, *(above for heading in body.iter("h1") for above in heading.iterancestors())}
    most = MOST_TAKEN * lengths[body].words
    gone: set[Any] = set()
    for element, length in reversed(lengths.items()):
        if element.getparent() in gone or (
            element not in kept
            and length.words <= most
            and (_is_hidden(element) or _is_around(element, foreign) or _is_menu(element, length))
        ):
            gone.add(element)
    for element in gone:
        if element.getparent() not in gone:
            _take_out(element)
    return body


def _take_out(element: Any) -> None:  # noqa: ANN401
    """Remove an element; the words behind it stay."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _lengths(body: Any) -> dict[Any, Length]:  # noqa: ANN401
    """The length of every element, an element after all that is inside it."""
    from lxml import etree

    attachment = load_vocabulary().pattern("webpage.attachment")
    found: dict[Any, Length] = {}
    open_ones = [[0, 0, 0, 0]]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            open_ones.append([_count(element.text), 0, 0, 0])
            continue
        words, linked, links, files = open_ones.pop()
        if element.tag == "a":
            linked, links, files = words, 1, int(bool(attachment.search(str(element.get("href", "")).lower())))
        found[element] = Length(words, linked, links, files)
        above = open_ones[-1]
        above[0] += words + _count(element.tail)
        above[1] += linked
        above[2] += links
        above[3] += files
    return found


def _count(text: str | None) -> int:
    return sum(map(len, text.split())) if text else 0


def _is_around(element: Any, foreign: re.Pattern[str]) -> bool:  # noqa: ANN401
    return element.tag in _AROUND or bool(foreign.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _is_hidden(element: Any) -> bool:  # noqa: ANN401
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _is_menu(element: Any, length: Length) -> bool:  # noqa: ANN401
    return element.tag in _LISTS and length.links >= FEWEST_LINKS and length.linked >= MOST_LINKED * length.words and not length.files
