### The command line: what commands do and what their flags mean, what they print and what they refuse.

## What commands do

cli-help = Simulate budget performance management: a finance bureau, its departments, and what each knows of the other.
cli-start = Start with: budgetsim scenarios list, then: budgetsim run wangcheng_2022
cli-help-report = Report results as one HTML file: findings in plain words, figures, numbers, method, provenance.
cli-more-report = The page loads nothing from elsewhere: send it, print it, open it from a disk. English and Chinese, light and dark are switched in it.
cli-help-results = List results, show what made them, compare two, give them more seeds, remove old ones.
cli-help-results-list = List directories of results: command, name, date, size, and whether they are finished.
cli-help-results-show = Show what a directory of results holds: the line that made it, how far it is, what was found.
cli-help-results-diff = Tell how two results differ: in their settings, and in their headline numbers.
cli-help-results-extend = Give finished results more seeds: what is there is kept, and the command that made them is done again.
cli-help-results-prune = Remove old or unfinished results; without --yes they are only listed.
cli-help-results-export = Write the tables of results for other programs: workbook, Stata, CSV, Parquet, with labels and a codebook.
cli-help-figures = List available figures, or redraw those of a results directory: for a paper, in another language or format.
cli-help-explain = Tell one department’s year: what it knew, what it chose and why, what was seen, what followed.
cli-more-explain = The numbers are those of the panel that `budgetsim run … --departments` stores for the same seed.
cli-help-app = Open the teaching lab: explore policies, play the bureau, take lessons, inspect a department.
cli-more-app = Needs the extra `lab` and no network. Only this machine can reach it unless --host says otherwise. Ctrl-C closes it.
cli-help-parameters = List every parameter: symbol, default, range, unit, meaning.
cli-help-outcomes = List every outcome: unit, which way is better, definition.
cli-help-scenarios = List scenarios, show one, check a file, begin a new one.
cli-help-scenarios-list = List the reference scenarios and what each is about.
cli-help-scenarios-show = Show a scenario: what it is, how it differs from its base, and what changes when.
cli-help-scenarios-check = Check a scenario file; every fault is told at once, and changes that move some years only are noted.
cli-help-scenarios-new = Write NAME.toml, a file to begin with: it loads as it is, and lists every lever with its meaning and range.
cli-help-data = Look at a bureau’s own file, and write it clean with the recipe that made it.
cli-help-data-check = Look at a file: how it is read, what cannot be read, and what is almost certainly an artefact of it.
cli-more-data-check = Nothing is refused: what is wrong is told with its rows, and with the lines of `[panel]` that would mend it.
cli-help-data-tidy = Write the clean panel in a file, and beside it the recipe (TOML) that made it.
cli-more-data-tidy = The same file with the same recipe gives the same bytes.
cli-help-forms = Write forms of practice (objectives, self-evaluations), and read filled ones.
cli-help-forms-write = Write an empty form as a workbook: objectives or self-evaluation of a project, or of a department as a whole.
cli-more-forms-write = Labels are in the language that is spoken; weights and sums follow the table of the Ministry of Finance (10, 50, 30, 10).
cli-help-forms-example = Write self-evaluations as the departments of a district of the model would fill them, a workbook a department.
cli-help-forms-read = Read filled forms, alone or in folders: which rules they break, by cell, and the panel of the departments.
cli-more-forms-read = Forms are known by their titles, cells by their headings, in any language; rows may be put in. Broken rules are told and stop nothing; cells that cannot be read stop the panel.
cli-help-survey = Write a questionnaire, read answers, set them beside the model’s, and make a scenario of them.
cli-help-survey-write = Write the questionnaire: statements on the four links and what stands behind them, answered from 1 to 5.
cli-help-survey-example = Write what people in the departments of a district of the model answer at the end of a run.
cli-help-survey-read = Tell what was answered on each scale and how reliably; beside what departments of the model answer.
cli-help-survey-map = Say what answers mean for levers and traits, with ranges; write the scenario, and a study that draws from them.

## What flags mean

cli-ask-help = Show this help and exit.
cli-ask-version = Print the version and exit.
cli-ask-install-completion = Install completion for the current shell.
cli-ask-show-completion = Print the completion script of the current shell, to copy or adapt it.
cli-ask-language = Language of help, messages, tables and figures: { $options }. Default: that of BUDGETSIM_LANGUAGE, or en.
cli-ask-scenario = Name of a reference scenario, or path of a TOML file.
cli-ask-name = Name of a reference scenario, or path of a TOML file.
cli-ask-file = Path of a TOML file, or name of a reference scenario.
cli-ask-directory = Directory of results.
cli-ask-first = The first directory of results.
cli-ask-second = The second directory of results.
cli-ask-root = Directory that holds the results.
cli-ask-parameters-markdown = Print the page of the documentation, which is in English.
cli-ask-outcomes-markdown = Print the page of the documentation, which is in English.
cli-ask-seed = Seed of the run.
cli-ask-scenarios-new-name = Name of the new scenario; the file is NAME.toml.
cli-ask-scenarios-new-base = Scenario whose values it starts from.
cli-ask-scenarios-show-full = Print every parameter as TOML instead.
cli-ask-parameters-group = Only this group: policy, department, bureau, district or protocol.
cli-ask-parameters-search = Only parameters whose name, symbol or meaning holds this text.
cli-ask-figures-results = Directory of results; without one, the catalogue is listed.
cli-ask-figures-only = Draw these figures only.
cli-ask-figures-out = Where the figures go; default: figures in RESULTS, figures/zh for Chinese ones.
cli-ask-report-results = Directories of results; several make one report.
cli-ask-report-out = The page; default: report.html in the directory, or ./report.html for several. An older one is replaced.
cli-ask-report-crate = Also pack results and page in this folder as a research object (RO-Crate, Process Run Crate).
cli-ask-report-show = Open the page in a browser.
cli-ask-results-extend-replications = Number of seeds that the results are to have in all.
cli-ask-results-prune-older = Only results older than so many days.
cli-ask-results-prune-unfinished = Only results that are not finished.
cli-ask-results-prune-yes = Remove them; otherwise they are only listed.
cli-ask-results-export-formats = xlsx, dta, csv or parquet; repeatable. Default: xlsx.
cli-ask-results-export-out = Where the files go; default: export in the directory. Older ones are replaced.
cli-ask-results-export-runs = Also write the outcomes of every run and year, and the departments if they were kept.
cli-ask-app-host = 127.0.0.1 is reached from this machine only, 0.0.0.0 from every machine of the network (a class).
cli-ask-app-port = Port; 0 takes any that is free.
cli-ask-app-open-browser = Open the page in the default browser.
cli-ask-app-workers = Processes that simulate while another one serves the pages; default: one for every further processor.
cli-ask-app-root-path = Path under which a proxy serves the lab, such as /lab, whether it strips it or not.
cli-ask-app-base-url = Address that browsers ask, such as https://lab.example.org/lab: allows its host, sets the root path, and makes cookies secure.
cli-ask-app-allow-host = Further name under which browsers may ask; repeatable. This machine’s own names are always allowed.
cli-ask-app-embed-in = Site whose pages may show the lab in a frame, such as https://moodle.example.org; repeatable.
cli-ask-app-lessons = Folder with lessons of your own, each a file NAME.toml; the link to one is /lessons/ and its id.
cli-ask-app-sessions = Largest number of open pages, some 3 MB each.
cli-ask-app-sessions-by-address = Largest number of open pages from one address; behind a proxy or a router all share one.
cli-ask-app-room = Open a room for a class under this class code: students join by phone, the lecturer leads from one page.
cli-ask-app-room-store = Folder in which rooms are kept; by default the one where programs keep the user’s data.
cli-ask-app-sides = Departments of a game with two sides: students play them in one district, under a bureau that a student, you or a rule plays.
cli-ask-app-scenario = Without a room, a scenario of your own, such as budgetsim data district writes, from which Explore and Inspect start too, with its departments by name and its money. With --room, the district that the class leads, of a reference scenario or a file of one’s own; later changes in it are left to the bureau.
cli-ask-app-idle-minutes = Minutes that the server keeps a page that is not connected; its work stays in the browser.

## Parts of the help

cli-usage = Usage:
cli-usage-options = OPTIONS
cli-usage-command = COMMAND …
cli-required = { $text } Required.

## What is wrong with a line

cli-try-help = Help: { $line }
cli-no-such-command = { $name }: there is no such command
cli-no-command = which command? None was given
cli-no-such-flag = { $flag }: there is no such option
cli-no-money = nothing that { $command } tells is an amount of money; in money tell: { $commands }
cli-missing = { $what } is missing
cli-takes-no-value = { $flag } takes no value
cli-needs-value = { $flag } needs a value
cli-too-many = there are too many words: { $words }
cli-twice = { $flag } is given different values ({ $given }), of which only the last would count; write it once
cli-no-such-language = { $where } { $code }: there is no such language; there are { $known }
cli-not-whole = { $value } is not a whole number from { $lower } to { $upper }
cli-not-an-option = { $value } is not one of the choices; { $hint }
cli-options = allowed: { $options }
cli-dpi-without-points = --dpi { $dpi } has no effect: { $formats } figures have no points; leave it out, or add --figure-format png
cli-format-without-figures = --figure-format { $formats } has no effect: --no-figures draws none; leave one of the two out
cli-dpi-without-figures = --dpi { $dpi } has no effect: --no-figures draws none; leave one of the two out
cli-workers-unused = --workers { $workers } has no effect: the workers of --scheduler run the parts; leave one of the two out

## What stops a command

cli-note = note: { $text }
cli-no-memory = not enough memory: ask for fewer --replications, --years or departments
cli-internal = internal error, a fault of budgetsim and not of the input ({ $error }). Set { $variable }=1 to see where it happened.
cli-interrupted = interrupted; what is finished is kept: { $how }
cli-same-command = the same command resumes where it stopped
cli-goes-on-in = the same command goes on in { $directory }
cli-json-and-markdown = --json and --markdown: choose one; both print to standard output
cli-interrupted-early = interrupted before anything was run; the same command starts anew
cli-interrupted-unkept = interrupted; nothing is kept, the same command starts anew
cli-code-raised = { $name } raised { $error }
cli-code-raised-in-line = { $name }, line { $line } raised { $error }
cli-out-of-directory = --out does not go with a directory: { $directory } holds its own runs, and the answer too

## Results, figures, reports

cli-results = Results: { $directory } ({ $files })
cli-results-runs = Results: { $directory } ({ $files }; the runs in { $runs }/)
cli-figure = Figure: { $files }
cli-head-figure = figure
cli-head-shows = what it shows
cli-head-drawn-from = drawn from
cli-no-such-figure = there is no such figure
cli-names-nothing = names no figure
cli-figures-list = `budgetsim figures` lists all
cli-figure-needs = { $figure } needs { $source }
cli-figures-without-results = --only { $names }: no results were given
cli-figures-without-data = --only { $names }: { $directory } does not hold the data
cli-not-drawn = not drawn: { $names }; { $reason }
cli-figures-not-written = figures cannot be written to { $folder }: { $reason }
cli-report-of-nothing = --report: nothing is run, so that there is nothing to report; leave it out
cli-report-nowhere = --report: nothing is kept without a directory; say --out DIR
cli-report = Report: { $page } ({ $size } MB; open it in a browser)
cli-crate = Research object: { $folder } (ro-crate-metadata.json)
cli-out-is-directory = --out { $out } is a directory; name the file, such as { $example }
cli-out-no-page = --out { $out }: a page ends in .html, such as { $example }

## How far a study is

cli-state-complete = complete
cli-state-running = running now
cli-state-interrupted = interrupted
cli-state-failed = ended with failed parts
cli-state-stopped = stopped before its end
cli-state-damaged = ended, but parts have been damaged since
cli-status-rounds = Rounds: { $rounds }, { $runs } runs.
cli-status-runs = Runs: { $done } of { $runs } ({ $share }) in { $done_parts } of { $parts } parts.
cli-status-rate = Rate: { $rate } runs per second.
cli-status-rate-left = Rate: { $rate } runs per second, about { $left } left.
cli-status-damaged = Damaged: { $names }; made anew when the study goes on.
cli-status-damaged-many = Damaged: { $names } and { $more } more; made anew when the study goes on.
cli-status-failed = Failed: part { $part }: { $error } (see { $file })
cli-status-go-on = To go on: the same command again
cli-status-go-on-there = To go on: { $line }
cli-status-planned = { $directory }: another process has begun a study here and is planning it; ask again in a moment

## Scenarios

cli-head-scenario = scenario
cli-head-extends = extends
cli-head-what = what it is
cli-head-parameter = parameter
cli-head-here = here
cli-head-year = year
cli-head-for = for
cli-head-lever = lever
cli-head-before = before
cli-head-then = then
cli-no-description = (no description)
cli-defaults = the defaults
cli-all-as-in = All parameters are as in { $base }.
cli-changes = Changes over time
cli-for-all = all
cli-for-random = { $share } of departments, at random
cli-for-risk = { $share } of departments, those tempted most
cli-for-archetype = { $share } of { $archetype } departments
cli-money = Money: budgets of the first year add up to { $budgets } { $unit }.
cli-roster = Departments: { $number } of the user’s own, { $first } first.
cli-scenario-size = { $years ->
    [one] 1 year
   *[other] { $years } years
}, { $departments ->
    [one] 1 department
   *[other] { $departments } departments
}. --full prints every parameter.
cli-valid = { $file } is valid: scenario { $scenario }, { $parameters ->
    [one] 1 parameter
   *[other] { $parameters } parameters
} other than in { $base }, { $changes ->
    [one] 1 change
   *[other] { $changes } changes
} over time, { $years ->
    [one] 1 year
   *[other] { $years } years
}, { $departments ->
    [one] 1 department
   *[other] { $departments } departments
}.
cli-idle-change = the change of year { $year } does not move everything: { $lever } = { $value } is its value already
cli-wrong-name = the name { $name } { $problem }
cli-reference-name = '{ $name }' is the name of a reference scenario; choose another, such as 'my_{ $name }'
cli-exists = { $path } exists already and is left as it is; choose another name, or remove it first
cli-no-name = --out: this is no name of a file; write one, such as mine.toml
cli-ending = --out { $path }: what is written ends in { $ending }; write --out { $meant }
cli-no-folder = { $path }: there is no directory { $folder }; make it first, or name another
cli-written = { $path } is written. Edit it, then: budgetsim scenarios check { $path }
cli-no-department = { $scenario } has the departments 0 to { $last }
cli-or-roster = a name of the roster will do too, such as { $example }

## A new scenario file

cli-template-lead = A scenario of budgetsim. What is not written here keeps the value of the scenario that it extends, or else the declared default. Remove the # before a line to change it.
cli-template-check = Check it:
cli-template-run = Run it:
cli-template-description = What is different here, and why.
cli-template-changes = Levers may move in later years, for all departments or for some. A block may be repeated; it overrules the base’s of the same year.
cli-template-group = `budgetsim parameters --group { $group }` lists its parameters
cli-template-from-first = from year { $year } { $scenario } sets { $value }: move it in [[change]] below, or in all years:
cli-template-moved = from year { $year } { $scenario } sets { $value }: move it in [[change]] below, or in all years as { $lever }
cli-template-as-in = as in { $scenario }
cli-template-year = the first recorded year is 1
cli-template-share = half of the departments, drawn at random: treated and control units

## Parameters and outcomes

cli-head-name = name
cli-head-symbol = symbol
cli-head-default = default
cli-head-range = range
cli-head-in-studies = in studies
cli-head-unit = unit
cli-head-meaning = meaning
cli-head-source = source
cli-head-basis = basis
cli-head-reason = reason of the range
cli-head-better = better
cli-head-definition = definition
cli-direction-up = more
cli-direction-down = less
cli-direction-neither = –
cli-any = any
cli-range = { $low } to { $high }
cli-meaning-symbol = { $meaning } ({ $symbol })
cli-group-policy = levers of the finance bureau and its superior; a [[change]] may move them over time
cli-group-department = what departments are like
cli-group-bureau = what the bureau can do, and its formulas
cli-group-district = how many departments, of which kind
cli-group-protocol = how a scenario is run
cli-parameters-note = Set them with --set group.name=value, or in a scenario file. `--markdown` adds sources.
cli-no-parameter = no parameter has { $text } in its name, symbol or meaning; `budgetsim parameters` lists all
cli-page-generated = This page is generated by `{ $command }`; do not edit it.
cli-page-parameters = Parameters
    .lead = Every parameter of the model, as it is declared in the code. Bounds are inclusive. *In studies* is the range that sweeps and sensitivity analyses vary when they are given none. Reasons of that range are told where there are any; without one it is half to one and a half of the default, an assumption of ignorance. The basis says where a default comes from: *measured* in data, *cited* from a source, or *assumed*. Money is in mean budgets of the first year.
cli-page-outcomes = Outcomes
    .lead = Every outcome of a year, as it is declared in the code. Shares run from 0 to 1 and scores from 0 to 100; means over departments are unweighted unless the definition says otherwise.

## The teaching lab

cli-app-open = The teaching lab is open at { $address }
cli-app-public = Everybody in this network can reach it, without a password.
cli-app-names = It answers to this machine’s numbers and to { $names }; --allow-host adds a name.
cli-app-hub = In JupyterHub: --base-url https://HUB{ $path }, with the hub’s name for HUB.
cli-app-close = Ctrl-C closes it.
cli-app-prefix = A proxy says that it serves this lab below { $path }. If pages stay blank, start it with --root-path { $path }
cli-app-without-workers = --workers 0 simulates in the process that serves the pages
cli-completion-installed = Completion for { $shell } is installed in { $path }; it takes effect in a new terminal.

## A bureau's own files

cli-ask-data-check-file = A text (CSV) in any encoding, workbook, Stata or Parquet file.
cli-ask-data-tidy-file = A text (CSV) in any encoding, workbook, Stata or Parquet file.
cli-ask-data-check-recipe = TOML file whose table `[panel]` says how to read it; columns that it does not name are found by their headings.
cli-ask-data-tidy-recipe = TOML file whose table `[panel]` says how to read it; columns that it does not name are found by their headings.
cli-ask-data-check-lines = A line of `[panel]` (repeatable); it overrules the recipe.
cli-ask-data-tidy-lines = A line of `[panel]` (repeatable); it overrules the recipe.
cli-ask-data-tidy-out = File of the clean panel; the recipe is written beside it, as .toml.
cli-ask-data-tidy-mend = Do what the notes propose: leave out totals, join renamed units, bring amounts to one unit.
cli-data-read = { $file }: { $rows } rows, { $units } units, { $first } to { $last }, { $unit_years } unit-years
cli-head-role = role
cli-head-heading = heading
cli-head-cells = cells
cli-head-lowest = lowest
cli-head-median = median
cli-head-highest = highest
cli-data-guesses = How it was read
cli-data-unread = What could not be read and was left out
cli-data-artefacts = What looks like an artefact, and what else to know
cli-data-followed = What was mended
cli-data-sound = Nothing in the panel looks like an artefact.
cli-data-mends = Lines of [panel] that would mend it
cli-data-how = To have all of them done: { $line }
cli-data-mended = mended: { $text }
cli-data-no-line = --set { $line }: write KEY=VALUE, as in [panel]: --set unit=Department
cli-data-written = { $panel } ({ $rows } unit-years of { $units } units) and { $recipe } are written.
cli-ask-forms-write-form = objectives, project or department.
cli-ask-forms-write-out = The workbook.
cli-ask-forms-write-money-unit = Unit of the amounts: thousand, million, …; default: ten thousand yuan.
cli-ask-forms-example-out = Folder of the workbooks.
cli-ask-forms-example-years = Years that the forms tell of.
cli-ask-forms-example-money-unit = Unit of the amounts; a mean budget has 5,000 of it.
cli-ask-forms-read-paths = Workbooks, or folders of them.
cli-ask-forms-read-out = File of the panel: amounts in one currency unit, self-scores of 0 to 100.
cli-forms-written = { $path } is written.
cli-forms-example = { $path }: forms of { $number } departments in { $years } years.
cli-forms-passed = Sheets that are no form ({ $number })
cli-forms-unread = What could not be read ({ $number })
cli-forms-broken = Rules that are broken ({ $number })
cli-forms-more = … and { $number } more; --json has all.
cli-forms-sound = No rule is broken.
cli-forms-panel = { $panel } is written: { $rows } unit-years of { $units } departments.
cli-forms-left-out = { $number ->
    [one] One self-evaluation has
   *[other] { $number } self-evaluations have
} no department or no year and { $number ->
    [one] stands
   *[other] stand
} in no row: { $forms }
cli-forms-no-unit = { $unit } is no unit of money; units are, for example, { $examples }
cli-ask-survey-write-out = The workbook.
cli-ask-survey-example-out = File of the answers (CSV).
cli-ask-survey-example-years = Years that are simulated before people answer.
cli-ask-survey-example-respondents = People who answer in each department.
cli-ask-survey-read-files = Answers: a table (CSV, workbook, Stata), filled questionnaires, or folders of them.
cli-ask-survey-read-scenario = Scenario whose departments answer too.
cli-ask-survey-read-years = Years that are simulated before they answer.
cli-ask-survey-read-figure = Draw both side by side into this file (png, svg or pdf).
cli-ask-survey-map-files = Answers: a table (CSV, workbook, Stata), filled questionnaires, or folders of them.
cli-ask-survey-map-base = Scenario that the answers change.
cli-ask-survey-map-out = Scenario file; a study that draws from the ranges is written beside it, as NAME_sweep.toml.
cli-ask-survey-map-draws = Write draws too, of all that is uncertain, narrowed by what the answers say of traits; commands take them as --parameters. The scenario then leaves these traits to them.
cli-ask-survey-map-parameters = Draws that are narrowed, such as the posterior.parquet of a calibration. Default: those of the package.
cli-survey-parameters = --parameters names draws that are narrowed; say with --draws FILE.parquet where to write them
cli-survey-draws-name = --draws { $name }: draws are a Parquet file; give it a name that ends in .parquet
cli-survey-drawn = { $draws } is written: { $number } draws, narrowed in { $traits }.
cli-survey-drawn-alone = Answers and draws contradict each other in { $traits }; there answers alone decide.
cli-survey-drawn-then = Take them with: { $line }
cli-survey-read = Answers of { $respondents } people
cli-survey-note = Means over departments with 95 % intervals; alpha of Cronbach with Feldt’s interval, omega of McDonald for three statements and more.
cli-survey-written = { $scenario } and { $study } are written.
cli-survey-figure = --figure { $name }: the file must end in one of { $formats }
cli-head-scale = scale
cli-head-number = departments
cli-head-surveyed = surveyed
cli-head-simulated = simulated
cli-head-alpha = alpha
cli-head-omega = omega
cli-head-value = value
cli-head-statements = statements
cli-head-complete = complete answers
cli-head-why = why

cli-help-data-district = Write the district that a panel shows: its departments (CSV), and a scenario with them and their money.
cli-more-data-district = What the panel does not say is guessed, each guess with a note in the scenario file; correct both files as you know better.
cli-ask-data-district-file = A text (CSV) in any encoding, workbook, Stata or Parquet file.
cli-ask-data-district-out = File of the scenario; the departments are written beside it, as NAME_departments.csv.
cli-ask-data-district-base = Scenario whose policy and behaviour the district has, by name or path.
cli-ask-data-district-year = Year whose budgets the district begins with; default: the last one of the panel.
cli-ask-data-district-archetype = Column of the kinds of departments: production, procedural, craft or coping. Default: guessed from their names.
cli-ask-data-district-size = Column of the sizes of departments, such as their staff. Default: their mean budget over the years.
cli-ask-data-district-money = Unit of money in which results are told, such as EUR. Default: that of the panel.
cli-ask-data-district-mend = Do what the notes propose: leave out totals, join renamed units, bring amounts to one unit.
cli-ask-data-district-recipe = TOML file whose table `[panel]` says how to read it; columns that it does not name are found by their headings.
cli-ask-data-district-lines = A line of `[panel]` (repeatable); it overrules the recipe.
cli-data-district = { $scenario } and { $roster } are written: { $number } departments with their budgets of { $year }.
cli-data-district-about = Departments and budgets of { $year } from { $file }.
cli-data-district-then = Then: { $line }
cli-data-guessed = What was guessed of the district
