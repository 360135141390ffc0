"""What a text tells one by one (一是…二是…, 第一个…, 1.…2.…, names behind 分别为 or ahead of their count), with what announces it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.facts.rows import SameReport
from assistant.types import Report
from assistant.words.numerals import parse_number

_N = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_BEGINS = r"(?:(?<=[\n。；：:，,！!？?）)】、 　])|^)"
_FAMILIES = (
    re.compile(rf"{_BEGINS}(?P<n>[一二三四五六七八九十]{{1,2}})是(?!否|不)要?"),
    re.compile(
        rf"{_BEGINS}第(?P<n>[一二三四五六七八九十]{{1,2}}|\d)(?:(?:个|项|件|类|块|条|处|家|点)(?:问题|任务)?(?:是|为)?[，,、：:]?|[，,、：:是])"
    ),
    re.compile(rf"{_BEGINS}其(?P<n>[一二三四五六])[，,、：:是]"),
    re.compile(rf"{_BEGINS}[（(](?P<n>{_N})[）)][、.]?"),
    re.compile(rf"{_BEGINS}(?P<n>\d{{1,2}})[.．、](?!\d)"),
    re.compile(r"(?:(?<=\n)|^)[ 　]*(?P<n>[一二三四五六七八九十]{1,3})、"),
    re.compile(r"(?P<n>[①-⑳])"),
)
"""How members are numbered; a run of one family that begins with 1 is an enumeration."""
_UNNUMBERED = re.compile(rf"{_BEGINS}(?P<other>还有|再|另外?|最后)?一(?P<unit>[项个件处家起])是")
"""一项是…另一项是…: members that bear no number."""
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_STOPS = "，,。；;：:（(\n！!？?"
_LEAD_IN = re.compile(r"^(?:(?:其中|此外|另外|同时|经查|截[至止][^，。；]{1,16}|[到至从][^，。；]{1,14}[底末看])[，,：:])+")
_CODE = re.compile(r"(?P<code>[A-Za-z]{1,6}\d?[A-Za-z]{0,4}[-－]?\d{2,}[A-Za-z0-9－-]*)(?:[（(][^（()）]*[）)])?[：:，,]\s*")
"""The number of a complaint ahead of what it is about."""
_LONGEST, _SHORTEST = 44, 2
_MOST = 40
_SHORT_HEAD = 9
_SPEAKER = re.compile(r"【[^】]*】|\s|[一-龥]{2,4}：")
_NO_NAME = re.compile(r"分别|牵头|责任单位|配合|主要|均|其中|由|截[至止]")
"""How a clause begins that says something of the members."""
_COUNT = r"(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})"
_UNIT = r"(?:个|项|件|条|家|处|道|类|种|步|次|座|名|张|支|起|方面|环节)"
_SAID = re.compile(
    r"(?:(?:分别|依次|具体|主要|即)(?:就?[为是有指]|包括|[：:])|[，,：:—](?:这[些几][个项件]?)?(?:就?[为是]|即|包括|有)|的(?:分别)?(?:[是为有]|包括)(?!否|不)|(?<=\d[个项件])[为是]|(?<=[问任事信][题务项访])[为是](?!否|不))[：:]?"
)
"""Between what is counted and its names."""
_AHEAD = re.compile(
    rf"(?P<names>[“\"]?(?:[^、，。；：“”\"\n]{{2,20}}、){{1,11}}[^、，。；：“”\"\n]{{2,20}}?[”\"]?)(?:这|等)?{_COUNT}{_UNIT}(?P<what>[一-龥]{{0,8}})"
)
"""下设水环境、大气、固废、矿山4个专项小组."""
_LEADS = re.compile(
    r"^.*?(?:下设|分设|设立|成立|建立|按照?|分为|分成|包括|实行|落实|执行|经过?|由|为|对|是|有|要过|含|[：:])(?=[一-龥“\"])"
)
_SHARES = re.compile(
    rf"(?P<count>\d{{1,3}})(?P<unit>{_UNIT})(?P<what>[一-龥]{{0,10}})(?:[，,：:]|(?P<bracket>[（(]))(?:其中|分别(?:是|为|有)?|包括|即)?"
    rf"(?P<rest>[^。；\n（()）]{{6,160}})"
)
_SHARE = re.compile(
    r"(?P<names>(?:[^，,、。]{2,12}、)*[^，,、。\d]{2,14}?)(?P<each>各)?(?P<n>\d{1,3}|[一二两三四五六七八九])(?P<unit>[一-龥])?$"
)


@dataclass(frozen=True, slots=True)
class Member:
    """One of the things told: all that is said of it at [start, end) of the clean text, and its short name."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Things told one by one, what announces them at [start, end) of the clean text, and the headings they stand under."""

    start: int
    end: int
    head: str
    path: tuple[str, ...]
    members: tuple[Member, ...]
    count: int | None
    """How many the words that announce them say there are."""
    loose: bool = False
    """Whether nothing but their number tells that the parts of a sentence are members."""
    shares: bool = False
    """Whether each member tells how many of the things are its own."""


def enumerations(report: Report) -> tuple[Enumeration, ...]:
    """All that a report tells one by one, in text order."""
    return _all(SameReport(report))


@lru_cache(maxsize=64)
def _all(same: SameReport) -> tuple[Enumeration, ...]:
    report = same.report
    found = [*_numbered(report), *_unnumbered(report), *_named_behind(report), *_named_ahead(report), *_parts(report), *_shares(report)]
    return tuple(sorted(found, key=lambda one: one.start))


def counts_in(text: str) -> list[int]:
    """The numbers of things a text counts (三项滞后任务, 4个反弹问题)."""
    values = [
        parse_number(match["count"])
        for match in re.finditer(rf"(?<![第\d.〔（年月])(?<![一二三四五六七八九十百]){_COUNT}(?={_UNIT})", text)
    ]
    return [int(value) for value in values if value is not None]


def _number(text: str) -> int:
    value = ord(text) - ord("①") + 1 if "①" <= text <= "⑳" else parse_number(text)
    return int(value or 0)


def _numbered(report: Report) -> Iterator[Enumeration]:
    """The runs of one way of numbering, each from 1 on."""
    for family in _FAMILIES:
        run: list[re.Match[str]] = []
        for match in family.finditer(report.clean):
            number = _number(match["n"])
            if run and number == len(run) + 1 and len(run) < _MOST:
                run.append(match)
                continue
            if len(run) > 1:
                yield _run(report, run)
            run = [match] if number == 1 else []
        if len(run) > 1:
            yield _run(report, run)


def _unnumbered(report: Report) -> Iterator[Enumeration]:
    run: list[re.Match[str]] = []
    for match in _UNNUMBERED.finditer(report.clean):
        far = bool(run) and "\n\n" in report.clean[run[-1].end() : match.start()]
        if run and not far and match["unit"] == run[0]["unit"]:
            run.append(match)
            continue
        if len(run) > 1:
            yield _run(report, run)
        run = [match]
    if len(run) > 1:
        yield _run(report, run)


def _run(report: Report, run: Sequence[re.Match[str]]) -> Enumeration:
    """An enumeration of the members behind some marks; the last one ends with its line, of one line with its sentence where others do."""
    clean = report.clean
    line_end = clean.find("\n", run[-1].end())
    line_end = line_end if line_end >= 0 else len(clean)
    starts, ends = [mark.end() for mark in run], [mark.start() for mark in run[1:]]
    inside = [_SENTENCE_END.search(clean, begin, stop) for begin, stop in zip(starts, ends, strict=False)]
    if not any(inside):
        last = _SENTENCE_END.search(clean, starts[-1], line_end)
        line_end = last.end() if last else line_end
    ends.append(line_end)
    members = tuple(
        Member(begin, _trimmed(clean, begin, end), short_name(clean[begin:end])) for begin, end in zip(starts, ends, strict=True)
    )
    begin, end = _announcing(clean, run[0].start())
    head, path = clean[begin:end], report.section_at(run[0].start())
    if path and clean.startswith(path[-1], run[0].start()):
        path = path[:-1]  # the members are headings themselves
    return Enumeration(begin, end, head, path, members, next(iter(reversed(counts_in(head))), None))


def _trimmed(clean: str, begin: int, end: int) -> int:
    return begin + len(clean[begin:end].rstrip())


def _announcing(clean: str, at: int) -> tuple[int, int]:
    """What stands ahead of the first member: its own sentence, where that is short also what comes before it."""
    text = clean[:at].rstrip(" 　\n")
    end = len(text)
    begin = _sentence_begin(text, end - 1)
    for _ in range(3):
        if len(_SPEAKER.sub("", clean[begin:end])) < _SHORT_HEAD and begin > 1:
            begin = _sentence_begin(text, begin - 2)
    while begin < end and clean[begin] in " 　\n":
        begin += 1
    return begin, end


def _sentence_begin(text: str, at: int) -> int:
    return max((text.rfind(mark, 0, max(at, 0)) for mark in "。\n！？?"), default=-1) + 1


def short_name(text: str) -> str:
    """What a member is called: its first clause, with 《》 and quotes kept whole; of a numbered complaint also what it is about."""
    text = text.strip(" 　\n，,、：:。；")
    code = _CODE.match(text)
    clause = _first_clause(_LEAD_IN.sub("", text[code.end() :] if code else text))
    return f"{code['code']}：{clause}" if code else clause[:_LONGEST]


def _first_clause(text: str) -> str:
    """The first clause of a text, not cut inside quotes or a title."""
    depth = 0
    for at, character in enumerate(text):
        depth += character in "“《「"
        depth -= character in "”》」"
        if character in _STOPS and depth <= 0:
            return text[:at].strip()
    return text.strip()


def _members_of(text: str, marks: str, count: int | None) -> list[tuple[int, int]]:
    """Where the members of a list in one breath stand, as many as it counts; without 和 between them first."""
    for joints in dict.fromkeys((marks.replace("和与及", ""), marks)):
        found = _split(text, joints)
        if len(found) == count or (count is None and len(found) > 1 and joints[0] != "，"):
            return found
    return []


def _split(text: str, marks: str) -> list[tuple[int, int]]:
    spans, begin, depth = [], 0, 0
    for at, character in enumerate(text):
        depth += character in "（(“《"
        depth -= character in "）)”》"
        joins = character in marks and depth <= 0
        if joins and character in "和与及" and (marks[0] != "、" or not _joins(text, begin, at)):
            continue
        if joins:
            spans.append((begin, at))
            begin = at + 1
    spans.append((begin, len(text)))
    return [(a, b) for a, b in spans if text[a:b].strip(" 　以")]


def _joins(text: str, begin: int, at: int) -> bool:
    """Whether 和 stands between two members, not within one (自然资源和规划局)."""
    return (
        at - begin >= 4
        and len(text) - at > 4
        and not re.match(r"和(?:规划|信息化|农村|社会|城乡|体育|旅游|改革|草原)|与城乡|及其", text[at:])
    )


def _listed(report: Report, begin: int, said: re.Match[str], text: str, count: int | None) -> Enumeration | None:
    """The names behind a word that announces them, where they are as many as it counts."""
    first = re.match("[^，,；;]*", text)
    pieces = ((first[0] if first else "", "、和与及"), (text, "；;"), (text, "，,"), (text, "、和与及"))
    for piece, marks in pieces:
        spans = _members_of(piece, marks, count)
        cut = [(a + len(piece[a:b]) - len(piece[a:b].lstrip(" 　以及和")), b) for a, b in spans]
        members = tuple(Member(said.end() + a, said.end() + b, _bare(piece[a:b])) for a, b in cut)
        if members and all(_SHORTEST <= len(one.name) <= _LONGEST and not _NO_NAME.match(one.name) for one in members):
            return Enumeration(begin, said.start(), report.clean[begin : said.start()], report.section_at(begin), members, count)
    return None


def _bare(text: str) -> str:
    """A member of a list in one breath without what brackets add to it and 等N项 behind the last."""
    outside = re.sub(r"[（(][^（()）]*[）)]?", "", text)
    return re.sub(r"(?<=.)等?[一二两三四五六七八九十\d]+[个项件家]?(?:问题|任务|事项)?$|等$", "", outside).strip(' 　“”"，,、。；')


def _named_behind(report: Report) -> Iterator[Enumeration]:
    """The names behind 分别为, 是 or a colon, as many as the words ahead of them count."""
    clean = report.clean
    for match in _SAID.finditer(clean):
        begin = max(clean.rfind(mark, 0, match.start()) for mark in "。；\n！？") + 1
        head = clean[begin : match.start()]
        counted = counts_in(head[-40:])
        apart = bool(re.match("分别|依次|具体", match[0].lstrip("，,：:的")))
        if not counted and not apart and not match[0].startswith("的"):
            continue
        end = _list_end(clean, match.end())
        text = clean[match.end() : end]
        for count in reversed(counted[-2:]) if counted else [None]:
            one = _listed(report, begin, match, text, count)
            if one is not None:
                yield one
                break


def _list_end(clean: str, begin: int) -> int:
    found = _SENTENCE_END.search(clean, begin)
    return min(found.start() if found else len(clean), begin + 600)


def _named_ahead(report: Report) -> Iterator[Enumeration]:
    """The names ahead of the word that counts them (市级初验、部门复核、第三方评估三道关)."""
    for match in _AHEAD.finditer(report.clean):
        names = match["names"]
        lead = _LEADS.match(names.split("、")[0])
        begin = match.start() + (lead.end() if lead else 0)
        text = report.clean[begin : match.end("names")]
        begin, text = begin + text.startswith(("“", '"')), text.strip('“”"')
        value = parse_number(match["count"])
        spans = _split(text, "、")
        spans = spans if len(spans) == value else _split(text, "、和与及")
        if value is None or len(spans) != value:
            continue
        members = tuple(Member(begin + a, begin + b, text[a:b].strip('“”" 　')) for a, b in spans)
        start = max(report.clean.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        head = report.clean[start:begin] + report.clean[match.end("names") : match.end()]
        yield Enumeration(start, match.end(), head, report.section_at(start), members, int(value))


def _parts(report: Report) -> Iterator[Enumeration]:
    """The parts of a sentence between semicolons, under the sentence or heading ahead of it: members where their number fits."""
    clean = report.clean
    for match in re.finditer(r"(?<![^。\n])[^。\n]+；[^。\n]+", clean):
        spans = _split(match[0], "；;")
        begin, end = _announcing(clean, match.start())
        if len(spans) < 2 or end <= begin:
            continue
        members = tuple(Member(match.start() + a, match.start() + b, short_name(match[0][a:b])) for a, b in spans)
        head = clean[begin:end]
        yield Enumeration(
            begin, end, head, report.section_at(match.start()), members, next(iter(reversed(counts_in(head))), None), loose=True
        )


def _shares(report: Report) -> Iterator[Enumeration]:
    """Who took how many of what is counted (5次红灯，甲市2次，乙市、丙市各1次), where the shares make up the whole."""
    for match in _SHARES.finditer(report.clean):
        found, members = 0, []
        for a, b in _split(match["rest"], "，,"):
            share = _SHARE.match(match["rest"][a:b])
            value = parse_number(share["n"]) if share else None
            if share is None or value is None or (share["unit"] or match["unit"]) != match["unit"]:
                break
            found += int(value) * (share["names"].count("、") + 1 if share["each"] else 1)
            members.append(Member(match.start("rest") + a, match.start("rest") + b, match["rest"][a:b].strip()))
        if members and found == int(match["count"]) and len(members) > 1:
            start = max(report.clean.rfind(mark, 0, match.start()) for mark in "，,。；\n") + 1
            head, path = report.clean[start : match.start("rest")], report.section_at(start)
            yield Enumeration(start, match.start("rest"), head, path, tuple(members), None, shares=True)
