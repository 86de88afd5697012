"""The time zone of the days that we speak of; moments are kept in UTC."""

from __future__ import annotations

from datetime import timedelta, timezone

CHINA = timezone(timedelta(hours=8))  # China Standard Time, the same in all of China and all year
