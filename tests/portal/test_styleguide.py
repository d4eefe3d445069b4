from pathlib import Path

import pytest
from django.conf import settings

from portal.styleguide import samples

COMPONENTS = sorted(path.stem for path in Path(settings.BASE_DIR, "portal/templates/components").glob("*.html"))


def test_every_component_has_a_sample():
    assert sorted(samples()) == COMPONENTS


@pytest.mark.django_db
def test_the_styleguide_shows_every_component(client):
    page = client.get("/styleguide/", headers={"accept-language": "de"})
    assert page.status_code == 200
    shown = [component["name"] for component in page.context["components"] if all(map(str.strip, component["html"]))]
    nothing_to_say_in_german = {"untranslated"}
    assert set(shown) == set(COMPONENTS) - nothing_to_say_in_german
