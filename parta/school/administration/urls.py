"""Addresses of the administrator: the people of the school, one of them, the audit."""

from django.urls import include, path

from parta.school.administration import audit, people
from parta.school.register import views
from parta.school.register.urls import DEEDS

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/<uuid:uid>/", views.person, name="person"),
    path("people/<uuid:uid>/", include(DEEDS)),
    path("audit/", audit.trail, name="audit-trail"),
]
