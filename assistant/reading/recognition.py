"""Whether scans are read by optical character recognition (OCR), and how long one file may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recognition:
    """Scanned pages and pictures are recognised; without it they are refused by a sentence."""

    seconds: float
    """The longest the reading of one file may take; a scan that cannot be done in it is refused as soon as that is known."""
