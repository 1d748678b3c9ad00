from django.urls import path

from parta.learnid.signin.about import about, check
from parta.learnid.signin.choose import choose
from parta.learnid.signin.code import code
from parta.learnid.signin.create import create
from parta.learnid.signin.password import password
from parta.learnid.signin.phone import phone
from parta.learnid.signin.recover import recover
from parta.learnid.signin.rules import Step
from parta.learnid.signin.stand import RECOVER

urlpatterns = [
    path("signin", phone, name=Step.PHONE),
    path("signin/password", password, name=Step.PASSWORD),
    path("signin/code", code, name=Step.CODE),
    path("profile/choose", choose, name=Step.CHOOSE),
    path("profile/create", create, name=Step.CREATE),
    path("profile/about", about, name=Step.ABOUT),
    path("profile/check", check, name=Step.CHECK),
    path("profile/recover", recover, name=RECOVER),
]
