"""The portal with its demo content, as a visitor finds it: built once per state of the code, copied for each run."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.database import locked

ROOT = Path(__file__).parent.parent.parent
MADE_FROM = ("home", "directory", "search", "portal", "locale", "requirements.lock")
NOW = "2026-11-24T10:30"  # a Tuesday morning on which many places are open


def fingerprint() -> str:
    """Differs when any file differs from which the demo is made."""
    paths = sorted(path for name in MADE_FROM for path in [ROOT / name, *(ROOT / name).rglob("*")])
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file() and path.suffix not in (".pyc", ".mo"):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:20]


def environment(folder: Path, port: int) -> dict[str, str]:
    """Nothing but what an operator sets, so that no setting of the tests reaches the server."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    address = f"http://127.0.0.1:{port}"
    return kept | {"VAR_DIR": str(folder), "BASE_URL": address, "ISI_NOW": NOW, "PYTHONPATH": str(ROOT)}


def demo(cache: Path) -> Path:
    """A folder with the demo; making it takes a minute or more."""
    made = cache / fingerprint()
    with locked(cache.with_suffix(".lock")):
        if not made.exists():
            make_demo(cache, made)
    return made


def make_demo(cache: Path, made: Path) -> None:
    for old in cache.iterdir():
        shutil.rmtree(old, ignore_errors=True)
    draft = cache / "draft"
    command = [sys.executable, "manage.py", "demo", "--no-serve"]
    made_it = subprocess.run(command, cwd=ROOT, env=environment(draft, 0), capture_output=True, text=True)
    if made_it.returncode:
        raise RuntimeError(f"manage.py demo failed: {made_it.stderr[-2000:]}")
    draft.rename(made)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(folder: Path):
    """The address of a server over this folder."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "tests.browser.clock", "--workers", "2", "--bind", f"127.0.0.1:{port}"]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment(folder, port), stdout=log, stderr=log)
    try:
        wait_for(f"{address}/healthz", server, folder / "server.log")
        yield address
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(log.read_text())
        try:
            return urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer: {log.read_text()}")
