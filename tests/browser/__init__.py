"""The lab, the report and Mesa's page in a real browser."""
