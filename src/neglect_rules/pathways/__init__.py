"""From a decision to people: who can be rung, in which order, and what is due by when.

A route is never empty, the emergency contact is always on it, and what nobody published
is never filled in.
"""

from __future__ import annotations

from neglect_rules.pathways._calendar import (
    Calendar,
    add_working_days,
    is_working_day,
    load_calendar,
    shipped_calendar,
)
from neglect_rules.pathways._duties import Due, due, overdue
from neglect_rules.pathways._entry import Entry, Notice
from neglect_rules.pathways._errors import CalendarError, DirectoryError
from neglect_rules.pathways._load import (
    load_directory,
    read_directory,
    shipped_areas,
    shipped_directory,
)
from neglect_rules.pathways._model import NEEDS, Audience, Contact, Directory, Need
from neglect_rules.pathways._needs import Outcomes, Result, Routable
from neglect_rules.pathways._route import Route, route

__all__ = [
    "NEEDS",
    "Audience",
    "Calendar",
    "CalendarError",
    "Contact",
    "Directory",
    "DirectoryError",
    "Due",
    "Entry",
    "Need",
    "Notice",
    "Outcomes",
    "Result",
    "Routable",
    "Route",
    "add_working_days",
    "due",
    "is_working_day",
    "load_calendar",
    "load_directory",
    "overdue",
    "read_directory",
    "route",
    "shipped_areas",
    "shipped_calendar",
    "shipped_directory",
]
