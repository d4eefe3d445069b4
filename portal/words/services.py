"""Services that translate by machine, behind wagtail-localize's interface. The operator chooses one; by default none.

They are asked with a timeout, and whatever they do wrong becomes `Unavailable` with a sentence for people.
"""

from collections.abc import Iterator

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from portal.languages import SOURCE

TIMEOUT = (5, 20)  # seconds to connect, and between two pieces of the answer
MOST_TEXTS = 40  # in one request; DeepL takes 50
MOST_CHARACTERS = 50_000


class Unavailable(Exception):
    """The service did not do what was asked; the message says why and what to do."""


class Service(BaseMachineTranslator):
    languages: frozenset[str] = frozenset()  # codes of ours that it knows

    def can_translate(self, source_locale, target_locale) -> bool:
        return source_locale.language_code == SOURCE and target_locale.language_code in self.languages

    def translate(self, source_locale, target_locale, strings) -> dict[StringValue, StringValue]:
        found = {}
        for part in parts(list(strings)):
            texts = self.ask([string.data for string in part], target_locale.language_code)
            if len(texts) != len(part) or not all(isinstance(text, str) for text in texts):
                raise Unavailable(self.strange())
            found.update(zip(part, map(StringValue, texts), strict=True))
        return found

    def ask(self, texts: list[str], language: str) -> list[str]:
        raise NotImplementedError

    def post(self, url: str, **kwargs) -> dict:
        try:
            answer = requests.post(url, timeout=self.options.get("TIMEOUT", TIMEOUT), **kwargs)
        except requests.Timeout as error:
            sentence = _("%(service)s did not answer in time. Please try again later.")
            raise Unavailable(sentence % {"service": self.display_name}) from error
        except requests.RequestException as error:
            sentence = _("%(service)s cannot be reached. Please try again later, or tell the operator.")
            raise Unavailable(sentence % {"service": self.display_name}) from error
        if answer.status_code != 200:
            raise Unavailable(refusal(answer.status_code) % {"service": self.display_name, "code": answer.status_code})
        try:
            return answer.json()
        except requests.JSONDecodeError as error:
            raise Unavailable(self.strange()) from error

    def strange(self) -> str:
        return _("%(service)s gave an answer that cannot be read. Please tell the operator.") % {
            "service": self.display_name
        }


def refusal(code: int) -> str:
    if code in (401, 403):
        return _("%(service)s does not accept our key. Please tell the operator.")
    if code == 456:  # DeepL's own
        return _("%(service)s: all the characters we paid for are used up. Please tell the operator.")
    if code == 429:
        return _("%(service)s is asked too often at the moment. Please try again in a few minutes.")
    if code == 413:
        return _("%(service)s: this page is too long for one request.")
    return _("%(service)s has a problem (code %(code)s). Please try again later, or tell the operator.")


def parts(strings: list[StringValue]) -> Iterator[list[StringValue]]:
    """Portions that a service takes in one request."""
    part, size = [], 0
    for string in strings:
        if part and (len(part) == MOST_TEXTS or size + len(string.data) > MOST_CHARACTERS):
            yield part
            part, size = [], 0
        part.append(string)
        size += len(string.data)
    if part:
        yield part


class DeepL(Service):
    """Options: KEY, URL (else by the key: that of the free service ends with ":fx")."""

    display_name = "DeepL"
    languages = frozenset({"en", "tr", "ar", "bg", "ro", "ru", "uk", "pl"})
    VARIANTS = {"en": "EN-GB"}

    def ask(self, texts: list[str], language: str) -> list[str]:
        free = self.options["KEY"].endswith(":fx")
        address = self.options.get("URL") or f"https://api{'-free' if free else ''}.deepl.com"
        answer = self.post(
            f"{address.rstrip('/')}/v2/translate",
            headers={"Authorization": f"DeepL-Auth-Key {self.options['KEY']}"},
            json={
                "text": texts,
                "source_lang": SOURCE.upper(),
                "target_lang": self.VARIANTS.get(language, language.upper()),
                "tag_handling": "html",
                "formality": "prefer_more",
            },
        )
        try:
            return [each["text"] for each in answer["translations"]]
        except (KeyError, TypeError) as error:
            raise Unavailable(self.strange()) from error


class LibreTranslate(Service):
    """Options: URL, KEY (may be empty)."""

    display_name = "LibreTranslate"
    languages = frozenset({"en", "tr", "ar", "bg", "ro", "ru", "uk", "pl"})

    def ask(self, texts: list[str], language: str) -> list[str]:
        asked = {"q": texts, "source": SOURCE, "target": language, "format": "html"}
        if key := self.options.get("KEY"):
            asked["api_key"] = key
        answer = self.post(f"{self.options['URL'].rstrip('/')}/translate", json=asked)
        try:
            return list(answer["translatedText"])
        except (KeyError, TypeError) as error:
            raise Unavailable(self.strange()) from error


def service() -> BaseMachineTranslator | None:
    """The service of this installation."""
    return get_machine_translator()


def machine_languages() -> set[str]:
    """Codes of the languages into which machines translate here."""
    if (found := service()) is None:
        return set()
    known = getattr(found, "languages", {code for code, _name in settings.LANGUAGES})
    return {code for code, _name in settings.LANGUAGES if code in known and not code.startswith(SOURCE)}
