"""Machine translators that need no network, and a service on this machine that answers as it is told."""

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from wagtail_localize.strings import StringValue

from portal.words.services import Service, Unavailable

WORDS = re.compile(r"[^<>]+(?![^<]*>)")


class Marked(Service):
    """ "Guten <b>Tag</b>" → "tr:Guten <b>tr:Tag</b>"."""

    display_name = "Marked"
    languages = frozenset({"en", "tr", "ar"})

    def translate(self, source_locale, target_locale, strings):
        code = target_locale.language_code
        return {each: StringValue(WORDS.sub(lambda match: f"{code}:{match[0]}", each.data)) for each in strings}


class Careless(Marked):
    """Loses every tag."""

    def translate(self, source_locale, target_locale, strings):
        return {each: StringValue(re.sub(r"<[^>]*>", "", each.data)) for each in strings}


class Down(Marked):
    def translate(self, source_locale, target_locale, strings):
        raise Unavailable("Der Dienst schläft.")


class Crashing(Marked):
    def translate(self, source_locale, target_locale, strings):
        raise KeyError("translations")


def setting(translator: type, **options) -> dict:
    """A value for WAGTAILLOCALIZE_MACHINE_TRANSLATOR."""
    return {"CLASS": f"{translator.__module__}.{translator.__name__}", "OPTIONS": options}


@contextmanager
def answering(status: int = 200, body: str | None = None, wait: threading.Event | None = None):
    """A server that answers like DeepL and LibreTranslate at once; gives (address, what it was asked)."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, dict(self.headers), content))
            if wait:
                wait.wait(5)
            texts = [text.replace("Tag", "gün") for text in content.get("text", content.get("q", []))]
            good = json.dumps({"translations": [{"text": text} for text in texts], "translatedText": texts})
            self.send_response(status)
            self.end_headers()
            self.wfile.write((good if body is None else body).encode())

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        if wait:
            wait.set()
        server.shutdown()
        server.server_close()
