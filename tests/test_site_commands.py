"""The commands of the Makefile say and do what the README promises."""

from pathlib import Path

from citassist.demo.accounts import ACCOUNTS, PASSWORD
from tests import people

ROOT = Path(__file__).resolve().parents[1]


def test_the_sign_ins_that_make_run_names_are_those_of_the_demonstration_world():
    makefile = (ROOT / "Makefile").read_text()
    assert PASSWORD in makefile
    assert PASSWORD == people.PASSWORD
    for role in ("Editors", "Moderators", "Translators", "Members"):
        assert any(account.email in makefile for account in ACCOUNTS if account.role == role)
