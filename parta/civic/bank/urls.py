from django.urls import path

from parta.civic.bank.visit import choose, come_back, leave

urlpatterns = [
    path("level/bank", choose, name="level-bank"),
    path("level/bank/<slug:bank_key>", leave, name="level-bank-leave"),
    path("level/bank/<slug:bank_key>/callback", come_back, name="level-bank-back"),
]
