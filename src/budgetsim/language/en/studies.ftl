### What is wrong with what a study asks, and with its directory, its workers and its parts.

## Values

study-whole = must be a whole number from { $lower } to { $upper }
study-above-zero = must be a number above 0
study-number = must be a number from { $lower } to { $upper }
study-no-truth = { $kind }; write true or false
study-one-of = must be one of { $options }
study-names-nothing = names nothing
study-there-are = there are { $names }
study-none-such = there is none such
study-missing = missing
    .remedy = give { $value }
study-not-texts = { $kind }, not a list of texts
    .remedy = write { $key } = ["…", "…"]
study-leave-out = leave it out
study-misplaced = does not go with a directory, which holds its own runs
study-years-twice = has no effect beside the { $years } years that are asked for
    .remedy = leave one of the two out
study-seeds-beyond = with { $replications } replications seeds go beyond the largest seed, { $most }
    .remedy = take an earlier one
study-no-outcome = no such outcome
study-no-outcomes = no outcomes
study-outcomes-listed = `budgetsim outcomes` lists all
study-outcome-twice = the same outcome twice
    .remedy = name it once
study-or = { ", or " }

## Scenarios

study-one-scenario = this study has one scenario
    .remedy = make one study file for each
study-too-few = at least { $least ->
    [1] one scenario is
    [2] two scenarios are
   *[other] { $least } scenarios are
} needed; only { $given } was given
    .none = none
    .remedy = write scenarios = ["…", "…"]
study-same-name = two scenarios are called { $name }
    .remedy = to compare variations, save one under another name: budgetsim scenarios new { $name }_2 --from { $name }
study-rename = give one of the files another name = …
study-several-same = several scenarios are called { $name }; give each its own name
study-empty = a study needs at least one scenario
study-no-scenario-of = no scenario is called { $name }; there are { $names }
study-unpaired = { $first } and { $second } have no seed in common, so they cannot be paired

## Study files

study-quote = write it in quotation marks
study-table = write [{ $key }] on a line of its own
study-not-settings = { $kind }, not a table of settings
study-varied-twice = varied twice
    .remedy = name it once, as a lever, as an uncertainty or in a switch
study-moved-too = { $name } is moved by { $other } too
study-moved-by = moved by { $first } and by { $second }
study-fixed-and-varied = fixed here and varied as a factor
study-name-scenario = name one scenario, or scenarios = [...] for several
study-write-scenario = write scenario = "…"
study-not-path = must be a name or a path
study-not-paths = must be a list of names or paths
study-paths-start = paths start at the folder of this file, { $folder }
study-keys-allowed = allowed: { $keys }
study-file-alone = { $file } describes a whole study; give it alone
study-design-of-method = the method decides where points are

## Factors

study-spec = start:stop:count (levels), start:stop (a range to draw from), or a list a,b,c; nothing: its range in studies
study-no-factors = no factors
    .remedy = name some, such as staff=1:10,result_use
study-no-values-after = no values after =
study-write-key = write KEY=VALUES; values: { $spec }
study-switch-empty = the switch sets nothing
study-lines = write parameter = value lines
study-switch-name = the name of a switch { $problem }
study-switch-taken = a switch needs a name that no parameter, outcome or column of a table has
    .remedy = call it { $name }
study-no-all = { $all } is not taken here
    .remedy = vary the lever by itself, or fix it with [set]
study-no-text = a text cannot be varied
    .remedy = vary the scenario instead
study-no-lever = no lever: nobody decides it
    .remedy = name it among the uncertainties
study-range-order = the first end of a range must lie below the second
study-range-key = unknown key { $key }
study-range-ends = a range needs lower and upper
study-no-range = no range
study-count = the count of levels must be a whole number from 2 to { $most }
study-too-close = { $low } and { $high } are too close to each other for { $count } levels
study-not-whole = { $count } levels from { $low } to { $high } are not whole numbers
    .remedy = counts that give whole numbers: { $counts }
study-level-twice = the same level twice
study-no-levels = no levels
study-comma = a value is missing before or after a comma
study-no-such-values = { $kind }, no values

## Points and designs

study-point = point { $name } ({ $values })
    .remedy = choose other values or another base
study-no-values = there are no values of this factor
study-each-point = give one value for each point
study-no-base = no scenario is called { $name }
    .remedy = give the scenarios that points depart from
study-uneven = factors differ in their number of values: { $counts }
study-names-count = { $names } names for { $points } points
study-all-or-none = name all or none
study-overruled = scenario { $scenario } changes it in year { $year }: varying it has no effect from then on
    .later = set from_year = { $year } or later
    .always = vary { $lever } for all years
    .unchanged = start from a scenario without this change
study-crossed-many = { $outer } x { $inner } points are more than { $most }; take fewer of one of them
study-zip-uneven = a zip needs as many levels of every factor; there are: { $counts }
study-design-many = a { $design } of { $levels } levels has more than { $most } points
    .remedy = take fewer, or draw points: design = "sobol" with samples
study-samples-idle = a { $design } design takes its points from the levels
    .remedy = leave samples out
study-samples-missing = a { $design } design needs a number of samples
    .remedy = give --samples 256, or samples = 256 in a study file
study-samples-many = { $samples } is more than { $most }
    .remedy = take fewer
study-samples-power = { $samples } is no power of two, for which alone Sobol points are balanced
    .remedy = take { $below } or { $above }
study-needs-levels = a { $design } needs levels, and { $factor } has a range
    .remedy = write { $example } for five of them, or choose a design that draws from ranges ({ $designs })
study-two-values = a fractional factorial has two values per factor, and { $factor } has { $number }
    .remedy = name two of them

## Code of the user's own

study-code-form = { $code } names no code: write module:name or file.py:name
study-code-import = { $code }: { $place } cannot be imported: { $error }
study-code-lacks = { $code }: { $place } has no { $name }
study-code-kind = { $code } is of type { $type } and cannot be called
study-code-file = { $code }: there is no file { $file } (seen from { $folder })
study-code-raised = { $code }: importing it raised { $error }
study-code-failed = { $code } was tried in a run and raised { $error }; mend it, then give the same command again
study-code-no-module = there is no module of that name
study-code-other-module = another module has that name
study-code-install = { $why }; install the package { $package } as it is where the study was started
study-code-no-python = { $file } is no Python file
study-code-role = code for { $role }: only { $roles } can be replaced

## Directories

study-no-directory = there is no directory { $directory }
study-no-directory-but = { $directory } is no directory
study-no-results = there is no directory { $directory }; results are under results/ or where --out said
study-no-study = { $directory } holds no results that can be read: study.toml and manifest.json are missing or damaged; `budgetsim results` lists what there is
study-above = { $directory } holds directories of results, not results; name those you mean: { $some }
study-campaign = { $directory } holds a campaign, whose studies are in { $rounds }; give one of these
study-unfinished = { $directory } is not finished; run the same command again to finish it, or load what is there with allow_partial=True
study-unfinished-parts = { $directory } is not finished: { $there } of { $planned } parts are there; run the same command again to finish it, or load what is there with allow_partial=True
study-factors-lost = { $directory }: the factors cannot be read from its settings; give the command again that made the study
study-no-panel = { $directory }: the panel of departments was not kept
study-design-unreadable = { $file } cannot be read ({ $error }); give the command again that made the study, and it is restored
study-other-parameters = this study was made by another version of budgetsim, whose parameters differ: { $names }; its outcomes can be read, its scenarios cannot
study-settings-plain = the settings of a study must be plain values that JSON can hold: { $error }
study-locked = { $directory }: another process is writing this study now; wait for it, or use another directory (--out)
study-cannot-lock = { $directory }: cannot lock the directory: { $error }
study-out-file = { $directory } is a file, not a directory; give another place with --out
study-another = { $directory } holds another study, { $study } ({ $identity }: it differs in { $differences }), not { $asked }; give another directory with --out, or remove this one
study-other-model = { $directory } was made by another version of the model; its runs cannot be continued by this one. Give another directory with --out to run it anew; what is there can still be read, reported and drawn
study-unknown-study = { $directory }: { $files } cannot be read, so the study in it is not known; give another directory with --out, or remove this one
study-no-scenario-runs = { $directory } holds no runs of scenarios
study-code-decided = code of others decided in these runs, and none of it is run again
study-runs-other-model = the runs were made with another version of the model
study-not-empty = { $directory } is not empty and holds no study; give another directory with --out
study-part-command = command
study-part-name = name
study-part-years = years
study-part-departments = departments
study-part-seeds = seeds
study-part-code = code
study-part-settings = settings
study-part-common-seeds = common seeds
study-part-scenario-count = scenario count
study-part-scenarios = its scenarios
study-part-model = model source
study-disk = { $directory }: cannot { $doing }: { $reason } ({ $place })
    .full = what is finished is kept: make room and run the same command again
study-doing-write = write { $file }
study-doing-study = write the study
study-doing-use = use the directory
study-doing-read = read the directory
study-doing-round = make a round
study-doing-answer = write the answer
study-doing-evaluations = keep evaluations
study-doing-report = write the report
study-doing-crate = write the crate
study-doing-replace = put the extended study in its place
study-doing-restore = bring back the study
study-removing-locked = { $directory }: another process is writing this study now; it stays
study-removing = { $directory } cannot be removed: { $reason }
study-unreadable = { $file } cannot be read ({ $error }); { $again }

## Answers and tables

study-answer-again = give the command again that made the study: its runs are kept and only the answer is made anew
study-answer-missing = { $directory }: its answer, { $file }, is not there; { $again }
study-no-answer = { $file } holds no answer of an analysis; { $again }
study-answer-unknown = { $directory } was made by { $command }, whose answers cannot be read
    .command = an unknown command
study-answer-edited = { $file } is not as `budgetsim { $command }` writes it ({ $place }: { $reason }, and { $more } more); give the command again that made it, with the same --out: its runs are kept and only the answer is made anew
study-no-argument = { $kind }() asks for nothing called { $name }; { $hint }
study-no-table = no table is called { $name }; { $hint }
study-no-kind = there is no kind of study called { $name }; there are { $kinds }

## More seeds

study-seeds-enough = { $directory } has { $seeds } seeds already; ask for more than these with --replications
study-seeds-gaps = { $directory }: its seeds do not follow each other, so it is not known which come next
study-seeds-own = { $directory }: every point has seeds of its own, which all move when there are more; run it anew
study-seeds-other-model = { $directory } was made by another version of the model: new seeds would not belong to it. Its results can still be read, reported and drawn; run it anew for more seeds
study-seeds-campaign = { $directory } holds studies that followed from each other: with more seeds they might have followed otherwise, so they cannot be extended; give the command again with more --replications
study-seeds-unfinished = { $directory } is not finished; give its command again, and it goes on where it stopped

## Earlier versions of the science

study-science-1 = net_social_value took diverted and lapsed money for lost, raised public money at par, and left out pay, gaming and the departments' own time
study-science-later = { $directory } was made under version { $version } of the model's science, and this budgetsim knows version { $current }: its numbers may mean something else
study-science-earlier = { $directory } was made under version { $version } of the model's science, this budgetsim has version { $current }: there, { $meaning }
study-science-refused = { $note }; new runs would not belong to it. Give another directory with --out to run it anew; what is there can still be read, reported and drawn, by itself
study-science-group = version { $version }: { $directories }
study-science-mixed = these results were made under different versions of the model's science ({ $versions }): in the earlier, { $meaning }. Report them one by one, or make the earlier ones anew

## Workers

study-goes-on = what is finished is kept, and the same command goes on
study-workers = workers={ $workers }: a whole number from 1 is needed
study-needs-dask = a scheduler needs Dask: pip install "budgetsim[cluster]"
study-no-scheduler = no Dask scheduler answers at { $address }: { $error }
study-no-address = no Dask scheduler answers at { $address }: { $error }; write its address so: tcp://127.0.0.1:8786
study-no-workers = the Dask scheduler at { $address } has no workers, and none joined in { $seconds } s: start some, for example with { $command }; a cluster that adapts itself needs a minimum of one
study-lost-workers = the Dask scheduler at { $address } has lost its workers, and none joined in { $seconds } s: start some, for example with { $command }; a cluster that adapts itself needs a minimum of one
study-workers-lack = { $number } of { $workers } workers of { $address } lack budgetsim { $version }: { $worker } { $what }; install the same version for them
study-has-version = has version { $version }
study-finds-none = does not find it ({ $error })
study-died-alone = the worker process died at every try, at last alone: { $death }
study-died-holding = { $number } workers of the cluster died while they held it
study-all-die = { $times } times in a row a worker process died before it had finished a part; the last time { $last }. If memory is short, use fewer workers
study-workers-broke = the workers broke: { $error }
study-workers-ended = the workers are being ended
study-cluster-lost = the cluster was lost
study-cluster-failed = the cluster failed: { $error }
study-not-started = a worker process cannot be started: { $why }. A script needs `if __name__ == '__main__':` around what it runs; else use fewer workers
study-ended = it ended
study-ended-itself = it ended itself with exit code { $code }
study-ended-by = it was ended by { $signal }
study-ended-by-system = it was ended by { $signal }, as the system does when memory runs out
study-signal = signal { $number }

## Parts that fail

study-worker-version = this worker has another version of budgetsim than the process that planned the study
study-worker-code = { $error } (said by the worker on { $host }, started in { $folder })
study-worker-code-travels = { $error } (said by the worker on { $host }, started in { $folder }; its own text travels with the part, what it imports must be installed there)
study-part-title = Part { $number }, { $runs } runs: scenarios { $first } to { $last }, number of seeds: { $seeds }.
study-part-no-trace = There is no traceback, since the process was gone. What it may be: memory that ran out (use fewer workers), a crash in compiled code, or code of your own that ends the process.
study-part-none-alone = No run was found that fails by itself: memory may be short, or the code of a run remembers others.
study-part-runs = Runs that fail, also by themselves:
study-part-more-runs = and perhaps more: the search ends here
study-part-error = { $error } ({ $run })
study-part-error-more = { $error } ({ $run }, and more)
study-run = scenario { $scenario }, seed { $seed }
study-parts-failed = { $failed } of { $parts } parts of { $study } failed; the first: { $error } (see { $file }); the others are kept, and the same command tries again
study-part-rows = { $file } has { $rows } rows, not { $expected }: it is not of this study; run the same command again to make it anew
study-part-unreadable = { $file } cannot be read ({ $error }); run the same command again to make this part anew

study-parameters = must be point, posterior, or the path of a file of draws
study-parameters-remedy = write point for declared parameters, posterior for draws of what is not known
study-draws-of-point = has no effect: parameters are not drawn
    .remedy = leave it out, or add --parameters posterior
study-draws-few = is more than there are: { $draws } draws
    .remedy = take at most so many

## What is kept

study-keep-fault-nothing = says nothing to keep
    .remedy = name outcomes, years=last:3 or means, and float32, by comma
study-keep-fault-word = no outcome, and none of the words means, float32 and years=…
    .remedy = `budgetsim outcomes` lists the outcomes
study-keep-fault-year = is no year
    .remedy = write years=1,5,10, years=last:3 or years=1,last:3
study-keep-fault-year-alone = a year without years= before it
    .remedy = write years={ $word }
study-keep-fault-twice = comes twice
    .remedy = name it once
study-keep-fault-means-and-years = means are kept instead of years, and years are named too
    .remedy = leave one of them out
study-keep-fault-needed = leaves out what this study tells: { $outcomes }
study-keep-fault-write = write --keep { $keep }
study-keep-fault-every-outcome = names every outcome: all are kept anyway
study-keep-fault-every-year = keeps all of { $years } years: they are kept anyway
study-keep-fault-one-year = the mean of one year is the year itself
study-keep-fault-beyond = beyond the { $years } recorded years of a run
study-keep-fault-window = leaves out { $many ->
    [one] year { $years }, over which
   *[many] years { $years }, over which
} this study’s numbers are means
study-keep-fault-paths = the part sequencing tells every year, of which this leaves some out
    .remedy = leave years and means out, or name the parts without it: --parts { $parts }
study-keep-note-rounded = Numbers of single runs were rounded to about seven digits when they were stored (--keep float32).
study-part-keep = what is kept (--keep)
study-keep-lost = { $directory }: what was kept cannot be read from its settings ({ $error }); give the command again that made the study
study-not-kept = { $directory } does not hold { $outcomes }: kept were { $kept }. Run it anew with these among --keep, in another directory (--out)
study-years-not-kept = { $directory }: the mean over years { $first } to { $last } of { $years } cannot be known from what was kept ({ $keep }). Run it anew with another --keep, in another directory (--out)
study-trajectories-not-kept = no years were kept that could be drawn one by one (--keep)
