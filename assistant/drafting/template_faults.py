"""What is wrong with a template file, in words for the staff who edit it: where, what, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

_REASONS = {
    "missing": "缺少这个字段，请补上",
    "int_parsing": "应是整数，请改正",
    "int_type": "应是整数，请改正",
    "string_type": "应是文字，请加上引号",
    "tuple_type": "应是列表，请写成 [ … ]",
    "enum": "取值不对，请照随软件提供的模板改正",
    "literal_error": "取值不对，请照随软件提供的模板改正",
    "bool_type": "应是 true 或 false，请改正",
    "model_type": "应是 { … } 这样的一组字段，请改正",
}


def unreadable(message: str) -> str:
    """Where the file breaks the rules of its format."""
    found = re.search(r"at line (\d+)", message)
    place = f"第{found[1]}行" if found else "文件末尾"
    return f"{place}的格式不对，请检查引号、括号和等号是否成对，改正后再试"


def first_fault(error: ValidationError, data: Mapping[str, Any], keys: Sequence[str]) -> str:
    """The first thing wrong, with the section or slot it is in; an unknown key first, because it explains a missing one."""
    problem = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    path = [part for part in problem["loc"] if not isinstance(part, str) or not part.startswith(("tuple", "function-", "str"))]
    if problem["type"] == "extra_forbidden":
        alike = get_close_matches(str(path[-1]), keys, n=1, cutoff=0.4)
        reason = f"没有这个字段，{f'是不是“{alike[0]}”？' if alike else ''}请改正或删去"
    else:
        reason = _REASONS.get(problem["type"], f"{str(problem['msg']).removeprefix('Value error, ')}，请改正")
    where = _where(path, data)
    return f"{where}：{reason}" if where else reason


def _where(path: Sequence[Any], data: Mapping[str, Any]) -> str:
    """第2个章节“主要做法”的“段落”, 槽位“截至日期”."""
    if not path:
        return ""
    names = [str(part) for part in path if not isinstance(part, int)]
    if path[0] == "章节" and len(path) > 1 and isinstance(path[1], int):
        parts = data.get("章节")
        section = parts[path[1]] if isinstance(parts, list) and path[1] < len(parts) else {}
        heading = section.get("标题", "") if isinstance(section, dict) else ""
        named = f"第{path[1] + 1}个章节{f'“{heading}”' if heading else ''}"
        return f"{named}的“{'.'.join(names[1:])}”" if names[1:] else named
    if path[0] == "槽位" and len(names) > 1:
        return f"槽位“{names[1]}”" + (f"的“{'.'.join(names[2:])}”" if names[2:] else "")
    return f"“{'.'.join(names)}”"
