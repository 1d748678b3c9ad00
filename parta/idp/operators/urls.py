from django.urls import path
from django.views.generic import RedirectView

from parta.idp.operators import client, people
from parta.idp.operators.clients import clients
from parta.idp.operators.logo import logo

urlpatterns = [
    path("operator", RedirectView.as_view(pattern_name="operator-clients"), name="operator"),
    path("operator/clients", clients, name="operator-clients"),
    path("operator/clients/new", client.new, name="operator-client-new"),
    path("operator/clients/<str:client_id>", client.client, name="operator-client"),
    path("operator/clients/<str:client_id>/secret", client.new_secret, name="operator-secret"),
    path(
        "operator/clients/<str:client_id>/old-secret",
        client.end_old_secret,
        name="operator-old-secret",
    ),
    path("operator/clients/<str:client_id>/switch", client.switch, name="operator-switch"),
    path("operator/people", people.people, name="operator-people"),
    path("operator/people/find", people.find, name="operator-people-find"),
    path("operator/people/sessions", people.end_sessions, name="operator-people-sessions"),
    path("operator/people/switch", people.switch, name="operator-people-switch"),
    path("clients/<str:client_id>/logo", logo, name="client-logo"),
]
