"""Old and foreign office files turned into today's formats, and drafts into PDF, by LibreOffice, found on the machine at run time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from assistant.errors import UnreadableReport
from assistant.reading.formats.signature import streams_of

SECONDS = 50.0
"""How long one conversion may take; below the 60 s a file gets as a whole, so that the converter never outlives its caller."""
FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML", "pdf": "pdf:writer_pdf_Export"}
_COMMANDS = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
_OPTIONS = ("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo")
_SETTING = '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""The converter's own profile: no macros, no active content, links never followed, and a proxy that answers nobody."""
_GUARDED = 'exec 3<&0; { cat <&3 >/dev/null; rm -rf "$0"; kill -9 0; } & "$@" 3<&- </dev/null'
"""Runs the converter until our end of a pipe closes: when this process is killed, all that the converter started ends with it."""
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    + "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    + "</oor:items>"
)


def converter() -> str | None:
    """The LibreOffice of this machine: on the path, or where its installers put it; None where there is none."""
    named = (shutil.which(command) for command in _COMMANDS)
    return next((found for found in named if found), None) or next((place for place in _PLACES if Path(place).is_file()), None)


def converted(path: Path, data: bytes, target: str, *, seconds: float = SECONDS) -> bytes:
    """The same document as `target` (docx, xlsx or pdf), made in a folder and with a user profile of its own.

    Raises:
        UnreadableReport: no LibreOffice here, the file cannot be opened by it, or it takes more than `seconds`.
    """
    program = converter()
    if program is None:
        kind, name = path.suffix.lower(), "Word" if target == "docx" else "Excel"
        raise UnreadableReport(f"读取 {kind} 需要 LibreOffice，请安装后重试，或用 {name} 把“{path.name}”另存为 {target} 后再上传。")
    with tempfile.TemporaryDirectory(prefix="convert-", ignore_cleanup_errors=True) as folder:
        made = _made(program, Path(folder), _suffix(path, data), data, target, seconds)
    if made is None:
        raise UnreadableReport(f"“{path.name}”转换用时超过 {seconds:.0f} 秒，请另存为 {target} 后再上传。")
    if not made:
        raise UnreadableReport(f"LibreOffice 打不开“{path.name}”（可能已损坏或加密），请用原来的程序另存为 {target} 后再上传。")
    return made


def _suffix(path: Path, data: bytes) -> str:
    """The ending that tells LibreOffice the type: a WPS file is a Word or Excel one by its streams, and no Microsoft Works file."""
    streams = streams_of(data)
    named = {".doc": "WordDocument", ".xls": "Workbook"}
    return next((suffix for suffix, stream in named.items() if stream in streams), path.suffix.lower())


def _made(program: str, folder: Path, suffix: str, data: bytes, target: str, seconds: float) -> bytes | None:
    """The converted bytes, empty when there are none, None when time ran out."""
    source, profile, output = folder / f"input{suffix}", folder / "profile", folder / "output"
    source.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = [program, own, *_OPTIONS, "--convert-to", FILTERS[target], "--outdir", str(output), str(source)]
    given = subprocess.DEVNULL
    if os.name == "posix":
        command, given = ["/bin/sh", "-c", _GUARDED, str(folder), *command], subprocess.PIPE
    process = subprocess.Popen(
        command, cwd=folder, stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(process)
    result = output / f"input.{target}"
    return result.read_bytes() if result.is_file() else b""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the converter with all it started: the command itself is only a starter."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)
    process.wait()
    if process.stdin is not None:
        process.stdin.close()
