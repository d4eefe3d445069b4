"""The walk of tests/portal/test_crawl.py over the whole demo, as visitors find it."""

from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener

from django.conf import settings

from tests.crawler import Answer, crawl

EXPLAINED = {
    "Informations- und Kommunikationssystem Integration"
}  # what ISI stands for: a name, which text cannot mark


class NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def test_a_walk_through_the_whole_demo_finds_nothing_wrong(address):
    opener = build_opener(NoRedirects)

    def fetch(path: str) -> Answer:
        try:
            answer = opener.open(address + path, timeout=30)
        except HTTPError as error:
            answer = error
        with answer:
            headers = answer.headers
            text = answer.read().decode()
            return Answer(answer.status, headers.get_content_type(), text, headers.get("Location", ""))

    findings, count = crawl(fetch, [code for code, _name in settings.LANGUAGES], threads=4)
    findings = [found for found in findings if found.text not in EXPLAINED]
    assert min(count.values()) >= 200, count
    assert findings == [], f"{len(findings)} findings\n" + "\n".join(map(str, findings[:200]))
