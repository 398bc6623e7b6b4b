"""Addresses of the pages about messages."""

from django.urls import path

from plushka.web.manager.views import (
    message_blocks,
    message_connections,
    message_costs,
    message_journal,
    message_rules,
    message_texts,
)

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
    path("messages/rules", message_rules.rules, name="manager-message-rules"),
    path("messages/rules/change", message_rules.change, name="manager-message-rules-change"),
    path(
        "messages/connections",
        message_connections.connections,
        name="manager-message-connections",
    ),
    path(
        "messages/connections/new/<slug:code>",
        message_connections.new,
        name="manager-message-connection-new",
    ),
    path(
        "messages/connections/<uuid:connection_id>",
        message_connections.connection,
        name="manager-message-connection",
    ),
    path(
        "messages/connections/<uuid:connection_id>/try",
        message_connections.try_it,
        name="manager-message-connection-try",
    ),
    path(
        "messages/connections/<uuid:connection_id>/listen",
        message_connections.listen_by,
        name="manager-message-connection-listen",
    ),
    path(
        "messages/connections/<uuid:connection_id>/switch",
        message_connections.switch,
        name="manager-message-connection-switch",
    ),
    path(
        "messages/connections/<uuid:connection_id>/place",
        message_connections.place,
        name="manager-message-connection-place",
    ),
    path(
        "messages/connections/<uuid:connection_id>/remove",
        message_connections.remove,
        name="manager-message-connection-remove",
    ),
    path("messages/journal", message_journal.entries, name="manager-message-journal"),
    path("messages/journal/find", message_journal.find, name="manager-message-journal-find"),
    path("messages/trouble", message_journal.trouble, name="manager-message-trouble"),
    path(
        "messages/trouble/again",
        message_journal.send_again,
        name="manager-message-send-again",
    ),
    path("messages/blocked", message_blocks.blocks, name="manager-message-blocks"),
    path("messages/blocked/add", message_blocks.block, name="manager-message-block"),
    path(
        "messages/blocked/<uuid:block_id>/lift",
        message_blocks.lift,
        name="manager-message-block-lift",
    ),
]
