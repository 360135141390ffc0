"""Follow-up questions rewritten whole: 全年呢？ after 上半年完成投资多少？ becomes 全年完成投资多少？ (domain.md 7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.facts.context import PERIOD
from assistant.types import Track
from assistant.words.lexicon import Lexicon, alternatives

_FRAGMENT = re.compile(r"^(?:那么?|还有|另外|再问|那)?(?P<rest>.{1,24}?)(?:又)?(?:呢|怎么样|怎样|如何)?[？?]?$")
_BATCH = re.compile(r"第([一二三四五六七八九十]+|\d+)批")
_INSPECTION = re.compile(r"(?:第[一二三四]轮)?(?:中央|省级)(?:生态环境保护|环保)?(?:督察)?(?:“?回头看”?)?|第[一二三四]轮(?:督察)?")
_SHARE_ALONE = re.compile(
    r"(?:它|其|这些?|那)?的?(?:所|合|约|各)?(?:占|合)?(?:总数?|全部|总量|总件数|整个|其中|全体)?的?"
    r"(?:占比例|占比|比例|比重|百分比|百分率|比率|百分之几|百分之多少|几成|多大比[例重])(?:是|为|有|呢)?(?:多少|几成?|多大|百分之几)?"
)
_SHARE = re.compile(
    r"(?:它|其|这些?|这个|这(?:一)?[类项部]分?|该类|那)?(?:的)?(?:占比|占总数的?|占|比例|比重)(?:是|为|有)?(?:多少|几成|多大|百分之几|百分之多少|几个百分点)?"
)
_ONLY_SHARE = re.compile(
    r"(?=.*(?:占|比例|比重|份额|份量|百分|几成|成数))"
    r"(?:占有?率?|比例|比重|比率|份额|份量|百分[之比率数]|几成|成数|折?算成?|换?算成|总[数量]|全部|整体|总的|里头?|中|它|其|这|那|个|块|类|部分|的|多[大少重高]|几|是|为|有|到|达|合|约|各"
    r"|报|给|说|讲|列|一?下|我|再|请|帮|麻烦|出来|来|数|呢|啊|呀|嘛|[，,。 ])+"
)
"""Nothing but words for a share: 算成占比呢, 份额多大，百分之几."""
_AROUND_PLACE = re.compile(
    r"^(?:那么?|还有|再|也|同样|至于|轮到|换[成做到]?|改成|转到|对比|比如|要是|如果是?|看看?|说说?|问问?|查查?|讲讲?|给我|[，,是到])+"
    r"|(?:同问|同样问|又?(?:是|有)?(?:多少|几多?)[个项件条]?|(?:又|也)?(?:怎么样|怎样|如何|咋样)|那?[边里儿头]|这[边里儿头]|也?(?:说|看|问|查|报|列)(?:一?下|说|看|问|查)|一样的?|同样|的?(?:数字?|情况|数据)|的|也|又|呢|啊|呀|[，,。？])+$"
)
"""What is said around another place that is asked about by itself: 再看乙县, 乙县，同问."""
_SHARE_ASKED = re.compile(r"占?(?:比|百分之几|百分之多少|比例|比重)(?:是|为)?(?:多少)?")
_WHICH = re.compile(r"(?:那|这)?(?:都|分别|具体|又)?(?:是|有|指)?(?:哪[几些一两三四五]?[个项件条些]?(?:问题|任务)?|什么问题|哪些问题)")
_NUMBER_ASKED = re.compile(r"(?:的)?(?:一共|共)?(?:各?有|是|为)?(?:多少|几)(?:件|个|项|条)?(?:问题|任务)?")
_REST = re.compile(r"(?:其余|剩下|剩余|余下|其他|其它)(?:的|那些)?")
_AS_OF = re.compile(r"(?:到|截至|那)?(?P<year>(?:19|20)\d{2}年)?(?P<part>年?[底末]|\d{1,2}月(?:\d{1,2}日|[底末份])?|[上下]半年|前三季度)?")
_DATED = re.compile(r"(?P<year>(?:19|20)\d{2}年)(?:年?[底末](?!前)|\d{1,2}月(?:\d{1,2}日|[底末份])?|[上下]半年|前三季度|全年)?")
_OF_CLASS = re.compile(
    r"(?P<head>.*(?:件|举报|投诉|信访)(?:里头|里面|当中|之中|里|中)?的?[，,]?(?:按[^，。]{2,8}?(?:分|看|统计|归类|划分|计)[，,]?)?(?:属于)?)"
    r"(?P<old>[^，。？、]{1,14}?)(?P<tail>(?:的|这一?类|一类|方面)?(?:件数)?(?:一共|共)?(?:有|是|占了?)?(?:多少|几).*)$"
)
"""A question for one class of a list: …信访件中 | 来电 | 多少件, …信访件按污染类型分， | 水污染 | 几件."""
_PROBLEMS = re.compile(r"(督察)?(?:反馈|指出|整改)?(?:的)?(?:问题|整改任务|任务|事项)")
_THE_YEAR_BEFORE = re.compile(r"(?:(?:上|前|头|再上|早|往前|再往前|退|往回)(?:推|数)?一?(?:年度?|个年度)|去年)(?:同期)?(?:的)?")
_A_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2}年)(?:年?度|全年)?(?:同期)?")
_IDLE_ABOUT_YEAR = re.compile(
    r"^(?:接着|再往前|往前一年|往前|同样|这项|那项|这一项|再|那么?|比如|譬如|换成|换到|换作|改成|改为|改看|退回到?|回到|放到|挪到|要是|如果|至于|再看|再说|看|查|问|[在到是，,])+"
    r"|(?:[的那这]|(?:也|再|同样)?(?:给|说|讲|报|查|看)(?:我)?一?下|看看|(?:同口径|相应|对应|同样|相同|一样|类似)|(?:数字|数据|情况|数值|数|值)|次|回"
    r"|(?:又|是|有|为|达|共)*(?:多少|几|怎么样|怎样|如何|咋样|啥样)(?:[个件项条次家起人]|万元)?|来说|来看|而言|看|也|是|呢|呀|啊|[，,。])+$"
)
"""What is said around a year that is asked about by itself."""
_ASKS = re.compile(r"多少|几|谁|哪|什么|怎|何|吗")
_COUNTED = re.compile(r"(?:一共|共)?(?:各?有|是|为)?(?:多少|几)(?:件|个|项|条|起)?")
_KIND_ASKED = re.compile(
    r"(?:那么?|换成|换做|改成|换|要是|如果是|至于)?(?P<name>[一-龥]{2,12}?)(?:类|方面)?的?(?:对应|相应)?(?:的)?(?:件|个)?(?:数|数量)?(?:又|呢)?"
    r"(?:是|有|为|占)?(?:如何|怎样|怎么样|(?:多少|几)(?:件|个)?)?"
)
"""A class alone, whatever asks for its figure: 餐饮服务件数, 属实对应多少件, 换成来信."""
_HANDED = re.compile(r"(?:一共|总共|累计|共)?(?:交办|转办|移交|收到|接到|收|反馈)?了?$")
"""How the question for a whole list leads up to its number."""
_OTHER_ONE = re.compile(r"(?:换成|换做|改成|换|要是|如果是)?(?P<name>[一-龥]{2,10}?)的?(?:又)?(?:是|有|为)?(?:多少|几)(?:个|件|项|条)?")
"""X是多少, 换成X几件: another place or class asked for in the way of the question before."""
_SHADE = re.compile(r"[红黄蓝绿橙](?=[色单灯牌])")
"""One of several colours by which a scheme tells how bad something is."""
_DIGITS = "零一二三四五六七八九十"


def rewritten(question: str, previous: str, places: Sequence[str], known_places: Sequence[str], lexicon: Lexicon) -> str | None:
    """The previous question with what the fragment names put in its place; None when the question stands by itself."""
    match = _FRAGMENT.match(question)
    if match is None:
        return None
    rest = match["rest"].strip("，, ")
    if _SHARE.fullmatch(rest) or _SHARE_ALONE.fullmatch(rest) or _ONLY_SHARE.fullmatch(rest):
        return _share(previous)
    if place := _bare_place(rest, known_places):
        return _place(place, previous, places, known_places)
    if _WHICH.fullmatch(rest):
        return _which(previous)
    if year := _of_year(rest, previous):
        return year
    if rest not in known_places and (of_kind := _same_kind(rest, previous, places, lexicon)):
        return of_kind
    other = _other_one(rest, previous, known_places, lexicon)
    if not (other or question.rstrip("？?").endswith(("呢", "又如何", "又怎么样", "又怎样")) or question.startswith(("那", "还有"))):
        return None
    rest = other or rest
    text = previous
    for change in (_place, _batch, _date, _year_before, _period, _inspection):
        text = change(rest, text, places, known_places) or text
    text = _track(rest, text, lexicon) or _status(rest, text, lexicon) or text
    if text == previous:
        text = _class(rest, previous) or _shade(rest, previous) or text
    return text if text != previous else None


def _other_one(rest: str, previous: str, known_places: Sequence[str], lexicon: Lexicon) -> str:
    """The place, or after a question for a class the class, that a fragment asks for in full words; empty where it asks for more."""
    found = _OTHER_ONE.fullmatch(rest)
    name = re.sub(r"^(?:换成|换做|改成|换|要是|如果是)", "", found["name"]) if found is not None else ""
    if any(name and place in {name, f"{name}市", f"{name}县", f"{name}区"} for place in known_places):
        return name
    statuses = alternatives([word for metric in lexicon.metrics.values() for word in metric.asked])
    of_class = (
        rest.endswith("件") and _OF_CLASS.match(previous) and not (_PROBLEMS.search(name) or statuses.search(name) or name.endswith("件"))
    )
    return name if of_class else ""


def _bare_place(rest: str, known: Sequence[str]) -> str:
    """The place a fragment names and nothing else; empty where it says more."""
    bare = _AROUND_PLACE.sub("", _AROUND_PLACE.sub("", rest))
    return bare if bare in known else ""


def _share(previous: str) -> str | None:
    """占比呢？: the share of what the previous question counts; None where it counts nothing."""
    counted = list(_COUNTED.finditer(previous))
    if len(counted) != 1:
        return None
    counting = re.sub(r"(?:共计|[计共有])$", "", previous[: counted[0].start()])
    return f"{counting}占百分之几{previous[counted[0].end() :]}"


def _which(previous: str) -> str | None:
    """是哪几个？: the members of what the previous question counts; None where it counts nothing."""
    counted = list(_NUMBER_ASKED.finditer(previous))
    if len(counted) != 1:
        return None
    return f"{previous[: counted[0].start()]}的是哪些问题？"


def _status(rest: str, previous: str, lexicon: Lexicon) -> str | None:
    """其中销号的呢？, 其余的呢？: the previous question with another status in the place of its own."""
    asked = {word: metric for metric in lexicon.metrics.values() for word in metric.asked if metric.name != "总数"}
    words = alternatives(list(asked))
    old = list(words.finditer(previous))
    if not old:
        return _first_status(rest, previous, words)
    if len(old) != 1:
        return None
    counting = _SHARE_ASKED.sub("多少", previous[old[0].end() :])
    new = list(words.finditer(rest))
    if len(new) == 1 and re.fullmatch(r"(?:其中|那些?|已经?|还)*", rest[: new[0].start()]):
        return f"{previous[: old[0].start()]}{new[0][0]}{counting}"
    if _REST.fullmatch(rest) and asked[old[0][0]].negated:
        return f"{previous[: old[0].start()]}{asked[old[0][0]].negated}{counting}"
    return None


def _first_status(rest: str, previous: str, words: re.Pattern[str]) -> str | None:
    """那不属实的呢？ after a question for a whole list (交办了多少件): the part of it with that status."""
    counted, new = list(_COUNTED.finditer(previous)), list(words.finditer(rest))
    if len(counted) != 1 or len(new) != 1 or not re.fullmatch(r"(?:其中|那些?|已经?|还)*", rest[: new[0].start()]):
        return None
    head = _HANDED.sub("", previous[: counted[0].start()])
    noun = "" if re.search(r"[件题务项]$", head) else "信访件" if counted[0][0].endswith("件") else "反馈问题"
    return f"{head}{noun}中{new[0][0]}的{counted[0][0].removeprefix('一').removeprefix('共')}{previous[counted[0].end() :]}"


def _class(rest: str, previous: str) -> str | None:
    """那来信呢？ after 信访件中来电多少件？: the same question about another class."""
    found, rest = _OF_CLASS.match(previous), _COUNTED.sub("", rest)
    if found is None or len(rest) > 12 or _ASKS.search(rest):
        return None
    return f"{found['head']}{rest}{found['tail']}"


def _shade(rest: str, previous: str) -> str | None:
    """红色呢？ after a question about one shade of a scheme (蓝色预警什么情况下发): the same about this one."""
    new, old = _SHADE.findall(rest), _SHADE.findall(previous)
    if len(new) != 1 or len(set(old)) != 1 or new == old:
        return None
    return previous.replace(old[0], new[0])


def _same_kind(rest: str, previous: str, places: Sequence[str], lexicon: Lexicon) -> str | None:
    """餐饮服务多少件？ after a question that names one other class of a list: the same question for this one."""
    new = _KIND_ASKED.fullmatch(rest)
    name = new["name"] if new else ""
    for word in _kinds_of(name, places, lexicon):
        old = [one for one in _kinds_of(previous, places, lexicon) if one != word]
        if word == name and len(old) == 1 and previous.count(old[0]) == 1:
            return previous.replace(old[0], name)
    return None


def _kinds_of(text: str, places: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The classes that a text names: those of the lexicon, findings, offices and areas other than the place asked about."""
    for place in places:
        text = text.replace(place, "，")
    return list(dict.fromkeys(match[0] for match in _kinds(lexicon).finditer(text)))


@lru_cache(maxsize=8)
def _kinds(lexicon: Lexicon) -> re.Pattern[str]:
    values = [value for row in lexicon.data["dimensions"]["dimension"].values() for value in row["values"] if len(value) > 1]
    words = alternatives([*values, "属实", "不属实", "部分属实", "基本属实"]).pattern
    # What leads up to the name of an office or an area is no part of it: 承办单位为|县水利局.
    return re.compile(
        rf"(?:{words})(?:污染|服务|噪声|行业|企业|养殖|施工|采石|维修|废物|破坏)?|(?<![一-龥])[一-龥]{{2,10}}?(?:局|街道|[镇乡县区])(?![一-龥])"
        rf"|(?<=[为是于在中里的，])[一-龥]{{2,10}}?(?:局|街道|[镇乡县区])(?=的|有|是|占|多少|几|数|计|这|[，。？]|$)"
    )


def _date(rest: str, previous: str, *_: object) -> str | None:
    """年底呢？, 2023年底呢？: the previous question as of another date."""
    new = _AS_OF.fullmatch(rest)
    if new is None:
        return None
    old = _DATED.search(previous)
    year = new["year"] or (old["year"] if old else None)
    if year is None:
        return None
    date = f"{year}{new['part'] or ''}"
    return previous[: old.start()] + date + previous[old.end() :] if old else f"{date}{previous}"


def _year_before(rest: str, previous: str, *_: object) -> str | None:
    """上一年呢？: the previous question of the year before its own; None where it names none or several."""
    years = set(re.findall(r"(?:19|20)\d{2}(?=年)", previous))
    if len(years) != 1 or not _THE_YEAR_BEFORE.fullmatch(rest):
        return None
    year = years.pop()
    return previous.replace(year, str(int(year) - 1))


def _of_year(rest: str, previous: str) -> str | None:
    """2023年的数也给一下, 前一年同样的是多少: the previous question of the one year a fragment names and of nothing else."""
    bare = _IDLE_ABOUT_YEAR.sub("", _IDLE_ABOUT_YEAR.sub("", rest))
    if before := _year_before(bare, previous):
        return before
    named = _A_YEAR.fullmatch(bare)
    return _date(named["year"], previous) if named is not None else None


def _place(rest: str, previous: str, places: Sequence[str], known: Sequence[str]) -> str | None:
    named = next((name for name in sorted(known, key=len, reverse=True) if name in rest and len(rest) <= len(name) + 2), None)
    if named is None or not places:
        return None
    return previous.replace(places[0], named)


def _batch(rest: str, previous: str, *_: object) -> str | None:
    current = _BATCH.search(previous)
    if current is None:
        return None
    if re.search(r"上一?批|前一批", rest):
        return previous.replace(current[0], f"第{_shift(current[1], -1)}批")
    if re.search(r"下一?批|后一批", rest):
        return previous.replace(current[0], f"第{_shift(current[1], 1)}批")
    named = _BATCH.search(rest)
    return previous.replace(current[0], named[0]) if named else None


def _shift(numeral: str, step: int) -> str:
    """The neighbouring batch number in the same script."""
    if numeral.isdigit():
        return str(int(numeral) + step)
    tens, mark, ones = numeral.partition("十")
    value = ((_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0) if mark else _DIGITS.index(numeral)) + step
    if value <= 10:
        return _DIGITS[value]
    return ("" if value < 20 else _DIGITS[value // 10]) + "十" + (_DIGITS[value % 10] if value % 10 else "")


def _period(rest: str, previous: str, *_: object) -> str | None:
    new, old = PERIOD.search(rest), PERIOD.search(previous)
    if new is None or old is None or len(rest) > len(new[0]) + 3:
        return None
    year = re.match(r"(?:19|20)\d{2}年", old[0])
    text = new[0] if re.match(r"(?:19|20)\d{2}", new[0]) or year is None else year[0] + new[0]
    return previous.replace(old[0], text)


def _inspection(rest: str, previous: str, *_: object) -> str | None:
    new, old = _INSPECTION.search(rest), _INSPECTION.search(previous)
    if new is None or old is None or len(rest) > len(new[0]) + 7:
        return None
    return previous.replace(old[0], new[0])


def _track(rest: str, previous: str, lexicon: Lexicon) -> str | None:
    """那信访件呢？: the same question about the other list, with its noun, unit and status word."""
    complaint, problem = lexicon.tracks[Track.COMPLAINT], lexicon.tracks[Track.PROBLEM]
    if complaint.noun_pattern.search(rest) and not complaint.noun_pattern.search(previous):
        text = _PROBLEMS.sub(lambda match: f"{match[1] or ''}信访件", previous, count=1)
        text = _status(complaint.noun_pattern.sub("", rest).lstrip("的"), text, lexicon) or text
        text = re.sub(r"(多少|几)(?:个|项|条)", r"\1件", text)
        return re.sub(r"没有?整改完成|没完成|未完成|没整改完|没弄完", "没办结", text) if text != previous else None
    if problem.noun_pattern.search(rest) and not problem.head_pattern.search(previous) and complaint.noun_pattern.search(previous):
        text = complaint.noun_pattern.sub("反馈问题", previous, count=1)
        text = re.sub(r"(多少|几)件", r"\1个", text)
        return re.sub(r"没办结|未办结|没有办结|没办完", "没完成", text)
    return None
