"""Every word of the interface is in the Spanish catalogue, translated and current."""

import datetime
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.formats import date_format, number_format

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "site" / "locale" / "es" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


def translations(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_nothing_is_untranslated_fuzzy_or_left_over(catalogue):
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []
    assert len(catalogue) > 100


def test_every_plural_has_all_the_forms_that_the_language_counts_with(catalogue):
    forms = int(re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[1])
    short = [entry.msgid for entry in catalogue if entry.msgid_plural and len(entry.msgstr_plural) != forms]
    assert short == []


def test_placeholders_survive_translation(catalogue):
    for entry in catalogue:
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        for words in translations(entry):
            assert set(PLACEHOLDER.findall(words)) == wanted, entry.msgid


def test_sentences_end_as_they_do_in_english(catalogue):
    wrong = [
        entry.msgid
        for entry in catalogue
        for words in translations(entry)
        if (entry.msgid[-1] in ".?!:") != (words[-1] in ".?!:") or entry.msgid[0] == " " or words != words.strip()
    ]
    assert wrong == []


def test_questions_open_as_spanish_questions_do(catalogue):
    for entry in catalogue:
        for words in translations(entry):
            assert ("?" in words) == ("¿" in words), words


def test_the_catalogue_knows_every_word_in_the_code(catalogue, tmp_path):
    """Collect the words of a copy of the code again and compare."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed, so the words in the code cannot be collected.")
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in tracked.stdout.splitlines():
        source = ROOT / name
        if source.suffix in {".py", ".html", ".txt", ".po"} and source.exists() and not name.startswith("tests/"):
            target = tmp_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "es", "--no-location"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    fresh = polib.pofile(str(tmp_path / CATALOGUE.relative_to(ROOT)))
    in_code = {entry.msgid for entry in fresh if not entry.obsolete}
    assert in_code == {entry.msgid for entry in catalogue}


@pytest.mark.parametrize(("language", "day"), [("en", "Nov. 23, 2026"), ("es", "23 de noviembre de 2026")])
def test_dates_follow_the_language_and_numbers_the_country(language, day):
    with translation.override(language):
        assert date_format(datetime.date(2026, 11, 23)) == day
        assert number_format(250000.5, 1, force_grouping=True) == "250,000.5"


@pytest.mark.parametrize(
    ("language", "moment"), [("en", "Nov. 23, 2026, 1 p.m."), ("es", "23 de noviembre de 2026, 1:00 p.m.")]
)
def test_clocks_have_twelve_hours_in_both_languages(language, moment):
    with translation.override(language):
        assert date_format(datetime.datetime(2026, 11, 23, 13), "DATETIME_FORMAT") == moment


@pytest.mark.parametrize(("word", "spanish"), [("Reports", "Informes"), ("Pages", "Páginas"), ("Settings", "Ajustes")])
def test_the_sites_words_do_not_rename_the_menus_of_the_admin(word, spanish):
    with translation.override("es"):
        assert translation.gettext(word) == spanish
