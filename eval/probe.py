"""Runs inside the fresh interpreter of a cold start: one command or one import, then what it cost as JSON on stderr.

A script with the standard library only, so that nothing but the product itself is measured.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path


def peak_megabytes() -> float | None:
    """The peak resident memory of this process; None where the system does not say.

    Linux is asked for VmHWM: its ru_maxrss starts from the parent's size.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        return None
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def run(kind: str, *arguments: str) -> int:
    """Carry out `command ARGUMENTS…` or `import MODULE`; the exit status."""
    if kind == "import":
        importlib.import_module(arguments[0])
        return 0
    from assistant.cli import main

    sys.argv = ["assistant", *arguments]
    try:
        main()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    return 0


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    status = run(*sys.argv[1:])
    modules = sorted({name.partition(".")[0] for name in sys.modules})
    sys.stderr.write("\n" + json.dumps({"megabytes": peak_megabytes(), "modules": modules}) + "\n")
    sys.exit(status)
