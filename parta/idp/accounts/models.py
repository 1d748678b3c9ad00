from django.db import models


class Tries(models.Model):
    """Passwords tried lately for one person from one place, or from one address."""

    key = models.CharField(primary_key=True, max_length=64)
    tries = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)
    next_at = models.DateTimeField()
