### What every study asks, and parts of the help.

ask-panel-question = What to ask
ask-panel-design = Design
ask-panel-running = What to simulate
ask-panel-code = Code of your own
ask-panel-output = Output
ask-default = { $text } Default: { $default }.
ask-try = Try:
ask-name = Name of the study, which also names its directory; default: the scenario’s.
ask-behaviour = Function that decides for departments instead of the model’s rules: module:function or file.py:function.
ask-replications = Number of seeds.
ask-settings = Change a parameter; repeatable. `budgetsim parameters` lists the keys. A lever that the scenario itself moves later is set until then; KEY@all sets it in all years.
ask-years = Recorded years; default: the scenario’s.
ask-seed = First seed; the others follow.
ask-workers = Processes; default: one for small work, all processors for much.
ask-scheduler = Dask scheduler, such as tcp://host:8786, whose workers run the work; --workers is then not used.
ask-out = Directory of the results; default: a new one under results/, named after command and scenario. The same study there is resumed.
ask-dry-run = Say what would be run and what it takes (runs, time, disk), and stop.
ask-figures = Draw figures.
ask-figure-format = Format of figures: { $options }; repeatable. Default: png.
ask-dpi = Points per inch of PNG figures; default: 300.
ask-json = Print one JSON document on standard output.
ask-quiet = Print errors and warnings only.
ask-language = Language of what is printed: { $options }.
ask-departments = Store the yearly panel of departments too.
ask-policy-rule = Function that sets next year’s levers from what the bureau saw: module:function or file.py:function.
