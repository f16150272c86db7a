"""The second lock on every table of the room."""

from django.db import migrations

from access.rls import protect_part, protect_record

RECORDS = ["signals_signal", "signals_report", "signals_reportdraft", "signals_importrun"]
PARTS = [
    ("signals_signalusergrant", "signals_signal", "content_object_id"),
    ("signals_signalgroupgrant", "signals_signal", "content_object_id"),
    ("signals_signalkey", "signals_signal", "signal_id"),
    ("signals_attachment", "signals_signal", "signal_id"),
    ("signals_assessment", "signals_signal", "signal_id"),
    ("signals_signalstep", "signals_signal", "signal_id"),
    ("signals_routing", "signals_signal", "signal_id"),
    ("signals_sealedcontent", "signals_signal", "signal_id"),
    ("signals_sealopening", "signals_signal", "signal_id"),
    ("signals_reportmessage", "signals_report", "report_id"),
    ("signals_importrow", "signals_importrun", "run_id"),
]


class Migration(migrations.Migration):
    dependencies = [("signals", "0001_initial")]
    operations = [
        *[migrations.RunSQL(*protect_record(table)) for table in RECORDS],
        *[migrations.RunSQL(*protect_part(*row)) for row in PARTS],
    ]
