"""Which room answers which address."""

from django.urls import include, path

from vik import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("account/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("", include("desk.urls")),
    path("signalen/", include("signals.urls")),
    path("", include("subjects.urls")),
    path("casussen/", include("cases.urls")),
    path("maatregelen/", include("measures.urls")),
    path("controles/", include("inspections.urls")),
    path("casustafel/acties/", include("cases.urls_actions")),
    path("casustafel/", include("casustafel.urls")),
    path("bibob/", include("bibob.urls")),
    path("m-meldingen/", include("mreports.urls")),
    path("documenten/", include("documents.urls")),
    path("audit/", include("privacy.urls")),
    path("beheer/", include("administration.urls")),
]

handler400 = "vik.errors.bad_request"
handler403 = "vik.errors.forbidden"
handler404 = "vik.errors.not_found"
handler500 = "vik.errors.server_error"
