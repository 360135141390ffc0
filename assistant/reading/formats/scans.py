"""Scanned pages and pictures become characters with their places, as a text layer has them, within the time one file has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import fmean
from time import monotonic
from typing import TYPE_CHECKING, Any

from assistant.errors import UnreadableReport
from assistant.reading.formats.pdf_glyphs import Glyph
from assistant.reading.recognition import Recognition

if TYPE_CHECKING:
    import numpy as np

    from assistant.reading.formats.ocr import Run

    Pixels = np.ndarray[Any, Any]

DOTS = 200
"""Dots per inch at which pages are drawn: text of 9 points is 25 pixels high."""
LONGEST = 3400
"""Pixels of a page's longer side (A3); a larger one is drawn smaller."""
SURE = 0.9
"""Mean certainty of a page that stands upright; upside down, figures are still read, as others, with 0.75 to 0.85."""
UNREAD = 0.5
"""Below this certainty what was read is noise and left out."""
DOUBTFUL, DOUBTFUL_FIGURE = 0.96, 0.9
"""Below this certainty a line, or one figure in it, is named to staff; clean print has 0.99, a blurred line with a wrong character 0.95."""
KEPT_FREE = 0.1
"""Share of a file's time that remains for what comes after the recognition."""
SAME_SIZE = 1.18
"""Sizes of type that differ by less are one size measured twice."""
ENOUGH_MEGABYTES = 1024
A4_WIDTH = 595.0


@dataclass(frozen=True, slots=True)
class Scan:
    """One page as recognised: its size in points, its characters, the lines that are doubtful, and how many could not be read."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    doubtful: tuple[str, ...]
    unread: int


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read in one picture, and how many points a pixel is."""

    width: float
    height: float
    point: float
    runs: tuple[Run, ...]
    unread: int


def pdf_scans(path: Path, data: bytes, numbers: Sequence[int], recognition: Recognition, began: float) -> dict[int, Scan]:
    """The pages of a PDF with these numbers (from 1), drawn and recognised; one that cannot be drawn is left out.

    Raises:
        UnreadableReport: the pages need more time or memory than the file has.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return {}
    try:
        return _recognised(path, numbers, lambda number: _drawn(document, number), recognition, began)
    finally:
        document.close()


def picture_scans(path: Path, pictures: Sequence[Callable[[], Pixels]], recognition: Recognition, began: float) -> dict[int, Scan]:
    """Pictures of pages, recognised in order.

    Raises:
        UnreadableReport: they need more time or memory than the file has.
    """

    def drawn(number: int) -> tuple[Pixels, float]:
        pixels = pictures[number - 1]()
        # Taken as A4: only the proportions of type and page matter.
        return pixels, A4_WIDTH / min(pixels.shape[:2])

    return _recognised(path, range(1, len(pictures) + 1), drawn, recognition, began)


def _drawn(document: Any, number: int) -> tuple[Pixels, float] | None:  # noqa: ANN401 - a pypdfium2 document
    """A page as pixels, and how many points each is."""
    import pypdfium2

    try:
        page = document[number - 1]
        scale = min(DOTS / 72, LONGEST / max(page.get_size()))
        bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False)
        return bitmap.to_numpy().copy(), 1 / scale
    except pypdfium2.PdfiumError:
        return None


def _recognised(
    path: Path, numbers: Sequence[int], drawn: Callable[[int], tuple[Pixels, float] | None], recognition: Recognition, began: float
) -> dict[int, Scan]:
    """Each page recognised, given up as soon as the rest cannot be done in time."""
    read: dict[int, _Read] = {}
    spent = 0.0
    for done, number in enumerate(numbers):
        _check_time(path, len(numbers), done, spent, recognition, began)
        started = monotonic()
        try:
            picture = drawn(number)
            if picture is not None:
                read[number] = _read(*picture)
        except MemoryError:
            raise UnreadableReport(
                f"识别“{path.name}”第{number}页的扫描件所需内存超过上限，请把 ASSISTANT_READ_MEGABYTES 调到{ENOUGH_MEGABYTES}后再收入。"
            ) from None
        spent += monotonic() - started
    settled = _settled([run.size * page.point for page in read.values() for run in page.runs for _ in run.characters])
    return {number: _scan(page, settled) for number, page in read.items()}


def _check_time(path: Path, pages: int, done: int, spent: float, recognition: Recognition, began: float) -> None:
    """Stop when the pages left need more time than there is.

    Raises:
        UnreadableReport: saying how many pages there are and how long they take.
    """
    if not done:
        return
    needed = monotonic() - began + spent / done * (pages - done)
    if needed > recognition.seconds * (1 - KEPT_FREE):
        raise UnreadableReport(
            f"“{path.name}”有{pages}页扫描件，识别约需{round(needed * 1.2 / 10 + 1) * 10}秒，超过每个文件{recognition.seconds:g}秒的上限，"
            "请拆分后再收入，或按此调大 ASSISTANT_READ_SECONDS。"
        )


def _read(pixels: Pixels, point: float) -> _Read:
    """The page the way round in which it is read best."""
    from assistant.reading.formats.ocr import runs_of

    best: tuple[float, list[Run], Pixels] | None = None
    for turned in _ways(pixels):
        runs = runs_of(turned)
        certain = _certainty(runs)
        if best is None or certain > best[0]:
            best = certain, runs, turned
        if not runs or certain >= SURE:
            break
    assert best is not None
    _, runs, turned = best
    height, width = turned.shape[:2]
    kept = tuple(run for run in runs if run.certain >= UNREAD)
    unread = sum(run.certain < UNREAD and len(run.text) > 1 for run in runs)
    return _Read(width * point, height * point, point, kept, unread)


def _ways(pixels: Pixels) -> Iterator[Pixels]:
    """As it lies, then upside down, then on either side."""
    import numpy as np

    for quarter in (0, 2, 1, 3):
        yield np.ascontiguousarray(np.rot90(pixels, quarter))


def _certainty(runs: Sequence[Run]) -> float:
    characters = sum(len(run.text) for run in runs)
    return sum(run.certain * len(run.text) for run in runs) / characters if characters else 0.0


def _settled(sizes: Sequence[float]) -> list[tuple[float, float, float]]:
    """The sizes of type of a document, the commonest first: the least and greatest measure of each, and what it is taken for."""
    rest = sorted(sizes)
    found = []
    while rest:
        size = rest[len(rest) // 2]
        least, greatest = size / SAME_SIZE, size * SAME_SIZE
        found.append((least, greatest, size))
        rest = [other for other in rest if not least <= other <= greatest]
    return found


def _scan(page: _Read, settled: Sequence[tuple[float, float, float]]) -> Scan:
    glyphs = chain.from_iterable(_glyphs(run, page.point, settled) for run in page.runs)
    return Scan(page.width, page.height, tuple(glyphs), tuple(run.text for run in page.runs if _is_doubtful(run)), page.unread)


def _glyphs(run: Run, point: float, settled: Sequence[tuple[float, float, float]]) -> Iterator[Glyph]:
    measured = run.size * point
    size = next(size for least, greatest, size in settled if least <= measured <= greatest)
    for character in run.characters:
        middle = character.middle * point
        yield Glyph(character.text, character.x0 * point, character.x1 * point, middle - size / 2, middle + size / 2, size, "", False)


def _is_doubtful(run: Run) -> bool:
    """By its characters and figures; marks are read with less certainty and change nothing."""
    said = [character for character in run.characters if character.text.isalnum()]
    figures = (character.certain < DOUBTFUL_FIGURE for character in said if character.text.isdigit())
    return bool(said) and (fmean(character.certain for character in said) < DOUBTFUL or any(figures))
