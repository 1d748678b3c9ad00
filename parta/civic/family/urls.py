from django.urls import path

from parta.civic.family.add import add, code, password
from parta.civic.family.child import child, end_sessions, withdraw
from parta.civic.family.family import family
from parta.civic.family.leave import close_child, have_back, leave, remove_parent
from parta.civic.family.name import name

urlpatterns = [
    path("family", family, name="family"),
    path("family/add", add, name="family-add"),
    path("family/add/code", code, name="family-code"),
    path("family/add/password", password, name="family-password"),
    path("family/parents/remove", remove_parent, name="family-remove-parent"),
    path("family/<uuid:key>", child, name="family-child"),
    path("family/<uuid:key>/name", name, name="family-name"),
    path("family/<uuid:key>/sessions/end", end_sessions, name="family-sessions-end"),
    path("family/<uuid:key>/consents/withdraw", withdraw, name="family-withdraw"),
    path("family/<uuid:key>/leave", leave, name="family-leave"),
    path("family/<uuid:key>/close", close_child, name="family-close"),
    path("family/<uuid:key>/have-back", have_back, name="family-have-back"),
]
