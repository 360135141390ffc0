"""What a document is called and of which genre it is (domain.md 4)."""

from __future__ import annotations

import re

from assistant.reading.vocabulary import MASK, Vocabulary

LONGEST_TITLE, SHORTEST_TITLE = 100, 6
SHORTEST_FIRST_HALF = 14
"""A shorter line above a title is a column of the site, not its first half."""
HEAD_LINES = 14
MOST_LINES = 3
"""So many lines at most make one title."""
LONGEST_CONTINUATION = 44
HEADING_LINES = 4
"""A line that only its place shows to be a title stands among so many first lines."""
SUBTITLE_WORDS = 2
LONGEST_HEADING, LONGEST_BELOW = 60, 60
SHORTEST_PARAGRAPH = 45
UNTITLED = "（原文无标题）"
OTHER = "其他"


_TABLE_ROW = re.compile(r"[^；：]{1,14}：[^；]*；[^；：]{1,14}：")
"""A row of a table as text: each cell behind the name of its column."""


def is_title(line: str, vocabulary: Vocabulary) -> bool:
    """Whether a line alone reads like a title: short, no sentence, about this kind of matter, ending like one."""
    if not SHORTEST_TITLE <= len(line) <= LONGEST_TITLE or line[-1] in "。；，、：:;,！!" or vocabulary.pattern("join.fresh").match(line):
        return False
    if _TABLE_ROW.search(line) or "|" in line:
        return False
    if "。" in line or (line.count("，") > 2) or re.match(r"(?:来源|时间|发布|作者|索|责任|验收|整改(?:目标|措施|时限))", line):
        return False
    if vocabulary.pattern("title.never").search(line):
        return False
    words = len({match[0] for match in vocabulary.any_of("title.words").finditer(line)})
    return words >= 2 and bool(vocabulary.pattern("title.ending").search(line))


def find_title(text: str, vocabulary: Vocabulary) -> str:
    """The first line that reads like a title, or the labelled one; empty when the text has none."""
    rows = [line.strip() for line in text[:4000].splitlines()]
    lines = [line for line in rows if line][:HEAD_LINES]
    label = vocabulary.pattern("title.label")
    for index, line in enumerate(lines):
        if match := label.match(line):
            value = _tidy(line[match.end() :] or (lines[index + 1] if index + 1 < len(lines) else ""), vocabulary)
            if value:
                return value
    first = _below_masthead(lines, vocabulary)
    for index, line in enumerate(lines[first:]):
        at = rows.index(line)
        if title := _from_here(rows[at : at + MOST_LINES], vocabulary):
            return _body_above(rows, at, title, vocabulary) + title
        if index < HEADING_LINES and _is_heading(line, lines[first + index + 1 :], not index, vocabulary):
            return _tidy(line, vocabulary) + _subtitle(lines[first + index + 1], vocabulary)
        if len(line) > LONGEST_TITLE:
            break
    return ""


def _below_masthead(lines: list[str], vocabulary: Vocabulary) -> int:
    """How many lines the masthead of an issue takes (督查通报 / 第3期 / ××办公室 2025年3月28日), 0 when no title stands below it."""
    issue, dated = vocabulary.pattern("title.issue"), vocabulary.pattern("title.dated_body")
    numbered = next((index for index, line in enumerate(lines[:HEADING_LINES]) if index and issue.search(line)), -1)
    if numbered < 0:
        return 0
    first = numbered + 1
    while first < len(lines) and dated.search(lines[first]):
        first += 1
    below = lines[first:]
    titled = below and (_is_heading(below[0], below[1:], True, vocabulary) or is_title(_tidy(below[0], vocabulary), vocabulary))
    return first if titled else 0


def _is_heading(line: str, below: list[str], opens: bool, vocabulary: Vocabulary) -> bool:
    """Whether a line is a title by where it stands: over a byline, a subtitle or an address, or alone over the first paragraph."""
    heading = _tidy(line, vocabulary)
    if not below or not SHORTEST_TITLE <= len(heading) <= LONGEST_HEADING or vocabulary.pattern("title.no_heading").search(heading):
        return False
    if vocabulary.pattern("title.never").search(line) or vocabulary.pattern("join.fresh").match(heading) or "|" in line:
        return False
    if len(below[0]) <= LONGEST_BELOW and vocabulary.pattern("title.below").search(below[0]):
        return True
    paragraph = len(below[0]) >= max(SHORTEST_PARAGRAPH, 3 * len(heading) // 2) or below[0].endswith("。")
    return opens and paragraph and bool(vocabulary.any_of("title.words").search(heading))


def _subtitle(line: str, vocabulary: Vocabulary) -> str:
    """The line below a heading where it goes on with what the text is about; an occasion or a guest (——访某局局长) is no part of it."""
    about = len({match[0] for match in vocabulary.any_of("title.words").finditer(line)}) >= SUBTITLE_WORDS
    return line.strip() if about and vocabulary.pattern("title.subtitle").match(line) else ""


def _from_here(rows: list[str], vocabulary: Vocabulary) -> str:
    """The title that begins with the first of these rows, over as many of them as it takes; empty when none does.

    A line that is a title already, but does not name what kind of document it is, takes the next one when that completes it.
    """
    joined, found = "", ""
    for row in rows:
        part = _tidy(row, vocabulary)
        if not part or vocabulary.pattern("title.never").search(part) or (joined and not found and len(rows[0]) < SHORTEST_FIRST_HALF):
            break
        if joined and (len(part) > LONGEST_CONTINUATION or re.search(r"[。；：:]", part)):
            break
        joined += part
        if is_title(joined, vocabulary) and not (found and not vocabulary.pattern("title.whole").search(joined)):
            found = joined
        if vocabulary.pattern("title.whole").search(joined):
            break
    return found


def _body_above(rows: list[str], at: int, title: str, vocabulary: Vocabulary) -> str:
    """The issuing body (several with blanks between them) on the line right above a title that begins with 关于."""
    above = _tidy(rows[at - 1], vocabulary) if at else ""
    fits = len(above) <= LONGEST_CONTINUATION and all(vocabulary.pattern("title.above").search(part) for part in above.split())
    return above if above and fits and title.startswith("关于") and not vocabulary.pattern("title.never").search(above) else ""


def _tidy(line: str, vocabulary: Vocabulary) -> str:
    return vocabulary.pattern("title.strip").sub("", line.strip()).strip()


def title_end(text: str, vocabulary: Vocabulary) -> int:
    """Where a title that runs into the text ends (…报告|*区委、区政府…, …情况|2024年5月22日，…), 0 when there is none."""
    ending = r"(?:报告|通报|公示|方案|汇报|督办函|通知|台账|清单)(?:[(（][^()（）\n]{1,30}[)）])?"
    actor = rf"(?:{MASK}|[\u4e00-\u9fff]{{1,5}}?)[省市县区州](?:委[、和]|人民政府|党委)"
    opening = r"(?:19|20)\d{2}年(?:\d{1,2}月\d{1,2}日|[，,])|截[至止]|一、|[\u4e00-\u9fff]{2,8}〔\d{4}〕\d+号"
    match = re.match(
        rf"\s*+[^，。；：\n]{{6,60}}?(?:{ending}(?={actor}|{opening}|{vocabulary.pattern('join.addressee').pattern})|情况(?={opening}))",
        text,
    )
    return match.end() if match and vocabulary.any_of("title.words").search(match[0]) else 0


def shell_title(removed_lines: list[str], vocabulary: Vocabulary) -> str:
    """The title that a document-sharing site gives in the lines it added."""
    for line in removed_lines:
        if vocabulary.pattern("site.shell").search(line) and (match := vocabulary.pattern("site.title").search(line)):
            return match[1].strip()
    return ""


def find_genre(title: str, text: str, vocabulary: Vocabulary) -> str:
    """The genre by the title first, then by what the body says; 其他 when neither tells."""
    for genre in vocabulary.words("genre.order"):
        if title and vocabulary.pattern(f"genre.title.{genre}").search(title):
            return genre
    body = text[:8000] + "\n" + text[8000:][-800:]
    for genre in vocabulary.value("genre.body"):
        if vocabulary.pattern(f"genre.body.{genre}").search(body):
            return str(genre)
    return OTHER
