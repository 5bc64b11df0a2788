"""A picture or document is open to whoever may open what carries it, and to nobody else."""

import io
import json
import subprocess
import sys
import zlib

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, CollectionViewRestriction

from members.carriers import Audience, audience_of, may_have
from tests.builders import (
    a_board_member,
    a_member,
    a_page,
    a_resource_center,
    a_user,
    a_video,
    an_image,
    restrict,
)

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def a_document(name="guide.pdf", content=PDF, **fields):
    return get_document_model().objects.create(title="Guide", file=ContentFile(content, name), **fields)


def a_page_with(image=None, document=None, **fields):
    body = []
    if image:
        picture = {"image": image.pk, "decorative": True, "alt_text": ""}
        body.append({"type": "figure", "value": {"image": picture, "caption": "", "width": "text"}})
    if document:
        item = {"type": "item", "id": "1", "value": {"document": document.pk, "label": ""}}
        body.append({"type": "downloads", "value": {"heading": "", "documents": [item]}})
    return a_page(body=json.dumps(body), **fields)


def address_of(file):
    return file.url if hasattr(file, "content_disposition") else file.get_rendition("width-32").url


@pytest.fixture(params=["image", "document"])
def file(request):
    return an_image() if request.param == "image" else a_document()


def carry(file, **fields):
    return a_page_with(**{"document" if hasattr(file, "content_disposition") else "image": file}, **fields)


def fetch(client, file, person=None):
    client.logout()
    if person:
        client.force_login(person)
    return client.get(address_of(file))


REFUSED = (302, 404)


def test_a_file_that_nothing_carries_is_for_staff_only(client, file):
    assert audience_of(file) == Audience.STAFF
    assert fetch(client, file).status_code in REFUSED
    assert fetch(client, file, a_member()).status_code == 404
    assert fetch(client, file, a_user("Editors")).status_code == 200


def test_a_file_on_a_published_public_page_is_public_and_may_be_kept_for_minutes(client, file):
    carry(file)
    assert audience_of(file) == Audience.PUBLIC
    response = fetch(client, file)
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Accept-Ranges"] == "bytes"


def test_a_file_on_a_private_page_is_for_those_who_may_open_the_page(client, file):
    restrict(carry(file), "Members")
    assert audience_of(file) == Audience.RESTRICTED
    assert fetch(client, file).status_code in REFUSED
    assert fetch(client, file, a_user()).status_code == 404
    response = fetch(client, file, a_member())
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_a_file_on_a_page_of_a_private_type_is_private_without_any_restriction(client, file):
    center, _recordings = a_resource_center()
    center.view_restrictions.all().delete()
    center.body = carry(file, live=False).body
    center.save()
    assert audience_of(file) == Audience.RESTRICTED
    assert fetch(client, file).status_code in REFUSED


def test_the_file_follows_when_its_page_changes(client, file):
    page = carry(file)
    row = restrict(page, "Members")
    assert not may_have(STRANGER, file)
    row.delete()
    assert may_have(STRANGER, file)
    page.unpublish()
    assert not may_have(STRANGER, file)
    assert not may_have(a_member(), file)


def test_a_file_on_a_draft_is_not_public_before_it_is_published(client, file):
    page = carry(file, live=False)
    assert fetch(client, file).status_code in REFUSED
    page.save_revision().publish()
    assert fetch(client, file).status_code == 200


def test_one_public_page_is_enough(file):
    restrict(carry(file), "Members")
    carry(file)
    assert audience_of(file) == Audience.PUBLIC


def test_a_photo_of_a_board_member_is_public_while_the_person_is_published(client):
    photo = an_image()
    person = a_board_member(photo=photo)
    assert fetch(client, photo).status_code == 200
    person.live = False
    person.save()
    assert fetch(client, photo).status_code == 404


def test_a_private_collection_is_the_second_lock(client, file):
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Frank"))
    inner = collection.add_child(instance=Collection(name="Inner"))
    row = CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    file.collection = inner
    file.save()
    carry(file)
    assert fetch(client, file).status_code in REFUSED
    assert fetch(client, file, a_user()).status_code == 404
    assert fetch(client, file, a_member()).status_code == 200
    row.restriction_type = "password"
    row.save()
    assert fetch(client, file, a_member()).status_code == 404


def test_the_original_of_a_public_picture_is_for_staff_only(client):
    image = an_image()
    a_page_with(image)
    client.logout()
    assert client.get(image.file.url).status_code == 404
    client.force_login(a_user("Editors"))
    assert client.get(image.file.url).status_code == 200


def test_strangers_cannot_tell_a_private_document_from_one_that_does_not_exist(client):
    document = a_document()
    for address in (document.url, document.url.replace("guide", "other"), "/documents/987654/guide.pdf"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={address}")
        assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "name", ["../private/videos/x.mp4", "%2e%2e/settings.py", "images/nothing.png", "a" * 300, "/etc/passwd"]
)
def test_an_address_that_is_no_picture_is_not_found(client, name):
    client.force_login(a_user("Editors"))
    assert client.get(f"/media/{name}").status_code == 404


def test_a_document_answers_ranges(client):
    document = a_document()
    a_page_with(document=document)
    response = client.get(document.url, headers={"Range": "bytes=0-4"})
    assert (response.status_code, response.getvalue()) == (206, b"%PDF-")


def test_a_document_behind_a_shared_password_form_is_not_to_be_had(client):
    assert client.get("/documents/authenticate_with_password/1/").status_code == 404


# --- handed out by others


def test_nginx_hands_the_file_out_on_our_word_after_the_check(client, settings):
    settings.X_ACCEL_PREFIX = "/protected/"
    document = a_document("año 1.pdf")
    assert "X-Accel-Redirect" not in client.get(document.url)
    a_page_with(document=document)
    response = client.get(document.url)
    assert response["X-Accel-Redirect"].startswith("/protected/private/documents/a%C3%B1o_1")
    assert response.content == b""
    video = a_video()
    client.force_login(a_user("Editors"))
    assert client.get(video.url)["X-Accel-Redirect"].startswith("/protected/private/videos/clip")


def test_object_storage_hands_the_file_out_at_its_signed_address_after_the_check(client, settings, monkeypatch):
    settings.S3_BUCKET = "bucket"
    document = a_document()
    monkeypatch.setattr(type(document.file.storage), "url", lambda self, name: f"https://bucket.example/{name}?sig=1")
    assert client.get(document.url)["Location"].startswith("/accounts/login/")
    a_page_with(document=document)
    response = client.get(document.url)
    assert response["Location"].startswith("https://bucket.example/documents/guide")
    assert response["Cache-Control"] == "private, no-store"


# --- what staff see


def test_staff_read_on_the_file_to_whom_it_is_open_and_why(client, file):
    page = carry(file, title="Where it stands")
    client.force_login(a_user("Moderators"))
    name = "wagtaildocs:edit" if hasattr(file, "content_disposition") else "wagtailimages:edit"
    address = reverse(name, args=[file.pk])
    html = client.get(address).content.decode()
    assert "Open to: everybody" in html
    assert "Where it stands" in html
    restrict(page, "Members")
    assert "Open to: members" in client.get(address).content.decode()
    page.unpublish()
    assert "Open to: staff only" in client.get(address).content.decode()


# --- uploads


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("guide.pdf", b"<html><script>alert(1)</script></html>"),
        ("guide.pdf", b"PK\x03\x04 not a pdf"),
        ("sheet.xlsx", PDF),
        ("notes.txt", b"\x7fELF\x00\x00"),
        ("notes.txt", b"  <svg onload=alert(1)>"),
        ("data.csv", b"<!doctype html><script>"),
        ("page.html", b"<p>Hello</p>"),
        ("picture.svg", b"<svg/>"),
        ("guide.pdf", b""),
    ],
)
def test_a_document_that_is_not_what_its_name_says_is_refused(name, content):
    document = get_document_model()(title="x", file=ContentFile(content, name))
    with pytest.raises(ValidationError) as caught:
        document.full_clean(exclude=["collection", "tags"])
    assert "file" in caught.value.error_dict


@pytest.mark.parametrize(
    ("name", "content"), [("guide.pdf", PDF), ("notes.txt", "Sí, señor".encode()), ("data.csv", b"a,b\n")]
)
def test_an_honest_document_is_accepted(name, content):
    get_document_model()(title="x", file=ContentFile(content, name)).full_clean(exclude=["collection", "tags"])


def a_bomb(side):
    """A PNG of side × side pixels in a few kilobytes."""

    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    rows = zlib.compressobj(9)
    data = b"".join(rows.compress(bytes(side // 8 + 2)) for _row in range(side)) + rows.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.png", a_bomb(11_000)),
        ("x.png", b"<svg onload=alert(1)>"),
        ("x.svg", b"<svg/>"),
        ("x.png", b""),
        ("x.gif", PDF),
    ],
)
def test_a_picture_that_is_none_or_unfolds_without_measure_is_refused(name, content):
    form = get_image_form(get_image_model())
    upload = form(
        {"title": "x", "collection": Collection.get_first_root_node().pk},
        {"file": SimpleUploadedFile(name, content)},
    )
    assert not upload.is_valid()
    assert "file" in upload.errors
    assert len(io.BytesIO(content).getvalue()) < 200_000


def test_a_photo_saved_outside_of_the_admin_is_known_to_be_carried():
    """In a process that never opens the admin, as commands are."""
    code = (
        "from wagtail.models import ReferenceIndex; from content.models import Alert, SiteText;"
        "from home.models import BoardMember, Partner;"
        "print(all(ReferenceIndex.is_indexed(model) for model in (Alert, SiteText, BoardMember, Partner)))"
    )
    shell = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code], capture_output=True, text=True, check=True
    )
    assert shell.stdout.strip() == "True"
