from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.utils.module_loading import autodiscover_modules

from parta.kit.jobs import PERIODIC


@pytest.mark.django_db
def test_the_worker_of_an_identity_site_throws_ended_sessions_away() -> None:
    assert apps.is_installed("parta.kit.jobs")
    autodiscover_modules("jobs")
    now = datetime.now(UTC)
    for key, ends in {"ended": now - timedelta(hours=1), "open": now + timedelta(hours=1)}.items():
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    for job in list(PERIODIC):
        job()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
