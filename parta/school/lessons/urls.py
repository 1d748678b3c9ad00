"""Addresses of online lessons."""

from django.urls import path, register_converter

from parta.kit.row_key import RowKey
from parta.school.lessons import views

register_converter(RowKey, "key")

urlpatterns = [
    path("lessons/<key:lesson_id>/", views.lesson, name="lesson"),
    path("lessons/<key:lesson_id>/pass", views.new_pass, name="lesson-pass"),
    path("lessons/<key:lesson_id>/end", views.end_lesson, name="lesson-end"),
    path("lessons/webhook", views.webhook, name="lesson-webhook"),
]
