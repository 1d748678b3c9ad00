from django.urls import path

from parta.idp.cabinet.close import close_account, closed, closing, have_back
from parta.idp.cabinet.consents import withdraw
from parta.idp.cabinet.data import data
from parta.idp.cabinet.password import password
from parta.idp.cabinet.recover import code, new_password, recover
from parta.idp.cabinet.security import security
from parta.idp.cabinet.sessions import end_others, end_session

urlpatterns = [
    path("account/data", data, name="account-data"),
    path("account/close", close_account, name="account-close"),
    path("closed", closed, name="account-closed"),
    path("account/closing", closing, name="account-closing"),
    path("account/closing/have-back", have_back, name="account-have-back"),
    path("account/security", security, name="account-security"),
    path("account/password", password, name="account-password"),
    path("account/sessions/end", end_session, name="account-session-end"),
    path("account/sessions/end-others", end_others, name="account-sessions-end"),
    path("account/consents/withdraw", withdraw, name="account-consent-withdraw"),
    path("recover", recover, name="recover"),
    path("recover/code", code, name="recover-code"),
    path("recover/password", new_password, name="recover-password"),
]
