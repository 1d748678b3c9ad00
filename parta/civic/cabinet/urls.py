"""Addresses of the cabinet's first tab."""

from django.urls import path, register_converter

from parta.civic.cabinet.account import account
from parta.civic.cabinet.contact import change, code, remove
from parta.civic.cabinet.name import name
from parta.idp.accounts.identifiers import Kind


class ContactKind:
    regex = f"{Kind.PHONE}|{Kind.EMAIL}"

    def to_python(self, value: str) -> Kind:
        return Kind(value)

    def to_url(self, kind: Kind) -> str:
        return kind.value


register_converter(ContactKind, "contact_kind")

urlpatterns = [
    path("account", account, name="account"),
    path("account/name", name, name="account-name"),
    path("account/contact/code", code, name="contact-code"),
    path("account/<contact_kind:kind>", change, name="contact-change"),
    path("account/<contact_kind:kind>/remove", remove, name="contact-remove"),
]
