"""Addresses of online lessons."""

from django.urls import path, register_converter

from parta.kit.row_key import RowKey
from parta.school.lessons import talk, views

register_converter(RowKey, "key")

urlpatterns = [
    path("lessons/<key:lesson_id>/", views.lesson, name="lesson"),
    path("lessons/<key:lesson_id>/pass", views.new_pass, name="lesson-pass"),
    path("lessons/<key:lesson_id>/end", views.end_lesson, name="lesson-end"),
    path("lessons/<key:lesson_id>/state", talk.state, name="lesson-state"),
    path("lessons/<key:lesson_id>/say", talk.say, name="lesson-say"),
    path("lessons/<key:lesson_id>/hand", talk.raise_hand, name="lesson-hand"),
    path("lessons/<key:lesson_id>/microphone", talk.microphone, name="lesson-microphone"),
    path("lessons/<key:lesson_id>/remove", talk.remove, name="lesson-remove"),
    path("lessons/<key:lesson_id>/let-in", talk.let_in, name="lesson-let-in"),
    path("lessons/<key:lesson_id>/ticket", talk.ticket, name="lesson-ticket"),
    path("lessons/<key:lesson_id>/heads", talk.current_heads, name="lesson-heads"),
    path("lessons/webhook", views.webhook, name="lesson-webhook"),
]
