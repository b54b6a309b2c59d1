# Reports: one page for each study or several, findings first.

## The page

report-skip = Skip to the report
report-dark = Dark
report-light = Light
report-kicker = Simulated budget performance management
report-contents = Contents
report-section-findings = Findings
report-section-figures = Figures
report-section-numbers = Numbers
report-section-method = Method
report-section-provenance = Provenance
report-section-standing = Standing of the model
report-cite = Cite the model as: { $citation }
report-scrolls = Scroll sideways to see all of it.
report-footer = Made by budgetsim { $version }. The page is complete in itself: it loads nothing from elsewhere.
report-title-simulate = Simulation of { $name }
report-title-of = { $title } ({ $directory })
report-title-several = Report on { $number } studies

## Numbers and small words

report-range = { $low } to { $high }
report-between = {", "}
report-setting = { $name } = { $value }
report-on = on
report-off = off
report-better-up = more
report-better-down = less
report-better-neither = –
report-known = { $scenario }: { $verdict }
report-intervals = What intervals hold: the middle 90% of { $draws } draws of what nobody knows, of means over the seeds of each ({ $seeds }). That is ignorance of parameters, with little chance in it. That the model itself may be another one is not in them: structures are shown one by one.
report-verdict-better = better
report-verdict-worse = worse
report-verdict-better-in = better, in { $share } of seeds
report-verdict-worse-in = worse, in { $share } of seeds
report-verdict-disputed = depends on stance
report-verdict-unclear = not clear
report-verdict-same = the same
report-verdict-more = more
report-verdict-less = less
report-verdict-single = one seed
report-verdict-better-unless = better, unless …
report-verdict-worse-unless = worse, unless …
report-verdict-better-unless-in = better, in { $share } of draws, unless …
report-verdict-worse-unless-in = worse, in { $share } of draws, unless …
report-verdict-better-draws = better, in { $share } of draws
report-verdict-worse-draws = worse, in { $share } of draws
report-verdict-more-unless = more, unless …
report-verdict-less-unless = less, unless …
report-verdict-depends = depends
report-verdict-depends-in = depends: better in { $share } of draws
report-verdict-unknown = not known
report-verdict-unknown-in = not known: better in { $share } of draws
report-verdict-mixed = mixed
report-verdict-mixed-in = mixed: better in { $share } of draws
report-shortened = The first { $shown } of { $all } rows are shown; the files hold all of them.
report-fold-rows = { $title } ({ $rows } rows)
report-fold-parameters = Every parameter of the resolved scenarios
report-fold-files = { $number } files and their SHA-256
report-fold-study = { $file }, as it was resolved
report-figure-kept = Figure “{ $kind }” as the command drew it; its caption says what it shows.

## Headings of tables

report-head-outcome = Outcome
report-head-mean = Mean
report-head-interval = 95% interval
report-head-unit = Unit
report-head-verdict = For the public
report-head-what = What
report-head-value = Value
report-head-values = Values
report-head-version = Version
report-head-file = File
report-head-sha256 = SHA-256
report-head-parameter = Parameter
report-head-key = Key
report-head-factor = Factor
report-head-scenario = Scenario
report-head-year = From year
report-head-share = Share of departments
report-head-assignment = Assignment
report-head-levers = Levers

## A run or a comparison

report-one-seed = With one seed nothing can be said about chance: there are no intervals.
report-note-stacked = Means, with 95% intervals below them.
report-band = band { $low } to { $high }
report-method-model = A finance bureau and its departments pass through objectives, monitoring, evaluation and use of results year after year; every department decides what is best for itself, given what it believes and what it is paid for.
report-method-means = Outcomes are { $one ->
    [one] those of the last
   *[many] means over the last { $last }
} of { $years } years of each run; intervals are 95% t intervals over seeds, the unit of inference, and end where an outcome must: those of a share at 0 and 1.
report-method-seeds = { $number } seeds ({ $seeds }); each is a world of its own with its departments, shocks and luck.

## Provenance

report-prov-command = Command
report-prov-name = Name
report-prov-identity = Identity (SHA-256 of everything that determines the numbers)
report-prov-seeds = Seeds
report-prov-runs = Runs
report-prov-parts = Parts
report-prov-started = Last run begun
report-prov-model = Model
report-prov-other-model = The numbers were made by another version of the model than the one that made this page.
report-science =
    The numbers were made under version { $version } of the model’s science, and this page by version { $now }. { $first ->
        [first] There, net social value took diverted and lapsed money for lost, raised public money at par, and left out pay, gaming and the departments’ own time: it must not be compared with that of newer results.
       *[other] They must not be compared with those of this version.
    }
report-table-went = Parameters that the model no longer has
report-head-instead = Today
report-prov-first-point = What follows is the first point of the design; the others differ from it in what varies.
report-prov-scenario = { $scenario }: { $about }
report-table-identity = What was run
report-table-versions = Versions and machine
report-table-changes = Levers that change over the years
report-table-parameters = Parameters of the resolved scenarios
report-table-files = Files and their SHA-256

## Words that several studies share

report-head-lever = Lever
report-head-difference = Difference
report-head-p = p (adjusted)
report-head-mix = Mix
report-head-interval90 = 90% interval
report-head-predicted = Predicted
report-head-holds = Holds
report-head-finding = Published finding

## Effects

## Sensitivity

## Calibration


## What cannot be reported

-report-again = give the command again that made it, with the same --out
report-fault-twice = { $directory } is given twice; name it once
report-fault-several = { $number } of { $of } directories cannot be reported:
report-fault-command = { $directory } holds a study of { $command }; reports are made of { $known }
report-fault-busy = { $directory }: another process is writing this study now; wait for it to finish
report-fault-manifest = { $file } is missing or damaged; { -report-again }, and it is written anew
report-fault-mixed = { $directory }: manifest.json and study.toml are of different studies ({ $first } and { $second }); one of them was edited or copied here: { -report-again }
report-fault-parts = { $file } does not name every part; { -report-again }, and it is written anew
report-fault-changed = { $file }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
} is not as it was written (its SHA-256 is not that of manifest.json); { -report-again }: damaged parts are made anew
report-fault-records = manifest.json was edited: its records of parts cannot be read; { -report-again }
report-fault-no-directory = there is no directory { $directory }; results are under results/ or where --out said
report-fault-page = { $file } is a report or a page; give the directory of results, such as { $directory }
report-fault-file = { $file } is a file; give the directory of results, such as { $directory }
report-fault-empty = { $directory } is empty; run something first, for example: budgetsim run wangcheng_2022
report-fault-unfinished = { $directory } is not finished: { $done } of { $parts } parts are there; { -report-again }, and it goes on where it stopped
report-fault-unfinished-rounds = { $directory } is not finished ({ $file } or rounds are missing); { -report-again }, and it goes on
report-fault-unreadable = { $directory }: { $files } cannot be read, so the study is not known; restore the file, or run the study into a new directory
report-fault-none = { $directory } holds no results of budgetsim: there is none of { $files }
report-fault-alone = { $file } cannot be read ({ $reason }); verify again with --out { $directory }
report-fault-edited = { $file } is not as `budgetsim { $command }` writes it ({ $reason }); { -report-again }
report-fault-crate-inside = --crate { $crate }: it must lie apart from the results in { $directory }
report-fault-crate-file = --crate { $crate } is a file; name a folder
report-fault-crate-full = --crate { $crate } is not empty and holds no crate of budgetsim; name another folder
