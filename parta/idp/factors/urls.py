from django.urls import path

from parta.idp.factors import by_passkey, own_passkeys, own_totp
from parta.idp.factors.choose import second_factor
from parta.idp.factors.own_code import own_code
from parta.idp.factors.own_recovery_codes import recovery_codes
from parta.idp.factors.own_sign_ins import sign_ins
from parta.idp.factors.second import second
from parta.idp.factors.signin import signin

urlpatterns = [
    path("signin", signin, name="signin"),
    path("signin/second", second, name="signin-second"),
    path("signin/own-code", own_code, name="signin-own-code"),
    path("signin/passkey", by_passkey.by_passkey, name="signin-passkey"),
    path("signin/passkey/options", by_passkey.options, name="signin-passkey-options"),
    path("signin/passkey/offer", own_passkeys.offer, name="passkey-offer"),
    path("account/second-factor", second_factor, name="account-second-factor"),
    path("account/passkeys/new", own_passkeys.new, name="account-passkey-new"),
    path("account/passkeys/options", own_passkeys.options, name="account-passkey-options"),
    path("account/passkeys/remove", own_passkeys.remove, name="account-passkey-remove"),
    path("account/passkeys/<slug:key>", own_passkeys.name, name="account-passkey"),
    path("account/totp", own_totp.app, name="account-totp"),
    path("account/totp/off", own_totp.off, name="account-totp-off"),
    path("account/recovery-codes", recovery_codes, name="account-recovery-codes"),
    path("account/sign-ins", sign_ins, name="account-sign-ins"),
]
