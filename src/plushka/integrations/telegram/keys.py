"""Buttons, as Telegram draws them."""

from collections.abc import Sequence

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from plushka.integrations.chatting import Button


def markup(
    rows: Sequence[Sequence[Button]],
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    """Draw buttons under the message; a phone can only be asked for in the keyboard's place."""
    if not rows:
        return None
    if any(button.asks_phone for row in rows for button in row):
        return ReplyKeyboardMarkup(
            keyboard=[
                [KeyboardButton(text=one.label, request_contact=one.asks_phone) for one in row]
                for row in rows
            ],
            resize_keyboard=True,
            one_time_keyboard=True,
        )
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=one.label, callback_data=one.press) for one in row]
            for row in rows
        ]
    )
