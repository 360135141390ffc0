"""How one document writes: its measure word, its name for itself, for inspections, days and years, and what it hides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from eval.worlds import speaking
from eval.worlds.schema import Inspection, Place
from eval.worlds.telling import Slot


@dataclass(frozen=True, slots=True)
class Style:
    """`written` is the date under the text; a `relative` document says 今年 and 上月底."""

    place: Place
    written: date
    measure: str
    us: str
    form: int
    relative: bool
    masking: float
    region: str

    def inspection(self, inspection: Inspection) -> str:
        """The inspection as this document names it."""
        number = "零一二三四"[inspection.round]
        long, short = "生态环境保护督察", "督察"
        named = [
            f"第{number}轮{inspection.level}{long}",
            f"{inspection.level}第{number}轮{long}",
            f"第{number}轮{inspection.level}{short}",
            f"{inspection.level}第{number}轮{short}",
        ][self.form]
        return named + ("“回头看”" if inspection.look_back else "")

    def day(self, day: date) -> str:
        """A day in full, or as it is said from the date under the text."""
        if not self.relative or day.year != self.written.year:
            return speaking.full_date(day)
        if day == self.written.replace(day=1) - timedelta(days=1):
            return "上月底"
        return f"本月{day.day}日" if day.month == self.written.month else speaking.month_day(day)

    def year(self, year: int) -> str:
        """A year, or this year."""
        return "今年" if self.relative and year == self.written.year else f"{year}年"

    def shows_year(self, day: date) -> bool:
        """Whether the document writes a day with its year."""
        return self.day(day) == speaking.full_date(day)

    @property
    def common(self) -> dict[str, Slot]:
        """What every statement may use."""
        return {"us": Slot(self.us), "u": Slot(self.measure), "level": Slot(self.place.level), "region": Slot(self.region)}


def make_style(place: Place, region: str, written: date, relative: bool, random: Random) -> Style:
    """A style of a document; a masked place hides most of its figures."""
    return Style(
        place=place,
        written=written,
        measure=random.choice(["个", "项", "项", "条"] if random.random() < 0.2 else ["个", "项"]),
        us=random.choice([f"我{place.level}", f"全{place.level}", "**" + place.level if place.masked else place.name]),
        form=random.randrange(4),
        relative=relative,
        masking=0.6 if place.masked else 0.0,
        region=region,
    )
