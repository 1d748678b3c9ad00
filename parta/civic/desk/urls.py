from django.urls import path

from parta.civic.desk.reception import decide, desk, find

urlpatterns = [
    path("desk", desk, name="desk"),
    path("desk/find", find, name="desk-find"),
    path("desk/decide", decide, name="desk-decide"),
]
