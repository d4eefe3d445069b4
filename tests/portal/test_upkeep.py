"""What `manage.py tidy` does."""

import pytest
from django.core.management import CommandError, call_command

from portal import upkeep


@pytest.fixture
def no_jobs(monkeypatch):
    monkeypatch.setattr(upkeep, "_jobs", {})


def test_the_portal_brings_its_own_jobs():
    assert set(upkeep.jobs()) >= {"Changes forgotten", "Visits forgotten", "Pages carried into their translations"}


def test_a_job_of_an_app_is_done_and_reported(no_jobs, capsys):
    upkeep.upkeep("Cups washed")(lambda: 3)
    call_command("tidy")
    assert capsys.readouterr().out == "Cups washed: 3.\n"


def test_a_job_that_fails_is_named_and_the_others_are_done(no_jobs, capsys, caplog):
    upkeep.upkeep("Cups washed")(lambda: 1 // 0)
    upkeep.upkeep("Windows opened")(lambda: 2)
    with pytest.raises(CommandError, match="Cups washed"):
        call_command("tidy")
    assert capsys.readouterr().out == "Windows opened: 2.\n"
    assert "ZeroDivisionError" in caplog.text
