"""Each `Journal()` stands for one more process."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from portal.changes import Change, Journal, changed, forget_old_changes, held, journal


@pytest.fixture
def other_process(db) -> Journal:
    other = Journal()
    other.poll()
    return other


def test_another_process_sees_a_change(other_process):
    before = other_process.version("offers")
    changed("offers", 7)
    assert other_process.version("offers") != before
    assert other_process.since("offers", before) == {7}


def test_a_change_in_one_scope_is_none_in_another(other_process):
    before = other_process.version("offers")
    changed("tree")
    assert other_process.version("offers") == before
    assert other_process.since("offers", before) == set()


def test_many_changes_are_followed_one_by_one(other_process):
    before = other_process.version("offers")
    for pk in (3, 4, 3):
        changed("offers", pk)
        other_process.poll()
    assert other_process.since("offers", before) == {3, 4}


def test_a_change_of_many_things_means_reading_everything(other_process):
    before = other_process.version("offers")
    changed("offers", 3)
    changed("offers")
    assert other_process.version("offers") != before
    assert other_process.since("offers", before) is None


def test_what_was_read_before_is_not_reported_again(other_process):
    changed("offers", 3)
    before = other_process.version("offers")
    changed("offers", 4)
    other_process.poll()
    assert other_process.since("offers", before) == {4}


def test_a_process_that_starts_later_knows_no_old_versions(other_process):
    before = other_process.version("offers")
    assert Journal().since("offers", before) is None


@pytest.fixture
def next_id(db) -> int:
    return Change.objects.create(scope="tree").pk + 1


def test_a_transaction_that_commits_late_is_seen(next_id, other_process):
    """Two transactions got an id each; the second committed first."""
    before = other_process.version("offers")
    Change.objects.create(id=next_id + 1, scope="offers", object_id=1)
    other_process.poll()
    Change.objects.create(id=next_id, scope="offers", object_id=2)
    assert other_process.version("offers") != before
    assert other_process.since("offers", before) == {1, 2}


def test_an_id_that_comes_again_after_a_rollback_is_a_new_change(next_id, other_process):
    """SQLite gives the id of a row that was rolled back to the next one."""
    before = other_process.version("offers")
    with transaction.atomic():
        Change.objects.create(id=next_id, scope="offers", object_id=1)
        other_process.poll()
        transaction.set_rollback(True)
    Change.objects.create(id=next_id, scope="offers", object_id=2)
    other_process.poll()
    assert other_process.since("offers", before) == {1, 2}


def test_the_journal_is_read_at_most_once_in_the_interval(other_process, settings, django_assert_num_queries):
    settings.CHANGES_POLL_SECONDS = 60
    before = other_process.version("offers")
    changed("offers", 7)
    with django_assert_num_queries(0):
        assert other_process.version("offers") == before


def test_old_changes_are_forgotten_and_new_ones_still_seen(other_process):
    Change.objects.create(scope="offers", at=timezone.now() - timedelta(days=3))
    before = other_process.version("offers")
    assert forget_old_changes() == 1
    changed("offers", 5)
    other_process.poll()
    assert other_process.since("offers", before) == {5}


def test_what_is_held_is_made_once_per_arguments_until_something_changes(db):
    made = []
    numbers = held("offers")(lambda n: made.append(n) or len(made))
    assert [numbers(1), numbers(2), numbers(1)] == [1, 2, 1]
    changed("offers")
    assert numbers(1) == 3


def test_what_is_held_stays_when_something_else_changes(db):
    made = []
    numbers = held("offers")(lambda: made.append(1) or len(made))
    assert numbers() == 1
    changed("tree")
    assert numbers() == 1


def test_what_is_held_under_several_scopes_is_made_anew_when_one_of_them_changes(db):
    made = []
    numbers = held("offers", "tree")(lambda: made.append(1) or len(made))
    assert numbers() == 1
    for scope in ("offers", "tree"):
        changed(scope)
        numbers()
    changed("news")
    assert numbers() == 3


def test_a_change_that_is_rolled_back_was_none(db):
    before = journal.version("offers")
    with transaction.atomic():
        changed("offers", 1)
        transaction.set_rollback(True)
    assert journal.version("offers") == before
    assert connection.in_atomic_block
