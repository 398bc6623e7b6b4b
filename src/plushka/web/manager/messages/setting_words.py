"""What the settings of providers are called, and what is to be known of them."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Text = Any | str | Promise

NAMES: Mapping[str, Text] = {
    "account_sid": _("Account SID"),
    "alphabet": _("Plain alphabet of the provider"),
    "answer_within": _("Seconds to wait for an answer"),
    "api": _("Address of the API"),
    "app": _("Name of our application there"),
    "bounces": _("Address that letters come back to"),
    "caller": _("Number that is shown to whom we call"),
    "country": _("Country whose way of writing phones is used"),
    "endpoint": _("Line that calls go out by"),
    "sounds": _("Folder of sounds"),
    "api_id": _("Key of the API (api_id)"),
    "auth_token": _("Secret token (Auth Token)"),
    "authority": _("Certificate of an authority of your own (PEM)"),
    "confirmation": _("What VK wants to be answered"),
    "contact": _("Where browsers’ services write to you"),
    "domain": _("SIP provider"),
    "enquire_every": _("Seconds of silence before we ask whether the provider is there"),
    "group_id": _("Number of the community"),
    "hook_secret": _("Secret word in the address for the provider"),
    "host": _("Server"),
    "id_tag": _("Tag that carries our number of a message"),
    "login": _("Login"),
    "password": _("Password"),
    "per_second": _("Messages a second at most"),
    "port": _("Port"),
    "receipt_ids": _("How reports write the number of a message"),
    "reply_to": _("Where answers go"),
    "security": _("Protection of the line"),
    "sender": _("Sender’s name"),
    "sender_name": _("Sender’s name"),
    "services": _("Services of browsers that may be called"),
    "smsc": _("Route of Kannel (smsc-id)"),
    "sound": _("File of the sound"),
    "system_id": _("Name of the account (system_id)"),
    "system_type": _("Kind of system (system_type)"),
    "tls": _("The line is encrypted (TLS)"),
    "token": _("Token"),
    "url": _("Address of the provider"),
    "user": _("User"),
    "username": _("User"),
    "voice": _("Who speaks"),
    "wait_seconds": _("Seconds to wait for a key"),
    "window": _("Messages that wait for an answer together"),
}
"""By the names of settings; the same word is meant by all providers, but for those below."""

NAMES_OF: Mapping[tuple[str, str], Text] = {
    ("email_smtp", "sender"): _("Address that letters come from"),
    ("kannel", "url"): _("Address of sendsms"),
    ("telegram", "token"): _("Token of the bot"),
    ("vk", "token"): _("Access token of the community"),
    ("twilio", "sender"): _("Sender’s phone or name"),
    ("smsc_voice", "sender"): _("Number that is shown to whom we call"),
    ("turbosms", "sender"): _("Sender’s name"),
    ("twilio_voice", "sender"): _("Number that is shown to whom we call"),
}

HINTS: Mapping[str, Text] = {
    "bounces": _(
        "Each letter has one of its own there, with a plus. Your mail server hands them to us."
    ),
    "country": _("Two letters, such as RU or UA."),
    "confirmation": _("A short word that VK shows where the community’s Callback API is set up."),
    "contact": _("An address such as mailto:shop@example.com or https://shop.example."),
    "hook_secret": _("Write it down now: it is not shown again. It keeps strangers’ calls out."),
    "id_tag": _("0 for none. It lets the provider send a message once, however often we try."),
    "per_second": _("0 for no limit."),
    "services": _("One address a line."),
    "sound": _("The .wav file that aufile of baresip’s configuration names."),
    "tls": _("As it should be over the internet."),
}

HINTS_OF: Mapping[tuple[str, str], Text] = {
    ("email_smtp", "password"): _("Of the mailbox, or one made for programs."),
    ("email_smtp", "port"): _("587 with STARTTLS, 465 with TLS."),
    ("email_smtp", "user"): _("Empty where the server asks nobody."),
    ("email_smtp", "sender_name"): _("People see it beside the address."),
    ("email_smtp", "reply_to"): _("Empty: to the address that letters come from."),
    ("smsc_ru", "url"): _("https://smsc.ru, https://smsc.ua or https://smsc.kz."),
    ("smsc_ru", "password"): _("The account’s, or one made for programs only."),
    ("smsc_voice", "url"): _("https://smsc.ru, https://smsc.ua or https://smsc.kz."),
    ("smsc_voice", "password"): _("The account’s, or one made for programs only."),
    ("smsc_voice", "sender"): _("With a plus and the country, as registered there: +78001234567."),
    ("smsc_voice", "voice"): _("m is a man, w a woman, w2 another woman. Empty: as they like."),
    ("telegram", "token"): _("@BotFather gives it: digits, a colon and letters."),
    ("twilio", "sender"): _("As Twilio gave it to you: +15005550006."),
    ("twilio_voice", "sender"): _("As Twilio gave it to you: +15005550006."),
    ("twilio_voice", "voice"): _("A voice by Twilio’s name for it. Empty: as they like."),
    ("vk", "token"): _("With the rights to messages and to manage the community."),
    ("asterisk", "url"): "https://pbx.example:8089/ari",
    ("kannel", "url"): _("Such as http://127.0.0.1:13013/cgi-bin/sendsms."),
    ("smpp", "password"): _("The standard allows eight letters; some providers take more."),
    ("smpp", "system_type"): _("Only where your provider asks for one."),
}

SENDER_HINT = _("Up to 11 Latin letters, as registered with the provider.")

CHOICES: Mapping[str, Text] = {
    "STARTTLS": "STARTTLS",
    "TLS": "TLS",
    "NONE": _("none"),
    "GSM": "GSM 03.38",
    "LATIN1": "Latin-1",
    "SAME": _("as in the answer"),
    "DECIMAL": _("as decimal digits"),
    "HEX": _("as hexadecimal digits"),
}
