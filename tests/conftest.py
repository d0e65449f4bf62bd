"""What all tests share: hypothesis without a clock, because other machines are slower."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("evolve", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("evolve")
