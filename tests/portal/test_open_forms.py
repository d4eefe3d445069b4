import time

import pytest
from django.core import signing
from django.test import RequestFactory

from directory.forms import FeedbackForm
from portal.open_forms import PER_HOUR, Submission, sender_of


def opened(seconds_ago: float) -> str:
    """What the form carries when it was opened so long ago."""

    class PastSigner(signing.TimestampSigner):
        def timestamp(self) -> str:
            return signing.b62_encode(int(time.time() - seconds_ago))

    return PastSigner(salt="feedback").sign("open")


def sent(headers=None, address="192.0.2.7", **data) -> FeedbackForm:
    """A form as a browser sends it that opened it a minute ago."""
    headers = {"sec-fetch-site": "same-origin"} if headers is None else headers
    request = RequestFactory().post("/", headers=headers, REMOTE_ADDR=address)
    return FeedbackForm({"reason": "phone", "started": opened(60)} | data, request=request)


def test_a_form_that_someone_filled_in_is_valid(db):
    form = sent()
    assert form.is_valid(), form.errors


def test_a_machine_that_fills_every_field_is_stopped(db):
    assert "website" in sent(website="https://example.org").errors


@pytest.mark.parametrize("seconds_ago", [-60, 3 * 24 * 3600])  # the minute ahead is for slow machines
def test_a_form_sent_at_once_or_after_days_must_be_sent_again(db, seconds_ago):
    assert sent(started=opened(seconds_ago)).non_field_errors()


@pytest.mark.parametrize("seconds_ago", [3, 1800, 24 * 3600])
def test_people_may_take_their_time(db, seconds_ago):
    assert sent(started=opened(seconds_ago)).is_valid()


@pytest.mark.parametrize("started", ["", "open", "open:1:forged", "\x00"])
def test_a_forged_time_is_refused(db, started):
    assert not sent(started=started).is_valid()


def test_the_time_of_another_form_is_refused(db):
    _value, _time, signature = signing.TimestampSigner(salt="another").sign("open").split(":")
    assert not sent(started=":".join([*opened(60).split(":")[:2], signature])).is_valid()


@pytest.mark.parametrize(
    ("headers", "valid"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, False),
        ({"origin": "http://testserver"}, True),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "http://testserver.evil.example"}, False),
        ({"origin": "null"}, False),
        ({"referer": "http://testserver/de/melden/"}, True),
        ({"referer": "https://evil.example/testserver"}, False),
        ({}, False),
    ],
)
def test_a_form_must_come_from_a_page_of_ours(db, headers, valid):
    assert sent(headers).is_valid() is valid


def test_after_many_messages_in_an_hour_there_is_a_pause_for_that_sender_only(db):
    for _ in range(PER_HOUR):
        sent().count()
    assert sent().non_field_errors()
    assert sent(address="192.0.2.8").is_valid()


def test_the_limit_ends_with_the_hour(db):
    for _ in range(PER_HOUR):
        sent().count()
    Submission.objects.update(at="2026-01-01T00:00Z")
    assert sent().is_valid()


def test_no_address_of_a_sender_is_kept_and_rows_go_after_a_day(db):
    sent().count()
    Submission.objects.update(at="2026-01-01T00:00Z")
    sent(address="192.0.2.9").count()
    kept = Submission.objects.get()
    assert "192.0.2" not in kept.sender
    assert len(kept.sender) >= 32


def test_behind_our_proxy_the_sender_is_what_the_proxy_wrote_last(settings):
    def sender(forwarded):
        return sender_of(RequestFactory().get("/", headers={"x-forwarded-for": forwarded}))

    assert sender("198.51.100.1") == sender("198.51.100.2")
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert sender("198.51.100.1") != sender("198.51.100.2")
    assert sender("made-up, 198.51.100.1") == sender("198.51.100.1")
