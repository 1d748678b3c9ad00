from django.urls import path

from parta.school.phone.views import phone

urlpatterns = [path("phone/", phone, name="phone")]
