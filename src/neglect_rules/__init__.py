"""Placeholder: the public names are written by the package's author."""

from __future__ import annotations
