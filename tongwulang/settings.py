"""Settings of the site: one file, driven by the environment, failing loudly.

A local checkout reads `.env` (made by `make setup`, with DEMO=true). Production sets the same
names in its environment; with DEMO unset, every name in REQUIRED_IN_PRODUCTION must have a value.
"""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from jobs.api.self_description import SELF_DESCRIPTION
from tongwulang.site.admin_theme import ADMIN_THEME

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# DEMO: this installation shows generated content and may run without the settings the law asks
# of a public site. It is never inferred: production is the default.
DEMO = env.bool("DEMO", default=False)
# The one password of the demo log-ins, random per installation (`make setup`); empty makes none.
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="") if DEMO else ""
DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules

# A public site in China shows its ICP and public-security registration numbers, a privacy contact
# and a complaint telephone. A demo says openly that it has none.
REQUIRED_IN_PRODUCTION = {
    "SECRET_KEY": "密钥，至少 50 个随机字符",
    "ALLOWED_HOSTS": "站点域名，多个用逗号分隔",
    "ICP_NUMBER": "ICP 备案号",
    "POLICE_NUMBER": "公安联网备案号",
    "PRIVACY_CONTACT": "个人信息保护联系方式",
    "COMPLAINT_PHONE": "投诉举报电话",
    "SITE_URL": "站点网址，如 https://example.gov.cn，消息中的链接由它开头",
    "EMAIL_URL": "发邮件的服务器，如 smtp+tls://用户:密码@主机:587；dummymail:// 为不发送邮件",
    "EMAIL_FROM": "发件人邮箱地址",
    "SMS_PROVIDER": "短信服务商：aliyun；console 为不发送短信",
}
missing = [name for name in REQUIRED_IN_PRODUCTION if not env.str(name, default="").strip()]
if missing and not DEMO:
    raise ImproperlyConfigured(
        "缺少必需的设置："
        + "；".join(f"{name}（{REQUIRED_IN_PRODUCTION[name]}）" for name in missing)
        + "。请在环境变量或 .env 中设置；仅作演示时设 DEMO=true。"
    )

SECRET_KEY = env.str("SECRET_KEY", default="")
if len(SECRET_KEY) < 50 and not DEMO:
    raise ImproperlyConfigured("SECRET_KEY 太短：至少 50 个随机字符。")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
ICP_NUMBER = env.str("ICP_NUMBER", default="演示环境，未备案")
POLICE_NUMBER = env.str("POLICE_NUMBER", default="演示环境，未备案")
PRIVACY_CONTACT = env.str("PRIVACY_CONTACT", default="演示环境，未设置")
COMPLAINT_PHONE = env.str("COMPLAINT_PHONE", default="演示环境，未设置")

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "tongwulang.site.static_files.StaticFiles",
    "allauth",
    "allauth.account",
    "allauth.idp.oidc",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "phonenumber_field",
    "rest_framework",
    "tongwulang.regions",
    "tongwulang.outbox",
    "tongwulang.accounts",
    "jobs",
    "veterans",
    "tongwulang.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tongwulang.site.middleware.NulRefusal",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tongwulang.site.middleware.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tongwulang.site.middleware.SignedInHint",
    # Closed by default: a view is public only if it says so with @login_not_required.
    "tongwulang.site.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tongwulang.accounts.middleware.IdleLogout",
    "tongwulang.accounts.middleware.SecondFactorRequired",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "tongwulang.urls"
WSGI_APPLICATION = "tongwulang.wsgi.application"

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
                "tongwulang.site.context.site",
            ],
        },
    }
]

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{BASE_DIR / 'db.sqlite3'}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
if DATABASES["default"].get("ENGINE") not in ENGINES:
    raise ImproperlyConfigured(
        "DATABASE_URL 无法识别：应为 postgres://用户:密码@主机/库名 或 sqlite:///文件路径。"
    )
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers go on while one writes; a writer waits instead of failing (154-192 of 600 concurrent
    # registrations failed with the defaults, none with these); FULL: an answered write survives.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Opening a connection costs more than most requests: PRAGMAs here, a log-in there.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"

# Phones come in by our own screen (accounts/views/phone_login.py); allauth keeps e-mail, password,
# second factors and the list of sessions.
ACCOUNT_ADAPTER = "tongwulang.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEMO else "https"
# Its counters are of one process; ours are in the database (accounts/models/attempt_tally.py).
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "tongwulang.accounts.forms.email.EmailLoginForm",
    "signup": "tongwulang.accounts.forms.email_signup.EmailSignupForm",
    "add_email": "tongwulang.accounts.forms.email.AddEmailForm",
    "reset_password": "tongwulang.accounts.forms.email.ResetPasswordForm",
}
MFA_ADAPTER = "tongwulang.accounts.adapters.MfaAdapter"
MFA_FORMS = {
    "add_webauthn": "tongwulang.accounts.forms.passkeys.AddPasskeyForm",
    "edit_webauthn": "tongwulang.accounts.forms.passkeys.EditPasskeyForm",
    "authenticate": "tongwulang.accounts.forms.second_factor.AuthenticateForm",
    "reauthenticate": "tongwulang.accounts.forms.second_factor.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # thirty seconds: phones' clocks differ
MFA_RATE_LIMITS: dict[str, str] = {}
# Nobody logs in with an e-mail address that is not proved, so an unproved one guards nothing.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Browsers take passkeys without TLS on localhost only, which a demo is.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO

# Systems of bureaus come in by client credentials alone (jobs/api/token.py), with opaque tokens of
# which the digest is kept.
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 60 * 60
IDP_OIDC_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "tongwulang" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "CN"
PHONENUMBER_DEFAULT_FORMAT = "E164"

# Messages. Their links start with this address, for the worker sees no request.
SITE_URL = env.str("SITE_URL", default="").rstrip("/") or "http://localhost:8000"
# E-mail and SMS that can wait are not sent then; local time, empty for never.
QUIET_HOURS = env.str("QUIET_HOURS", default="21:00-08:00")
# A demo shows e-mail on the console; kept logs of a real site must not hold any.
email_url = env.str("EMAIL_URL", default="") or "consolemail://"
if email_url.startswith("consolemail:") and not DEMO:
    raise ImproperlyConfigured("EMAIL_URL=consolemail:// 会把邮件写进日志，只能用于演示。")
vars().update(env.email_url_config(email_url))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="") or "tongwulang@localhost"

# Who sends SMS. The console shows them to whoever runs a demo; elsewhere it sends nothing.
SMS_PROVIDERS = {
    "console": "tongwulang.outbox.sms.console.ConsoleSms",
    "aliyun": "tongwulang.outbox.sms.aliyun.AliyunSms",
}
sms_provider = env.str("SMS_PROVIDER", default="") or "console"
if sms_provider not in SMS_PROVIDERS:
    raise ImproperlyConfigured(f"SMS_PROVIDER 无法识别：应为 {' 或 '.join(SMS_PROVIDERS)}。")
SMS_PROVIDER = SMS_PROVIDERS[sms_provider]
ALIYUN_SMS_KEY_ID = env.str("ALIYUN_SMS_KEY_ID", default="")
ALIYUN_SMS_KEY_SECRET = env.str("ALIYUN_SMS_KEY_SECRET", default="")
ALIYUN_SMS_ENDPOINT = env.str("ALIYUN_SMS_ENDPOINT", default="https://dysmsapi.aliyuncs.com")
# The signature that the provider approved, and its code for each of our templates.
SMS_SIGN_NAME = env.str("SMS_SIGN_NAME", default="")
SMS_TEMPLATE_CODES = env.dict("SMS_TEMPLATE_CODES", default={})

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / ".static")))
STATICFILES_DIRS = [BASE_DIR / "tongwulang" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG or TESTING
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG or TESTING
# Nobody here reads maps of other people's sources; compressing them took half of the first start.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not DEMO:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    # The orchestrator asks these without TLS.
    SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
# Subdomains and the browsers' preload list are the domain owner's to decide, not this site's.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# The organizers' admin theme evaluates expressions in attributes and styles elements inline; only
# responses under /admin/ get this.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
}

# The documentation page's viewer styles its elements inline; it is served from here.
API_DOCS_CONTENT_SECURITY_POLICY = {"style-src": [SELF, UNSAFE_INLINE]}

# Within how many days an employer has to answer an application; after that it expires.
APPLICATION_ANSWER_DAYS = env.int("APPLICATION_ANSWER_DAYS", default=14)
# How many posts one person may apply for in a day: enough for a fair, too few for a robot.
APPLICATIONS_PER_DAY = env.int("APPLICATIONS_PER_DAY", default=30)

# Requests of one address to the API in a minute, over all processes. Wide: the Wi-Fi of a fair is
# one address, and a mirror of everything takes a thousand requests.
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=3000)
# How many proxies of ours add an address to X-Forwarded-For; what stands before may be made up.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = SELF_DESCRIPTION
UNFOLD = ADMIN_THEME

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # WeasyPrint tells of every step and every page.
    "loggers": {"weasyprint": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
