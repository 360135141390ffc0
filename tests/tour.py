"""README's tour, told again: `python -m tests.tour` runs every `$` line of its console blocks and writes down what comes out.

The commands run in order in one empty folder, as a reader would type them; `tests/test_docs.py` sees to it that README stays true.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"(?<=```console\n).*?(?=^```)", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)


def retold(readme: str) -> str:
    """The text with each console block's output replaced by what its commands print now."""
    with TemporaryDirectory() as folder:
        return _BLOCK.sub(lambda block: "".join(f"$ {line}\n{_said(line, folder)}" for line in _COMMAND.findall(block[0])), readme)


def _said(line: str, folder: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ASSISTANT_", "OPENAI_"))}
    environment |= {"ASSISTANT_HOME": "home", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"}
    done = subprocess.run(["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode or done.stderr:
        raise RuntimeError(f"{line}\n{done.stderr}")
    rows = [row.rstrip() for row in done.stdout.replace(str(ROOT) + os.sep, "").splitlines()]
    return "\n".join(rows).strip("\n") + "\n" * any(rows)


if __name__ == "__main__":
    README.write_text(retold(README.read_text("utf-8")), "utf-8")
