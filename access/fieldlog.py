"""Field changes of every kind of record are logged, without a room having to remember it."""

from django.apps import apps

from access.records import ProtectedModel
from audit.fields import track


def track_all() -> None:
    """Register all protected tables with the field log, except those that say why not."""
    for model in apps.get_models():
        if issubclass(model, ProtectedModel) and model.track_changes:
            track(model)
