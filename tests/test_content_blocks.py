"""The blocks editors build pages from."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.images.blocks import ImageBlock

from content.blocks import CallToActionBlock, LinkBlock, TableBlock, VideoEmbedBlock
from content.embeds import VideoFinder
from home.models import ProgramPage
from tests.builders import an_image

BODY = ProgramPage._meta.get_field("body").stream_block


def body(*children):
    return BODY.to_python([{"type": kind, "value": value} for kind, value in children])


def heading(level, text="A heading"):
    return ("heading", {"text": text, "level": str(level)})


def errors_of(value):
    with pytest.raises(StreamBlockValidationError) as caught:
        BODY.clean(value)
    return caught.value.block_errors


def test_there_are_at_least_fourteen_blocks_each_ready_for_the_picker():
    assert len(BODY.child_blocks) >= 14
    for name, block in BODY.child_blocks.items():
        assert block.meta.icon != "placeholder", name
        assert block.meta.group, name
        assert block.get_description(), name
        assert block.is_previewable, name


def test_every_field_of_every_block_is_labelled():
    def fields(block, path):
        for name, child in getattr(block, "child_blocks", {}).items():
            yield child, f"{path}.{name}"
            yield from fields(child, f"{path}.{name}")
        if hasattr(block, "child_block"):
            yield from fields(block.child_block, path)

    unnamed = [path for block, path in fields(BODY, "body") if not isinstance(block, ImageBlock) and not block.label]
    assert not unnamed


@pytest.mark.parametrize("levels", [[2], [2, 3, 4], [2, 3, 2, 3, 4, 2], [2, 2]])
def test_headings_that_go_down_one_step_at_a_time_are_fine(levels):
    BODY.clean(body(*[heading(level) for level in levels]))


@pytest.mark.parametrize(("levels", "where"), [([3], 0), ([2, 4], 1), ([2, 3, 2, 4], 3)])
def test_a_heading_that_skips_a_level_is_refused_where_it_stands(levels, where):
    errors = errors_of(body(*[heading(level) for level in levels]))
    assert list(errors) == [where]
    assert "Use level" in str(errors[where])


def test_headings_inside_text_and_above_lists_count_as_well():
    assert 0 in errors_of(body(("text", "<p>Hello</p><h4>Too deep</h4>")))
    steps = {
        "heading": "",
        "items": [{"title": "One", "text": "<p>a</p>"}, {"title": "Two", "text": "<p>b</p>"}],
    }
    BODY.clean(body(("steps", steps), heading(3)))
    BODY.clean(body(("steps", steps | {"heading": "Steps"}), heading(4)))
    assert 1 in errors_of(body(("steps", steps), heading(4)))


def test_a_draft_may_skip_a_level_until_it_is_published():
    BODY.clean_deferred(body(heading(4)))


def test_a_search_reads_the_words_of_a_block_and_none_of_its_settings():
    card = {"strand": "care", "title": "A card", "text": "Its text", "links": []}
    callout = {"tone": "caution", "title": "", "text": "<p>Noted</p>"}
    value = body(
        heading(2, "A heading"),
        ("callout", callout),
        ("cards", {"heading": "", "introduction": "", "items": [card]}),
    )
    assert {*BODY.get_searchable_content(value)} - {""} == {"A heading", "Noted", "A card", "Its text"}


@pytest.mark.django_db
def test_a_picture_needs_alt_text_or_must_be_marked_as_decoration():
    image = an_image()
    picture = {
        "image": {"image": image.pk, "decorative": False, "alt_text": ""},
        "caption": "",
        "width": "text",
    }
    assert 0 in errors_of(body(("figure", picture)))
    BODY.clean_deferred(body(("figure", picture)))
    BODY.clean(body(("figure", picture | {"image": {"image": image.pk, "decorative": False, "alt_text": "A team"}})))
    BODY.clean(body(("figure", picture | {"image": {"image": image.pk, "decorative": True, "alt_text": ""}})))


def test_a_link_has_exactly_one_target():
    block = LinkBlock()
    block.clean(block.to_python({"label": "Apply", "url": "https://cops.usdoj.gov/cit"}))
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"label": "Nowhere"}))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "no address"])
def test_a_link_leads_to_web_addresses_only(address):
    block = LinkBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"label": "x", "url": address}))


def test_a_call_to_action_has_one_or_two_buttons():
    block = CallToActionBlock()
    button = {"label": "Apply", "url": "https://cops.usdoj.gov/cit"}
    block.clean(block.to_python({"heading": "Join", "links": [button, button]}))
    for buttons in ([], [button] * 3):
        with pytest.raises(ValidationError):
            block.clean(block.to_python({"heading": "Join", "links": buttons}))


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        (
            "https://www.youtube.com/watch?list=x&v=abcdefghijk",
            "https://www.youtube-nocookie.com/embed/abcdefghijk",
        ),
        ("https://youtu.be/abc-ef_hijk?t=10", "https://www.youtube-nocookie.com/embed/abc-ef_hijk"),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"),
    ],
)
def test_a_public_video_is_framed_by_the_providers_private_player(address, player):
    finder = VideoFinder()
    assert finder.accept(address)
    assert f'src="{player}"' in finder.find_embed(address)["html"]


@pytest.mark.parametrize(
    "address",
    [
        "http://youtu.be/abcdefghijk",
        "https://youtube.com.evil.example/watch?v=abcdefghijk",
        "https://evil.example/?https://vimeo.com/1",
        'https://vimeo.com/1"onload="alert(1)',
        "https://www.youtube.com/watch?v=short",
        "javascript:alert(1)//https://vimeo.com/1",
    ],
)
def test_any_other_address_is_not_a_video(address):
    assert not VideoFinder().accept(address)


def test_an_editor_is_told_that_an_address_is_no_video():
    block = VideoEmbedBlock()
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python({"title": "Talk", "video": "https://example.org/talk.mp4", "caption": ""}))
    assert "YouTube or Vimeo" in str(caught.value.block_errors["video"])


def test_a_table_is_translated_word_by_word_and_its_numbers_stay():
    block = TableBlock()
    table = block.to_python(
        {
            "caption": "Awards",
            "columns": [{"type": "text", "heading": "Year"}, {"type": "number", "heading": "Agencies"}],
            "rows": [{"values": ["First", 12]}, {"values": ["", 30]}],
        }
    )
    segments = block.get_translatable_segments(table)
    assert [segment.string.data for segment in segments] == ["Awards", "Year", "Agencies", "First"]
    for segment, word in zip(segments, ["Subvenciones", "Año", "Agencias", "Primero"], strict=True):
        segment.string.data = word
    spanish = block.get_prep_value(block.restore_translated_segments(table, segments))
    assert spanish["caption"] == "Subvenciones"
    assert [column["heading"] for column in spanish["columns"]] == ["Año", "Agencias"]
    assert [row["values"] for row in spanish["rows"]] == [["Primero", 12.0], ["", 30.0]]
    assert block.get_prep_value(table)["caption"] == "Awards"  # the source stays as it was


def test_an_empty_body_is_fine():
    assert BODY.clean(StreamValue(BODY, [])) is not None
