"""All settings. Nothing configured: SQLite, local cache, mails to files. Real parts by URL (README, "Run it")."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO

from portal.secret import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
VAR_DIR = env.str("VAR_DIR", default=str(BASE_DIR / "var"))  # database, uploads, mails, collected static files

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or secret_key(Path(VAR_DIR))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# --- Apps -----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "home",
    "directory",
    "search",
    "portal",
    "portal.users",
    "wagtail_localize",
    "django_tasks",
    "django_tasks_db",
    "wagtail.locales",  # not wagtail-localize's: it offers a tree sync that makes alias pages
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "modelcluster",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]
MIDDLEWARE = [
    "portal.caching.PageCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.admin_language.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "portal.security.ContentSecurityMiddleware",
    "portal.redirects.RedirectMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.portal",
            ],
        },
    },
]

# --- Data -----------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/isi.sqlite3")}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
    }
# What may wait (words into translations) is done in place, or by `manage.py db_worker` when TASK_WORKER is set.
TASK_WORKER = env.bool("TASK_WORKER", default=False)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if TASK_WORKER
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")  # else the database answers searches
ELASTICSEARCH_INDEX = env.str("ELASTICSEARCH_INDEX", default="isi")  # how names there begin: each installation its own
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR}/mails")
globals().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="ISI <isi@example.org>")
KERNTEAM_EMAIL = env.str("KERNTEAM_EMAIL", default="kernteam@example.org")

# --- Accounts -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "users.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "wagtailadmin_login"

# --- Languages ------------------------------------------------------------------------------------------------------
# German is the source. A new language: a line here, a catalog in locale/, `manage.py add_language CODE` (README).
LANGUAGE_CODE = "de"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("de", "Deutsch"),
    ("de-simple", "Leichte Sprache"),
    ("en", "English"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("bg", "Български"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("uk", "Українська"),
    ("pl", "Polski"),
]
LANG_INFO["de-simple"] = {"code": "de-simple", "name": "Easy German", "name_local": "Leichte Sprache", "bidi": False}
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = USE_TZ = WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None  # off, unless the operator chooses a service
if _key := env.str("DEEPL_KEY", default=""):
    _options = {"KEY": _key, "URL": env.str("DEEPL_URL", default="")}
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "portal.words.services.DeepL", "OPTIONS": _options}
elif _url := env.str("LIBRETRANSLATE_URL", default=""):
    _options = {"URL": _url, "KEY": env.str("LIBRETRANSLATE_KEY", default="")}
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "portal.words.services.LibreTranslate", "OPTIONS": _options}

# --- Files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR + "/static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR + "/media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.static_files.StaticFiles"},
}

# --- Wagtail --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "ISI – Wir sind DU"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no page of ours asks another host
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y", "%d.%m.%Y %H:%M"  # the same in every language of the admin
WAGTAILIMAGES_IMAGE_MODEL = "portal.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.images.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # of which every one is read once, to find broken files
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}  # the admin's own search only
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "portal/password_required.html"  # noqa: S105
TAGGIT_CASE_INSENSITIVE = True
TAG_SPACES_ALLOWED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses people can type and read out

# --- What the operator may set ----------------------------------------------------------------------------------------
MAP_TILE_URL = env.str("MAP_TILE_URL", default="")  # https://tiles.example.org/{z}/{x}/{y}.png
MAP_ATTRIBUTION = env.str("MAP_ATTRIBUTION", default="")
ROUTE_URL = env.str("ROUTE_URL", default="https://www.openstreetmap.org/search?query={address}")
CHANGES_POLL_SECONDS = env.float("CHANGES_POLL_SECONDS", default=1.0)  # how long a process may show what was before

# --- Security -------------------------------------------------------------------------------------------------------
_https = BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # previews are frames of the same origin
PERMISSIONS_POLICY = {feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
_tiles = ["/".join(MAP_TILE_URL.split("/")[:3]).replace("{s}", "*")] if MAP_TILE_URL else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *_tiles],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    }
}
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W002"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
