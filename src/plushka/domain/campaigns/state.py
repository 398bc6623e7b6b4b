"""Where a campaign stands at a moment."""

import datetime as dt
from typing import Literal

from plushka.domain.campaigns.models import CampaignVersion

type State = Literal["draft", "coming", "running", "ended", "stopped"]


def state_of(version: CampaignVersion | None, at: dt.datetime) -> State:
    """Say it of the newest version; a campaign that was never launched is a draft."""
    if version is None:
        return "draft"
    if version.is_stopped:
        return "stopped"
    if version.ends_at is not None and version.ends_at <= at:
        return "ended"
    return "coming" if at < version.starts_at else "running"
