"""Settings are safe unless somebody says otherwise by name."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOOD = {"SECRET_KEY": "".join(chr(97 + n % 26) for n in range(60)), "SITE_URL": "https://cit.example.org"}


def manage(*arguments, **environment):
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=keep | environment,
        capture_output=True,
        text=True,
    )


def test_production_refuses_to_start_without_a_secret():
    assert "Set SECRET_KEY" in manage("check").stderr


def test_production_refuses_the_key_that_development_uses():
    key = "insecure-key-for-development-only-never-accepted-without-debug"
    assert "Set SECRET_KEY" in manage("check", SECRET_KEY=key).stderr


def test_production_refuses_a_short_secret():
    assert "Set SECRET_KEY" in manage("check", SECRET_KEY="short").stderr


def test_the_deployment_check_is_clean(tmp_path):
    result = manage("check", "--deploy", "--fail-level", "WARNING", VAR_DIR=str(tmp_path), **GOOD)
    assert result.returncode == 0, result.stderr


def test_no_model_has_changed_without_a_migration(tmp_path):
    result = manage("makemigrations", "--check", "--dry-run", VAR_DIR=str(tmp_path), **GOOD)
    assert result.returncode == 0, result.stdout


def test_https_addresses_get_secure_cookies_and_plain_ones_get_none():
    code = "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.DEBUG)"
    assert manage("shell", "-v0", "-c", code, **GOOD).stdout.split() == ["True", "True", "False"]
    plain = GOOD | {"SITE_URL": "http://127.0.0.1:8000"}
    assert manage("shell", "-v0", "-c", code, **plain).stdout.split() == ["False", "False", "False"]


def test_the_sites_record_follows_the_address_in_the_settings(tmp_path):
    code = "from wagtail.models import Site; print(Site.objects.get().root_url)"
    for address in ("https://cit.example.org", "http://127.0.0.1:8123"):
        environment = GOOD | {"SITE_URL": address, "VAR_DIR": str(tmp_path)}
        manage("migrate", "-v0", **environment)
        assert manage("shell", "-v0", "-c", code, **environment).stdout.strip() == address
