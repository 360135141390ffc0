"""Saving a file of the pack in another format, as staff do with the Office program they have."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from assistant.reading.formats.office import converter


def saved_as(name: str, data: bytes, suffix: str) -> bytes:
    """The bytes of `name` saved by LibreOffice with another ending; the caller has made sure that it is installed."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / name).write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(converter()), profile, "--headless", "--convert-to", suffix, "--outdir", str(folder / "out"), str(folder / name)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / "out" / name).with_suffix(f".{suffix}").read_bytes()
