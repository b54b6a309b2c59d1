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

## What is known over draws of parameters

sweep-known-best = Over { $draws } draws of what nobody knows, { $outcome } is { $way ->
    [up] best
    [down] least
   *[neither] highest
} on average{ $of ->
    [levers] {" "}(over the states of the uncertainties too)
   *[points] {""}
} at { $at }: { $value } (median, in brackets the middle 90% of draws); it comes first there in { $share } of draws.
sweep-known-rivals = Of the { $others } others { $rivals } { $one ->
    [one] is
   *[many] are
} not behind it in 95% of draws.
sweep-known-apart = All others are behind it in 95% of draws or more.
sweep-known-everywhere = Under every other structure of the model that was tried, the same is best on average.
sweep-known-elsewhere = Under some other structures something else is best on average: { $worlds }.
sweep-known-world = { $at } if { $structures }
sweep-known-own = No other point is better on average than where the scenario stands.
sweep-known-difference = the difference is
sweep-known-against = Against { $at }{ $own ->
    [yes] , where the scenario stands,
   *[no] , the first point,
} { $difference }.
sweep-known-same = At { $at }{ $own ->
    [yes] , where the scenario stands,
   *[no] , the first point,
} it is the same.
sweep-known-response = Along { $factor }, { $outcome } { $ways }.
sweep-known-rises = rises from level to level in { $share } of draws
sweep-known-falls = falls from level to level in { $share } of draws
sweep-known-turns = turns in { $share } of draws
sweep-known-hardly-matters = hardly changes in { $share } of draws
sweep-known-level = The { $way ->
    [up] best
    [down] lowest
   *[neither] highest
} level is { $median } [{ $low } to { $high }]: at the start of what was tried in { $at_start } of draws, inside in { $inside }, at the end in { $at_end }.
sweep-known-otherwise = It mostly goes another way if: { $structures }.
sweep-undrawn = So many points are told with declared parameters alone: intervals are about chance, and not about what nobody knows. --parameters posterior draws that too.

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
sweep-ask-parameters = point: declared parameters alone; posterior: draws of all parameters that nobody knows and that are not varied; or a FILE of draws of your own (CSV or Parquet). Default: posterior, but point for more than 200 points or so large ones that they would take minutes, and with --own-seeds, --behaviour or --policy-rule; --draws asks for draws in any case.
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
}, { $known ->
    [no] { "" }
   *[yes] declared parameters and { $draws } draws of what nobody knows,{ " " }
}{ $runs } { $single ->
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

sweep-method-known = Nor is drawn what the sweep varies itself. Points are paired by draw and by seed. A point is best where its mean over draws is; an outcome goes a way along a factor if every step does, those within 1% of its whole range aside.

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

sweep-table-points-draws = Points over draws of parameters
sweep-table-levels-draws = Levels of the factors over draws of parameters
sweep-table-outcomes-draws = All outcomes over draws of parameters
sweep-table-structures = In which worlds it holds
sweep-table-responses = Which way it goes along each factor
sweep-table-of = { $title }: { $outcome }
sweep-head-difference = { $outcome }, difference
sweep-head-best = best at
sweep-head-first = first at the same
sweep-head-rises = rises
sweep-head-falls = falls
sweep-head-turns = turns
sweep-head-hardly-matters = hardly changes
sweep-head-best-level = best level
sweep-note-draws = Medians over { $draws } draws of what nobody knows, with the middle 90% of them. The difference is that from { $at }, paired by draw and seed, in what share of draws it is better or worse for the public, and in brackets what it is under other stances on transfers and public funds; “better” or “worse”: 95% of draws say so; “unless …”: not as surely under another structure of the model or stance on welfare; “depends”: parameters are known that would turn it; “not known”: none is.
sweep-note-levels-draws = Medians over { $draws } draws of what nobody knows, with the middle 90% of them, of all points at a level of a factor. The difference is that from the level that the scenario has, or from the first; words as for points.
sweep-note-outcomes-draws = Medians over { $draws } draws of what nobody knows, with the middle 90% of them.
sweep-note-structures = Where it is best on average, and in what share of draws it comes first at the best point of the first row.{ $told ->
    [yes] {" "}The difference is that of this point from { $at }.
   *[no] {""}
} The first row holds { $draws } draws of what nobody knows, other structures of the model their first { $few }. “Mixed”: less than 95% of draws agree.
sweep-note-responses = Shares of { $draws } draws in which it rises or falls from level to level, turns, or hardly changes (within a hundredth of its level); then the best level: median and middle 90% over draws in which it changes.

## Figures

sweep-axis = { $name } ({ $unit })
sweep-range = { $range } over { $factor }
sweep-over-seeds = within seeds, for differences between levels
sweep-over-states = over drawn states, other drawn factors allowed for
sweep-over-runs = over runs
sweep-with-intervals = with 95% intervals ({ $over })
sweep-without-intervals = without intervals
sweep-levels-caption = Outcomes at each level of each factor, means over points at that level and over seeds, { $sure }; { $outcome } ranges by { $ranges }.
sweep-levels-draws = Lines and dark bands are about declared parameters and chance; pale bands hold the middle 90% of { $draws } draws of what nobody knows, every level averaged over its seeds.
sweep-map-declared = Parameters are as declared.
sweep-some-factors = Of { $factors } factors, those that move { $outcome } most.
sweep-map-known = { $title } over { $across } and { $up }, one cell for each point: medians over { $draws } draws of what nobody knows; the median is { $way ->
    [down] lowest
   *[up] highest
} ({ $best }) at { $across } = { $x } and { $up } = { $y } (star).
sweep-map-shares = Below it, in what share of draws the point is { $way ->
    [neither] higher
   *[other] better
} than the one that points are compared with.
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
sweep-fault-seed-idle = has no effect: a { $design } design draws nothing
    .remedy = leave it out, or take a design that is drawn: latin_hypercube or sobol
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
sweep-fault-own-seeds = draws need seeds that all points share, or no difference is paired
    .remedy = leave it out, or give --parameters point
sweep-fault-no-sweep = { $directory } holds no sweep
sweep-fault-no-sweep-to-go-on = { $directory } holds no sweep; give the command again that made it, and it goes on there
sweep-fault-no-map = a map needs a full grid of two factors that are numbers, three levels of each or more

## In money

sweep-money = Where { $outcome } is best, it is { $value } a year for all departments together.
