from django.urls import path
from django.views.generic import RedirectView

from parta.civic.desk import day, recover, regain, second
from parta.civic.desk.reception import decide, desk, find
from parta.civic.desk.show_code import desk_code

urlpatterns = [
    path("level/desk", desk_code, name="level-desk"),
    path("desk", desk, name="desk"),
    path("desk/find", find, name="desk-find"),
    path("desk/decide", decide, name="desk-decide"),
    path("desk/recover", recover.page, name="desk-recover"),
    path("desk/recover/find", recover.find, name="desk-recover-find"),
    path("desk/recover/decide", recover.decide, name="desk-recover-decide"),
    path("desk/second", second.page, name="desk-second"),
    path("desk/second/take", second.take, name="desk-second-take"),
    path("desk/second/decide", second.decide, name="desk-second-decide"),
    path("desk/day", day.day, name="desk-day"),
    path("desk/day.csv", day.download, name="desk-day-file"),
    path("recover/desk", regain.regain, name="regain"),
    path("8", RedirectView.as_view(pattern_name="regain"), name="regain-said"),  # to be dictated
    path("recover/desk/code", regain.code, name="regain-code"),
    path("recover/desk/wait", regain.wait, name="regain-wait"),
]
