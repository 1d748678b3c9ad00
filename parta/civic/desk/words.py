"""What people are told of a decision about them."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from parta.kit.ui.doors import door


def confirmed() -> str:
    return gettext(
        "“%(door)s”: a service centre has confirmed your account. If you were not there, set a "
        "new password at once and tell the service centre. %(address)s"
    ) % {"door": door("civic").name, "address": settings.PUBLIC_URL}


def refused() -> str:
    return gettext(
        "“%(door)s”: a service centre has not confirmed your account. Why, and what to bring: "
        "%(address)s"
    ) % {"door": door("civic").name, "address": settings.PUBLIC_URL + reverse("level")}


def recovered() -> str:
    return gettext(
        "“%(door)s”: a service centre has given your account another contact and closed all its "
        "sign-ins. If you were not there, tell the service centre at once. %(address)s"
    ) % {"door": door("civic").name, "address": settings.PUBLIC_URL}


def recovery_refused() -> str:
    return gettext(
        "“%(door)s”: somebody has asked a service centre for access to your account with your "
        "paper, and was refused. If it was not you, tell the service centre. %(address)s"
    ) % {"door": door("civic").name, "address": settings.PUBLIC_URL}
