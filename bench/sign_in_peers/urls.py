from django.contrib.auth.views import LoginView
from django.urls import include, path

urlpatterns = [
    path("signin", LoginView.as_view(template_name="signin.html")),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]
