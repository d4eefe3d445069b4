"""The files for Docker say nothing that Docker or the portal would not understand. Nothing is built or started here."""

import os
import re
import runpy
import signal
import subprocess
import sys
from datetime import timedelta
from time import sleep

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

FOLDER = settings.BASE_DIR / "docker"
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
SERVICES = COMPOSE["services"]
EXAMPLE = dict(re.findall(r"^([A-Z_]+)=(.*)$", (FOLDER / "example.env").read_text("utf-8"), re.MULTILINE))
DUE = ("publish_scheduled", "tidy", "verify_search")
OURS = ("setup", "rebuild", "web", "worker", "scheduler")
VARIABLE = re.compile(r"(?<!\$)\$\{([A-Z_]+)")
IMAGE = re.compile(r"(postgres|redis|elasticsearch|python):\d+(\.\d+)*(-slim)?")  # of Docker Hub, with a version
DOCKERFILES = sorted(FOLDER.glob("*Dockerfile"))


def lines(path, word: str) -> list[str]:
    """What follows an instruction of a Dockerfile, each time it stands there."""
    return re.findall(rf"^{word} (.*)$", path.read_text("utf-8").replace("\\\n", " "), re.MULTILINE)


def test_all_parts_are_there():
    assert set(SERVICES) == {*OURS, "postgres", "elasticsearch", "redis"}


@pytest.mark.parametrize("name", SERVICES)
def test_an_image_is_official_with_a_version_or_built_here(name):
    if build := SERVICES[name].get("build"):
        dockerfile = (FOLDER / build["context"] / build["dockerfile"]).resolve()
        assert dockerfile in DOCKERFILES
    else:
        assert IMAGE.fullmatch(SERVICES[name]["image"])


@pytest.mark.parametrize("path", DOCKERFILES, ids=lambda path: path.name)
def test_images_are_built_from_official_ones_with_a_version(path):
    assert [IMAGE.fullmatch(image) is not None for image in lines(path, "FROM")] == [True]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_waits_for_services_that_can_say_so(name):
    for other, how in SERVICES[name].get("depends_on", {}).items():
        if how["condition"] == "service_healthy":
            assert SERVICES[other]["healthcheck"]["test"]
        else:
            assert (how["condition"], SERVICES[other]["restart"]) == ("service_completed_successfully", "no")


def waited_for(name: str) -> set[str]:
    """The services without which this one does not start."""
    others = SERVICES[name].get("depends_on", {})
    return set(others).union(*map(waited_for, others))


@pytest.mark.parametrize("name", OURS)
def test_nothing_waits_for_the_search_server(name):
    assert not waited_for(name) & {"elasticsearch", "rebuild"}
    assert name in ("setup", "rebuild") or "rebuild_search" not in SERVICES[name].get("command", "")
    assert "rebuild_search" not in SERVICES["setup"]["command"]


@pytest.mark.parametrize(("minutes", "status", "late"), [(20, "READY", 1), (5, "READY", 0), (20, "SUCCESSFUL", 0)])
def test_a_worker_is_healthy_while_no_task_waits_for_long(db, minutes, status, late):
    task = DBTaskResult.objects.create(
        status=status, args_kwargs={}, task_path="x", backend_name="default", run_after=timezone.now()
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=timezone.now() - timedelta(minutes=minutes))
    check = runpy.run_path(str(FOLDER / "worker_healthcheck.py"))
    with connection.cursor() as cursor:
        assert check["late"](cursor) == late


def test_a_worker_that_has_no_database_is_not_healthy():
    environment = os.environ | {"DATABASE_URL": "postgresql://isi:isi@127.0.0.1:9/isi"}
    done = subprocess.run([sys.executable, FOLDER / "worker_healthcheck.py"], env=environment, capture_output=True)
    assert done.returncode == 1


def test_every_volume_in_use_is_declared_and_every_declared_one_used():
    used = {each.partition(":")[0] for service in SERVICES.values() for each in service.get("volumes", ())}
    assert used == set(COMPOSE["volumes"])


def test_every_variable_is_explained():
    readme = (settings.BASE_DIR / "README.md").read_text("utf-8").partition("## Run it")[2].partition("\n## ")[0]
    explained = set(re.findall(r"`([A-Z_]{2,})`", readme)) | EXAMPLE.keys()
    used = set(VARIABLE.findall((FOLDER / "compose.yaml").read_text("utf-8")))
    own = {name for service in OURS for name in SERVICES[service]["environment"]}
    assert used | own <= explained
    assert used <= EXAMPLE.keys()


def test_no_secret_is_written_down():
    assert [EXAMPLE[name] for name in ("SECRET_KEY", "POSTGRES_PASSWORD")] == ["", ""]
    assert "docker/.env" in (settings.BASE_DIR / ".gitignore").read_text("utf-8")


def test_nothing_but_the_portal_can_be_reached_and_that_from_this_machine_only():
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert list(ports) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in ports["web"])


def test_the_scheduler_publishes_every_minute_tidies_every_ten_and_compares_every_night_whatever_fails(tmp_path):
    """Programs are replaced by some that note what they are asked to. It is ten seconds past a full minute."""
    log = tmp_path / "log"
    programs = {
        "python": f'echo "$2" >> {log}; exit 1',
        "sleep": f'echo "$1" >> {log}; exec /bin/sleep 0.2',
        "date": "echo 1700000050",
    }
    for name, does in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    script = subprocess.Popen(["sh", FOLDER / "scheduler.sh"], env={"PATH": path}, start_new_session=True)
    told: list[str] = []
    try:
        for _number in range(100):
            sleep(0.1)
            told = log.read_text().split() if log.exists() else []
            if min(map(told.count, DUE)) > 2:
                break
    finally:
        os.killpg(script.pid, signal.SIGKILL)
        script.wait()
    assert min(map(told.count, DUE)) > 2
    waits = {"50", "350", "3600", "6350"}  # until the next full minute, or ten; an hour at first, then until midnight
    assert set(told) == {*DUE, *waits}


def test_the_commands_exist():
    text = (FOLDER / "compose.yaml").read_text("utf-8") + (FOLDER / "scheduler.sh").read_text("utf-8")
    called = set(re.findall(r"(?:manage\.py|every \d+) (\w+)", text))
    assert called == {"migrate", "setup_portal", "rebuild_search", "db_worker", *DUE}
    assert called <= set(get_commands())


def test_the_portal_does_not_run_as_root_and_is_installed_from_the_lock_file_only():
    dockerfile = FOLDER / "Dockerfile"
    assert lines(dockerfile, "USER") == ["isi"]
    assert "--require-hashes" in " ".join(lines(dockerfile, "RUN"))


def test_every_app_of_ours_is_copied_into_the_image_and_let_through():
    copied = {source.rstrip("/") for line in lines(FOLDER / "Dockerfile", "COPY") for source in line.split()[:-1]}
    let_through = set(re.findall(r"^!(.*)$", (settings.BASE_DIR / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert copied == let_through
    assert all((settings.BASE_DIR / path).exists() for path in copied)
    ours = {
        app.partition(".")[0] for app in settings.INSTALLED_APPS if (settings.BASE_DIR / app.partition(".")[0]).is_dir()
    }
    assert ours | {"locale", "manage.py"} <= copied


def test_the_script_of_the_scheduler_is_a_shell_script():
    subprocess.run(["sh", "-n", FOLDER / "scheduler.sh"], check=True)


@pytest.mark.parametrize(
    ("hosts", "asked"), [("isi.example.org", "isi.example.org"), (".example.org, b", "example.org")]
)
def test_the_health_of_the_portal_is_asked_by_its_own_name(hosts, asked, tmp_path):
    """`urlopen` is replaced by one that prints, since nothing listens here."""
    (tmp_path / "sitecustomize.py").write_text(
        "import urllib.request\n"
        "class Answer:\n"
        "    status = 200\n"
        "    __enter__ = lambda self: self\n"
        "    __exit__ = lambda self, *error: None\n"
        "def urlopen(request, timeout):\n"
        "    print(request.get_header('Host'), end='')\n"
        "    return Answer()\n"
        "urllib.request.urlopen = urlopen\n"
    )
    environment = os.environ | {"ALLOWED_HOSTS": hosts, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, FOLDER / "healthcheck.py"], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, asked)
