"""The items that a text names behind their count: 2项进展滞后，为石檐乡矿山修复、望棠河治理."""

from __future__ import annotations

import re

from assistant.facts.cells import Cell, Sentence, split_names

_NAMED = re.compile(
    r"[^，,；;。（(：:\n]{0,24}(?:[，,：:]\s*(?:分别|依次|具体|主要)?(?P<said>即为?|为|是|包括|系|有)|[：:](?:分别)?|(?P<bracket>[（(])(?:分别)?(?:即|为|是)?|的?(?:分别)?(?P<direct>为|是))"
    r"(?P<names>[^（()）。；;，,：:\n]{4,200})"
)
_NO_ITEM = re.compile(r"\d|截至|按|数据|其中|不含|包括|见附|占|同比|环比|阶段性|问题$|方面$|^[一二三四五六七八九]是|^[对因由在向]")
_MATTER = re.compile(
    r"(?:整治|治理|修复|建设|改造|清运|清理|拆除|管控|取缔|搬迁|处理|处置|封场|接管|复绿|泄放|入园|淘汰|整改)(?:工程|项目)?$"
)
"""What the title of a problem ends with."""
_SHORTEST, _LONGEST, _MOST = 4, 40, 12


def members_behind(cell: Cell, sentence: Sentence) -> tuple[str, ...]:
    """The names behind a figure when they are exactly as many as it counts; empty when they are not, or no names stand there."""
    value = cell.span.quantity.value
    if value is None or not 1 <= value <= _MOST:
        return ()
    match = _NAMED.match(sentence.passage.text, cell.end - sentence.passage.start)
    if match is None:
        return ()
    names = [
        re.sub(r"等?[一二两三四五六七八九十\d]*[个项件]?(?:问题|任务)?$", "", name.strip("“” "))
        for name in split_names(match["names"], _SHORTEST)
    ]
    fit = all(_SHORTEST <= len(name) <= _LONGEST and not _NO_ITEM.search(name) for name in names)
    return tuple(names) if fit and len(names) == value and (value > 1 or match["bracket"] is None or bool(_MATTER.search(names[0]))) else ()
