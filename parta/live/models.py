from django.db import models


class Room(models.Model):
    """A stream of numbered events; `head` is the number of the last one."""

    name = models.CharField(max_length=64, primary_key=True)
    head = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.name
