from django.urls import path

from parta.live import views

urlpatterns = [
    path("ticket", views.ticket, name="live-ticket"),
    path("heads", views.current_heads, name="live-heads"),
]
