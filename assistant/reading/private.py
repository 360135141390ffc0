"""Names, phones, identity numbers, addresses and mail of private persons; officials in office, offices and firms are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.reading.identity import find_numbers
from assistant.reading.persons import find_names
from assistant.reading.vocabulary import Vocabulary
from assistant.types import PrivateSpan
from assistant.words.scanning import scan

NAME, PHONE, ADDRESS, MAIL = "姓名", "电话", "住址", "邮箱"
_LONG_NUMBER = re.compile(r"\d[\d ()（）\-—－–]{5,24}[\dXx]")
"""Where a phone, an identity number or a card may stand; everything else is never looked at twice."""
_MOBILE = re.compile(r"(?<![\dA-Za-z.])(?:\+?86[\s-]?)?1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})(?!\d|[.．]\d)")
_LANDLINE = re.compile(
    r"(?<![\d.])(?:[(（]0\d{2,3}[)）]\s?|0\d{2,3}\s?[-—－–]?\s?)?[2-9]\d{6,7}(?![\d.])|(?<![\d.])0\d{2,3}\s?[-—－–]\s?\d{7,8}(?!\d)"
)
_MEASURE = re.compile(r"\s?(?:万|亿|元|吨|立方|平方|公里|千瓦|度|斤|人|户|件|个)")
_LOCAL_PART, _HOST = (
    re.compile(r"(?<![\w.+-])[\w.+-]{2,40}$", re.ASCII),
    re.compile(r"@([\w-]{2,20})\.(?:com|cn|net)(?:\.cn)?(?![\w.])", re.ASCII),
)
_CLAUSE = re.compile(r"[^。；;，,\n（(）)]{3,50}")
_FIELD = re.compile(r"[\s，,；;]{1,2}([^\s。；;，,：:（(）)\d][^\s。；;，,：:（(）)]{4,40})(?=[\s。；;，,]|$)")
_LOOK_BACK, _LONGEST_MAIL = 24, 42


def find_private(text: str, title: str, vocabulary: Vocabulary) -> tuple[PrivateSpan, ...]:
    """What identifies a private person, in text order without overlaps; the contacts a public notice prints are `public`."""
    notice = is_notice(text, title, vocabulary)
    places = [(max(0, match.start() - 4), match.end() + 2) for match in _LONG_NUMBER.finditer(text)]
    mobiles = [match.span() for match in _inside(_MOBILE, text, places) if not _MEASURE.match(text, match.end())]
    found = [
        *find_names(text, mobiles, notice, vocabulary),
        *_phones(text, places, mobiles, notice, vocabulary),
        *find_numbers(text, places, vocabulary),
        *_addresses(text, mobiles, vocabulary),
        *_mails(text, notice, vocabulary),
    ]
    return tuple(_apart(found))


def is_notice(text: str, title: str, vocabulary: Vocabulary) -> bool:
    """Whether a document speaks to the public, so that the contact it prints may be shown."""
    return bool(vocabulary.pattern("private.notice").search(title) or vocabulary.pattern("private.notice_body").search(text))


def masked(text: str, spans: Iterable[PrivateSpan]) -> str:
    """The text with every span that is not public hidden: a name keeps its surname, a mobile its first three and last four digits.

    The length stays the same, so offsets into the text still hold.
    """
    pieces, position = [], 0
    for span in sorted(spans, key=lambda one: one.start):
        if span.public or span.start < position:
            continue
        pieces += [text[position : span.start], hidden(text[span.start : span.end], span.kind)]
        position = span.end
    return "".join([*pieces, text[position:]])


def hidden(words: str, kind: str) -> str:
    """What is shown instead of a private name or contact: 李某某, 138****5678; the length stays the same."""
    if kind == NAME:
        kept = 2 if len(words) > 3 else 1
        return words[:kept] + "某" * (len(words) - kept)
    if kind != PHONE:
        return re.sub(r"\w", "*", words)
    first = words.find("1") if words.startswith(("+", "86")) and len(re.sub(r"\D", "", words)) > 11 else 0
    last = 4 if len(re.sub(r"\D", "", words[first:])) == 11 and words[first : first + 1] == "1" else 0
    return words[: first + 3] + re.sub(r"\d", "*", words[first + 3 : len(words) - last]) + words[len(words) - last :]


def _apart(found: Sequence[PrivateSpan]) -> Iterator[PrivateSpan]:
    """In text order; of two that overlap the earlier or longer one."""
    end = 0
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if span.start >= end:
            yield span
            end = span.end


def _inside(pattern: re.Pattern[str], text: str, places: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in places:
        yield from pattern.finditer(text, start, end)


def _phones(
    text: str, places: list[tuple[int, int]], mobiles: list[tuple[int, int]], notice: bool, vocabulary: Vocabulary
) -> Iterator[PrivateSpan]:
    """Mobile numbers anywhere, other ones behind a word for phone; lines of an office only where a notice prints them."""
    office, label = vocabulary.pattern("private.office_lines"), vocabulary.pattern("private.phone_label")
    for start, end in mobiles:
        yield PrivateSpan(start, end, PHONE, notice and _is_contact(text, start, vocabulary))
    for match in _inside(_LANDLINE, text, places):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        of_office = bool(office.search(before))
        if label.search(before) and (notice or not of_office):
            yield PrivateSpan(match.start(), match.end(), PHONE, notice and (of_office or _is_contact(text, match.start(), vocabulary)))


def _is_contact(text: str, position: int, vocabulary: Vocabulary) -> bool:
    """Whether a number or address stands in a notice's contact line and not behind a complainant or another private role."""
    line = text[max(text.rfind("\n", 0, position) + 1, position - 200) : position]
    return not vocabulary.any_of("private.roles").search(re.split(r"[。；;]", line)[-1])


def _mails(text: str, notice: bool, vocabulary: Vocabulary) -> Iterator[PrivateSpan]:
    hosts = frozenset(vocabulary.words("private.mail_hosts"))
    for host in _HOST.finditer(text):
        local = _LOCAL_PART.search(text, max(0, host.start() - _LONGEST_MAIL), host.start())
        if local and host[1].lower() in hosts:
            yield PrivateSpan(local.start(), host.end(), MAIL, notice and _is_contact(text, local.start(), vocabulary))


def _addresses(text: str, mobiles: list[tuple[int, int]], vocabulary: Vocabulary) -> Iterator[PrivateSpan]:
    """Where somebody lives: behind its label up to the last number of house, room or group, or a bare field behind a phone."""
    label = scan(vocabulary.value("private.address_label"), vocabulary.value("private.address_opening"))
    house = re.compile(rf".*(?:\d|[一二三四五六七八九十]){vocabulary.value('private.address_end')}")
    for match in label.matches(text):
        clause = _CLAUSE.match(text, match.end())
        if clause and (inside := house.match(clause[0])):
            yield PrivateSpan(match.end(), match.end() + inside.end(), ADDRESS)
    for _, end in mobiles:
        field = _FIELD.match(text, end)
        if field and (inside := house.match(field[1])) and inside.end() == len(field[1]):
            yield PrivateSpan(*field.span(1), ADDRESS)
