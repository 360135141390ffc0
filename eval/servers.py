"""The servers of the vector engines, each started from a Python package on this machine, for tests and benches."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from pathlib import Path

import httpx

from eval.ports import free_port

WITHIN_SECONDS = 60.0


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """PostgreSQL with pgvector, from the pgserver package; its address as SQLAlchemy writes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pgserver

        server = pgserver.get_server(folder)
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """`chroma run`, from the chromadb package.

    Raises:
        RuntimeError: it does not come up in time.
    """
    address = f"http://127.0.0.1:{free_port()}"
    program = Path(sys.executable).with_name("chroma.exe" if sys.platform == "win32" else "chroma")
    command = [str(program), "run", "--host", "127.0.0.1", "--port", address.rsplit(":", 1)[1], "--path", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + WITHIN_SECONDS
        while time.monotonic() < until and server.poll() is None:
            # Only its own answer will do: somebody else's server at this address also takes connections.
            with contextlib.suppress(httpx.HTTPError, ValueError):
                if "nanosecond heartbeat" in httpx.get(f"{address}/api/v2/heartbeat", trust_env=False).json():
                    break
            time.sleep(0.05)
        else:
            raise RuntimeError("the Chroma server does not come up")
        yield address
    finally:
        server.terminate()
        server.wait()


@contextmanager
def milvus(folder: Path) -> Iterator[str]:
    """A file of Milvus Lite."""
    folder.mkdir(parents=True, exist_ok=True)
    yield str(folder / "vectors.db")


@contextmanager
def _none(_: Path) -> Iterator[str]:
    yield ""


ENGINES: dict[str, tuple[Callable[[Path], AbstractContextManager[str]], tuple[str, ...]]] = {
    "chroma": (_none, ()),
    "chroma_server": (chroma_server, ()),
    "pgvector": (postgres, ("psycopg", "pgserver")),
    "milvus": (milvus, ("pymilvus", "milvus_lite", "langchain_milvus")),
}
"""By the name of each engine what starts its server in a folder, and the modules it takes."""


def lacking(engine: str) -> list[str]:
    """The modules that an engine needs here and that are not installed."""
    return [module for module in ENGINES[engine][1] if find_spec(module) is None]
