"""The Nu validator on every kind of page: no error. `.ci/run` installs it; VNU_JAR is its path."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.browser.pages import LANGUAGES, PAGES

VNU = os.environ.get("VNU_JAR", "")
pytestmark = [
    pytest.mark.skipif(not Path(VNU).is_file(), reason="needs the Nu validator: set VNU_JAR to vnu.jar (npm vnu-jar)"),
    pytest.mark.skipif(not shutil.which("java"), reason="needs Java for the Nu validator"),
]
ADDRESSES = [f"{code}/{path}" for code in LANGUAGES for path in PAGES.values()]


def file_of(address: str) -> str:
    return address.translate(str.maketrans("/?=&", "____")) + ".html"


def fetch(url: str) -> bytes:
    try:
        return urlopen(url, timeout=30).read()
    except HTTPError as error:
        if error.code != 404:  # the page that says so is checked as well
            raise
        return error.read()


@pytest.fixture(scope="module")
def errors(address, tmp_path_factory) -> dict[str, list[str]]:
    """What the validator says, by file; asked once for all, because it starts slowly."""
    folder = tmp_path_factory.mktemp("markup")
    for path in ADDRESSES:
        (folder / file_of(path)).write_bytes(fetch(f"{address}/{path}"))
    command = ["java", "-jar", VNU, "--errors-only", "--exit-zero-always", "--format", "json", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = {path.name: [] for path in folder.iterdir()}
    for message in json.loads(answer.stderr)["messages"]:
        found[Path(message["url"]).name].append(f"{message['message']} … {message.get('extract', '')}")
    return found


@pytest.mark.parametrize("path", ADDRESSES)
def test_the_markup_is_valid(errors, path):
    assert errors[file_of(path)] == []
