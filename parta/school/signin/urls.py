"""Addresses of signing in and out."""

from django.urls import path

from parta.school.signin import ended, signout, stopped, views, who

urlpatterns = [
    path("signin/", views.signin, name="signin"),
    path("signin/callback", views.callback, name="signin-callback"),
    path("signin/backchannel-logout", ended.ended, name="signin-ended"),
    path("signin/again/", views.again, name="signin-again"),
    path("signin/leave/", signout.leave, name="signin-leave"),
    path("signin/stopped/", stopped.page, name="signin-stopped"),
    path("signin/who/", who.who, name="signin-who"),
    path("signout/", signout.signout, name="signout"),
    path("signout/next/", signout.signout_next, name="signout-next"),
]
