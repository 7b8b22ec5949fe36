"""Hypothesis profiles, and nothing else.

On a continuous-integration machine the examples are the same in every run, so that a
red build is about the change under review; the nightly run looks further, at random.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_PROFILES = {"fast": 15, "default": 100, "nightly": 5000}

for _name, _examples in _PROFILES.items():
    settings.register_profile(
        _name,
        max_examples=_examples,
        deadline=None,
        derandomize=bool(os.environ.get("CI")) and _name != "nightly",
        suppress_health_check=[HealthCheck.too_slow],
    )

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
