from django_tasks import task

from parta.kit.notify import Channel, outbox


@task()
def deliver(channel: Channel, to: str, text: str, code: str | None) -> None:
    outbox.append(channel, to, text, code)
