### What every study asks, and parts of the help.

ask-panel-question = What to ask
ask-panel-design = Design
ask-panel-running = What to simulate
ask-panel-code = Code of your own
ask-panel-output = Output
ask-panel-arguments = Arguments
ask-panel-options = Options
ask-panel-commands = Commands
ask-panel-addresses = Behind a proxy
ask-panel-limits = Limits
ask-default = { $text } Default: { $default }.
ask-try = Try:
ask-name = Name of the study, which also names its directory; default: the scenario’s.
ask-behaviour = Function that decides for departments instead of the model’s rules: module:function or file.py:function.
ask-replications = Number of seeds.
ask-settings = Change a parameter; repeatable. `budgetsim parameters` lists the keys. A lever that the scenario itself moves later is set until then; KEY@all sets it in all years.
ask-years = Recorded years; default: the scenario’s.
ask-seed = First seed; the others follow.
ask-workers = Parts that run at once: in threads if they are compiled, else in processes; default: one for small work, all processors for much.
ask-scheduler = Dask scheduler, such as tcp://host:8786, whose workers run the work; --workers is then not used.
ask-engine = Engine: auto, compiled or numpy; no number depends on it. Default: what BUDGETSIM_ENGINE says, or auto, which compiles what is worth it.
ask-out = Directory of the results; default: a new one under results/, named after command and scenario. The same study there is resumed.
ask-dry-run = Say what would be run and what it takes (runs, time, disk), and stop.
ask-figures = Draw figures.
ask-figure-format = Format of figures: png, svg or pdf; repeatable. Default: png.
ask-dpi = Points per inch of PNG figures; default: 300.
ask-json = Print one JSON document on standard output.
ask-markdown = Print the answer as Markdown.
ask-quiet = Print errors and warnings only.
ask-status = Say how far the study in a directory is.
ask-status-needs = --status needs the directory of a study; { $given } is none
ask-departments = Store the yearly panel of departments too.
ask-keep = Store less of every run, by comma: outcomes by name; years=last:3 or years=1,5,last:3 for some years, or means for their mean over the study’s last years alone; float32 for numbers of seven digits. Default: all outcomes of every year.
ask-policy-rule = Function that sets next year’s levers from what the bureau saw: module:function or file.py:function.
ask-parameters = point: declared parameters alone; posterior: draws of all parameters that nobody knows; or a FILE of draws of your own (CSV or Parquet). Default: posterior, but point with --behaviour, --policy-rule or --departments.
ask-draws = Draws of the parameters. Default: 64.
