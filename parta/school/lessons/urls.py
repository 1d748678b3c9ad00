"""Addresses of online lessons."""

from django.urls import path

from parta.school.lessons import views

urlpatterns = [
    path("lessons/<int:lesson_id>/", views.lesson, name="lesson"),
    path("lessons/<int:lesson_id>/pass", views.new_pass, name="lesson-pass"),
    path("lessons/<int:lesson_id>/end", views.end_lesson, name="lesson-end"),
    path("lessons/webhook", views.webhook, name="lesson-webhook"),
]
