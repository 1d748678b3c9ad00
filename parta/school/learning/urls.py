from django.urls import path

from parta.school.learning import ended, views

urlpatterns = [
    path("learning/callback", views.callback, name="learning-callback"),
    path("learning/backchannel-logout", ended.ended, name="learning-ended"),
    path("learning/help/", views.help_, name="learning-help"),
    path("learning/other/", views.other, name="learning-other"),
    path("learning/stopped/", views.page, name="learning-stopped"),
]
