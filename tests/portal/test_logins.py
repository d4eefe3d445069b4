"""Signing in to the back office: its language, and the limit on failed tries."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from portal.logins import PER_ACCOUNT, PER_ADDRESS
from portal.open_forms import Submission
from tests.factories import UserFactory
from tests.html import soup

ADDRESSES = ["/admin/login/", "/_util/login/"]
PASSWORD = "geheim-genug"


def log_in(email: str, password: str, address: str = "/admin/login/", ip: str = "192.0.2.1") -> Client:
    client = Client(REMOTE_ADDR=ip)
    client.answer = client.post(address, {"username": email, "password": password, "next": "/admin/"})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def fail(email: str, times: int, **kwargs) -> None:
    for number in range(times):
        assert not is_in(log_in(email, f"falsch {number}", **kwargs))


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_right_password_opens(kernteam, address):
    assert is_in(log_in(kernteam.email, PASSWORD, address))


@pytest.mark.parametrize("address", ADDRESSES)
def test_after_too_many_failed_tries_the_right_password_waits_too(kernteam, address):
    fail(kernteam.email, PER_ACCOUNT, address=address)
    client = log_in(kernteam.email, PASSWORD, address)
    assert not is_in(client)
    assert "15 Minuten" in soup(client.answer).select_one(".messages").text


def test_the_limit_holds_over_both_addresses_and_ways_to_write_the_email(kernteam):
    fail(kernteam.email, PER_ACCOUNT - 1)
    fail(f" {kernteam.email.upper()}", 1, address="/_util/login/")
    assert not is_in(log_in(kernteam.email, PASSWORD))


def test_the_limit_ends_by_itself(kernteam):
    fail(kernteam.email, PER_ACCOUNT)
    Submission.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert is_in(log_in(kernteam.email, PASSWORD))


def test_other_people_and_other_places_are_not_shut_out(kernteam, editor):
    fail(kernteam.email, PER_ACCOUNT)
    assert is_in(log_in(editor.email, PASSWORD))
    assert is_in(log_in(kernteam.email, PASSWORD, ip="192.0.2.2"))


def test_success_forgets_what_failed_before(kernteam):
    for _round in range(2):
        fail(kernteam.email, PER_ACCOUNT - 1)
        assert is_in(log_in(kernteam.email, PASSWORD))
    assert Submission.objects.filter(form="login").count() == 0


def test_trying_many_accounts_from_one_address_is_limited_too(kernteam):
    fail("x@example.org", 1)
    row = Submission.objects.get(form="login address")
    Submission.objects.bulk_create(Submission(form=row.form, sender=row.sender) for _ in range(PER_ADDRESS - 1))
    assert not is_in(log_in(kernteam.email, PASSWORD))


def test_no_address_and_no_email_is_kept(kernteam):
    fail(kernteam.email, 1)
    kept = str(list(Submission.objects.values()))
    assert "192.0.2.1" not in kept
    assert kernteam.email not in kept


def test_somebody_without_access_is_told_so_and_not_let_in(db):
    client = log_in(UserFactory().email, PASSWORD)
    assert client.get("/admin/").status_code == 302


# --- Language ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("asked", ["ar", "en-US,en", ""])
def test_the_back_office_is_german_whatever_the_browser_asks_for(kernteam, client_of, asked):
    headers = {"accept-language": asked}
    for answer in (client_of(kernteam).get("/admin/", headers=headers), Client().get("/admin/login/", headers=headers)):
        assert soup(answer).html["lang"] == "de"
    assert "Seiten" in client_of(kernteam).get("/admin/", headers=headers).text


def test_the_profile_decides_otherwise(kernteam, client_of):
    UserProfile.objects.create(user=kernteam, preferred_language="en")
    assert soup(client_of(kernteam).get("/admin/")).html["lang"] == "en"


def test_the_site_itself_follows_the_address_as_before(db, client):
    assert soup(client.get("/ar/")).html["lang"] == "ar"
    assert client.get("/", headers={"accept-language": "ar"}).url == "/ar/"


def test_what_is_not_found_in_the_back_office_stays_there(admin, client_of):
    assert client_of(admin).get("/admin/nonsense/").status_code == 404


def test_dates_read_the_same_in_both_languages(kernteam, client_of):
    """The forms write them as 31.12.2026, so English must read that as well."""
    from django import forms
    from django.utils import translation

    for language in ("de", "en"):
        with translation.override(language):
            assert forms.DateField().clean("31.12.2026").month == 12
            assert forms.DateTimeField().clean("31.12.2026 08:30").hour == 8
