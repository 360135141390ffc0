"""Text in a picture, character by character with the certainty of each: RapidOCR with the models in its package, nothing downloaded.

Measured on an A4 page of 30 lines: 6 seconds of one core, 380 MB; at the picture size of `LARGEST_LOOK` text of 9 points is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import numpy as np

LARGEST_LOOK = 960
"""Pixels of the longer side at which lines are looked for; each line is then read at the full size."""
UPRIGHT = 1.45
"""A box higher than this many times its width would be laid on its side, as vertical writing is; a single figure 1 is none."""
ONE_LINE = 1.6
"""A box up to this many times as high as the others holds one line of writing."""
FEWEST_TO_MEASURE = 3
HAN_SHARE = 0.75
"""Of a line's box the characters fill this much, where they cannot be measured."""
_MODELS = {"Det.model_path": "PP-OCRv6_det_small.onnx", "Rec.model_path": "PP-OCRv6_rec_small.onnx"}
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.text_score": 0.0,
    "Global.max_side_len": 10_000,
    "Global.return_word_box": True,
    "Global.return_single_char_box": True,
    "Det.limit_type": "max",
    "Det.limit_side_len": LARGEST_LOOK,
    "Det.max_candidates": 5000,
    "Rec.rec_batch_num": 1,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
"""One line at a time and one thread: memory stays small, and workers beside this one have their own cores."""


class Character(NamedTuple):
    """One character, where it stands in the picture (pixels), and how certain it is (0 to 1)."""

    text: str
    x0: float
    x1: float
    middle: float
    certain: float


class Run(NamedTuple):
    """Characters read in one go: a line, or what stands in one cell of a table."""

    characters: tuple[Character, ...]
    size: float
    """Height of its characters in pixels."""
    certain: float

    @property
    def text(self) -> str:
        """What was read."""
        return "".join(character.text for character in self.characters)


def runs_of(picture: np.ndarray) -> list[Run]:
    """What stands in a picture (height, width, 3).

    Raises:
        MemoryError: it takes more memory than the process may use.
    """
    try:
        found = _engine()(picture)
    except MemoryError:
        raise
    except Exception as error:
        # The libraries raise types of their own, and say in words that memory ran out.
        if any(word in str(error).lower() for word in ("alloc", "memory")):
            raise MemoryError from error
        raise
    if found.txts is None:
        return []
    boxes = np.asarray(found.boxes, dtype=float)
    lean = _lean(boxes)
    read = zip(boxes, found.txts, found.scores, found.word_results, strict=True)
    return [_run(box, text, score, list(words), lean) for box, text, score, words in read]


def _run(box: np.ndarray, text: str, score: float, words: Sequence[Any], lean: float) -> Run:
    """One box as read; its places are those of the page set straight."""
    left, right, middle = float(box[:, 0].min()), float(box[:, 0].max()), float(box[:, 1].mean())
    shift = lean * middle
    middle -= lean * (left + right) / 2
    height = float(np.linalg.norm(box[3] - box[0]) + np.linalg.norm(box[2] - box[1])) / 2
    placed = [(word, corners) for word, _, corners in words if corners is not None]
    if "".join(word for word, _ in placed) != text.replace(" ", ""):
        return Run((Character(text, left + shift, right + shift, middle, score),), HAN_SHARE * height, score)
    characters = tuple(
        Character(word, min(x for x, _ in corners) + shift, max(x for x, _ in corners) + shift, middle, certain)
        for word, certain, corners in words
        if not word.isspace()
    )
    return Run(characters, _size(characters, height), score)


def _size(characters: Sequence[Character], height: float) -> float:
    """The size of a line's type: the pitch of its Chinese characters, which are square, never more than the height of its box."""
    pitches = [
        (right.x0 + right.x1 - left.x0 - left.x1) / 2 for left, right in pairwise(characters) if _is_han(left.text) and _is_han(right.text)
    ]
    return min(height, fmean(pitches) if len(pitches) >= FEWEST_TO_MEASURE else HAN_SHARE * height)


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _lean(boxes: np.ndarray) -> float:
    """How much lines fall per pixel to the right, on a page laid askew; by its long lines."""
    across, down = boxes[:, 1, 0] - boxes[:, 0, 0], boxes[:, 1, 1] - boxes[:, 0, 1]
    long = across >= max(across.max() / 2, 1.0)
    return float(np.median(down[long] / across[long])) if long.any() else 0.0


@cache
def _engine() -> Callable[[np.ndarray], Any]:
    import cv2
    import rapidocr

    cv2.setNumThreads(1)
    folder = Path(rapidocr.__file__).parent / "models"
    engine = rapidocr.RapidOCR(params={**_SETTINGS, **{name: str(folder / file) for name, file in _MODELS.items()}})
    engine.crop_text_regions = _crops
    return engine  # type: ignore[no-any-return]


def _crops(picture: np.ndarray, boxes: np.ndarray) -> list[np.ndarray]:
    """The piece of the picture in each box."""
    from rapidocr.utils.process_img import get_rotate_crop_image

    return [get_rotate_crop_image(picture, corners) for corners in _widened(boxes, picture.shape[1])]


def _widened(boxes: np.ndarray, width: int) -> Iterator[np.ndarray]:
    """The boxes, those of single narrow characters made as wide as one that is read upright."""
    heights = boxes[:, 3, 1] - boxes[:, 0, 1]
    usual = float(np.median(heights))
    for box, height in zip(boxes, heights, strict=True):
        corners = box.astype(np.float32)
        lacking = height / UPRIGHT - (corners[1, 0] - corners[0, 0])
        if lacking > 0 and height <= ONE_LINE * usual:
            corners[[0, 3], 0] = np.maximum(corners[[0, 3], 0] - lacking / 2, 0)
            corners[[1, 2], 0] = np.minimum(corners[[1, 2], 0] + lacking / 2, width - 1)
        yield corners
