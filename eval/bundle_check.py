"""The offline bundle installs with nothing but itself and works: in a fresh environment, under a network that has no way out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.bundle import ROOT
from eval.proof import Proof

BUNDLE = ROOT / "dist" / "bundle"
CONTRACT = ROOT.parent / "shared" / "contract_check.py"
_CUT_OFF = ["unshare", "--map-root-user", "--net"]
"""A namespace of its own without any network, loopback included."""


def prove(bundle: Path = BUNDLE) -> Proof:
    """install.sh, then the contract check where it lies beside the checkout, and a question over the samples."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        home, assistant = folder / "home", folder / "installed" / "bin" / "assistant"
        environment = {**os.environ, "PYTHON": sys.executable, "HOME": name, "ASSISTANT_HOME": str(home)}
        environment.pop("PYTHONPATH", None)

        def run(*command: str) -> str:
            done = subprocess.run([*_CUT_OFF, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
            return done.stdout

        try:
            reached = subprocess.run([*_CUT_OFF, sys.executable, "-c", _REACH], check=False, stderr=subprocess.DEVNULL).returncode == 0
            run("sh", str(bundle / "install.sh"), str(folder / "installed"))
            run(str(assistant), "samples", "load")
            told = run(str(assistant), "ask", "澜川市第二轮中央督察反馈的问题还有多少没有整改完成？").split("。")[0]
            contract = run(sys.executable, str(CONTRACT), str(assistant)).strip().splitlines()[-1:] if CONTRACT.is_file() else []
        except RuntimeError as failure:
            return Proof(False, {"failed": str(failure).replace(name, "")})
    wheels = len(list((bundle / "wheels").glob("*.whl")))
    found = {"wheels": wheels, "network reached": reached, "asked over the samples": told, "contract check": contract}
    return Proof(told == "3项" and not reached, found)


_REACH = "import socket; socket.create_connection(('1.1.1.1', 53), 2)"
