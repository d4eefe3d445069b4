"""Whether this container's server reaches its database; asked by the name the portal goes by."""

import os
import sys
from urllib.request import Request, urlopen

host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".*") or "localhost"
with urlopen(Request("http://127.0.0.1:8000/healthz", headers={"Host": host}), timeout=4) as answer:
    sys.exit(answer.status != 200)
