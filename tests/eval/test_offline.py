"""Apart from the network: this machine's own loop works and nothing else is there, or it is said why that cannot be tried."""

import json
import sys

import pytest

from eval import offline

PROBE = """
import json, socket
listener = socket.create_server(("127.0.0.1", 0))
with socket.create_connection(listener.getsockname(), 5):
    loop = True
try:
    socket.create_connection(("192.0.2.1", 53), 5)
    outside = True
except OSError:
    outside = False
print(json.dumps([loop, outside, [name for _, name in socket.if_nameindex()]]))
"""


def test_a_process_alone_reaches_itself_and_nobody_else():
    if why := offline.cannot():
        pytest.skip(why)
    done = offline.alone([sys.executable, "-c", PROBE])
    assert json.loads(done.stdout) == [True, False, ["lo"]], done.stderr


@pytest.mark.heavy
def test_the_command_line_works_alone(tmp_path):
    if why := offline.cannot():
        pytest.skip(why)
    file = tmp_path / "云岭市.txt"
    file.write_text("云岭市整改情况的报告\n截至2024年6月30日，中央督察反馈我市的24个问题，已完成整改19个。\n", "utf-8")
    program = offline._program(tmp_path)
    for command in (["ingest", str(file)], ["ask", "云岭市还有多少个问题没有整改完成？"]):
        done = offline.alone([str(program), "--home", str(tmp_path / "home"), *command])
        assert not done.returncode, done.stderr
    assert done.stdout.startswith("5个")


def test_a_system_without_the_means_says_so(monkeypatch):
    monkeypatch.setattr(offline.shutil, "which", lambda name: None)
    assert offline.cannot() == "there is no unshare on this system"
    assert offline.prove().found == {"not run": "there is no unshare on this system"}
