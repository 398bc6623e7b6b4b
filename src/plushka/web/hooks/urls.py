"""The addresses that providers are told."""

from django.urls import path

from plushka.web.hooks import views

urlpatterns = [path("<slug:slug>/<uuid:connection_id>", views.hook, name="hook")]
