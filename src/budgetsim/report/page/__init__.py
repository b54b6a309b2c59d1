"""A report as one HTML file: findings first, then figures, numbers, method and provenance; English and Chinese.

>>> from budgetsim.report.page import make_report, read_sources
>>> sources = read_sources([Path("results/run-wangcheng_2022-1a2b3c4d")])  # doctest: +SKIP
>>> report = make_report(sources, language="zh")  # doctest: +SKIP
>>> report.html, report.findings  # doctest: +SKIP
"""

from __future__ import annotations

from budgetsim.report.page.make import Report, make_report
from budgetsim.report.page.source import ReportError, Source, read_sources

__all__ = ["Report", "ReportError", "Source", "make_report", "read_sources"]
