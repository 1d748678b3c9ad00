from django.apps import AppConfig


class Customers(AppConfig):
    name = "parta.bank.customers"
    label = "customers"
