from django.db import models

from parta.kit import clock


class AuditEvent(models.Model):
    """One deed or refusal.  Rows are only ever added: triggers refuse the rest."""

    ts = models.DateTimeField(default=clock.now)
    scope = models.CharField(max_length=40, blank=True)  # its school; "" where none is meant
    actor = models.CharField(max_length=64)  # a person's key, or "system"
    acting_role = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=60)
    object = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)  # before, after, reason
    request_id = models.CharField(max_length=8, blank=True)
    network = models.CharField(max_length=43, blank=True)

    class Meta:
        db_table = "audit_event"
        indexes = [
            models.Index(fields=["scope", "-id"], name="audit_of_scope"),
            models.Index(fields=["scope", "action", "-id"], name="audit_of_action"),
            models.Index(fields=["scope", "ts"], name="audit_of_time"),
            models.Index(fields=["object", "-id"], name="audit_of_object"),
            models.Index(fields=["actor", "-id"], name="audit_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.object}"
