"""Moments in addresses, in the editor and on the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.moments import LONGEST, MomentField, clock, read_moment


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("754", 754), ("754s", 754), ("12m34s", 754), ("12m34", 754), ("1h2m3s", 3723), ("1h", 3600), ("2m", 120),
        ("12:34", 754), ("1:02:03", 3723), ("5.9", 5), (" 7 ", 7), ("12M34S", 754), ("0", 0),
        ("", None), ("x", None), ("-3", None), ("1:2:3:4", None), ("h", None), ("9" * 30, None), ("١٢", None),
        ("1e9", None), ("12m34s<script>", None), (None, None), ("999999", None),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_people_and_links_write_it(text, seconds):
    assert read_moment(text) == seconds


@given(st.integers(0, LONGEST - 1))
@settings(derandomize=True, database=None, deadline=None)
def test_every_moment_survives_being_shown(second):
    assert read_moment(clock(second)) == read_moment(str(second)) == second
    assert MomentField().formfield().clean(clock(second)) == second


@given(st.text(max_size=30))
@settings(derandomize=True, database=None, deadline=None)
def test_no_text_is_a_moment_outside_of_a_recording(text):
    assert read_moment(text) is None or 0 <= read_moment(text) < LONGEST
