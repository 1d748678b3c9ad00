from django.urls import path

from parta.civic.assurance.documents import documents
from parta.civic.assurance.level import level

urlpatterns = [
    path("level", level, name="level"),
    path("level/documents", documents, name="level-documents"),
]
