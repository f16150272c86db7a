"""Addresses of /beheer/lijsten/."""

from django.urls import path

from administration import reference_views as views

urlpatterns = [
    path("", views.Lists.as_view(), name="reference"),
    path("<slug:list>/", views.OneList.as_view(), name="reference_list"),
    path("<slug:list>/nieuw/", views.Add.as_view(), name="reference_add"),
    path("<slug:list>/<uuid:entry>/", views.OneEntry.as_view(), name="reference_entry"),
    path("<slug:list>/<uuid:entry>/voorbeeld/", views.Sample.as_view(), name="reference_sample"),
    path("<slug:list>/<uuid:entry>/verbeteren/", views.Correct.as_view(), name="reference_correct"),
    path("<slug:list>/<uuid:entry>/vernieuwen/", views.Renew.as_view(), name="reference_renew"),
    path("<slug:list>/<uuid:entry>/vervallen/", views.End.as_view(), name="reference_end"),
]
