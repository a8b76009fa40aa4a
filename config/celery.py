"""Celery: RabbitMQ or Redis by ``CELERY_BROKER_URL``; without one, files under ``var/queue`` and a real worker.

The broker is never the durability: a job's row is, and the sweep hands out again what a broker lost.
"""

from __future__ import annotations

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
TRANSPORT_ALIASES["filesystem"] = "core.queue:Transport"
app = Celery("registry")


def configure() -> None:
    """Read the settings; importing this module must not need a configured Django before that."""
    from django.conf import settings

    app.conf.update(
        broker_url=settings.CELERY_BROKER_URL,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        task_time_limit=settings.SANDBOX["wall_s"] + 300,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=3,
        timezone=settings.TIME_ZONE,
        beat_schedule={"sweep": {"task": "core.sweep", "schedule": settings.SWEEP_SECONDS}},
        beat_schedule_filename=str(settings.VAR_DIR / "beat"),
    )
    if settings.CELERY_BROKER_URL.startswith("filesystem://"):
        folder = settings.CELERY_QUEUE_DIR
        options: dict[str, object] = {"polling_interval": 0.1, "store_processed": False}
        for key, name in (("data_folder_in", "in"), ("data_folder_out", "in"), ("control_folder", "control")):
            (folder / name).mkdir(parents=True, exist_ok=True)
            options[key] = str(folder / name)
        app.conf.broker_transport_options = options
    else:
        app.conf.broker_transport_options = {"visibility_timeout": settings.SANDBOX["wall_s"] + 600}


configure()
app.autodiscover_tasks()
