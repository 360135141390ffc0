"""How figures and dates are written in documents: 三十三, 10.5, 2023年12月20日."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below ten thousand in Chinese numerals: 三十三, 一百零五, 两千零一十.

    Raises:
        ValueError: it is negative or too large.
    """
    if not 0 <= number < 10_000:
        raise ValueError(f"{number} cannot be written out")
    if number < 10:
        return _DIGITS[number]
    written, gap = "", False
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            written += ("零" if gap and written else "") + ("两" if digit == 2 and scale == 1000 else _DIGITS[digit]) + word
        gap = not digit
    return written.removeprefix("一") if written.startswith("一十") else written


def counted(number: int) -> str:
    """A number in front of a measure word: 两个, 三十二个."""
    return "两" if number == 2 else chinese(number)


def figure(value: Decimal | int) -> str:
    """A number in digits without trailing zeros: 842.5, 60."""
    return f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, Decimal) and "." in f"{value:f}" else f"{value}"


def full_date(day: date) -> str:
    """2023年9月5日, without leading zeros as official papers write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def year_month(day: date) -> str:
    """2023年9月."""
    return f"{day.year}年{day.month}月"


def month_day(day: date) -> str:
    """9月5日."""
    return f"{day.month}月{day.day}日"


def share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """A percentage to one decimal, halves rounded up as calculators do."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
