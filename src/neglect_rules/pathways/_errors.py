"""What can go wrong with a directory or a calendar."""

from __future__ import annotations

from neglect_rules.errors import DocumentError


class DirectoryError(DocumentError):
    """The author of a directory must act."""


class CalendarError(DocumentError):
    """The calendar cannot be read, or does not know the year that is asked about.

    A year that is missing is never taken for one without holidays.
    """
