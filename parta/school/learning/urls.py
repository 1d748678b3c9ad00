from django.urls import path

from parta.school.learning import views

urlpatterns = [
    path("learning/callback", views.callback, name="learning-callback"),
    path("learning/other/", views.other, name="learning-other"),
    path("learning/stopped/", views.page, name="learning-stopped"),
]
