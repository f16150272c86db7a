"""What runs by itself, and when; times are those of Amsterdam."""

from celery.schedules import crontab

TIMETABLE: dict[str, dict[str, object]] = {
    "end rights whose term has passed": {
        "task": "administration.tasks.expire_rights",
        "schedule": crontab(minute="5"),
    },
    "sign the last audit line and keep it outside the database": {
        "task": "audit.tasks.write_checkpoint",
        "schedule": crontab(minute="0"),
    },
    "rebuild who may see what, and compare": {
        "task": "access.tasks.rebuild_acl",
        "schedule": crontab(hour="2", minute="30"),
    },
    "go on with imports whose worker fell away": {
        "task": "signals.tasks.resume_imports",
        "schedule": crontab(minute="*/10"),
    },
    "forget received files after their term": {
        "task": "signals.tasks.forget_imports",
        "schedule": crontab(hour="3", minute="45"),
    },
    "seal what was decided, should the worker have missed it": {
        "task": "signals.tasks.seal_due",
        "schedule": crontab(minute="*/10"),
    },
    "destroy the keys of sealed signals after their year": {
        "task": "signals.tasks.destroy_expired_seals",
        "schedule": crontab(hour="3", minute="15"),
    },
    "let terms follow the passing of days": {
        "task": "measures.tasks.follow_terms",
        "schedule": crontab(hour="5", minute="10"),
    },
    "go on with old registers whose worker fell away": {
        "task": "measures.tasks.resume_registers",
        "schedule": crontab(minute="*/10"),
    },
    "go on with dossiers whose worker fell away": {
        "task": "measures.tasks.resume_dossiers",
        "schedule": crontab(minute="*/10"),
    },
    "remind who handles a term that comes near": {
        "task": "measures.tasks.remind_of_terms",
        "schedule": crontab(hour="6", minute="30"),
    },
    "remind who owns an action whose day comes near": {
        "task": "cases.tasks.remind_of_actions",
        "schedule": crontab(hour="6", minute="35"),
    },
    "propose the destruction of cases after their term": {
        "task": "cases.tasks.propose_destructions",
        "schedule": crontab(hour="3", minute="25"),
    },
    "tell who led a control of a second visit": {
        "task": "inspections.tasks.remind_of_revisits",
        "schedule": crontab(hour="6", minute="40"),
    },
    "let ended searches go": {
        "task": "desk.tasks.forget_ended_searches",
        "schedule": crontab(hour="4", minute="20"),
    },
    "remove stored files that belong to nothing": {
        "task": "documents.tasks.remove_orphans",
        "schedule": crontab(hour="4", minute="10"),
    },
}
