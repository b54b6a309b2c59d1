### What is said about effects of levers: findings, and words of its figures.

effects-one-seed = With one seed nothing can be said about chance: the tables show differences in one world.
effects-left-out = Left out: { $parts }.
effects-left-out-factorial = factorial (interactions need two levers)
effects-left-out-sequencing = sequencing (an order needs two levers)
effects-left-out-sequencing-years = sequencing (two reforms in turn need two years)
effects-left-out-dose = dose (no lever is a number, so there are no doses)

## Numbers and levers

effects-interval = { $value } [{ $low } to { $high }]
effects-lever = { $lever } ({ $low } to { $high })
effects-lever-effect = { $lever } { $effect }
effects-unknown = unknown

## Precision

effects-rounds = { $one ->
    [one] { $rounds } round
   *[many] { $rounds } rounds
}
effects-precision-reached = Precision reached with { $replications } in { $rounds }: the widest 95% interval of a main effect has half-width { $width } ({ $lever } on { $outcome }){ $scores ->
    [yes] , scores in parts of 100 points
   *[no] { "" }
}, at most { $target } as asked.
effects-precision-missed = Precision not reached: after { $replications } in { $rounds }, the most allowed, the widest 95% interval of a main effect has half-width { $width } ({ $lever } on { $outcome }){ $scores ->
    [yes] , scores in parts of 100 points
   *[no] { "" }
}, more than { $target }; about { $needed } replications would do (--max-replications).

## Each lever alone

effects-nothing-moves = No lever, moved alone, changes { $outcome } clearly.
effects-leader = Moved alone, { $lever } { $way ->
    [up] raises
   *[down] lowers
} { $outcome }{ $others ->
    [some] { " most" }
   *[none] { "" }
}, by { $size } (in brackets: 95% intervals){ $share }{ $behind }.
effects-leader-share = , { $share } of its level
effects-leader-behind = ; then { $levers }
effects-no-leader = Moved alone, no lever { $way ->
    [up] raises
   *[down] lowers
} { $outcome } clearly.
effects-against = It { $way ->
    [up] rises
   *[down] falls
} with { $levers }.
effects-no-effect = No clear effect: { $levers }.

## Side effects

effects-side = Side effects: { $changes }.
effects-side-of = { $lever }: { $outcome } { $way ->
    [up] rises
   *[down] falls
} from { $before } to { $after }
effects-side-none = No clear side effect of { $least } of its level or more.
effects-side-silent = { $levers } { $one ->
    [one] moves
   *[many] move
} nothing else but costs.

## Doses

effects-doses = Best doses for { $outcome }: { $doses }.
effects-doses-undirected = Doses: { $outcome } has no better way, so no dose is best; see the table.
effects-dose-nothing = { $lever } changes nothing at any dose
effects-dose = { $lever } = { $dose } ({ $gain }){ $alike }{ $around }
effects-dose-own = the scenario's own value
effects-dose-gain = { $gain } from { $own }
effects-dose-alike = , not told apart from { $doses }
effects-dose-end = , the end of its range{ $alike ->
    [some] { "" }
   *[none] : it still helps there
}
effects-dose-level = , beyond which more of it adds nothing clear
effects-dose-turns = , beyond which it turns: from { $dose } on it is clearly less good
effects-dose-start = , the start of its range: from { $dose } on it is clearly less good

## Interactions

effects-pairs = Interactions for { $outcome }: { $pairs }.
effects-pairs-none = Interactions: none is clear for { $outcome }; effects of single levers add up.
effects-pairs-mixed = Two-way interactions are mixed; see below the table.
effects-pair = { $pair } { $effect }: the effect of { $lever } is { $low } with { $other } low and { $high } with it high{ $kind }
effects-pair-aliased = { $pair } together with { $aliases } { $effect }
effects-three = of three levers, { $term } is largest, { $effect }
effects-kind-high = , so it helps with { $other } high only
effects-kind-low = , so it helps with { $other } low only
effects-kind-strengthen = , so they strengthen each other
effects-kind-make-up = , so one makes up for the other
effects-kind-stand-in = , so one stands in for the other
effects-kind-harm = , so they harm each other

## Order of two reforms

effects-order = Order: it matters clearly for { $outcome }{ $among }: { $first } first gives { $size } { $way ->
    [more] more
   *[less] less
} over { $years } years than { $second } first.
effects-order-none = Order: over { $years } years it does not clearly matter for { $outcome } which of two reforms comes first.
effects-order-gone = In the last { $one ->
    [one] year
   *[many] { $span } years
} no difference is left.
effects-order-lasts = In the last { $one ->
    [one] year
   *[many] { $span } years
} it still does{ $among }: { $first } first is { $way ->
    [ahead] ahead
   *[higher] higher
} by { $size } a year{ $course }
effects-order-fades = ; it fades, from { $before } in year { $second } to { $after } in year { $last }: most of it is the time since each reform, not its place.
effects-order-stays = , and has not faded since year { $second }: the path leaves a trace, at least for so long.
effects-among = { " " }in { $clear } of { $pairs } pairs, most for { $first } and { $second }

## Cost-effectiveness

effects-cost = Cost-effectiveness ({ $outcome } per unit of administrative cost): { $levers }.
effects-cost-undirected = Cost-effectiveness: none of the outcomes has a better way.
effects-cost-buys = { $lever } { $ratio }
effects-cost-saves = { $lever } { $ratio } lost per unit saved
effects-cost-dominates = { $lever } is better and cheaper
effects-cost-dominated = { $lever } is worse and dearer
effects-cost-dearer = { $lever } costs more without a clear effect
effects-cost-cheaper = { $lever } costs less without a clear effect
effects-cost-free = { $lever } costs nothing more and { $verdict ->
    [better] is better
    [worse] is worse
   *[unclear] has no clear effect
}
effects-cost-unclear = { $lever } has no clear difference of cost, so no ratio; it { $verdict ->
    [better] is better
    [worse] is worse
   *[unclear] has no clear effect
}

## Words of figures

effects-forest-caption = Effect of each lever moved alone, differences paired{ $over }: 95% intervals (thick) and intervals that hold together (thin, Bonferroni); { $clear } of { $count } effects are clear after adjustment (coloured), the others are grey.
effects-factorial-caption = Main effects (dots), two-way (squares) and three-way interactions (triangles) on { $outcome }, as paired differences of effects{ $over }, with 95% intervals (thick) and intervals that hold together (thin); grey: not clear after adjustment{ $largest }.
effects-factorial-largest = ; the largest is { $term }, { $effect }
effects-order-first = A first, then B
effects-order-second = B first, then A
effects-order-once = both at once
effects-order-less = less neither ({ $unit })
effects-order-caption = { $outcome } year by year under two reforms in turn{ $years }, less neither reform, means{ $over } with paired 95% intervals{ $ends }.
effects-order-years = { " " }(years { $first } and { $second }, dotted)
effects-order-end = { $first } first, then { $second }: { $value }
effects-order-ends = ; in the last year, { $ends }
effects-plane-cost = More administrative cost ({ $unit })
effects-plane-effect = Improvement of { $outcome }
effects-plane-unit = ({ $unit })
effects-plane-lever = { $lever }: { $standing }
effects-plane-caption = Effect on { $outcome } against administrative cost, levers moved alone{ $dots }{ $ratios }{ $others }.
effects-plane-dots = ; faint dots are replications
effects-plane-ratios = ; one unit of cost brings { $ratios }
effects-plane-ratio = { $ratio } by { $lever }
effects-plane-others = ; { $levers }
effects-plane-other = { $lever } is { $standing }
effects-standing-buys = costs more and is better
effects-standing-saves = costs less and is worse
effects-standing-dominates = better and cheaper
effects-standing-dominated = worse and dearer
effects-standing-dearer = costs more, no clear effect
effects-standing-cheaper = costs less, no clear effect
effects-standing-free = costs the same
effects-standing-cost-unclear = cost not clearly different
