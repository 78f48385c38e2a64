"""All settings, read from the environment; production unless RARESHARE_MODE says otherwise."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured
from environs import Env

django_stubs_ext.monkeypatch()  # Django's generic classes take their arguments at run time too

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

MODE = env.str("RARESHARE_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured("RARESHARE_MODE must be production, demo or test.")
PRODUCTION, DEMO, TESTING = MODE == "production", MODE == "demo", MODE == "test"
# web, worker, beat or command: decides the time limits of the database connection
DOOR = env.str("RARESHARE_DOOR", "command")


def secret(name: str, default: str = "") -> str:
    """The value of NAME, or the content of the file that NAME_FILE points to."""
    path = os.environ.get(f"{name}_FILE", "")
    return Path(path).read_text().strip() if path else env.str(name, default)


def needed(name: str, default: str) -> str:
    """Like secret; production has no defaults and says which variable is missing."""
    value = secret(name, "" if PRODUCTION else default)
    if PRODUCTION and not value:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE: production has no default for it.")
    return value


# --- stores -------------------------------------------------------------------------------------
def _embedded() -> tuple[str, str, str]:
    """Addresses of PostgreSQL (application, owner) and Valkey; embedded ones where none is set."""
    app, owner = secret("DATABASE_URL"), secret("DATABASE_OWNER_URL")
    redis = secret("REDIS_URL")
    if not PRODUCTION:
        from rareshare.embedded import servers

        var = BASE_DIR / "var" / MODE
        if not app:
            app, owner = servers.database_urls(var)
        if not redis:
            redis = servers.redis_url(var)
    return app, owner, redis


DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL = _embedded()
for _name, _value in {
    "DATABASE_URL": DATABASE_URL,
    "DATABASE_OWNER_URL": DATABASE_OWNER_URL,
    "REDIS_URL": REDIS_URL,
}.items():
    # The web and the workers never need the owner's password, so only commands ask for it.
    if not _value and not (_name == "DATABASE_OWNER_URL" and DOOR != "command"):
        raise ImproperlyConfigured(
            f"Set {_name} or {_name}_FILE: production has no default for it."
        )
DATABASE_OWNER_URL = DATABASE_OWNER_URL or DATABASE_URL

# Web requests give up early so that one slow query cannot hold every thread (REMS's lesson).
_LIMITS = {"web": (5_000, 2_000, 10_000), "command": (0, 10_000, 0)}
_statement, _lock, _idle = _LIMITS.get(DOOR, (60_000, 10_000, 30_000))


def _host(netloc: str) -> str:
    """Host name, [IPv6] or %-encoded socket folder, its capitals kept (urlsplit loses them)."""
    place = netloc.rpartition("@")[2]
    return place[1:].partition("]")[0] if place.startswith("[") else place.partition(":")[0]


def database(url: str, *, limits: bool = True) -> dict[str, Any]:
    """Django's dictionary for a postgres:// address; a socket folder may stand as the host."""
    parts = urlsplit(url)
    options = {"connect_timeout": 3, "application_name": f"rareshare-{DOOR}"}
    if limits:
        options["options"] = (
            f"-c statement_timeout={_statement} -c lock_timeout={_lock}"
            f" -c idle_in_transaction_session_timeout={_idle} -c jit=off"
        )
    if sslmode := env.str("DATABASE_SSLMODE", ""):
        options["sslmode"] = sslmode
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(_host(parts.netloc)),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": options,
    }


_test_name = f"test_rareshare_{env.str('RARESHARE_TEST_NAME', 'main')}"
DATABASES = {
    # The application role: no DDL, no TRUNCATE. Tests create the database as the owner.
    "default": {**database(DATABASE_URL), "TEST": {"MIRROR": "owner"}},
    "owner": {
        **database(DATABASE_OWNER_URL, limits=False),
        "TEST": {"NAME": _test_name, "DEPENDENCIES": []},
    },
}
DATABASE_ROUTERS = ["rareshare.lib.doors.Router"]
DATABASE_APP_ROLE = DATABASES["default"]["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE_URL = secret("CACHE_URL") or REDIS_URL
CACHES = {
    "default": {
        "BACKEND": "rareshare.lib.cache.ForgivingRedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "rs",
        "OPTIONS": {"socket_timeout": 0.2, "socket_connect_timeout": 0.2},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- secrets ------------------------------------------------------------------------------------
_DEV_KEY = "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
SECRET_KEY = needed("SECRET_KEY", "only-for-tests-and-the-demo-" + "x" * 40)
FIELD_KEYS = needed("FIELD_KEYS", _DEV_KEY)  # "id:base64,id:base64"; the first encrypts
INDEX_KEY = needed("INDEX_KEY", "only-for-tests-and-the-demo")  # keyed look-up of encrypted fields

# --- web ----------------------------------------------------------------------------------------
DEBUG = False  # in every mode, so that the pages people see are the real ones
ALLOWED_HOSTS = [h for h in needed("ALLOWED_HOSTS", "*").split(",") if h]
BASE_URL = needed("BASE_URL", "http://localhost:8000").rstrip("/")
SECURE = BASE_URL.startswith("https://") or PRODUCTION
CSRF_TRUSTED_ORIGINS = [BASE_URL] if SECURE else []
SECURE_SSL_REDIRECT = SECURE and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^livez/$", r"^readyz/$"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
X_FRAME_OPTIONS = "DENY"
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)  # how many X-Forwarded-For entries are ours
METRICS_ALLOWED = env.list("METRICS_ALLOWED", ["127.0.0.1", "::1"])
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}

ROOT_URLCONF = "rareshare.urls"
WSGI_APPLICATION = "rareshare.wsgi.application"
ROOMS = [
    "accounts",
    "communities.conditions",
    "communities.groups",
    "communities.pages",
    "communities.library",
    "communities.people",
    "communities.leaders",
    "communities.proposals",
    "communities.trials",
    "forum.talk",
    "forum.experts",
    "forum.care",
    "registry.enrollment",
    "registry.answers",
    "registry.updates",
    "registry.research",
]
INSTALLED_APPS = [
    "accounts.apps.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "rareshare.lib",
    *ROOMS,
    "rareshare.home",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "django_structlog",
]
MIDDLEWARE = [
    "rareshare.lib.web.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "rareshare.lib.web.middleware.ContentPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rareshare.lib.web.keeping.KeepingMiddleware",
    "rareshare.lib.web.middleware.LastResortMiddleware",
    "rareshare.lib.web.middleware.HostileInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.web.middleware.SignInLimitMiddleware",
    "accounts.web.middleware.SecondFactorMiddleware",
    "rareshare.lib.web.middleware.DoorMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "rareshare" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rareshare.home.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
if not PRODUCTION:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "rareshare" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if not PRODUCTION
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "jpg", "png", "gif", "webp", "gz", "br", "woff2")
MEDIA_ROOT = BASE_DIR / "var" / MODE / "media"

# --- language and time --------------------------------------------------------------------------
LANGUAGE_CODE, LANGUAGES = "en-us", [("en-us", "English")]
TIME_ZONE, USE_TZ, USE_I18N = "UTC", True, True

# --- people -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
    if TESTING
    else "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.web.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.web.forms.JoinForm"
ACCOUNT_FORMS = {
    "login": "accounts.web.entrance_forms.SignInForm",
    "signup": "accounts.web.entrance_forms.SignUpForm",
    "request_login_code": "accounts.web.entrance_forms.RequestCodeForm",
    "confirm_login_code": "accounts.web.entrance_forms.SignInCodeForm",
    "confirm_email_verification_code": "accounts.web.entrance_forms.AddressCodeForm",
    "reset_password": "accounts.web.entrance_forms.ForgottenForm",
    "confirm_password_reset_code": "accounts.web.entrance_forms.ForgottenCodeForm",
    "reset_password_from_key": "accounts.web.entrance_forms.NewPasswordForm",
    "change_password": "accounts.web.entrance_forms.ChangePasswordForm",
    "set_password": "accounts.web.entrance_forms.FirstPasswordForm",
    "add_email": "accounts.web.entrance_forms.NewAddressForm",
    "reauthenticate": "accounts.web.entrance_forms.AgainForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = (
    False  # allauth counts in the cache; ours count in PostgreSQL (accounts.limits)
)
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_CHANGE_EMAIL = True
MFA_ADAPTER = "accounts.web.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.web.factor_forms.AuthenticateForm",
    "reauthenticate": "accounts.web.factor_forms.ReauthenticateForm",
    "activate_totp": "accounts.web.factor_forms.ActivateForm",
    "authenticate_webauthn": "accounts.web.factor_forms.KeyForm",
    "reauthenticate_webauthn": "accounts.web.factor_forms.KeyAgainForm",
    "login_webauthn": "accounts.web.factor_forms.KeyAloneForm",
    "add_webauthn": "accounts.web.factor_forms.AddKeyForm",
    "edit_webauthn": "accounts.web.factor_forms.RenameKeyForm",
}
MFA_RATE_LIMITS = False
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TRUST_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "RareShare"

# --- API ----------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rareshare.lib.wire.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rareshare.lib.wire.DenyUnlessDeclared"],
    "DEFAULT_RENDERER_CLASSES": ["rareshare.lib.wire.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rareshare.lib.wire.StrictJsonParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "rareshare.lib.problems.problem_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
REST_KNOX = {
    "AUTH_HEADER_PREFIX": "Bearer",
    "TOKEN_TTL": None,  # each token is made with its own expiry
    "TOKEN_LIMIT_PER_USER": 20,
    "AUTO_REFRESH": False,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "RareShare API",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "rareshare.lib.schema.add_problem_answers",
    ],
    "ENUM_NAME_OVERRIDES": {
        "Audience": "communities.people.models.Audience",
        "ConditionLevel": "communities.conditions.models.Level",
        "ProposalState": "communities.proposals.states.State",
        "OfferState": "communities.leaders.states.State",
        "BlockKind": "accounts.models.BlockKind",
        "CommunityFollowLevel": "communities.groups.models.FollowLevel",
        "MemberRole": "communities.groups.models.Role",
        "MembershipVisibility": "communities.groups.models.Visibility",
        "TopicKind": "forum.talk.states.TopicKind",
        "TopicState": "forum.talk.states.TopicState",
        "PostState": "forum.talk.states.PostState",
        "FollowLevel": "forum.talk.states.FollowLevel",
        "QuestionState": "forum.experts.states.QuestionState",
        "ReportState": "forum.care.states.ReportState",
        "ReportReason": "forum.care.states.Reason",
    },
}

# --- counts (registry.research.ranges checks them) ------------------------------------------------
COUNTS_SMALLEST = env.int("COUNTS_SMALLEST", 11)  # the smallest number that is ever told
COUNTS_WIDTH = env.int("COUNTS_WIDTH", 10)  # the width of the ranges above it

# --- reading about people: how many different ones somebody is shown on one day -----------------
READING_LIMIT = env.int("READING_LIMIT", 200)
READING_LIMIT_STAFF = env.int("READING_LIMIT_STAFF", 1000)

# --- the catalogue: new releases that are put here are imported. Empty: nowhere -------------------
CATALOGUE_FOLDER = env.str("CATALOGUE_FOLDER", "")

# --- other sites ---------------------------------------------------------------------------------
# Studies come from ClinicalTrials.gov, version 2. Empty: nobody is asked.
_ctgov = "https://clinicaltrials.gov/api/v2" if PRODUCTION else ""
CTGOV_URL = env.str("CTGOV_URL", _ctgov).rstrip("/")
CTGOV_PAUSE = env.float("CTGOV_PAUSE", 0.0 if TESTING else 1.25)  # seconds between two questions
# Links, feeds and PubMed: nothing is asked unless it is set here.
CHECK_LINKS = env.bool("CHECK_LINKS", False)  # do the library's links still work?
READ_FEEDS = env.bool("READ_FEEDS", False)  # the RSS and Atom feeds that leaders named
PUBMED_URL = env.str("PUBMED_URL", "").rstrip("/")  # the base address of the E-utilities
PUBMED_TOOL, PUBMED_EMAIL = env.str("PUBMED_TOOL", "rareshare"), env.str("PUBMED_EMAIL", "")
PUBMED_KEY = secret("PUBMED_KEY")
OTHER_SITES_TRUSTED = ""  # tests name their own loopback server here; no environment can

# --- workers ------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_BACKEND = None
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT, CELERY_TASK_SOFT_TIME_LIMIT = 300, 240
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_TASK_SERIALIZER = CELERY_EVENT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = env.str("CELERY_BEAT_FILE", "/tmp/rareshare-beat")  # noqa: S108
CELERY_BEAT_SYNC_EVERY = 1  # after every message, so that the file's age shows that beat lives
# Beat only wakes; what is due is decided by rows. Every entry runs often and may run twice.
CELERY_BEAT_SCHEDULE = {
    "send letters": {"task": "rareshare.lib.tasks.send_letters", "schedule": 20.0},
    "heartbeat": {"task": "rareshare.lib.tasks.beat_heart", "schedule": 30.0},
    "forget old keys": {"task": "rareshare.lib.tasks.forget_old_rows", "schedule": 3600.0},
    "write weekly letters": {
        "task": "rareshare.home.tasks.write_weekly_letters",
        "schedule": 600.0,
    },
    "forget readings": {"task": "communities.people.tasks.forget_readings", "schedule": 3600.0},
    "forget old secrets": {"task": "accounts.tasks.forget_old_secrets", "schedule": 3600.0},
    "forget screenings": {
        "task": "registry.enrollment.tasks.forget_screenings",
        "schedule": 3600.0,
    },
    "import releases": {
        "task": "communities.conditions.tasks.import_dropped",
        "schedule": 900.0,
    },
    "find due updates": {"task": "registry.updates.tasks.find_due", "schedule": 60.0},
    "open due talks": {"task": "communities.groups.tasks.open_due_talks", "schedule": 60.0},
    "sweep merged": {"task": "communities.groups.tasks.sweep_merged", "schedule": 60.0},
    "look after leaders": {
        "task": "communities.leaders.tasks.look_after_leaders",
        "schedule": 60.0,
    },
    "end leading of closed accounts": {
        "task": "communities.leaders.tasks.end_for_closed_accounts",
        "schedule": 60.0,
    },
    "end proposals of closed accounts": {
        "task": "communities.proposals.tasks.end_for_closed_accounts",
        "schedule": 60.0,
    },
    "tell page updates": {"task": "forum.talk.tasks.tell_page_updates", "schedule": 60.0},
    "check links": {"task": "communities.library.tasks.check_links", "schedule": 3600.0},
    "read feeds": {"task": "communities.library.tasks.read_feeds", "schedule": 900.0},
    "read PubMed": {"task": "communities.library.tasks.read_pubmed", "schedule": 3600.0},
    "refresh counts": {"task": "registry.research.tasks.refresh_counts", "schedule": 3600.0},
    "look for studies": {"task": "communities.trials.tasks.sync_trials", "schedule": 600.0},
}

# --- letters ------------------------------------------------------------------------------------
_mail = {"EMAIL_HOST": "localhost", "DEFAULT_FROM_EMAIL": "RareShare <hello@rareshare.example>"}
EMAIL_HOST = needed("EMAIL_HOST", _mail["EMAIL_HOST"])
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = secret("EMAIL_HOST_USER"), secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", PRODUCTION)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 15)
DEFAULT_FROM_EMAIL = needed("DEFAULT_FROM_EMAIL", _mail["DEFAULT_FROM_EMAIL"])
REPLY_TO_EMAIL = env.str("REPLY_TO_EMAIL", "")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "") or DEFAULT_FROM_EMAIL
CONTACT_PHONE = env.str("CONTACT_PHONE", "")
# Asked "did you take this Message-ID?" before a letter of unknown fate is sent again.
# Empty: a person decides.
LETTER_LOOKUP_URL = env.str("LETTER_LOOKUP_URL", "")
LETTERS_PAUSED = env.bool("LETTERS_PAUSED", False)  # the kill switch
MAILCATCHER_URL = env.str("MAILCATCHER_URL", "")  # shown in the demo's footer

# --- logs: no name, address, illness or path of a private page ----------------------------------
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
LOGGING_CONFIG = None
from rareshare.lib import logs  # noqa: E402

logs.configure(json=PRODUCTION, quiet=TESTING)
SILENCED_SYSTEM_CHECKS: list[str] = []
