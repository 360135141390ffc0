"""What stands around the text of an official document: its number (发文字号), whom it is addressed to (主送) and who signed it."""

from __future__ import annotations

import re

from assistant.reading.dates import is_date_line
from assistant.reading.vocabulary import Vocabulary

HEAD_LINES, LONGEST_ADDRESSEE, LONGEST_BODY = 20, 160, 40
SIGNATURE_LINES = 4
"""So many bodies at most sign one document together."""
_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z*＊×某][\u4e00-\u9fffA-Za-z*＊×某 　]{0,20}\s?[〔﹝\[(（【［]\s?"
    r"(?:(?:19|20)\d{2}|[*＊×某Xx]{1,4})\s?[〕﹞\])）】］]\s?(?:第\s?)?(?:\d{1,5}|[*＊×某Xx]{1,4})\s?号"
)
_DATE_BEHIND = re.compile(r"\s+((?:19|20)\d{2}\s*[年.\-/][^，。；：]{3,14})$")


def find_number(text: str, vocabulary: Vocabulary) -> str:
    """The number the document itself carries: behind its label, or on a line of its own in the head; a number cited in the text is none."""
    label, beside = vocabulary.pattern("letter.number_label"), vocabulary.pattern("letter.number_beside")
    for line in _head(text):
        if labelled := label.search(line):
            number = _NUMBER.match(line, labelled.end())
            return number[0].strip() if number else ""
        for match in _NUMBER.finditer(beside.sub("\n", line)):
            rest = beside.sub("", line).replace(match[0], "", 1)
            if not re.sub(r"[\s()（）]", "", rest):
                return match[0].strip()
    return ""


def find_addressee(text: str, vocabulary: Vocabulary) -> str:
    """The bodies named before the text, on lines that end in a colon; a salutation (同志们：) is none."""
    collected = ""
    for line in _head(text):
        if "。" in line and not collected:
            line = line[: line.index("。")]
        named, colon, behind = re.match(r"([^:：]*)([:：]?)(.*)", line).groups()  # type: ignore[union-attr]
        whole = collected + named.strip()
        if colon and _is_addressee(whole, vocabulary) and (not behind.strip() or _opens_text(behind)):
            return whole
        collected = whole if not colon and line.endswith(("、", "，", ",")) and len(whole) <= LONGEST_ADDRESSEE else ""
    return ""


def _is_addressee(words: str, vocabulary: Vocabulary) -> bool:
    never, ending = vocabulary.pattern("letter.not_addressee"), vocabulary.pattern("letter.addressee")
    return 2 <= len(words) <= LONGEST_ADDRESSEE and bool(ending.search(words)) and not never.search(words)


def _opens_text(words: str) -> bool:
    """Whether a sentence follows the colon on the same line, as where a line break was lost, and not the value of a field."""
    return len(words) > LONGEST_BODY and ("，" in words or "," in words)


def _head(text: str) -> list[str]:
    """The first lines with words, without the blanks around them."""
    found: list[str] = []
    for line in text[:6000].splitlines():
        if line.strip():
            found.append(line.strip())
        if len(found) == HEAD_LINES:
            break
    return found


def find_issuer(text: str, vocabulary: Vocabulary) -> str:
    """The signing bodies above the last date line, or the labelled publishing body; empty when there is none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for index in range(len(lines) - 1, max(len(lines) // 2, 1) - 1, -1):
        dated = _DATE_BEHIND.search(lines[index])
        if dated and is_date_line(dated[1]) and _is_body(lines[index][: dated.start()], vocabulary):
            return " ".join([*_bodies(lines[:index], vocabulary), lines[index][: dated.start()].strip()])
        if is_date_line(lines[index]) and (bodies := _bodies(lines[:index], vocabulary)):
            return " ".join(bodies)
    return _glued_issuer(text, vocabulary) or _labelled_issuer(text, vocabulary)


def _bodies(lines: list[str], vocabulary: Vocabulary) -> list[str]:
    """The bodies that stand one a line at the end of `lines`."""
    bodies: list[str] = []
    for line in reversed(lines[-SIGNATURE_LINES:]):
        if not _is_body(line, vocabulary):
            break
        bodies.insert(0, line)
    return bodies


def _is_body(line: str, vocabulary: Vocabulary) -> bool:
    """Whether a line holds bodies and nothing else, several with blanks between them."""
    ending = vocabulary.pattern("issuer.ending")
    parts = re.split(r"[\s、]+", line.strip())
    return len(line) <= LONGEST_BODY and not re.search(r"[，。；：]", line) and all(ending.search(part) for part in parts)


def _glued_issuer(text: str, vocabulary: Vocabulary) -> str:
    """The body between the last full stop and a date that ends the text, where the line breaks were lost."""
    glued = re.search(r"。([^。，；：\s]{4,40}?)(?=(?:19|20)\d{2}年[\d*某×]{1,2}月)[^。，；：]{6,14}\Z", text.rstrip()[-200:])
    return glued[1] if glued and vocabulary.pattern("issuer.ending").search(glued[1]) else ""


def _labelled_issuer(text: str, vocabulary: Vocabulary) -> str:
    label = vocabulary.pattern("issuer.label").search(text[:3000])
    return label[1] if label else ""
