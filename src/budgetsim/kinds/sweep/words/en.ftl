### What is said about a sweep: command, findings, tables, and words of its figures.

sweep-best = { $way ->
    [up] Best
    [down] Least
   *[neither] Highest
} { $outcome }: { $value }{ $sure } at { $at }.
sweep-best-named = { $way ->
    [up] Best
    [down] Least
   *[neither] Highest
} { $outcome }: { $value }{ $sure } at { $name } with { $at }.
sweep-interval = { " " }(95% interval { $low } to { $high })
sweep-one-seed = { " " }(one seed, no interval)
sweep-at = { $factor } = { $value }
sweep-apart = Paired by seed, every other point is clearly apart; the next is behind by { $gap }.
sweep-flat = Paired by seed, { $one ->
    [one] the other point cannot
   *[many] none of the other { $others } points can
} be told from it: so far no point is best.
sweep-ends = Better values may lie beyond those that were tried: { $factors } { $one ->
    [one] is at an end
   *[many] are at ends
} of them.
sweep-alike = Paired by seed, { $near } of the other { $others } { $one ->
    [one] point
   *[many] points
} cannot be told from it.
sweep-best-levers = { $way ->
    [up] Best
    [down] Least
   *[neither] Highest
} { $outcome } on average over { $states } states of the uncertainties: { $value } at { $at }, which is first in { $won } of the states.
sweep-explained = Of the differences between points, factors explain by themselves: { $shares }.
sweep-share = { $factor } { $share }
sweep-gap = { $value } [{ $low } to { $high }]

## What was asked, and how

sweep-help = Simulate every point of a design: a grid of levers, random draws of uncertainties, a factorial.
sweep-title = Sweep of { $name }
sweep-ask-scenarios = A scenario or several, by name or path, a study file, or the directory of a sweep to go on with.
sweep-ask-vary = Vary a parameter: start:stop:count, start:stop, a,b,c, or KEY alone; repeatable.
sweep-ask-uncertain = The same, of what nobody decides.
sweep-ask-design = How points are placed: { $options }.
sweep-ask-samples = Points that a sampled design draws.
sweep-ask-design-seed = Seed of a sampled design.
sweep-ask-from-year = Move levers in this recorded year, as a reform; default: they hold from the start.
sweep-ask-own-seeds = Give every point seeds of its own instead of common ones.
sweep-ask-outcomes = Outcomes to show, the most important first.
sweep-ask-points = Points one by one, each a mapping of parameters to values; there is no other design then.
sweep-ask-factors = What is varied, as KEY=VALUES or a mapping; in study files the tables [levers], [switches] and [uncertainties].
sweep-ask-uncertainty-design = How uncertainties are placed, if not with the levers: { $options }. Every point of the levers then meets every point of theirs.
sweep-ask-uncertainty-samples = Points that a sampled design of uncertainties draws.
sweep-lead = { $name }: { $points } { $many ->
    [one] point that differs
   *[many] points that differ
} in { $factors }, { $seeds } { $own ->
    [common] common
   *[own] own
} { $one ->
    [one] seed
   *[many] seeds
}{ $own ->
    [common] {""}
   *[own] {" "}for each point
}, { $runs } { $single ->
    [one] run
   *[many] runs
}.
sweep-design-grid = a grid: every level of each factor with every level of the others
sweep-design-zip = a zip: the first levels of all factors together, then the second, and so on
sweep-design-factorial = a factorial: the ends of every factor's range with the ends of the others
sweep-design-fractional-factorial = a fractional factorial: a balanced part of all combinations of ends
sweep-design-latin-hypercube = a Latin hypercube: random points that cover every factor's range evenly
sweep-design-sobol = Sobol points: a sequence that covers the space of factors evenly
sweep-design-list = a list of points, as the study file gives them
sweep-method-design = The points are { $design }.
sweep-method-states = Those of the uncertainties are { $design }; every point of the levers meets every one of them.
sweep-method-seeds = { $common ->
    [yes] Every point meets the same seeds, so that points are compared in the same worlds.
   *[no] Every point has seeds of its own, so that points are compared in different worlds.
}

## Tables

sweep-table-points = Every point
sweep-table-levels = Levels of the factors
sweep-head-point = point
sweep-head-level = level
sweep-head-points = points
sweep-note-levels = Of all points at a level of a factor.
sweep-note-means = Means over { $one ->
    [one] the last year
   *[many] the last { $last } years
}{ $sure ->
    [yes] , with 95% intervals ({ $over }); ± is half of one
   *[no] ; no intervals
}.
sweep-between-seeds = between seeds
sweep-note-first-points = The first { $shown } of { $points } points are shown.
sweep-note-first-levels = Of each factor the first, the middle and the last level are shown.

## Figures

sweep-axis = { $name } ({ $unit })
sweep-range = { $range } over { $factor }
sweep-over-seeds = within seeds, for differences between levels
sweep-over-states = over drawn states, other drawn factors allowed for
sweep-over-runs = over runs
sweep-with-intervals = with 95% intervals ({ $over })
sweep-without-intervals = without intervals
sweep-levels-caption = Outcomes at each level of each factor, means over points at that level and over seeds, { $sure }; { $outcome } ranges by { $ranges }.
sweep-some-factors = Of { $factors } factors, those that move { $outcome } most.
sweep-map-caption = { $title } over { $across } and { $up }, means over seeds, one cell for each point; it is { $way ->
    [down] lowest
   *[up] highest
} ({ $best }) at { $across } = { $x } and { $up } = { $y } (star).

## What is wrong with a question

sweep-fault-directory = { $directory } is a directory; a sweep goes on in one directory, named alone
sweep-fault-nothing = a sweep needs something to vary
    .remedy = name some: --vary KEY=start:stop:count or KEY=a,b,c (repeatable), or a study file with [levers]; `budgetsim parameters` lists the keys
sweep-fault-twice = varied twice
    .remedy = name it once
sweep-fault-moved = { $name } is moved by { $other } too
    .remedy = name it once
sweep-fault-listed = the points of this study are listed
    .remedy = change them where they are listed
sweep-fault-listed-samples = a list has the points that are written
    .remedy = leave it out
sweep-fault-listed-states = a list of points places uncertainties too
    .remedy = leave it out
sweep-fault-listed-table = a list of points names its factors point by point
    .remedy = leave [{ $table }] out
sweep-fault-no-state-design = there is no design of uncertainties
    .remedy = write uncertainty_design = "sobol", or leave it out
sweep-fault-no-states = there are no uncertainties to place
    .remedy = name some, or leave it out
sweep-fault-other-design = points are listed, but the design is another
    .remedy = write design = "list"
sweep-fault-no-points = no points are listed
    .remedy = write [{"{"}"staff": 1{"}"}, {"{"}"staff": 9{"}"}]
sweep-fault-no-blocks = { $kind }, not blocks of points
    .remedy = write [[point]] for each point
sweep-fault-all = { $ending } is not taken here
    .remedy = list other points, or vary it in [levers]
sweep-fault-given-twice = given twice in this point
    .remedy = give it once
sweep-fault-unnamed = this point has no name, but others have
    .remedy = name all or none
sweep-fault-same-name = another point has this name
    .remedy = choose another
sweep-fault-differ = point { $number } and the first differ in { $factors }
    .remedy = give every point a value of every factor
sweep-fault-points-nothing = the points vary nothing
    .remedy = write parameter = value lines
sweep-fault-no-sweep = { $directory } holds no sweep
sweep-fault-no-sweep-to-go-on = { $directory } holds no sweep; give the command again that made it, and it goes on there
sweep-fault-no-map = a map needs a full grid of two factors that are numbers, three levels of each or more
