### What a field trial would find, in worlds in which the truth is known.

trial-help = Plan a field trial or a staggered roll-out: in thousands of worlds in which the truth is known, see what it would find, how often, and how far from the truth.
trial-title = What a trial would find: { $name }
trial-ask-scenario = Scenario without treatment, or the TOML file of a trial.
trial-ask-treatment = What the levers of the treated are set to, as LEVER=VALUE; repeatable.
trial-ask-outcome = What is measured: audited_waste (an audit of every department), self_score, external_score; or the truth itself, waste or performance, which nobody can measure.
trial-ask-unit = What is treated: departments of one district, or whole districts.
trial-ask-cohorts = Units by the year from which they are treated, as YEAR:UNITS by comma; the years before are measured too.
trial-ask-controls = Units that are measured and never treated.
trial-ask-assignment = Who is treated: random (drawn by lot), or risk (departments that are tempted most).
trial-ask-years = Years that are measured, those before treatment included.
trial-ask-sizes = Numbers of units for which power is told too, by comma, in the same proportions. Default: half, one and a half and twice as many, as far as there are so many.
trial-ask-estimator = Estimator that is told first. Default: did, but did2s with several cohorts. All are in the tables.
trial-ask-inference = Errors and tests, clustered by unit: cr1 (usual factors), cr3 (jackknife, for few or unlike clusters), or wild (wild cluster bootstrap).
trial-ask-parameters = posterior: draws of all parameters that nobody knows; point: declared parameters alone; or a FILE of draws of your own (CSV or Parquet). Default: posterior.
trial-ask-replications = Worlds under every draw. Default: 16, of whole districts 2, and 1000 with declared parameters.
trial-ask-checked = Worlds that the package pyfixest estimates too, to see that the formulas are right; 0 needs no package.
trial-takes = { $worlds } worlds

## What is found

trial-lead = A trial in { $unit ->
    [district] districts like { $scenario }
   *[department] { $scenario }, a district of { $population } departments
}: { $treatment } for { $cohorts }; { $controls } controls, { $assignment ->
    [risk] and those are treated that are tempted most
   *[random] by lot
}. Measured: { $outcome }, over { $years } years.
trial-cohort = { $units } from year { $year } on
trial-lever = { $lever } { $value }
trial-power = With { $units } { $unit ->
    [district] districts
   *[department] departments
}, { $treated } of them treated, and { $one ->
    [one] one year
   *[many] { $after } years
} under full treatment, the trial finds the effect in { $value } of worlds{ $known ->
    [yes] { " " }({ $low } to { $high })
   *[no] { "" }
}: right sign, { $level } level, { $estimator }.
trial-detectable = By its standard errors it needs an effect of { $size } ({ $unit }) to be found in { $power } of worlds.
trial-wrong = In { $value } it finds an effect of the wrong sign.
trial-enough = Of the designs tried, { $units } { $unit ->
    [district] districts
   *[department] departments
} and { $one ->
    [one] one year
   *[many] { $after } years
} is the smallest with a power of { $power } or more.
trial-never-enough = None of { $designs } designs tried has a power of { $power }.
trial-truth-waste = waste
trial-truth-performance = performance
trial-true = What treatment really does to { $truth } of the treated: { $true } ({ $unit }; { $low } to { $high } { $drawn ->
    [no] over worlds
   *[yes] over draws of what nobody knows
}), where it would be { $level } without.
trial-seen = { $how ->
    [same] The estimate is right on average: { $estimate }.
    [wrong] The estimate has the wrong sign on average: { $estimate }.
   *[other] The estimate is { $estimate } on average, { $ratio } of that.
}
trial-because-measurement = What is measured moves by { $size } otherwise than the truth ({ $part } of the true effect): { $outcome ->
    [self_score] departments claim more, and scores stop at their ceiling.
    [external_score] evaluators believe part of the claims, and scores stop at their ceiling.
   *[other] what the treated hide from checks, auditors do not find either.
}
trial-because-spillover = Controls move too, since they { $unit ->
    [district] share nothing with the treated but luck
   *[department] hear of the treated and share staff, budgets and posts with them
}: that moves the estimate by { $size } ({ $part } of the true effect).
trial-because-weighting = The estimator does not weigh all treated years alike: { $size } ({ $part } of the true effect).
trial-because-before = The treated move before treatment begins: { $size } ({ $part } of the true effect).
trial-because-chance = { $assignment ->
    [risk] Who is treated was chosen, and would have moved otherwise anyway
   *[random] By luck the treated would have moved otherwise anyway, in so many worlds as these
}: { $size } ({ $part } of the true effect).
trial-rollout = Treating { $unit ->
    [district] every district
   *[department] all { $population } departments
} would do { $rollout } ({ $low } to { $high }), { $how ->
    [same] as much as the trial does to the treated.
    [wrong] the contrary of what the trial does to the treated{ $unit ->
        [district] .
       *[department] : a trial among few does not tell what all would do, who share staff, budgets and posts.
    }
    [more] { $ratio } of what the trial does to the treated.
   *[less] { $ratio } of what the trial does to the treated{ $unit ->
        [district] .
       *[department] : a trial among few does not tell what all would do, who share staff, budgets and posts.
    }
}
trial-coverage = Its 95% intervals hold the true effect on the treated in { $value } of worlds{ $known ->
    [yes] { " " }({ $low } to { $high })
   *[no] { "" }
}{ $well ->
    [yes] , as they should.
   *[no] , not in 95%: they are intervals of what is measured and compared, which is something else.
}
trial-false-alarms = Where nobody is treated it finds an effect in { $value }{ $many ->
    [yes] , more than the 5% that are allowed: errors clustered by so few units are too small.{ $inference ->
        [cr1] { " " }Try --inference cr3.
       *[other] { "" }
    }
   *[no] ; 5% are allowed.
}
trial-others = Of the true effect the estimators see on average: { $those }.
trial-other = { $estimator } { $ratio }

trial-estimator-means = difference in means
trial-estimator-did = difference-in-differences
trial-estimator-twfe = two-way fixed effects
trial-estimator-did2s = two-stage difference-in-differences
trial-outcome-audited-waste = audited waste
trial-outcome-self-score = self-score
trial-outcome-external-score = external score
trial-outcome-waste = true waste
trial-outcome-performance = true performance

## How it was made

trial-method-worlds = { $drawn ->
    [yes] { $draws } draws of the parameters that nobody knows × { $worlds } worlds each, under seeds of their own (draws from { $source })
   *[no] Declared parameters, { $worlds } worlds
}. In every world all arms meet the same luck: nobody treated, the trial in every size, everybody treated. Who is treated is drawn with the seed, whatever is done to whom.
trial-method-truth = The true effect on the treated is the mean over treated units and years of their true outcome with the trial less that in the same world where nobody is treated: whatever the trial does to them through staff, budgets, posts and peers is part of it. Power and intervals are judged by its mean over the worlds of a draw, which differ in luck and lots: by what a trial like this does to such units. A full roll-out is told at the same years since treatment began.
trial-method-estimators = Difference in means: treated less untreated, from the first treated year on, with effects of years. Difference-in-differences: ever less never treated, the years from the last cohort on less those before the first. Two-way fixed effects: units and years. Two-stage difference-in-differences (Gardner 2022): effects of units and years from what is not treated yet.
trial-method-errors = Errors are clustered by unit ({ $inference ->
    [cr3] CR3: the jackknife that leaves out one unit after the other
    [wild] CR1
   *[cr1] CR1; two stages: Gardner’s
}); { $inference ->
    [wild] tests and intervals are those of the wild cluster bootstrap: residuals under the hypothesis, signs drawn anew for each of { $clusters } units, { $times } times; two stages are left out
   *[other] tests take t with one degree of freedom less than there are units ({ $clusters })
}.
trial-method-checked = The package { $package } estimated { $worlds } of these worlds too and gave the same numbers (apart by less than { $difference } standard errors).
trial-measures-audited-waste = Audited waste: every department’s books of the year are audited, by the trial itself. An audit finds all that is diverted openly, or none (with the audit office’s chance), and passive waste; never what is hidden. The truth is all that is paid for and not there.
trial-measures-self-score = Self-scores are those that departments report. The truth is performance, in points: what a score would move by if it moved as performance does.
trial-measures-external-score = Every department gets an external evaluation. The truth is performance, in points: what a score would move by if it moved as performance does.
trial-measures-waste = True waste is measured, as nobody can: all that is paid for and not there.
trial-measures-performance = True performance is measured, as nobody can.

## Tables and figures

trial-table-estimators = What each estimator finds: { $outcome } of { $units } units, { $unit }
trial-note-estimators = Estimate: mean and middle 90% of worlds. Power: an effect of the right sign at the 5% level. Coverage: 95% intervals that hold the true effect on the treated. False alarms: effects found where nobody is treated. Detectable: found in 80% of worlds, by standard errors.
trial-table-bias = Why estimates differ from the truth: { $outcome }, { $unit }
trial-note-bias = Means over worlds; true effect and parts add up to the estimate. Measurement: the treatment moves what is measured otherwise than the truth. Weighting: treated years do not weigh alike. Spill-over: what moves the controls. Before: what moves the treated beforehand. Chance: how units would have differed anyway.
trial-table-designs = Other sizes and lengths: { $outcome }, { $unit }
trial-note-designs = Estimator: { $estimator }. Years count from the one on in which the last cohort is treated. The true effect depends on how many are treated.
trial-table-events = Effects by year since treatment began: { $outcome }, { $unit }
trial-note-events = Means and middle 90% of worlds. The event study sets treated beside never treated units, against the year before (Sun and Abraham 2021).
trial-head-estimator = estimator
trial-head-estimate = estimate
trial-head-mean = mean estimate
trial-head-power = power
trial-head-coverage = coverage
trial-head-false-alarms = false alarms
trial-head-detectable = detectable
trial-head-half = sees half or more
trial-head-wrong = wrong sign
trial-head-true = true effect
trial-head-size = treated units and controls
trial-head-error = standard error (root mean square over worlds)
trial-head-measured = effect on what is measured
trial-head-measurement = measurement
trial-head-weighting = weighting
trial-head-spillover = spill-over
trial-head-before = before
trial-head-chance = chance
trial-head-units = { $unit ->
    [district] districts
   *[department] departments
}
trial-head-treated = treated
trial-head-after = years after
trial-head-since = years since
trial-head-panel-unit = unit of the trial, from 0
trial-head-panel-year = year, from 1
trial-head-panel-since = first year of treatment; 0: never treated
trial-head-panel-measured = outcome as measured
trial-head-panel-true = outcome as it is
trial-figure-after = { $one ->
    [one] one year after
   *[many] { $after } years after
}
trial-figure-units = { $unit ->
    [district] districts in the trial
   *[department] departments in the trial
}
trial-figure-power = worlds in which it is found
trial-figure-effect = effect on { $outcome }
trial-figure-estimate = estimate
trial-figure-true = true, on the treated
trial-figure-rollout = true, full roll-out
trial-figure-since = years since treatment began
trial-figure-events-true = true effect on the treated
trial-figure-events-measured = effect on what is measured of them
trial-figure-events-estimate = event study
trial-figure-power-caption = Left: share of worlds in which the trial finds the effect ({ $estimator }; 95% intervals; dotted: { $goal }); { $power } with the { $units } { $unit ->
    [district] districts
   *[department] departments
} of the plan. Right: what it finds on average ({ $estimate }), what is true of the treated ({ $true }), and what a full roll-out would do ({ $rollout }).
trial-figure-events-caption = Effects by year since treatment began, means and middle 90% of worlds. { $since } years on the true effect is { $true }, what is measured of it { $measured }, and the event study says { $estimate }.

## Errors

trial-fault-no-treatment = no lever is named
    .remedy = such as monitoring_intensity = 0.5
trial-fault-cohort = a cohort is a year and a number of units
    .remedy = write YEAR:UNITS, such as 3:12, or in a file a block [[cohorts]] with year and departments
trial-fault-cohort-twice = two cohorts begin in this year
    .remedy = make one of them
trial-fault-no-blocks = must be blocks [[cohorts]], not { $kind }
    .remedy = write each cohort as a block: [[cohorts]] with year and departments (or districts)
trial-fault-size = must be whole numbers from 1 to { $most }
    .remedy = such as 12, 24, 48
trial-fault-sizes = at most { $most } sizes
    .remedy = leave some out
trial-fault-late = this cohort would begin after the last year; the trial has { $years } years
    .remedy = begin earlier or give more --years
trial-fault-early = nothing is measured before this cohort begins
    .remedy = begin in year 2 or later: year 1 is the first that is measured
trial-fault-controls = there must be { $least } controls at least, or nobody tells what would have happened anyway
    .remedy = give more controls
trial-fault-many = { $units } departments are treated or controls, but { $scenario } has { $departments }
    .remedy = treat fewer, or make the district larger: --set departments=…
trial-fault-large = { $scenario } has { $departments } departments
    .remedy = leave it out, or make the district larger: --set departments=…
trial-fault-wild = two-stage difference-in-differences is no single regression, whose residuals could be resampled
    .remedy = write --estimator twfe, did or means, or --inference cr3
trial-fault-few-treated = a trial of { $units } units treats fewer than { $least }: none can be left out, and no signs be drawn anew
trial-fault-few-signs = the signs of { $units } units drawn anew never give a p value below { $p }, and nothing would be found: { $least } units are needed
    .remedy = treat more, leave that size out (--sizes), or write --inference cr1
trial-fault-small = so few units leave a cohort without any, or fewer than { $least } controls
    .remedy = leave it out
trial-fault-assignment = whole districts are treated by lot
    .remedy = leave it out, or treat departments
trial-fault-whole-district = this lever belongs to the whole district
    .remedy = treat districts (unit = district), or one of: { $levers }
trial-fault-nothing = { $scenario } has these values already: nobody would be treated
    .remedy = set other values
trial-fault-undone = { $scenario } moves { $lever } in year { $year } for all, after treatment has begun
    .remedy = end the trial before, treat later, or take a scenario without that change
trial-fault-outcome = nobody measures this in single departments
    .remedy = a trial measures one of: { $outcomes }
trial-fault-package = the package { $package } is not installed
    .remedy = pip install "{ $extra }", or give --checked 0 and trust the formulas
trial-fault-differs = { $package } does not give the numbers of the formulas (apart by { $difference } standard errors): its version is not one that was tested; --checked 0 leaves it out
