from django.apps import AppConfig


class Accounts(AppConfig):
    name = "parta.idp.accounts"
    label = "accounts"
