"""manage.py generate_demo on an empty database."""

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.django_db
def test_without_seeds_it_says_what_to_run_first():
    with pytest.raises(CommandError, match="load_seeds"):
        call_command("generate_demo")
