"""A batch of runs: points × seeds × departments, in chunks that fit the cache."""

from __future__ import annotations
