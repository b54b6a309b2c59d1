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
sweep-apart = Paired by seed, every other point is clearly apart.
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
