"""What a text says a list gained since an earlier day (与2023年12月15日相比，新增完成整改3个): the difference of the lists of both days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.checking.claims import DateClaim, NumberClaim
from assistant.checking.lines import Line
from assistant.facts.groups import compatible
from assistant.facts.status import metrics_named
from assistant.facts.tally import Derived, Tally
from assistant.facts.tallying import tallies
from assistant.types import Fact
from assistant.words.lexicon import load_lexicon
from assistant.words.numerals import show_number

_SINCE = re.compile(r"[与同较比跟和]$")
_BEHIND = re.compile(r"\s*(?:的?[^，。；\d]{0,8})?(?:相比|相较|比较|[，,])")
_GAINED = re.compile(r"(?:新增|增加|多|又)[^，。；、\d]{0,8}$")


class Growth:
    """The lists of the sources by their days."""

    def __init__(self, facts: Sequence[Fact], home: Path | None) -> None:
        self._lists = [one for one in tallies(facts) if one.as_of]
        self._lexicon = load_lexicon(home)

    def hold(self, line: Line) -> None:
        """Tie the gains of a sentence, and the day it reckons them from, to the lists of which they are the difference."""
        since = next((date for date in line.claims.dates if _is_start(line.text, date)), None)
        if since is None or since.year is None:
            return
        for claim in line.claims.numbers:
            gained = _GAINED.search(line.text[: claim.start]) if claim.start > since.end else None
            metrics = metrics_named(gained[0], self._lexicon) if gained else frozenset[str]()
            found = next((pair for metric in sorted(metrics) for pair in self._pairs(metric, since, claim)), None)
            if found is not None:
                (late, new), (early, old) = found
                later, earlier = new.value or 0, old.value or 0
                formula = f"{show_number(later)}−{show_number(earlier)}={show_number(later - earlier)}"
                line.tie(claim.start, claim.end, new.facts[0].passage, formula)
                line.tie(since.start, since.end, old.facts[0].passage)

    def _pairs(self, metric: str, since: DateClaim, claim: NumberClaim) -> Iterator[tuple[tuple[Tally, Derived], tuple[Tally, Derived]]]:
        """A list and the same list on the day named, where one has so many more of a status than the other, in the list's own unit."""
        for early in self._lists:
            old = early.derive(metric) if _is_of(early, since) else None
            for late in self._lists if old is not None and old.value is not None else ():
                same = late.track is early.track and late.owner == early.owner and compatible(late.inspection, early.inspection)
                new = late.derive(metric) if same and (late.as_of or "") > (early.as_of or "") else None
                if new is not None and not self._one_unit(claim.unit, new.unit):
                    continue
                if new is not None and old is not None and new.value is not None and new.value - (old.value or 0) == claim.value:
                    yield (late, new), (early, old)

    def _one_unit(self, said: str, listed: str) -> bool:
        """Whether two units count the same kind of things: 项 and 个 do, 项 and 件 do not; a number without a unit names none."""
        units = self._lexicon.units
        return not said or not listed or units.unit_class(said) == units.unit_class(listed)


def _is_start(text: str, date: DateClaim) -> bool:
    return bool(_SINCE.search(text[: date.start]) and _BEHIND.match(text, date.end))


def _is_of(one: Tally, date: DateClaim) -> bool:
    """Whether a list is of a day, or of the month where only that is named."""
    parts = [f"{date.year:04d}", *(f"{part:02d}" for part in (date.month, date.day) if part)]
    return (one.as_of or "").startswith("-".join(parts))
