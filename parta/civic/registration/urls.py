from django.urls import path

from parta.civic.registration.code import code
from parta.civic.registration.password import password
from parta.civic.registration.register import register
from parta.civic.registration.registered import registered

urlpatterns = [
    path("register", register, name="register"),
    path("register/code", code, name="register-code"),
    path("register/password", password, name="register-password"),
    path("registered", registered, name="registered"),
]
