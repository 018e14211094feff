"""What of the libraries' static files is served."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """All but a second viewer of the API's schema, which no page shows and whose compressing was
    a fifth of the first start."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "redoc"]
