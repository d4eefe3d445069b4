"""What the start page owes people who read or hear little (BITV 2.0 § 4): easy language and sign language."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from home.models import HomePage
from tests.factories import StandardPageFactory, published
from tests.html import soup


def document(name: str) -> Document:
    return Document.objects.create(title=name, file=ContentFile(b"x", name=name))


@pytest.fixture
def explained(db):
    page = StandardPageFactory(slug="so-geht-isi", title="So geht ISI", summary="Was in ISI steht")
    home = HomePage.objects.get(locale__language_code="de")
    home.explained = page
    published(home)
    return page


@pytest.mark.parametrize("language", ["de", "tr", "ar"])
def test_the_home_page_of_every_language_leads_to_easy_language(client, explained, language):
    main = soup(client.get(f"/{language}/")).main
    assert main.select_one('a[hreflang="de-simple"]')["href"] == "/de-simple/so-geht-isi/"
    assert main.select_one(f'a[href="/{language}/so-geht-isi/"]')


def test_a_draft_is_not_shown(client, explained):
    explained.unpublish()
    assert not soup(client.get("/de/")).main.select('a[hreflang="de-simple"]')


def test_a_video_is_played_here_with_captions_in_every_language(client, explained):
    explained.sign_video, explained.sign_captions = document("dgs.webm"), document("dgs.vtt")
    published(explained)
    for language in ("de", "ar"):
        video = soup(client.get(f"/{language}/so-geht-isi/")).video
        assert video.source["src"].startswith("/media/")
        assert (video.track["kind"], video.track["srclang"]) == ("captions", "de")
    assert soup(client.get("/de/")).main.select('a[href="/de/so-geht-isi/#dgs"]')


@pytest.mark.parametrize(
    ("video", "captions", "field"),
    [("dgs.exe", "dgs.vtt", "sign_video"), ("dgs.mp4", "dgs.txt", "sign_captions"), ("dgs.mp4", "", "sign_captions")],
)
def test_a_wrong_file_and_missing_captions_are_said_at_the_field(explained, video, captions, field):
    explained.sign_video = document(video)
    explained.sign_captions = document(captions) if captions else None
    with pytest.raises(ValidationError) as problem:
        explained.full_clean()
    assert list(problem.value.message_dict) == [field]
