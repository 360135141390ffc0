"""Proof `offline`: every tab in a browser, the tour of README and the contract, where no network but this machine's own loop exists."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from eval.proof import Proof

ROOT = Path(__file__).parents[1]
CONTRACT = ROOT.parent / "shared" / "contract_check.py"
VISITS = ("tests/web/test_browser.py", "tests/web/test_access.py", "tests/test_docs.py")
OUTSIDE = ("192.0.2.1", 53)
"""An address that is nobody's; without a network the system refuses it at once."""
_UP, _GET_FLAGS, _SET_FLAGS = 0x1, 0x8913, 0x8914


def prove() -> Proof:
    """Run the visits and the contract check alone; each must pass."""
    if why := cannot():
        return Proof(False, {"not run": why})
    found: dict[str, object] = {}
    visits = alone([sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *VISITS])
    found["visits"] = {"passed": not visits.returncode, **_counts(visits.stdout)}
    if CONTRACT.is_file():
        with tempfile.TemporaryDirectory() as folder:
            checked = alone([sys.executable, str(CONTRACT), str(_program(Path(folder)))])
        lines = checked.stdout.splitlines()
        failed = [line for line in lines if line.startswith("FAIL")]
        found["contract"] = {"passed": not checked.returncode, "checks": sum(line.startswith("ok") for line in lines), "failed": failed}
    else:
        found["contract"] = "not run: ../shared/contract_check.py is not beside this checkout"
    whole = all(isinstance(part, dict) and part["passed"] for part in found.values())
    return Proof(whole, found)


def cannot() -> str:
    """Why no process can be put apart from the network here; empty if one can."""
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return "there is no unshare on this system"
    tried = subprocess.run(_apart([sys.executable, "-c", ""]), capture_output=True, text=True)
    return f"unshare is not allowed: {tried.stderr.strip()}" if tried.returncode else ""


def alone(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command in a network that has loopback and nothing else.

    Raises:
        RuntimeError: another machine can be reached from there.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        _apart([sys.executable, "-m", "eval.offline", *command]),
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode == _REACHED:
        raise RuntimeError("另一台机器仍然可以连到，这个证明没有意义。")
    return done


_REACHED = 97


def _apart(command: Sequence[str]) -> list[str]:
    return ["unshare", "--map-root-user", "--net", *command]


def _program(folder: Path) -> Path:
    """The command line of this checkout as one file."""
    path = folder / "assistant"
    path.write_text(f"#!{sys.executable}\nfrom assistant.cli import main\n\nmain()\n", "utf-8")
    path.chmod(0o755)
    return path


def _counts(printed: str) -> dict[str, int]:
    summary = next((line for line in reversed(printed.splitlines()) if re.search(r"\d+ (passed|failed|skipped)", line)), "")
    shown = {name: int(count) for count, name in re.findall(r"(\d+) (passed|failed|skipped|error)", summary)}
    if not shown:  # the project's own options leave the last line out
        shown = {"passed": printed.count("."), "failed": len(re.findall(r"^FAILED", printed, re.MULTILINE))}
    return {f"tests {name}": count for name, count in sorted(shown.items())}


def _inside(command: Sequence[str]) -> None:
    """Within the network of its own: loopback up, nothing else there, then the command in this process's place."""
    import fcntl
    import struct

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(one, _GET_FLAGS, request))[1]
        fcntl.ioctl(one, _SET_FLAGS, struct.pack("16sh14x", b"lo", flags | _UP))
    with socket.socket() as outside:
        outside.settimeout(3)
        try:
            outside.connect(OUTSIDE)
            raise SystemExit(_REACHED)
        except OSError:
            pass
    if [name for _, name in socket.if_nameindex()] != ["lo"]:
        raise SystemExit(_REACHED)
    os.execvp(command[0], list(command))


if __name__ == "__main__":
    _inside(sys.argv[1:])
