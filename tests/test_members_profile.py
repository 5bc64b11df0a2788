"""One's own profile: saved as said, the photo cut and cleaned, nothing lost on the way."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image
from wagtail.models import Locale

from content.models import Topic
from members import photos
from members.models import DirectoryPage, User
from members.profiles import AUDIENCE_FIELDS
from members.views import people
from tests.builders import a_member, a_page, a_resource_center, a_user, an_agency

pytestmark = pytest.mark.django_db


def answers(**changes):
    return {
        "first_name": "Ana", "last_name": "Lopez", "role": "officer", "title": "Sergeant", "phone": "555-0142",
        "biography": "Ask me.", "language": "es", "time_zone": "America/Chicago", "spoken": ["es", "ase"],
        **dict.fromkeys(AUDIENCE_FIELDS, "agency"),
    } | changes  # fmt: skip


def picture(kind="JPEG", size=(900, 600), name="me.jpg", **options):
    data = BytesIO()
    Image.new("RGB", size, "#2563b0").save(data, kind, **options)
    return SimpleUploadedFile(name, data.getvalue())


@pytest.fixture
def person(client):
    person = a_member()
    client.force_login(person)
    return person


def save(client, **changes):
    return client.post(reverse("profile"), answers(**changes))


def test_every_signed_in_account_has_a_profile_and_strangers_are_asked_to_sign_in(client):
    assert client.get(reverse("profile"))["Location"].startswith("/accounts/login/")
    client.force_login(a_user())
    assert client.get(reverse("profile")).status_code == 200
    assert save(client).status_code == 302


def test_what_is_said_is_saved(client, person):
    topic = Topic.objects.create(name="Dispatch", locale=Locale.get_default())
    assert save(client, expertise=[str(topic.translation_key)])["Location"] == reverse("profile")
    person.refresh_from_db()
    assert (person.get_full_name(), person.role, person.title, person.phone) == (
        "Ana Lopez", "officer", "Sergeant", "555-0142",
    )  # fmt: skip
    assert person.language == "es"
    assert {getattr(person, name) for name in AUDIENCE_FIELDS} == {"agency"}
    assert {row.language for row in person.spoken_languages.all()} == {"es", "ase"}
    assert list(person.expertise.all()) == [topic]
    save(client, spoken=["es"])
    assert {row.language for row in person.spoken_languages.all()} == {"es"}
    assert not person.expertise.exists()


def test_a_form_changes_nothing_but_the_profile(client, person):
    agency, email = person.agency, person.email
    save(client, email="other@example.org", agency="", is_coordinator="on", is_superuser="on", closed_at="2020-01-01")
    person.refresh_from_db()
    assert (person.agency, person.email, person.is_coordinator, person.is_superuser) == (agency, email, False, False)


def test_expertise_is_chosen_in_the_readers_language_and_kept_as_the_english_row(client, person):
    english = Locale.get_default()
    topic, only_english = (Topic.objects.create(name=name, locale=english) for name in ("Youth", "Rural"))
    spanish = topic.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.name = "Jóvenes"
    spanish.save()
    person.expertise.add(only_english)
    with translation.override("es"):
        address = reverse("profile")
    html = client.get(address).content.decode()
    assert "Jóvenes" in html
    assert "Youth" not in html
    client.post(address, answers(expertise=[str(topic.translation_key)]))
    assert set(person.expertise.all()) == {topic, only_english}  # what Spanish has no word for is not lost


def test_an_answer_that_is_missing_is_named_and_the_others_stay(client, person):
    response = save(client, last_name="", title="Captain of the night watch")
    html = response.content.decode()
    assert "Last name: This field is required." in html
    assert "Captain of the night watch" in html
    assert "<title>Error:" in html
    assert response.wsgi_request.user.title == ""  # the page itself still speaks to the person as they are


def test_the_page_leads_to_how_others_see_it(client, person):
    center, _recordings = a_resource_center()
    directory = a_page(DirectoryPage, center, slug="directory")
    assert f'href="{directory.url}people/{person.pk}/"' in client.get(reverse("profile")).content.decode()
    client.force_login(a_user())
    assert "nobody finds you there" in client.get(reverse("profile")).content.decode()


# --- the photo


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_a_photo_is_cut_to_a_square_and_gets_a_name_of_chance(client, person, kind, name):
    assert save(client, photo=picture(kind, name=name)).status_code == 302
    person.refresh_from_db()
    with Image.open(person.photo) as image:
        assert (image.format, image.size) == ("WEBP", (photos.SIDE, photos.SIDE))
    assert re.fullmatch(r"people/[0-9a-f]{32}\.webp", person.photo.name)
    response = client.get(reverse("person_photo", args=[person.pk]))
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "private, no-store"


def test_a_photo_loses_what_the_camera_wrote_into_it_and_stands_upright(client, person):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    exif[0x010E] = "a secret place"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    image = Image.new("RGB", (40, 40), "white")
    image.paste("#000000", (0, 0, 40, 20))  # dark on top: on the right, once turned
    data = BytesIO()
    image.save(data, "JPEG", exif=exif, icc_profile=b"a secret profile", comment=b"a secret comment", quality=95)
    save(client, photo=SimpleUploadedFile("x.jpg", data.getvalue()))
    person.refresh_from_db()
    with Image.open(person.photo) as found:
        assert not found.getexif()
        assert "icc_profile" not in found.info
        assert found.getpixel((480, 256))[0] < 60 < 200 < found.getpixel((30, 256))[0]
    assert b"secret" not in person.photo.storage.open(person.photo.name).read()


def test_transparency_becomes_white(client, person):
    data = BytesIO()
    Image.new("RGBA", (64, 64), (0, 0, 0, 0)).save(data, "PNG")
    save(client, photo=SimpleUploadedFile("x.png", data.getvalue()))
    person.refresh_from_db()
    with Image.open(person.photo) as image:
        assert min(image.convert("RGB").getpixel((256, 256))) > 250


def test_the_old_photo_is_deleted_with_the_change_and_not_before(client, person, django_capture_on_commit_callbacks):
    save(client, photo=picture())
    first = User.objects.get(pk=person.pk).photo
    with django_capture_on_commit_callbacks(execute=True):
        save(client, photo=picture())
        assert first.storage.exists(first.name)
    second = User.objects.get(pk=person.pk).photo
    assert second.name != first.name
    assert not first.storage.exists(first.name)
    with django_capture_on_commit_callbacks(execute=True):
        save(client)  # no new photo: the old one stays
    assert second.storage.exists(User.objects.get(pk=person.pk).photo.name)
    with django_capture_on_commit_callbacks(execute=True):
        save(client, remove_photo="on")
    assert not User.objects.get(pk=person.pk).photo
    assert not second.storage.exists(second.name)
    assert client.get(reverse("person_photo", args=[person.pk])).status_code == 404


BOMB = BytesIO()
Image.new("1", (8000, 5001)).save(BOMB, "PNG")


def blank(kind, size, mode="L"):
    data = BytesIO()
    Image.new(mode, size).save(data, kind)
    return data.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a picture", "cannot read this file"),
        (b"", "submitted file is empty"),
        (picture().read()[:200], "cannot read this file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot read this file"),
        (b"GIF89a" + bytes(50), "cannot read this file"),
        (BOMB.getvalue(), "at most 12 megapixels"),
        (picture().read() + bytes(5 * 1024 * 1024), "at most 5 MB"),
    ],
    ids=["text", "empty", "cut off", "SVG", "GIF", "bomb", "heavy"],
)
def test_a_file_that_is_no_photo_is_refused_in_words_and_nothing_else_is_lost(client, person, content, words):
    response = save(client, photo=SimpleUploadedFile("me.jpg", content), title="Captain of the night watch")
    html = response.content.decode()
    assert words in html
    assert "Captain of the night watch" in html
    assert not User.objects.get(pk=person.pk).photo


@pytest.mark.parametrize(
    ("content", "words"),
    [(blank("JPEG", (8000, 5001)), "at most 40"), (blank("PNG", (4000, 3001)), "at most 12")],
    ids=["JPEG", "PNG"],
)
def test_a_picture_beyond_the_limit_is_refused_before_it_is_unpacked(monkeypatch, content, words):
    monkeypatch.setattr(Image.Image, "load", lambda *args: pytest.fail("unpacked"))
    with pytest.raises(photos.ValidationError, match=f"{words} megapixels"):
        photos.square(BytesIO(content))


@pytest.mark.parametrize(("kind", "size"), [("JPEG", (8000, 5000)), ("PNG", (4000, 3000)), ("WEBP", (4000, 3000))])
def test_a_picture_within_the_limit_is_taken(kind, size):
    with Image.open(photos.square(BytesIO(blank(kind, size, "RGB")))) as image:
        assert image.size == (photos.SIDE, photos.SIDE)


def test_photos_are_taken_so_often_in_an_hour_and_everything_else_always(client, person, monkeypatch):
    monkeypatch.setitem(people.LIMITS, "photo", "2/h/user")
    assert [save(client, photo=picture()).status_code for _time in range(3)] == [302, 302, 429]
    before = User.objects.get(pk=person.pk).photo.name
    monkeypatch.setattr(photos, "square", lambda file: pytest.fail("unpacked"))
    response = save(client, photo=picture(), title="Captain of the night watch")
    html = response.content.decode()
    assert "Wait an hour" in html
    assert "Captain of the night watch" in html
    assert User.objects.get(pk=person.pk).photo.name == before
    assert save(client, title="Captain").status_code == 302
    client.force_login(a_member())
    monkeypatch.undo()
    assert save(client, photo=picture()).status_code == 302


def test_whoever_gave_a_good_photo_with_a_wrong_answer_is_told_to_give_it_again(client, person):
    html = save(client, photo=picture(), last_name="").content.decode()
    assert "Choose your photo again" in html


# --- the menu beside it


def test_the_menu_names_what_there_is_for_the_person(client):
    client.force_login(a_member(agency=an_agency()))
    html = client.get(reverse("profile")).content.decode()
    assert reverse("my_agency") in html
    assert f'href="{reverse("profile")}" aria-current="page"' in html
    client.force_login(a_user())
    assert reverse("my_agency") not in client.get(reverse("profile")).content.decode()
    client.force_login(a_user("Editors"))
    assert reverse("close_account") not in client.get(reverse("profile")).content.decode()
