"""Uploading pictures: alternative text and credit are asked for everywhere; what is broken or active is refused."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.models import CustomImage
from tests.html import soup

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


@pytest.fixture
def staff(editor, client_of):
    return client_of(editor)


def encoded(kind: str, size=(60, 40)) -> bytes:
    content = BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(content, kind)
    return content.getvalue()


def upload(content: bytes | str, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def words(prefix: str = "", **changes) -> dict:
    given = {"title": "Am Tisch", "description": "Drei Menschen", "credit": "Stadt Duisburg", "tags": ""} | changes
    focus = dict.fromkeys((f"focal_point_{each}" for each in ("x", "y", "width", "height")), "")
    return {prefix + name: value for name, value in (given | focus).items()}


def add(staff, file, **changes):
    """One picture by the dialog of a page form, which sends one form with everything."""
    return staff.post(
        "/admin/images/chooser/create/", words("image-chooser-upload-", **changes) | {"image-chooser-upload-file": file}
    )


def errors(answer) -> str:
    return " ".join(error.text for error in soup_of(answer).select(".error-message"))


def soup_of(answer):
    from bs4 import BeautifulSoup

    return BeautifulSoup(answer.json().get("htmlFragment") or answer.json().get("html", ""), "html.parser")


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("GIF", "a.gif"), ("WEBP", "a.webp")])
def test_a_sound_picture_is_taken(staff, kind, name):
    answer = add(staff, upload(encoded(kind), name))
    assert answer.json()["step"] == "chosen"
    picture = CustomImage.objects.get()
    assert (picture.description, picture.credit, picture.width) == ("Drei Menschen", "Stadt Duisburg", 60)


@pytest.mark.parametrize("missing", ["description", "credit"])
def test_the_dialog_asks_for_alternative_text_and_credit(staff, missing):
    answer = add(staff, upload(encoded("PNG"), "a.png"), **{missing: " "})
    assert answer.json()["step"] == "reshow_creation_form"
    field = soup_of(answer).select_one(f"[name=image-chooser-upload-{missing}]")
    assert field.find_parent(attrs={"data-field-wrapper": True}).select_one(".error-message")
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize("missing", ["description", "credit"])
def test_uploading_many_asks_for_them_before_a_picture_exists(staff, missing):
    first = staff.post(
        "/admin/images/multiple/add/", {"files[]": upload(encoded("PNG"), "a.png"), "title": "A"}, headers=AJAX
    ).json()
    assert first["success"]
    assert not CustomImage.objects.exists()
    number, prefix = first["uploaded_file_id"], f"uploaded-image-{first['uploaded_file_id']}-"
    url = f"/admin/images/multiple/create_from_uploaded_image/{number}/"
    assert not staff.post(url, words(prefix, **{missing: ""}), headers=AJAX).json()["success"]
    assert not CustomImage.objects.exists()
    assert staff.post(url, words(prefix), headers=AJAX).json()["success"]
    assert CustomImage.objects.get().description == "Drei Menschen"


AJAX = {"x-requested-with": "XMLHttpRequest"}


@pytest.mark.parametrize("missing", ["description", "credit"])
def test_editing_a_picture_asks_for_them_too(staff, missing):
    add(staff, upload(encoded("PNG"), "a.png"))
    url = f"/admin/images/{CustomImage.objects.get().pk}/"
    answer = staff.post(url, words(**{missing: ""}))
    assert answer.status_code == 200
    assert (
        soup(answer)
        .select_one(f"#id_{missing}")
        .find_parent(attrs={"data-field-wrapper": True})
        .select_one(".error-message")
    )


PNG, JPEG = encoded("PNG"), encoded("JPEG")
BROKEN = {
    "png cut off": (PNG[: len(PNG) // 2], "a.png"),
    "png with only its first bytes": (PNG[:16], "a.png"),
    "png with noise inside": (PNG[:60] + bytes(200) + PNG[260:], "a.png"),
    "jpeg cut off": (JPEG[: len(JPEG) // 2], "a.jpg"),
    "gif with only its first bytes": (b"GIF89a" + bytes(3), "a.gif"),
    "webp with only its first bytes": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp"),
    "no picture at all": (b"<html>", "a.png"),
    "empty": (b"", "a.png"),
    "a png that says jpg": (PNG, "a.jpg"),
    "svg with an odd size": ('<svg xmlns="http://www.w3.org/2000/svg" width="x" height="y"/>', "a.svg"),
    "svg that is no xml": ("<svg", "a.svg"),
    "svg with entities": ('<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("<text>&a;</text>"), "a.svg"),
}


@pytest.mark.parametrize(("content", "name"), BROKEN.values(), ids=BROKEN)
def test_a_broken_picture_gets_a_message(staff, content, name):
    answer = add(staff, upload(content, name))
    assert answer.json()["step"] == "reshow_creation_form"
    assert errors(answer)
    many = staff.post(
        "/admin/images/multiple/add/", {"files[]": upload(content, name), "title": "A"}, headers=AJAX
    ).json()
    assert not many["success"]
    assert many["error_message"]


ACTIVE = [
    "<script>alert(1)</script>",
    '<g onload="alert(1)"/>',
    "<foreignObject><p/></foreignObject>",
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
    '<a xlink:href="https://elsewhere.example/"><path d="M0 0"/></a>',
    '<image href="https://elsewhere.example/x.png"/>',
    '<image href="data:image/svg+xml;base64,AA"/>',
    '<use href="https://elsewhere.example/x.svg#a"/>',
    '<a><set attributeName="href" to="javascript:alert(1)"/></a>',
    '<style>@import "https://elsewhere.example/x.css";</style>',
    "<style>path{fill:url(https://elsewhere.example/x)}</style>",
    '<path style="fill:\\75rl(https://elsewhere.example/x)"/>',
]


@pytest.mark.parametrize("drawing", ACTIVE)
def test_a_drawing_that_could_do_something_is_refused(staff, drawing):
    answer = add(staff, upload(SVG.format(drawing), "a.svg"))
    assert "Zeichnung" in errors(answer)
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize(
    "drawing",
    [
        '<path d="M0 0h9v9z" style="fill:#fc0"/>',
        '<defs><linearGradient id="g"/></defs><path fill="url(#g)"/><style>path{stroke:url("#g")}</style>',
        '<use href="#a"/><image xlink:href="data:image/png;base64,AA"/><text>3 &lt; 5</text>',
        "<animate attributeName='x' from='0' to='9' dur='1s'/>",
    ],
)
def test_a_drawing_that_only_draws_is_taken(staff, drawing):
    assert add(staff, upload(SVG.format(drawing), "a.svg")).json()["step"] == "chosen"


def test_our_own_demo_drawings_pass(db):
    from home.demonstration import FOLDER
    from portal.drawings import check_drawing

    drawings = sorted(FOLDER.glob("pictures/*.svg"))
    assert drawings
    for path in drawings:
        with path.open("rb") as file:
            check_drawing(file)
