"""`python -m eval.bundle [FOLDER]`: everything an office without internet installs from, for Linux and Windows, in one folder.

pip decides what a platform needs by the machine it runs on, so what each platform needs is worked out here from the packages' own metadata
and downloaded without dependencies.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
DEPLOYMENT = ROOT / "knowledge" / "deployment"
EXTRAS = ("postgres",)
"""What is taken along besides the core; the models and ocr extras are a gigabyte and more."""
_LINUX = {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"}
_WINDOWS = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"}
_PYTHON = {"python_version": "3.11", "python_full_version": "3.11.9", "implementation_name": "cpython"}
PLATFORMS = {
    "linux": (_LINUX, [*(f"manylinux_2_{minor}_x86_64" for minor in range(5, 35)), "manylinux2014_x86_64", "linux_x86_64"]),
    "windows": (_WINDOWS, ["win_amd64"]),
}


def main(arguments: list[str]) -> int:
    """Make the bundle."""
    target = Path(arguments[0]) if arguments else ROOT / "dist" / "bundle"
    shutil.rmtree(target, ignore_errors=True)
    wheels = target / "wheels"
    wheels.mkdir(parents=True)
    _run("build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(ROOT))
    for name, (environment, tags) in PLATFORMS.items():
        wanted = sorted(needed(environment))
        sys.stdout.write(f"{name}: {len(wanted)} packages\n")
        where = [part for tag in tags for part in ("--platform", tag)]
        python = ["--python-version", "3.11", "--implementation", "cp", "--abi", "cp311", "--abi", "abi3", "--abi", "none"]
        fetch = ["--disable-pip-version-check", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(wheels)]
        _run("pip", *fetch, *where, *python, *wanted)
    for path in DEPLOYMENT.iterdir():
        shutil.copy(path, target / path.name)
    for path in (ROOT / "constraints.txt", ROOT / "README.md", ROOT / "LICENSE", ROOT / "knowledge" / "guide.md"):
        shutil.copy(path, target / path.name)
    shutil.copytree(ROOT / "knowledge" / "samples" / "documents", target / "samples")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(target).as_posix()}" for path in _files(target)]
    (target / "SHA256SUMS").write_text("\n".join(sums) + "\n", "utf-8")
    size = sum(path.stat().st_size for path in _files(target))
    sys.stdout.write(f"{target}: {len(list(wheels.iterdir()))} wheels, {size / 1e6:.0f} MB\n")
    return 0


def needed(platform: Mapping[str, str]) -> set[str]:
    """`name==version` of all that a platform needs: the versions of this environment, which are those of constraints.txt.

    What this machine itself does not need, such as colorama, is not installed here: it is taken as it comes, and needs nothing else.
    """
    environment: dict[str, str] = {**{name: str(value) for name, value in default_environment().items()}, **_PYTHON, **platform}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = project["dependencies"] + [line for extra in EXTRAS for line in project["optional-dependencies"].get(extra, ())]
    open_lines = [Requirement(line) for line in lines]
    seen: set[tuple[str, str]] = set()
    found: set[str] = set()
    while open_lines:
        one = open_lines.pop()
        name = re.sub(r"[-_.]+", "-", one.name).lower()
        for extra in one.extras | {""}:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            try:
                found.add(f"{name}=={version(name)}")
                requires = distribution(name).requires or []
            except PackageNotFoundError:
                found.add(name)
                requires = []
            inner = [Requirement(line) for line in requires]
            open_lines += [needs for needs in inner if not needs.marker or needs.marker.evaluate({**environment, "extra": extra})]
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
