"""Names of private persons: behind the words that say who somebody is (举报人, 业主, 联系人), before a phone or an address form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.reading.vocabulary import Vocabulary
from assistant.types import PrivateSpan

NAME = "姓名"
_HAN = "\u4e00-\u9fff"
_END = r"(?=\s|$|[，,。；;：:、！？!?（(）)”\d/|<\[【+])"
_TO_PHONE = r"[\s，,：:（(]{0,3}(?:联系电话|电话|手机)?\s?[：:]?\s?"
_SEX = re.compile(r"[，,（(]\s?[男女][，,。）)]")
_CHAIN = re.compile(r"[、，,和与]\s?")
_LONGEST_NAME, _LOOK_BACK = 5, 12


class _Names:
    """The patterns of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        value, any_of = vocabulary.value, vocabulary.any_of
        posts, forms, not_names = (any_of(f"private.{name}").pattern for name in ("posts", "forms", "not_names"))
        never, never_last = value("private.never"), value("private.never") + value("private.never_last")
        surname = rf"(?:{any_of('private.surnames.compound').pattern}|[{value('private.surnames.single')}])"
        inner, last = rf"[^{never}\W\da-zA-Z_]", rf"[^{never_last}\W\da-zA-Z_]"
        begin = f"(?!{not_names}){surname}(?!{forms})"
        self.long, self.short = f"{begin}{inner}{last}(?<!和(?=家))", f"{begin}{last}"
        behind = f"(?!{posts})(?:{_END}|(?={any_of('private.after').pattern}|{value('private.after_activity')}))"
        self.longer_first = tuple(re.compile(f"({name}){behind}") for name in (self.long, self.short))
        self.field = re.compile(f"({begin}[{_HAN}]{{1,2}})(?<![{value('private.never_last')}]){_END}")
        alone = f"(?:(?<![{_HAN}])|(?<=联系)|(?<=请找))({self.long}|{self.short})"
        self.before_form, self.before_phone = re.compile(f"{alone}$"), re.compile(f"{alone}{_TO_PHONE}$")
        self.forms = _words(vocabulary, "private.forms", "")
        self.roles = _words(vocabulary, "private.roles", value("private.links"))
        self.contacts = _words(vocabulary, "private.contacts", value("private.links"))
        self.post_before = re.compile(f"(?:{posts})\\s?$")
        self.post_behind = re.compile(f"\\s?[（(]?[{_HAN}]{{0,12}}?(?:{posts})[）)]?")
        self.offices = vocabulary.pattern("private.offices")


def _words(vocabulary: Vocabulary, name: str, behind: str) -> re.Pattern[str]:
    """Any word of a list with what may stand between it and a name."""
    return re.compile(f"(?:{vocabulary.any_of(name).pattern}){behind}")


@lru_cache(maxsize=4)
def _names_of(vocabulary: Vocabulary) -> _Names:
    return _Names(vocabulary)


def find_names(text: str, mobiles: list[tuple[int, int]], notice: bool, vocabulary: Vocabulary) -> Iterator[PrivateSpan]:
    """Names of private persons; the contact a notice prints is public."""
    names = _names_of(vocabulary)
    for match in names.roles.finditer(text):
        if not names.offices.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]):
            yield from _chain(text, match.end(), False, names)
    for match in names.contacts.finditer(text):
        yield from _chain(text, match.end(), notice, names)
    for start, end in _before_anchors(text, mobiles, names):
        before = text[max(0, start - _LOOK_BACK) : start]
        if not names.post_before.search(before) and not names.post_behind.match(text, end):
            yield PrivateSpan(start, end, NAME, notice and not names.roles.search(before))


def _before_anchors(text: str, mobiles: list[tuple[int, int]], names: _Names) -> Iterator[tuple[int, int]]:
    """Names that stand alone right before a form of address, a sex or a mobile number."""
    anchors = [(match.start(), names.before_form, 0) for match in (*names.forms.finditer(text), *_SEX.finditer(text))]
    anchors += [(start, names.before_phone, _LOOK_BACK) for start, _ in mobiles]
    for position, pattern, between in anchors:
        if match := pattern.search(text, max(0, position - _LONGEST_NAME - between), position):
            yield match.span(1)


def _chain(text: str, position: int, public: bool, names: _Names) -> Iterator[PrivateSpan]:
    """The name at `position` and the ones listed behind it."""
    while name := _name_at(text, position, names):
        start, end = name
        if names.post_behind.match(text, end):
            return
        yield PrivateSpan(start, end, NAME, public)
        joined = _CHAIN.match(text, end)
        if joined is None:
            return
        position = joined.end()


def _name_at(text: str, position: int, names: _Names) -> tuple[int, int] | None:
    """The name that begins at `position`; behind a colon the whole value of the field may be one with rarer characters."""
    found = (pattern.match(text, position) for pattern in names.longer_first)
    match = next((one for one in found if one), None)
    if match is None and text[max(0, position - 4) : position].rstrip(" 　").endswith((":", "：")):
        match = names.field.match(text, position)
    return match.span(1) if match else None
