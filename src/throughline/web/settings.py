"""How is this installation set up? Everything that may differ comes from the environment."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from throughline import __version__
from throughline.frame.addresses import address_of, as_django
from throughline.organisations.directory_settings import read_directories

ROOT = Path(__file__).resolve().parents[3]
MODE = os.environ.get("THROUGHLINE_MODE", "production")
DEMONSTRATION = MODE == "demonstration"
TESTING = MODE == "test"
THROUGHLINE_DATA = Path(os.environ.get("THROUGHLINE_DATA", ROOT / "var")).resolve()
THROUGHLINE_VERSION = __version__
PUBLIC_ADDRESS = os.environ.get("THROUGHLINE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

SECRET_KEY = os.environ.get("THROUGHLINE_SECRET_KEY") or ("only-for-tests" if TESTING else "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("THROUGHLINE_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
CSRF_FAILURE_VIEW = "throughline.web.views.form_expired"
ROOT_URLCONF = "throughline.web.urls"
WSGI_APPLICATION = "throughline.web.wsgi.application"
AUTH_USER_MODEL = "organisations.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = [
    "frame",
    "ledger",
    "organisations",
    "evidence",
    "governance",
    "decisions",
    "caseload",
    "funding",
    "agreements",
    "assurance",
    "payments",
    "publication",
    "trace",
    "web",
]
INSTALLED_APPS = [
    *(f"throughline.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "csp",
]

MIDDLEWARE = [
    "throughline.web.observing.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "throughline.frame.middleware.TransactionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "throughline.frame.middleware.PrivateByDefaultMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "throughline.frame.middleware.DoorMiddleware",
    "throughline.frame.sent_once.SentOnceMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "src" / "throughline" / room / "templates" for room in ROOMS],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "throughline.web.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "throughline.web.context.shell",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES = {"default": as_django(address_of("app"))}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "frame_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SECURE = PUBLIC_ADDRESS.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# With this beginning a browser takes them from this very host only, by https, for every path.
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "sessionid"
CSRF_COOKIE_NAME = "__Host-form-key" if SECURE else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # both cookies end with the browser
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third one
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [path for path in [ROOT / "build" / "static"] if path.is_dir()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_IMMUTABLE_FILE_TEST = r"/static/[0-9a-f]{12}/"  # the folder is named after what it was built from

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"

DATA_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["throughline.frame.upload.BoundedUploadHandler"]
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": "throughline.web.observing.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if MODE == "production" else "plain",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"throughline.requests": {"level": "INFO" if MODE == "production" else "WARNING"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []

# Signing in (organisations): email and password, then a code or a passkey; nobody signs up.
INSTALLED_APPS += ["allauth.usersessions"]
MIDDLEWARE += ["throughline.organisations.sessions.SessionMiddleware"]
AUTHENTICATION_BACKENDS = ["throughline.organisations.sign_in.Backend"]
AUTH_PASSWORD_VALIDATORS += [{"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"}]
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("THROUGHLINE_OLD_SECRET_KEYS", "").split(",") if key]
SESSION_COOKIE_AGE = int(os.environ.get("THROUGHLINE_IDLE_HOURS", "8")) * 3600  # without a click
SESSION_LONGEST = 24 * 3600  # whatever is clicked
SECOND_STEP_REQUIRED = MODE == "production"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # a one-time link
METRICS_TOKEN = os.environ.get("THROUGHLINE_METRICS_TOKEN", "")  # empty: there is no such page
ORGANISATION_ID = os.environ.get("THROUGHLINE_ORGANISATION_ID", "")  # the authority's own; empty: unconfirmed
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("THROUGHLINE_PROXIES", "0"))
ACCOUNT_ADAPTER = "throughline.organisations.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_FORMS = {
    "login": "throughline.organisations.forms.SignInForm",
    "reauthenticate": "throughline.organisations.forms.ConfirmPasswordForm",
    "change_password": "throughline.organisations.forms.ChangePasswordForm",
    "reset_password_from_key": "throughline.organisations.forms.ChoosePasswordForm",
}
MFA_FORMS = {
    "authenticate": "throughline.organisations.forms.CodeForm",
    "reauthenticate": "throughline.organisations.forms.ConfirmCodeForm",
    "activate_totp": "throughline.organisations.forms.AddAppForm",
    "add_webauthn": "throughline.organisations.forms.AddPasskeyForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class, no password
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/h/key",
}  # an office shares one address
MFA_ADAPTER = "throughline.organisations.sign_in.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator entered the address
MFA_TOTP_ISSUER = "Throughline"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # localhost

# Letters (frame): one carrier or none; docs/letters.md. A demonstration sends nothing.
LETTERS_SMTP = os.environ.get("THROUGHLINE_SMTP", "")  # smtp://name:password@host:587
LETTERS_FROM = os.environ.get("THROUGHLINE_LETTERS_FROM", "throughline@localhost")
LETTERS_NOTIFY_KEY = os.environ.get("THROUGHLINE_NOTIFY_KEY", "")
LETTERS_NOTIFY_TEMPLATE = os.environ.get("THROUGHLINE_NOTIFY_TEMPLATE", "")
LETTERS_NOTIFY_ADDRESS = os.environ.get(
    "THROUGHLINE_NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk"
)

# Probation's service for looking records up by CRN (caseload); without it the imported extract answers. Unverified.
PROBATION_RECORDS_ADDRESS = os.environ.get("THROUGHLINE_PROBATION_RECORDS", "")
PROBATION_RECORDS_KEY = os.environ.get("THROUGHLINE_PROBATION_RECORDS_KEY", "")

# Signing in through an organisation's own directory (organisations): OpenID Connect; docs/sign-in.md.
INSTALLED_APPS += ["allauth.socialaccount"]
SOCIALACCOUNT_ADAPTER = "throughline.organisations.directories.DirectoryAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = (
    True  # a link: a form's redirect to another origin breaks the Content Security Policy
)
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_ONLY = False
DIRECTORIES = read_directories(os.environ.get("THROUGHLINE_DIRECTORIES", ""))
