"""What a visitor of the site's own address finds."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_front_page_says_what_the_site_is_for_and_leads_to_the_diary(client: Client) -> None:
    page = client.get("/").content.decode()
    assert page.count("<h1>") == 1
    assert 'data-door="civic"' in page
    assert f'href="{settings.SITE_URLS["school"]}"' in page
    assert page.count("<li>") >= 2


def test_the_front_page_leads_to_the_sign_in_and_to_the_registration(client: Client) -> None:
    page = client.get("/").content.decode()
    assert 'href="/signin"' in page
    assert 'href="/register"' in page
