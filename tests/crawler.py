"""A visitor who follows every link within a language and looks at what stands on each page.

`crawl(fetch, languages)` returns findings as (address, what, text). It looks for dead links, links that leave the
language, wrong `lang` and `dir`, words marked as another language than they are in, and addresses in the head that do
not agree with each other.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

RIGHT_TO_LEFT = {"ar", "arc", "ckb", "fa", "he", "ps", "ur"}
SCRIPTS = {  # letters by script, and the languages of the portal written in it
    "Arabic": re.compile("[\u0600-\u06ff\u0750-\u077f]+"),
    "Cyrillic": re.compile("[\u0400-\u04ff]+"),
    "Latin": re.compile("[A-Za-z\u00c0-\u024f]+"),
}
SCRIPT_OF = {"ar": "Arabic", "bg": "Cyrillic", "ru": "Cyrillic", "uk": "Cyrillic"}
GERMAN = re.compile(  # words that no other language of the portal has, and few German sentences do without
    r"\b(und|oder|für|nicht|ist|sind|wird|werden|der|das|dem|eine|einen|einer|auf|mit|von|zum|zur|bei|Ihre?n?|wir|auch)\b"
)
TOKEN = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:[^>"]|"[^"]*")*)>|<![^>]*>|([^<]+)""", re.DOTALL)
ATTRIBUTE = re.compile(r"""([\w:-]+)(?:="([^"]*)")?""")
PORTAL = " · ISI Duisburg"  # at the end of every title
SILENT = {"script", "style", "bdi", "code", "svg"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = ("alt", "aria-label", "title", "placeholder", "data-done")  # attributes that are read out
WORDS = 3  # up to so many words in another script may be a name
SAME_KIND = 3  # addresses with a query on one path and with the same fields: so many of them are visited
NOT_PAGES = ("/static/", "/media/", "/dokumente/", "/admin/")


class Answer(NamedTuple):
    status: int
    kind: str  # media type
    text: str
    location: str = ""


class Finding(NamedTuple):
    address: str
    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.address}: {self.what}: {self.text}"


class Element(NamedTuple):
    tag: str
    lang: str
    dir: str
    name: bool  # a name, a plate, code: no words of a language


class Page:
    """What a page links to, the words that stand on it with the language in force, and the addresses in its head.

    Our own markup, which the validator has seen, needs no more than this; a real parser takes four times as long.
    """

    def __init__(self, text: str):
        self.stack = [Element("", "", "ltr", False)]
        self.lang = self.dir = self.canonical = ""
        self.links: list[tuple[str, str]] = []  # address, hreflang
        self.alternates: dict[str, str] = {}
        self.texts: list[tuple[str, Element]] = []
        self.ids: set[str] = set()
        self.names: set[str] = set()
        self.indexed = True
        for end, tag, attributes, data in TOKEN.findall(text):
            if data:
                self.see_text(unescape(data).strip())
            elif end:
                self.close(tag)
            elif tag:
                given = {name: unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
                self.see(given, self.open(tag, given))

    def open(self, tag: str, given: dict) -> Element:
        above = self.stack[-1]
        lang, direction = given.get("lang", above.lang), given.get("dir", above.dir)
        silent = tag in SILENT or "plate" in given.get("class", "").split()
        element = Element(tag, lang, direction, above.name or silent)
        if tag not in VOID:
            self.stack.append(element)
        return element

    def close(self, tag: str) -> None:
        if any(element.tag == tag for element in self.stack):
            while self.stack.pop().tag != tag:
                pass

    def see(self, given: dict, element: Element) -> None:
        if "id" in given:
            self.ids.add(given["id"])
        if element.tag == "html":
            self.lang, self.dir = element.lang, element.dir
        elif element.tag == "a" and "href" in given:
            self.links.append((given["href"], given.get("hreflang", "")))
        elif element.tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]
        elif element.tag == "link" and given.get("rel") == "alternate" and "hreflang" in given:
            self.alternates[given["hreflang"]] = given["href"]
        elif element.tag == "meta" and given.get("name") == "robots":
            self.indexed = "noindex" not in given["content"]
        elif element.tag == "meta" and given.get("name") == "description":
            self.texts.append((given["content"], element))
        self.texts += [(given[name], element) for name in SPOKEN if name in given]

    def see_text(self, text: str) -> None:
        element = self.stack[-1]
        if element.tag == "bdi":
            self.names.add(text)
        elif text and not element.name:
            self.texts.append((text.removesuffix(PORTAL) if element.tag == "title" else text, element))

    def wrong_words(self) -> Iterator[tuple[str, str]]:
        """(what is wrong, text) of the texts that are marked wrongly; a title may be a name."""
        for text, element in self.texts:
            if (wrong := mismatch(text, element)) and not (element.tag == "title" and text in self.names):
                yield wrong, text


def crawl(fetch: Callable[[str], Answer], languages: Iterable[str], threads: int = 1, skip=lambda path: False):
    """Findings, and the number of pages seen in each language. `fetch` takes a path; `skip` names paths not to visit."""
    crawler = Crawler(fetch, skip)
    for language in languages:
        crawler.walk(language, threads)
    crawler.compare_heads()
    return crawler.findings, dict(crawler.count)


class Crawler:
    def __init__(self, fetch, skip):
        self.fetch, self.skip = fetch, skip
        self.findings: list[Finding] = []
        self.heads: dict[str, tuple[str, dict[str, str]]] = {}
        self.status: dict[str, int] = {}
        self.count: dict[str, int] = defaultdict(int)
        self.kinds: dict[tuple, int] = defaultdict(int)

    def find(self, address: str, what: str, text: str) -> None:
        self.findings.append(Finding(address, what, " ".join(text.split())[:160]))

    def walk(self, language: str, threads: int) -> None:
        waiting, seen = deque([f"/{language}/"]), {f"/{language}/": ""}
        with ThreadPoolExecutor(threads) as pool:
            while waiting:
                batch = [waiting.popleft() for _ in range(min(len(waiting), threads * 4))]
                answers = pool.map(self.fetch, batch) if threads > 1 else map(self.fetch, batch)
                for address, answer in zip(batch, answers, strict=True):
                    for found in self.look_at(address, answer, language, seen[address]):
                        if found not in seen and self.wanted(found):
                            seen[found] = address
                            waiting.append(found)

    def wanted(self, address: str) -> bool:
        """Of many addresses that differ in a query only, the first few."""
        parts = urlsplit(address)
        if self.skip(parts.path):
            return False
        if not parts.query:
            return True
        kind = parts.path, tuple(sorted({name for name, _value in parse_qsl(parts.query)}))
        self.kinds[kind] += 1
        return self.kinds[kind] <= SAME_KIND

    def look_at(self, address: str, answer: Answer, language: str, source: str) -> list[str]:
        """Look at one page; return where it leads within the portal."""
        self.status[address] = answer.status
        if 300 <= answer.status < 400:
            return [urlsplit(urljoin(address, answer.location)).path]
        if answer.status != 200:
            self.find(address, f"answers {answer.status}", f"linked from {source}")
            return []
        if answer.kind != "text/html":
            return []
        self.count[language] += 1
        page = Page(answer.text)
        self.check_language(address, page, language)
        for wrong, text in page.wrong_words():
            self.find(address, wrong, text)
        if page.canonical and page.indexed:
            self.heads[address] = page.canonical, page.alternates
        return self.links_of(address, page, language)

    def check_language(self, address: str, page: Page, language: str) -> None:
        lang = language.split("-")[0]
        if (page.lang, page.dir) != (lang, direction_of(lang)):
            self.find(address, "the page is marked", f"lang={page.lang} dir={page.dir}")

    def links_of(self, address: str, page: Page, language: str) -> list[str]:
        found = []
        for href, hreflang in page.links:
            target = urlsplit(urljoin(address, href))
            if target.scheme or target.netloc or target.path.startswith(NOT_PAGES):
                continue
            whole = target.path + (f"?{target.query}" if target.query else "")
            if whole == address:
                if target.fragment and target.fragment not in page.ids:
                    self.find(address, "leads to a place that is not there", href)
            elif target.path.startswith(f"/{language}/"):
                found.append(whole)
            elif not hreflang:
                self.find(address, "leaves the language", href)
        return found

    # --- Heads --------------------------------------------------------------------------------------------------------
    def compare_heads(self) -> None:
        """Canonical addresses and alternates name pages that exist, and say the same of each other."""
        heads, self.heads = self.heads, dict(self.heads)
        for address, (canonical, alternates) in heads.items():
            own = path_of(canonical)
            if own != address:
                self.compare(address, "its canonical address says something else", own, own, alternates)
                continue
            if alternates and canonical not in alternates.values():
                self.find(address, "does not name itself among its alternates", canonical)
            if alternates.get("x-default", canonical) != alternates.get("de", canonical):
                self.find(address, "has another default than German", alternates["x-default"])
            for code, other in alternates.items():
                path = path_of(other)
                if code != "x-default" and not path.startswith(f"/{code}/"):
                    self.find(address, f"has an alternate for {code} in another language", other)
                self.compare(address, f"its alternate for {code} says something else", path, path, alternates)

    def compare(self, address: str, what: str, other: str, canonical: str, alternates: dict) -> None:
        if self.head_of(other) is None:
            self.find(address, "names in its head what does not answer", other)
            return
        found, others = self.head_of(other)
        if path_of(found) != canonical or others != alternates:
            self.find(address, what, f"{other}: {path_of(found)}, {sorted(others)} for {sorted(alternates)}")

    def head_of(self, address: str) -> tuple[str, dict[str, str]] | None:
        if address not in self.heads:
            answer = self.fetch(address)
            page = Page(answer.text) if answer.status == 200 else None
            self.heads[address] = (page.canonical, page.alternates) if page else None
        return self.heads[address]


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def direction_of(lang: str) -> str:
    return "rtl" if lang in RIGHT_TO_LEFT else "ltr"


def mismatch(text: str, element: Element) -> str:
    """What is wrong with the marks of a text; "" if nothing, or if it is too short to tell."""
    lang = element.lang.split("-")[0]
    words = {script: len(letters.findall(text)) for script, letters in SCRIPTS.items()}
    own = SCRIPT_OF.get(lang, "Latin")
    if sum(words.values()) <= WORDS:
        return ""
    script = max(words, key=words.get)
    if script != own and words[script] > WORDS:
        return f"{script} words marked as {element.lang}"
    if script == "Latin" and lang != "de" and len(set(GERMAN.findall(text))) >= 2:
        return f"German words marked as {element.lang}"
    if script == own and element.dir not in ("auto", direction_of(lang)):
        return f"words in {element.lang} run {element.dir}"
    return ""
