import re

import pytest
from django.core import mail
from django.core.signing import dumps
from django.test import Client

from directory.models import Feedback
from portal.open_forms import PER_HOUR
from tests.factories import FeedbackFactory, OfferFactory
from tests.portal.test_open_forms import opened


@pytest.fixture
def browser(db) -> Client:
    """A browser without any cookie, on a page of ours; Django's own check of forms is on."""
    return Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})


def send(browser, address="/de/melden/?page=angebote/cafe/", **data):
    return browser.post(address, {"reason": "phone", "message": "0203 1", "started": opened(60)} | data)


def test_a_report_is_stored_with_its_page_and_a_receipt_is_shown(browser):
    offer = OfferFactory(slug="cafe", title="Sprachcafé")
    receipt = browser.get(send(browser).url)
    stored = Feedback.objects.get()
    assert (stored.page.pk, stored.path, stored.language, stored.message) == (
        offer.pk,
        "angebote/cafe/",
        "de",
        "0203 1",
    )
    assert str(stored.pk) in receipt.text
    assert "0203 1" in receipt.text


def test_the_form_says_which_page_it_is_about(browser):
    OfferFactory(slug="cafe", title="Sprachcafé")
    assert "Sprachcafé" in browser.get("/de/melden/?page=angebote/cafe/").text


def test_a_report_from_an_untranslated_page_is_about_the_german_one(browser):
    offer = OfferFactory(slug="cafe")
    assert send(browser, "/ar/melden/?page=angebote/cafe/").url.startswith("/ar/melden/danke/")
    assert Feedback.objects.get().page.pk == offer.pk
    assert Feedback.objects.get().language == "ar"


@pytest.mark.parametrize(
    "page", ["gibt/es/nicht/", "%00", "x" * 5000, "../../admin/", "%ED%A0%80", "<script>alert(1)</script>"]
)
def test_a_report_about_an_unknown_page_is_kept_as_well(browser, page):
    assert send(browser, f"/de/melden/?page={page}").status_code == 302
    assert Feedback.objects.get().page is None


def test_neither_form_nor_receipt_sets_a_cookie(browser):
    browser.get("/de/melden/")
    browser.get(send(browser).url)
    assert not browser.cookies


def test_what_someone_typed_is_kept_when_something_is_missing(browser):
    answer = send(browser, reason="", message="Die <b>Nummer</b> stimmt nicht", email="ich@example.org")
    assert answer.status_code == 422
    assert "Die &lt;b&gt;Nummer&lt;/b&gt; stimmt nicht" in answer.text
    assert "ich@example.org" in answer.text
    assert Feedback.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [{"website": "x"}, {"started": ""}, {"email": "kein"}, {"message": "x" * 2001}, {"message": "a\x00b"}],
)
def test_each_mistake_is_told_and_nothing_stored(browser, wrong):
    assert send(browser, **wrong).status_code == 422
    assert Feedback.objects.count() == 0


def test_something_else_needs_words(browser):
    assert send(browser, reason="other", message="").status_code == 422
    assert send(browser, reason="other", message="Ein Satz").status_code == 302


def test_a_form_on_a_foreign_page_stores_nothing(db):
    foreign = Client(headers={"origin": "https://evil.example"})
    assert send(foreign).status_code == 422
    assert Feedback.objects.count() == 0


def test_the_ninth_report_within_an_hour_waits_and_keeps_its_words(browser):
    for _ in range(PER_HOUR):
        assert send(browser).status_code == 302
    answer = send(browser, message="Noch etwas")
    assert answer.status_code == 422
    assert "Noch etwas" in answer.text
    assert Feedback.objects.count() == PER_HOUR


def test_a_receipt_can_neither_be_guessed_nor_forged(browser):
    address = send(browser).url
    pk, receipt = Feedback.objects.get().pk, re.search(r"danke/(.+)/$", address).group(1)
    forged = [str(pk), receipt[:-1] + ("a" if receipt[-1] != "a" else "b"), dumps(pk), dumps(pk, salt="another")]
    assert [browser.get(f"/de/melden/danke/{value}/").status_code for value in forged] == [404] * 4


def test_a_receipt_of_a_deleted_report_is_gone(browser):
    address = send(browser).url
    Feedback.objects.all().delete()
    assert browser.get(address).status_code == 404


def test_receipts_are_not_kept_by_caches(browser):
    assert "no-store" in browser.get(send(browser).url)["Cache-Control"]


def test_the_staff_get_a_mail(browser, django_capture_on_commit_callbacks, settings):
    with django_capture_on_commit_callbacks(execute=True):
        send(browser, message="Neue Nummer:\n0203 99")
    assert mail.outbox[0].to == [settings.KERNTEAM_EMAIL]
    assert "0203 99" in mail.outbox[0].body


@pytest.mark.parametrize("backend", ["smtp.EmailBackend", "filebased.EmailBackend", "gibt.es.nicht"])
def test_a_report_is_stored_and_shown_when_mail_is_down(browser, settings, django_capture_on_commit_callbacks, backend):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_FILE_PATH = "127.0.0.1", 1, "/dev/null/mails"
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(browser)
    assert browser.get(answer.url).status_code == 200
    assert Feedback.objects.count() == 1


def test_a_reported_page_may_be_deleted_and_the_report_stays(db):
    report = FeedbackFactory(page=OfferFactory())
    report.page.delete()
    report.refresh_from_db()
    assert report.page is None
