"""The teaching lab in the browser: *Explore*, *Play*, *Lessons*, *Inspect* (``budgetsim app``; extra ``lab``)."""
