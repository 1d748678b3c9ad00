"""What sites ask for, in words: groups of data and single ones; others are shown as they are."""

from django.utils.translation import gettext_lazy as _

SCOPES = {
    "openid": _("sign-in"),
    "profile": _("name, date of birth, sex"),
    "phone": _("phone"),
    "email": _("e-mail"),
    "learning_profile": _("name, date of birth, sex"),
    "vkid.personal_info": _("name, date of birth, sex"),
    "offline_access": _("access in your absence"),
}
CLAIMS = {
    "family_name": _("Surname"),
    "given_name": _("First name"),
    "middle_name": _("Patronymic"),
    "birthdate": _("Date of birth"),
    "gender": _("Sex"),
    "phone_number": _("Phone"),
    "email": _("E-mail"),
}
