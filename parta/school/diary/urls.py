"""Addresses of the diary and of the teacher's day and week."""

from django.urls import path

from parta.school.diary import child, my_day, my_week, own, take_back

urlpatterns = [
    path("diary/", own.diary, name="diary"),
    path("diary/<uuid:child_uid>/", child.child, name="child-diary"),
    path("day/", my_day.my_day, name="day"),
    path("week/", my_week.my_week, name="week"),
    path("day/online/", my_day.online, name="hold-online"),
    path("day/offline/", take_back.offline, name="hold-offline"),
]
