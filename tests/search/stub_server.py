"""A search server that does what it is told: hangs, refuses, breaks off. Answers in its own thread on a free port."""

import json
import socketserver
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

NO_DATES = {code: {"doc_count": 0} for code in ("today", "week", "month", "past")}
EMPTY = {
    "timed_out": False,
    "_shards": {"failed": 0},
    "hits": {"total": {"value": 0}, "hits": []},
    "aggregations": {
        "found": {"value": 0},
        "all": {"doc_count": 0, "codes": {"buckets": []}, "dates": {"buckets": NO_DATES}},
    },
}


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[str] = []
        self.indexes: set[str] = set()
        self.in_use: set[str] = set()  # of them, those that searches ask
        self.documents: dict[str, tuple[int, dict | None]] = {}
        self.status, self.kind = 200, ""
        self.item_status: dict[str, int] = {}
        self.hangs = self.breaks_off = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def behave(self, status: int = 200, kind: str = "", hangs: bool = False, breaks_off: bool = False, **items: int):
        """`items`: thing → status of that document alone, ":" written as "_"."""
        self.status, self.kind, self.hangs, self.breaks_off = status, kind, hangs, breaks_off
        self.item_status = {thing.replace("_", ":"): code for thing, code in items.items()}

    def write(self, action: dict, document: dict | None) -> dict:
        """One line of a bulk request, with the versions as Elasticsearch keeps them."""
        ((operation, of),) = action.items()
        thing, version = of["_id"], of["version"]
        if status := self.item_status.get(thing):
            return {operation: {"_id": thing, "status": status, "error": {"type": "told_to", "reason": "as told"}}}
        if thing in self.documents and self.documents[thing][0] >= version:
            return {operation: {"_id": thing, "status": 409, "error": {"type": "version_conflict", "reason": "newer"}}}
        self.documents[thing] = (version, document)
        return {operation: {"_id": thing, "status": 200 if document else 404}}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        server = self.server
        server.requests.append(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if server.hangs:
            time.sleep(30)
            return
        if server.breaks_off:
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"took":')
            self.close_connection = True
            return
        if server.status != 200:
            return self.reply(
                server.status, {"error": {"type": server.kind, "reason": "as told"}, "status": server.status}
            )
        self.reply(200, self.written(body) if "_bulk" in self.path else self.found())

    def found(self) -> dict:
        name = self.path.strip("/").partition("?")[0]
        if self.command == "DELETE":
            self.server.indexes.discard(name)
        if name.startswith("_alias/"):
            return dict.fromkeys(self.server.in_use, {})
        return dict.fromkeys(self.server.indexes, {}) if name.endswith("-*") else EMPTY

    def written(self, body: bytes) -> dict:
        lines, items = iter(body.decode().rstrip("\n").split("\n")), []
        for line in lines:
            action = json.loads(line)
            items.append(self.server.write(action, None if "delete" in action else json.loads(next(lines))))
        return {"took": 1, "errors": True, "items": items}

    def reply(self, status: int, body: dict) -> None:
        found = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=9")
        self.send_header("Content-Length", str(len(found)))
        self.end_headers()
        self.wfile.write(found)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

    def log_message(self, *args) -> None:
        pass


@contextmanager
def stub_server():
    with Server() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
