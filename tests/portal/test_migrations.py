import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from portal.serving import make_url_path_index


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_pages_are_found_by_an_index():
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Page._meta.db_table)
    assert [row for row in found.values() if row["index"] and row["columns"] == ["url_path"]]


def test_making_the_index_again_changes_nothing(db):
    make_url_path_index()
    make_url_path_index()


def test_the_system_check_is_silent(db):
    call_command("check", fail_level="WARNING")
