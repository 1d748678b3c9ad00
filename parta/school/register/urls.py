"""Addresses of the class's register, and of what is pressed on a person's card."""

from django.urls import URLPattern, include, path, register_converter

from parta.kit.row_key import RowKey
from parta.school.register import views

register_converter(RowKey, "class_key")
DEEDS: list[URLPattern] = [
    path("contact/", views.add_contact),
    path("contact/release/", views.release_contact),
    path("account/release/", views.release_account),
    path("learning-id/release/", views.release_learning_id),
    path("learning-id/help/", views.help_with_learning_id),
    path("birth-date/", views.birth_date),
    path("parent/", views.add_parent),
    path("parent/known/", views.add_known_parent),
    path("parent/end/", views.end_parent),
]
"""Below the address of a person's card."""

urlpatterns = [
    path("register/", views.my_class, name="register"),
    path("register/<class_key:class_id>/", views.school_class, name="register-class"),
    path("register/<class_key:class_id>/<uuid:uid>/", views.person, name="register-person"),
    path("register/<class_key:class_id>/<uuid:uid>/", include(DEEDS)),
]
