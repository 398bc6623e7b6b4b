"""Addresses of the pages about messages."""

from django.urls import path

from plushka.web.manager.views import message_costs, message_texts

urlpatterns = [
    path("messages/texts", message_texts.texts, name="manager-message-texts"),
    path("messages/texts/<slug:kind>", message_texts.text, name="manager-message-text"),
    path(
        "messages/texts/<slug:kind>/change",
        message_texts.change,
        name="manager-message-text-change",
    ),
    path(
        "messages/texts/<slug:kind>/preview",
        message_texts.preview,
        name="manager-message-text-preview",
    ),
    path("messages/texts/<slug:kind>/manner", message_texts.manner, name="manager-message-manner"),
    path("messages/costs", message_costs.costs, name="manager-message-costs"),
    path("messages/costs/put-in", message_costs.put_in, name="manager-message-funds"),
    path("messages/costs/warn", message_costs.warn, name="manager-message-warn"),
    path("messages/prices", message_costs.prices, name="manager-message-prices"),
    path(
        "messages/prices/change",
        message_costs.change_prices,
        name="manager-message-prices-change",
    ),
]
