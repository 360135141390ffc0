"""A sentence taken over from a source, held against it token by token: what was changed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.checking.claims import DateClaim, NumberClaim
from assistant.checking.guardwords import GuardWords
from assistant.checking.proofrules import Changes
from assistant.checking.proper import ProperName, read_proper_names
from assistant.checking.sourcebook import Source
from assistant.checking.standing import Mention, read_mentions
from assistant.checking.tokens import Token
from assistant.types import LOOK, MUST

_LEVEL = frozenset("省市县区州旗盟")
_RELATIVE = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_FIGURES = frozenset({"数字", "单位", "约数", "日期"})
_PLACE = re.compile(r"[省市县区州盟旗]")
_ALIKE_LONG, _ALMOST_ALL = 2, 0.9
"""A word and the one it stands for are about as long; a single letter may only be one where nearly all the rest is the same."""
_LONGEST_WORDING = 10
"""A longer stretch of other letters is a passage of its own, not a word that was changed."""
_COPIED = 0.75
"""The share of a sentence's letters that a sentence taken over keeps at least."""
_AT_ITS_PLACE, _FEWEST = 0.5, 2
_WHOLE_SHARE = 0.85
_LEAST = 0.65
"""The same where little of the source is missing and one word is another."""
_UNCHANGED = 0.6
"""The same where nothing that counts was changed."""
_NAME_LETTERS = 5
"""So many letters tell a name from others of its kind."""
_PER_WORDING = 40
"""One stretch of other letters may be a slip; another one is only in so many letters more."""
_WHOLE = 0.6
"""A sentence that takes over less of its source may put its figures in another order."""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs at [start, end) of the sentence from the one it was taken from."""

    kind: str
    start: int
    end: int
    written: str
    says: str
    strength: str = MUST

    @property
    def advice(self) -> str:
        """What to do about it, a Chinese sentence without its stop."""
        if not self.says:
            return f"原句没有“{self.written}”，请核对"
        if self.kind == "口径升级":
            return f"原句是“{self.says}”，不能写成“{self.written}”"
        if self.strength == LOOK:
            return f"照用原句时把“{self.says}”改成了“{self.written}”，请核对"
        return f"原句是“{self.says}”，请改正"


@dataclass(frozen=True)
class Copy:
    """A sentence beside the source it was taken from."""

    source: Source
    share: float
    """Which part of its letters stands in the source."""
    whole: float
    """Which part of the source's letters stands in it."""
    reworded: int
    """Stretches of other letters than the source has."""
    letters: int
    kept: tuple[Token, ...]
    """The figures and dates that stand there too."""
    changes: tuple[Change, ...]

    @property
    def near_whole(self) -> bool:
        """Whether the sentence is the source's but for a word."""
        return self.share >= _WHOLE_SHARE and self.reworded <= 1

    @property
    def in_part(self) -> bool:
        """Whether it takes over only a part of the source's sentence."""
        return self.whole < _WHOLE

    @property
    def at_its_place(self) -> bool:
        """Whether a sentence that follows the same one as the source does is the source's but for a word or figure."""
        return self.share >= _AT_ITS_PLACE and self.whole >= _AT_ITS_PLACE and self.reworded <= 1 and self.letters >= _FEWEST

    @property
    def taken_over(self) -> bool:
        """Whether the sentence was taken from the source, and does not merely speak of the same."""
        figures = [change for change in self.changes if change.kind in _FIGURES]
        if len(figures) > 1 and len(figures) > len(self.kept):
            return False  # the same is said of something else
        if self.share >= _LEAST and self.whole >= _WHOLE and self.reworded <= 1:
            return True
        return self.share >= (_COPIED if self.changes else _UNCHANGED) and self.reworded <= 1 + self.letters // _PER_WORDING


@dataclass(frozen=True)
class _Pair:
    """Both sentences, with the tokens that are equal."""

    text: str
    mine: Sequence[Token]
    source: Source
    words: GuardWords
    rules: Changes

    @property
    def theirs(self) -> Sequence[Token]:
        return self.source.tokens

    def said(self, tokens: Sequence[Token]) -> str:
        """The stretch of the source that tokens of it take."""
        return self.source.text[tokens[0].start : tokens[-1].end] if tokens else ""

    def written(self, tokens: Sequence[Token]) -> str:
        """The stretch of the sentence that tokens of it take."""
        return self.text[tokens[0].start : tokens[-1].end] if tokens else ""


def compared(text: str, tokens: Sequence[Token], source: Source, words: GuardWords, rules: Changes) -> Copy:
    """A sentence beside one source."""
    pair = _Pair(text, tokens, source, words, rules)
    matcher = SequenceMatcher(None, [token.key for token in tokens], [token.key for token in source.tokens], autojunk=False)
    kept: list[Token] = []
    changes: list[Change] = []
    reworded = 0
    links: dict[int, int] = {}
    for equal, i1, i2, j1, j2 in _joined(matcher.get_opcodes(), tokens):
        if equal:
            kept += tokens[i1:i2]
            links.update(zip(range(i1, i2), range(j1, j2), strict=True))
            continue
        mine, theirs = list(tokens[i1:i2]), list(source.tokens[j1:j2])
        kept += _settled(mine, theirs, pair)
        reworded += bool(_letters(mine)) and not rules.free.fullmatch(pair.written(_letters(mine)))
        changes += _figures(mine, theirs, pair)
        changes += _wording(mine, theirs, pair)
    changes += _statuses(pair, links)
    letters = len(_letters(tokens))
    share = len(_letters(kept)) / max(1, letters)
    whole = len(_letters(kept)) / max(1, len(_letters(source.tokens)))
    if min(share, whole) < _AT_ITS_PLACE or reworded > 1:
        changes = [one for one in changes if one.strength == MUST]
    elif min(share, whole) < _ALMOST_ALL:
        changes = [one for one in changes if one.strength == MUST or min(len(one.written), len(one.says)) > 1]
    if whole < _WHOLE:
        changes = [one for one in changes if one.kind not in _FIGURES or not _elsewhere(one, tokens, source)]
    else:
        changes += _names(pair, changes)
    return Copy(source, share, whole, reworded, letters, tuple(token for token in kept if token.number or token.date), _apart(changes))


def _joined(codes: Sequence[tuple[str, int, int, int, int]], tokens: Sequence[Token]) -> list[tuple[bool, int, int, int, int]]:
    """The stretches of two sentences, those that differ on both sides of one equal letter as one: 督查室 for 监委 in 县委督查室."""
    found: list[tuple[bool, int, int, int, int]] = []
    for place, (tag, i1, i2, j1, j2) in enumerate(codes):
        between = tag == "equal" and i2 - i1 == 1 and len(tokens[i1].key) == 1 and 0 < place < len(codes) - 1
        opening = len(found) == 1 and found[0][1] == found[0][2]
        if found and not found[-1][0] and not opening and (tag != "equal" or between):
            found[-1] = (False, found[-1][1], i2, found[-1][3], j2)
        else:
            found.append((tag == "equal", i1, i2, j1, j2))
    return found


def _apart(changes: Sequence[Change]) -> tuple[Change, ...]:
    """In text order; a change of mere wording goes where a graver one covers the same letters."""
    grave = [one for one in changes if one.strength == MUST]
    light = [one for one in changes if one.strength == LOOK and not any(g.start <= one.end and one.start <= g.end for g in grave)]
    return tuple(sorted({*grave, *light}, key=lambda one: (one.start, one.end, one.kind)))


def _settled(mine: list[Token], theirs: list[Token], pair: _Pair) -> list[Token]:
    """Take what says the same in other letters out of both sides: 我县 for 县, 2023年8月 for 今年8月, 18 for 18个."""
    said, settled = pair.said(theirs), []
    alone = len(_letters(mine)) <= 1 and len(_letters(theirs)) <= 1
    for token in list(mine):
        other = next((one for one in theirs if _alike(token, one, said, pair.source.year) or (alone and _own_place(token, one))), None)
        if other is not None:
            settled.append(token)
            mine.remove(token)
            theirs.remove(other)
    return settled


def _alike(one: Token, other: Token, said: str, year: int | None) -> bool:
    if one.number and other.number:
        a, b = one.number, other.number
        return a.value == b.value and a.hedge == b.hedge and a.ordinal == b.ordinal and (a.unit == b.unit or not (a.unit and b.unit))
    if one.date and other.date:
        return _same_day(one.date, other.date, said, year)
    return False


def _own_place(one: Token, other: Token) -> bool:
    """Whether one sentence says 我县 or names the place where the other says 县."""
    return {one.key, other.key} in [{("本地",), (level,)} for level in _LEVEL]


def _same_day(one: DateClaim, other: DateClaim, said: str, year: int | None) -> bool:
    """Whether a date is the source's, which may leave its year out or name it as 去年."""
    if not (one.covers(other) or other.covers(one)) or (one.month, one.day) != (other.month, other.day):
        return False
    if one.year is None or other.year is not None or year is None:
        return True
    named = next((shift for word, shift in _RELATIVE.items() if word in said), None)
    return one.year == year + named if named is not None else abs(one.year - year) <= 1


def _elsewhere(change: Change, tokens: Sequence[Token], source: Source) -> bool:
    """Whether a figure stands in the source, though not in this order."""
    own = next(token for token in tokens if token.start == change.start)
    return any(_alike(own, other, "", None) for other in source.tokens)


def _figures(mine: list[Token], theirs: list[Token], pair: _Pair) -> Iterator[Change]:
    """Figures and dates that stand where the source has others."""
    numbers = [token.number for token in theirs if token.number]
    dates = [token.date for token in theirs if token.date]
    for token in mine:
        if token.number and numbers:
            other = numbers.pop(0)
            says = _hedged(other, pair.source.text, pair.words)
            yield Change(_fault(token.number, other), token.start, token.end, _hedged(token.number, pair.text, pair.words), says)
        elif token.date and dates:
            yield Change("日期", token.start, token.end, token.date.text, dates.pop(0).text)


def _hedged(number: NumberClaim, text: str, words: GuardWords) -> str:
    """A figure with the 约 or 近 before it."""
    before = next((word for word, _ in words.hedge_before if number.hedge and text[: number.start].endswith(word)), "")
    return before + number.text


def _fault(one: NumberClaim, other: NumberClaim) -> str:
    """In which way a figure differs from another."""
    if one.value == other.value and one.unit != other.unit:
        return "单位"
    return "约数" if one.value == other.value and one.hedge != other.hedge else "数字"


def _letters(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if not token.number and not token.date]


def _wording(mine: list[Token], theirs: list[Token], pair: _Pair) -> Iterator[Change]:
    """Letters that stand where the source has others: a name, or a word that may be one."""
    mine, theirs = _letters(mine), _letters(theirs)
    if not mine or not theirs or max(len(mine), len(theirs)) > _LONGEST_WORDING:
        return
    if _is_own(mine[-1:]) and len(mine) > 1:
        return  # 向岫林县 where the source says 我县 elsewhere: the text's own place is in no doubt
    start, end = mine[0].start, mine[-1].end
    written, says = pair.written(mine), pair.said(theirs)
    name = _name_at(pair.text, start, end, pair.words) or _name_at(pair.source.text, theirs[0].start, theirs[-1].end, pair.words)
    if (_is_own(theirs) and not _is_own(mine[-1:]) and _PLACE.search(written)) or (_is_own(mine) and _PLACE.search(says)):
        yield Change("地名", start, end, written, says)
    elif name:
        yield Change("地名" if name.kind == "place" else "名称", start, end, written, says)
    elif min(len(written), len(says)) >= _NAME_LETTERS and written.endswith(pair.rules.projects) and says.endswith(pair.rules.projects):
        yield Change("名称", start, end, written, says)
    elif pair.rules.free.fullmatch(written) and pair.rules.free.fullmatch(says):
        return
    elif abs(len(mine) - len(theirs)) <= _ALIKE_LONG:
        yield Change("改动原句", start, end, written, says, LOOK)


def _names(pair: _Pair, changes: Sequence[Change]) -> list[Change]:
    """Names that the source does not have (城市管理局 where it has 市场监督管理局), letter by letter up to where a clause begins."""
    found = []
    for name in read_proper_names(pair.text, pair.words):
        letters = [token for token in pair.mine if token.end <= name.end and token.start >= name.end - _NAME_LETTERS]
        if not letters or len(letters[-1].key[0]) != 1:  # type: ignore[arg-type]
            continue
        while letters and len(letters[0].key[0]) != 1:  # type: ignore[arg-type]
            letters = letters[1:]
        run = pair.written(letters)
        clause = re.search(r"[\u4e00-\u9fff]+$", run)
        if not clause or len(clause[0]) < _NAME_LETTERS or clause[0] in pair.source.text:
            continue
        start = name.end - len(clause[0])
        if not any(change.start < name.end and start < change.end for change in changes):
            found.append(Change("地名" if name.kind == "place" else "名称", start, name.end, clause[0], ""))
    return found


def _is_own(tokens: Sequence[Token]) -> bool:
    """Whether it is the text's own place and nothing else."""
    return [token.key for token in tokens] == [("本地",)]


def _name_at(text: str, start: int, end: int, words: GuardWords) -> ProperName | None:
    """The proper name that a stretch of a text is a part of, its beginning counted in."""
    reach = re.compile(r"[\u4e00-\u9fff]{0,6}$")
    for name in read_proper_names(text, words):
        before = reach.search(text[: name.start])
        if name.start - (len(before[0]) if before else 0) <= start and end <= name.end and name.start - end <= 2:
            return name
    return None


def _statuses(pair: _Pair, links: dict[int, int]) -> Iterator[Change]:
    """Status words that do not stand as the source has them: another status, 拟 become 已, 部分 become 全部."""
    neutral = pair.words.data["status"]["neutral"]
    theirs = [one for one in read_mentions(pair.source.text, pair.words) if one.family not in neutral]
    for mention in read_mentions(pair.text, pair.words):
        if mention.family in neutral:
            continue
        own = [n for n, token in enumerate(pair.mine) if mention.start <= token.start < mention.end]
        linked = [pair.theirs[links[n]] for n in own if n in links]
        other = next((one for one in theirs for token in linked if one.start <= token.start < one.end), None)
        if other is None and len(linked) == len(own):
            continue
        if other is None:
            other = _replaced(own, pair, links, theirs)
        if other is None and any(_stands_so(mention, one) for one in theirs):
            continue
        if other is None:
            yield Change("状态", mention.start, mention.end, mention.text, "")
        elif not _stands_so(mention, other):
            start, end = _with_words(mention, pair.text), _with_words(other, pair.source.text)
            kind = "口径升级" if pair.rules.raises(other, mention) else "状态"
            yield Change(kind, mention.start, mention.end, start, end)


def _stands_so(one: Mention, other: Mention) -> bool:
    return (one.family, one.future, one.extent == "part") == (other.family, other.future, other.extent == "part") and not (
        one.extent == "all" and not other.extent
    )


def _replaced(own: list[int], pair: _Pair, links: dict[int, int], theirs: Sequence[Mention]) -> Mention | None:
    """The status word of the source between what surrounds one of the sentence."""
    before = next((links[n] for n in range(own[0], -1, -1) if n in links), -1) if own else -1
    after = next((links[n] for n in range(own[-1], len(pair.mine)) if n in links), len(pair.theirs)) if own else 0
    first = pair.theirs[before].start if before >= 0 else 0
    last = pair.theirs[after].end if after < len(pair.theirs) else len(pair.source.text)
    return next((one for one in theirs if first <= one.start and one.end <= last), None)


def _with_words(mention: Mention, text: str) -> str:
    """A status word with the few letters before it that say how far it holds."""
    before = re.search(r"[^，。；：、（）()\d\s]{0,6}$", text[: mention.start])
    return (before[0] if before else "") + mention.text
