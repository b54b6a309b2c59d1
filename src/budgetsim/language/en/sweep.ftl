### What is said about a sweep: findings, and words of its figures.

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
