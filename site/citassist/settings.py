"""One set of settings, safe by default; this module alone reads the environment.

Every variable is described in the README under "Settings". Nothing here is looser in
production than in development, except what `DEBUG` switches on by name.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
import font_hanken_grotesk
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"

env = environ.Env()

# --- where it runs
VAR = Path(env("VAR_DIR", default=str(ROOT / "var")))
DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env("SITE_URL", default="http://localhost:8000" if DEBUG else "https://localhost").rstrip("/")
HTTPS = urlsplit(SITE_URL).scheme == "https"

INSECURE_KEY = "insecure-key-for-development-only-never-accepted-without-debug"
SECRET_KEY = env("SECRET_KEY", default=INSECURE_KEY if DEBUG else "")
if not DEBUG and (len(SECRET_KEY) < 50 or "insecure" in SECRET_KEY):
    raise ImproperlyConfigured("Set SECRET_KEY to at least 50 random characters of your own (see the README).")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname])
if DEBUG:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

# --- what it is made of
INSTALLED_APPS = [
    "citassist",
    "search",
    "home",
    "assistance",
    "events",
    "forum",
    "library",
    "members",
    "content",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "lucide",
    "django_htmx",
    "allauth",
    "django_tasks_db",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "members.middleware.response_headers",
    "members.middleware.refuse_control_characters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.sessions.list_sessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "members.idle.sign_out_idle_staff",
    "members.second_factor.require_second_factor",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "citassist.urls"
WSGI_APPLICATION = "citassist.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- database and cache
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'citassist.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        # A writer waits for its turn from the start instead of failing half way.
        "transaction_mode": "IMMEDIATE",
        # Mapped into memory (256 MB at most), a search reads thousands of rows without a system call for each.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database by default, so that sign-in limits count once for all worker processes; with room enough that
# nobody crowds them out (Django's own is 300 entries).
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://citassist_cache?max_entries=20000")}

# Mail and other slow work: at once after the change is safe, or, where a worker runs, from a queue in the database.
TASK_WORKER = env.bool("TASK_WORKER", default=False)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if TASK_WORKER
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# --- people
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "welcome"
ACCOUNT_ADAPTER = "members.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
# Misses count for an account and an address together (see the adapter), so that nobody locks somebody else
# out; the limit for an address alone is wide enough for an office behind one.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/10m/key"}
MFA_ADAPTER = "members.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey always asks for fingerprint, face or PIN: it is two factors in one, and a stolen key opens nothing.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_FORMS = {
    "add_webauthn": "members.passkeys.AddPasskeyForm",
    "authenticate_webauthn": "members.passkeys.AuthenticatePasskeyForm",
    "login_webauthn": "members.passkeys.LoginPasskeyForm",
    "reauthenticate_webauthn": "members.passkeys.ReauthenticatePasskeyForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}  # a passkey cannot be guessed; again, wide enough for an office
MFA_TOTP_ISSUER = "CIT ASSIST"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # staff make the accounts, so the address is known to be right
# Whoever may enter the admin signs in with a second factor, or opens nothing while signed in.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not DEBUG)
# Whoever may enter the admin is signed out after so many minutes in which they do nothing; 0: never.
STAFF_IDLE_MINUTES = env.int("STAFF_IDLE_MINUTES", default=15)
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True

# --- languages and time
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [SITE / "locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "America/New_York"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["citassist.formats"]  # Spanish as the United States write numbers

# --- files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [
    SITE / "static",
    ("fonts", Path(font_hanken_grotesk.__file__).parent / "files"),
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"  # images; /media/ is a view that asks first
PRIVATE_ROOT = VAR / "private"  # videos, captions, documents; they have no address of their own
# How files are handed out after the check: by this server (the default), by nginx (an internal location that
# is an alias of VAR_DIR), or by object storage at addresses that are signed and over after a minute.
X_ACCEL_PREFIX = env("X_ACCEL_PREFIX", default="")
S3_BUCKET = env("S3_BUCKET", default="")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "content.storage.PrivateStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
if S3_BUCKET:
    for name, folder in [("default", "media"), ("private", "private")]:
        STORAGES[name] = {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": S3_BUCKET,
                "location": folder,
                "default_acl": "private",
                "querystring_auth": True,
                "querystring_expire": 60,  # seconds
                "signature_version": "s3v4",
                "file_overwrite": False,
            },
        }
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page in the editor is one large form

# --- mail
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default="CIT ASSIST <no-reply@localhost>")
ADMINS = [("", address) for address in env.list("ADMINS", default=[])]

# --- responses
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
if env.bool("BEHIND_PROXY", default=False):
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
EMBED_FRAMES = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],  # the editor shows the live preview in a frame
        "frame-src": [SELF, *EMBED_FRAMES],
        "img-src": [SELF, "data:"],
    }
}
# The admin's own widgets use inline scripts and styles.
CONTENT_SECURITY_POLICY_ADMIN = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF, "blob:"],
}

# --- Wagtail
WAGTAIL_SITE_NAME = "CIT ASSIST"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "content.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "content.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # a small file can unfold into a picture that fills the memory
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# The site's own pages do both, and count guesses.
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the address is the sign-in; the office changes it
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation is a draft until somebody publishes it
WAGTAIL_AUTOSAVE_INTERVAL = env.int("WAGTAIL_AUTOSAVE_INTERVAL", default=500)
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILEMBEDS_FINDERS = [{"class": "content.embeds.VideoFinder"}]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "content.search"}}
# The public search asks a cluster, such as opensearch3+https://user:password@host:9200/citassist, which names the
# client, the cluster and how its index begins. What Wagtail itself searches stays with the database.
if SEARCH_URL := env("SEARCH_URL", default=""):
    client, _plus, cluster = SEARCH_URL.partition("+")
    if client not in ("opensearch2", "opensearch3", "elasticsearch8", "elasticsearch9"):
        raise ImproperlyConfigured("SEARCH_URL names a client first, as in opensearch3+https:// (see the README).")
    WAGTAILSEARCH_BACKENDS["passages"] = {
        "BACKEND": "search.backend",
        "KIND": client,
        "URLS": [cluster.removesuffix(urlsplit(cluster).path)],
        "INDEX_PREFIX": f"{urlsplit(cluster).path.strip('/') or 'citassist'}_",
        "AUTO_UPDATE": False,
    }

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # The clients of a search cluster would write down every question, and the terms of every text.
    "loggers": {name: {"level": "WARNING"} for name in ("opensearch", "opensearchpy", "elastic_transport")},
}
