import pytest

from tests.factories import FeedbackFactory

pytestmark = pytest.mark.django_db


def test_the_address_goes_when_the_report_is_done():
    feedback = FeedbackFactory(email="mina@example.org")
    feedback.status = "done"
    feedback.save()
    feedback.refresh_from_db()
    assert (feedback.email, feedback.status) == ("", "done")


def test_the_address_stays_while_the_report_is_new():
    feedback = FeedbackFactory(email="mina@example.org")
    feedback.note = "angerufen"
    feedback.save()
    feedback.refresh_from_db()
    assert feedback.email == "mina@example.org"
