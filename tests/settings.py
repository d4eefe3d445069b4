"""The settings of the tests: the product's own, with a folder of their own and nothing slow."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="isi-tests-")  # one per process
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["VAR_DIR"] = _folder
os.environ["EMAIL_URL"] = "memorymail://"
os.environ["BASE_URL"] = "http://testserver"
os.environ.pop("CACHE_URL", None)
os.environ.pop("MAP_TILE_URL", None)

from portal.settings import *  # noqa: E402, F403
from portal.settings import DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True  # nothing is collected
ELASTICSEARCH_URL = ""  # tests/search/servers.py takes it from the environment
ELASTICSEARCH_INDEX = f"isi-test-{os.path.basename(_folder).lower()}"  # one per process
CHANGES_POLL_SECONDS = 0  # a test sees at once what it changed
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
