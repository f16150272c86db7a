"""All settings, read from the environment; what is missing stops the start with a sentence."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEMO = env.bool("VIK_DEMO", False)
TESTING = env.bool("VIK_TESTING", False)
DEBUG = False
# The demo and the tests speak plain HTTP on the loopback address; nothing else may.
PLAIN_HTTP = DEMO or TESTING

SECRET_KEY = env("VIK_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("VIK_SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list(
    "VIK_HOSTS", default=["127.0.0.1", "localhost"] + (["testserver"] if TESTING else [])
)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if "." in host and not host[0].isdigit()]
BASE_URL = env("VIK_BASE_URL", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "guardian",
    "auditlog",
    "csp",
    "django_htmx",
    "heroicons",
    "leaflet",
    "core.apps.Config",
    "encryption.apps.Config",
    "audit.apps.Config",
    "accounts.apps.Config",
    "reference.apps.Config",
    "access.apps.Config",
    "documents.apps.Config",
    "subjects.apps.Config",
    "signals.apps.Config",
    "cases.apps.Config",
    "measures.apps.Config",
    "inspections.apps.Config",
    "casustafel.apps.Config",
    "bibob.apps.Config",
    "mreports.apps.Config",
    "desk.apps.Config",
    "privacy.apps.Config",
    "administration.apps.Config",
    "vik.apps.Config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "vik.middleware.PrivacyHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SessionListMiddleware",
    "accounts.middleware.SessionLimitsMiddleware",
    "accounts.middleware.RequireMFAMiddleware",
    "access.middleware.ContextMiddleware",
    "vik.middleware.NotAllowedMiddleware",
]
ROOT_URLCONF = "vik.urls"
WSGI_APPLICATION = "vik.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vik.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


# --- Database: one database, three doors -------------------------------------------------------
# default: the application, without BYPASSRLS and without ownership; audit: may only add and read
# audit lines, outside any business transaction; owner: migrations, never used at run time.
def _database(variable: str, fallback: str = "") -> dict[str, object]:
    config: dict[str, object] = env.db_url(variable, default=fallback or environ.Env.NOTSET)
    config["ENGINE"] = "django.db.backends.postgresql"
    return config


DATABASES = {
    "default": _database("DATABASE_URL")
    | {"ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True},
    "audit": _database("VIK_AUDIT_DATABASE_URL")
    | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "TEST": {"MIRROR": "default"}},
    "owner": _database("VIK_OWNER_DATABASE_URL", env("DATABASE_URL")) | {"CONN_MAX_AGE": 0},
}
DATABASE_ROUTERS = ["vik.routers.OneDatabaseThreeDoors"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Broker and cache ----------------------------------------------------------------------------
REDIS_URL = env("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL or env.bool("VIK_TASKS_EAGER", False)
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 3300
CELERY_TASK_TIME_LIMIT = 3600
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# --- Who: accounts ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:  # seventeen people are made for nearly every test; argon2 is slow on purpose
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.PredictablePasswordValidator"},
    {"NAME": "accounts.passwords.LeakedPasswordValidator"},
]
# A sorted file of SHA-1 hashes of leaked passwords (the download of Have I Been Pwned); "" is none.
VIK_LEAKED_PASSWORDS = env("VIK_LEAKED_PASSWORDS", default="")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/account/login/"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SocialAccountAdapter"
USERSESSIONS_ADAPTER = "accounts.adapters.SessionsAdapter"
# An unknown address gets no mail at all; the page says the same either way.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("VIK_TRUSTED_PROXIES", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PLAIN_HTTP
MFA_TOTP_ISSUER = "VIK"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
# The demo lets everyone in without a second factor, and says so on every page.
VIK_MFA_REQUIRED = not DEMO
VIK_OIDC_BRINGS_MFA = env.bool("VIK_OIDC_BRINGS_MFA", False)
USERSESSIONS_TRACK_ACTIVITY = True
OIDC_CLIENT_ID = env("VIK_OIDC_CLIENT_ID", default="")
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisatie",
                    "name": env("VIK_OIDC_NAME", default="Inloggen met uw organisatie"),
                    "client_id": OIDC_CLIENT_ID,
                    "secret": env("VIK_OIDC_SECRET"),
                    "settings": {"server_url": env("VIK_OIDC_URL")},
                }
            ],
        }
    }
    if OIDC_CLIENT_ID
    else {}
)
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
# Guardian keeps the ledger of grants; visibility is asked of the acl, never of has_perm().
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False

# --- Audit -------------------------------------------------------------------------------------------
AUDITLOG_MASK_CALLABLE = "audit.fields.full_mask"
AUDITLOG_STORE_JSON_CHANGES = True
AUDITLOG_DISABLE_REMOTE_ADDR = True
VIK_CHECKPOINT_DIR = env("VIK_CHECKPOINT_DIR", default=str(BASE_DIR / ".local" / "checkpoints"))
VIK_CHECKPOINT_KEY = env("VIK_CHECKPOINT_KEY", default="")

# --- Encryption --------------------------------------------------------------------------------------
VIK_KEYRING = env("VIK_KEYRING")
VIK_SEAL_STORE = env("VIK_SEAL_STORE")
VIK_DOCUMENT_STORE = env("VIK_DOCUMENT_STORE", default=str(BASE_DIR / ".local" / "documents"))
VIK_CLAMD = env("VIK_CLAMD", default="")

# --- Language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

# --- Sessions, cookies, headers ------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "vik-session" if PLAIN_HTTP else "__Host-vik-session"
CSRF_COOKIE_NAME = "vik-csrf" if PLAIN_HTTP else "__Host-vik-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would drop the session on the way back from OIDC
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
VIK_IDLE_LOCK = timedelta(minutes=15)
VIK_SESSION_END = timedelta(hours=10)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "vik.errors.csrf_failure"
SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 63072000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not PLAIN_HTTP
SECURE_HSTS_PRELOAD = not PLAIN_HTTP
SECURE_CONTENT_TYPE_NOSNIFF = True
# Never "no-referrer": browsers then send "Origin: null" with our own forms, which Django refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("VIK_BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# --- Files -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env("VIK_STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
# Far above what any field takes: a text that is too long comes back with a sentence at its field, unlost.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
# Files stay in memory until they are sealed; Django's own handlers would write them readable to disk.
FILE_UPLOAD_HANDLERS = ["core.uploads.BoundedMemoryHandler"]
VIK_UPLOAD_MAX_BYTES = 30 * 1024 * 1024
VIK_REQUEST_MAX_BYTES = 60 * 1024 * 1024

# --- Mail --------------------------------------------------------------------------------------------
EMAIL_BACKEND = env(
    "VIK_EMAIL_BACKEND",
    default="django.core.mail.backends.locmem.EmailBackend"
    if PLAIN_HTTP
    else "django.core.mail.backends.smtp.EmailBackend",
)
if not PLAIN_HTTP and (mail := env.url("VIK_EMAIL_URL", default=None)):
    EMAIL_HOST, EMAIL_PORT = mail.hostname, mail.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail.username or "", mail.password or ""
    EMAIL_USE_TLS = mail.scheme == "smtp+tls"
DEFAULT_FROM_EMAIL = env("VIK_FROM_EMAIL", default="vik@example.invalid")

# --- Logging: numbers and codes, never content ------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "vik.logs.WordlessFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("VIK_LOG_LEVEL", default="INFO")},
}
