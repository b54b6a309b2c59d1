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

effects-nothing-moves = No lever, moved alone, changes { $outcome } by what is told from zero.
effects-leader = Moved alone, { $lever } { $way ->
    [up] raises
   *[down] lowers
} { $outcome }{ $others ->
    [some] { " most" }
   *[none] { "" }
}, by { $size } (in brackets: 95% intervals){ $share }{ $behind }{ $alike }.
effects-leader-share = , { $share } of its level
effects-leader-behind = ; then { $levers }
effects-leader-alike = ; not told apart from it: { $levers }
effects-no-leader = Moved alone, no lever { $way ->
    [up] raises
   *[down] lowers
} { $outcome } clearly.
effects-against = It { $way ->
    [up] rises
   *[down] falls
} with { $levers }.
effects-lever-band = { $lever }: { $low } to { $high }
effects-band = With transfers weighted 0 to 1 and public funds at 1 to 1.3, the effects are: { $levers }.
effects-disputed = Good or bad depends on how transfers count and what public funds cost (transfers weighted 0 to 1, public funds at 1 to 1.3): { $levers }.
effects-not-told = Not told from zero after adjustment for all comparisons: { $levers }; an effect of { $least } or more would have been told, four times out of five.
effects-no-effect = No effect at all: { $levers }.

## Side effects

effects-side = Side effects: { $changes }.
effects-side-of = { $lever }: { $outcome } { $way ->
    [up] rises
   *[down] falls
} from { $before } to { $after }
effects-side-none = No side effect of { $least } of its level or more is told from zero.
effects-side-silent = { $levers } { $one ->
    [one] moves
   *[many] move
} nothing else but costs.

## Doses

effects-doses = Best doses for { $outcome }: { $doses }.
effects-doses-undirected = Doses: { $outcome } has no better way, so no dose is best; see the table.
effects-dose-nothing = { $lever } changes nothing at any dose
effects-dose-flat = { $lever }: no dose is told apart from the best, { $dose }; differences below { $least } may have been missed
effects-dose = { $lever } = { $dose } ({ $gain }), { $where }{ $little }
effects-dose-own = the scenario's own value
effects-dose-gain = { $gain } from { $own }
effects-dose-between = with { $low } and { $high } clearly worse: the optimum lies between them
effects-dose-end = the end of its range: the optimum lies above { $low }{ $bound ->
    [yes] { "" }
   *[no] , perhaps beyond the range
}
effects-dose-level = with { $low } clearly worse; nothing above is, so that more of it adds nothing clear
effects-dose-start = the start of its range: the optimum lies below { $high }{ $bound ->
    [yes] { "" }
   *[no] , perhaps beyond the range
}
effects-dose-down = with { $high } clearly worse; nothing below is, so that less of it loses nothing clear
effects-dose-little = ; that is less than { $least } of its level
effects-dose-hardly = ; no dose moves it by { $least } of its level

## Interactions

effects-pairs = Interactions for { $outcome }: { $pairs }.
effects-pairs-none = Interactions for { $outcome }: none is told from zero after adjustment. The largest is { $term } { $effect }; one of { $least } or more would have been told, four times out of five.
effects-pairs-zero = Interactions for { $outcome }: none at all; effects of single levers add up.
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

effects-order = Order of two reforms, { $outcome } added up over { $years } years{ $among }: { $first } first gives { $size } { $way ->
    [less] less
   *[more] more
} than { $second } first. That is { $head } in { $waiting }, when one works alone, and { $after } in { $together }, when both do{ $turn ->
    [against] : the sum is a head start, and once both work, { $second } first is { $neutral ->
        [yes] higher
       *[no] ahead
    }
    [unclear] : only the head start is told from zero
   *[for] { "" }
}.
effects-order-behind = In { $behind } of { $clear } pairs with a clear sum, the order with the { $neutral ->
    [yes] larger
   *[no] better
} sum is clearly behind in { $together }: there the sum tells which reform is worth having sooner, not which should come first.
effects-order-none = Order of two reforms, { $outcome } added up over { $years } years: no pair's orders are told apart after adjustment. They differ most for { $first } and { $second }, by { $size }; { $least } or more would have been told, four times out of five.
effects-order-same = Order of two reforms: for { $outcome } it makes no difference at all which comes first.
effects-order-gone = In the last { $one ->
    [one] year
   *[many] { $span } years
} no difference is left.
effects-order-left = In the last { $one ->
    [one] year
   *[many] { $span } years
} no difference is told from zero. It is largest for { $first } and { $second }, { $size } a year; { $least } or more would have been told, four times out of five.
effects-order-lasts = In the last { $one ->
    [one] year
   *[many] { $span } years
} orders still differ{ $among }: { $first } first is { $way ->
    [ahead] ahead
   *[higher] higher
} by { $size } a year{ $course }
effects-order-fades = ; it fades, from { $before } in year { $second } to { $after } in year { $last }: most of it is the time since each reform, not its place.
effects-order-stays = , and has not faded since year { $second }: the path leaves a trace, at least for so long.
effects-years = { $one ->
    [one] year { $first }
   *[many] years { $first } to { $last }
}
effects-among = { " " }(clear in { $clear } of { $pairs } pairs, largest for { $first } and { $second })

## Cost-effectiveness

effects-cost = Cost-effectiveness ({ $outcome } per unit of administrative cost): { $levers }.
effects-cost-undirected = Cost-effectiveness: none of the outcomes has a better way.
effects-cost-buys = { $lever } { $ratio }, from { $gain } for { $cost }
effects-cost-saves = { $lever } { $ratio } lost per unit saved, from { $gain } for { $cost }
effects-cost-unbounded = { $lever } { $gain } for { $cost }: its cost may be nothing, so no ratio
effects-cost-dominates = { $lever } is better and cheaper ({ $gain } for { $cost })
effects-cost-dominated = { $lever } is worse and costlier ({ $gain } for { $cost })
effects-cost-dearer = { $lever } costs more ({ $cost }), and { $verdict ->
    [disputed] whether it is good depends on how transfers count and what public funds cost
   *[unclear] its effect is not told from zero after adjustment
} ({ $gain })
effects-cost-cheaper = { $lever } costs less ({ $cost }), and { $verdict ->
    [disputed] whether it is good depends on how transfers count and what public funds cost
   *[unclear] its effect is not told from zero after adjustment
} ({ $gain })
effects-cost-free = { $lever } costs nothing more and { $verdict ->
    [better] is better
    [worse] is worse
    [disputed] whether it is good depends on how transfers count and what public funds cost
   *[unclear] its effect is not told from zero after adjustment
} ({ $gain })
effects-cost-unclear = { $lever }: its cost is not told from zero after adjustment ({ $cost }), so no ratio; it { $verdict ->
    [better] is better
    [worse] is worse
    [disputed] is good or bad depending on how transfers count and what public funds cost
   *[unclear] has no effect that is told from zero after adjustment
} ({ $gain })

## What is known over draws of parameters

effects-known = Moved alone, over { $draws } draws of what nobody knows, effects on { $outcome } (median, in brackets the middle 90% of draws): { $levers }.
effects-known-flips = All else being average, it would be: { $levers }.
effects-known-flip = with { $lever }, { $flips }
effects-known-split = Of what effects vary between single worlds, ignorance of parameters is { $levers }; the rest is luck.
effects-known-part = { $part } for { $lever }
effects-known-side = Side effects in nearly all draws: { $changes }.
effects-known-side-of = { $lever } moves { $outcome } by { $effect }
effects-known-side-none = No other outcome becomes worse by { $least } of its level or more in nearly all draws, costs aside.
effects-known-pairs = Together, over { $draws } draws of what nobody knows, how much more one lever does for { $outcome } where the other is high ({ $sure } of { $count } interactions have one sign in 95% of draws, the largest first): { $pairs }.
effects-known-pair = { $known }: { $first } brings { $low } where { $second } is low and { $high } where it is high; { $kinds }
effects-known-pair-better = { $subject } { $difference }, more good together than apart in { $share } of draws{ $unless }
effects-known-pair-worse = { $subject } { $difference }, less good together than apart in { $share } of draws{ $unless }
effects-known-pair-more = { $subject } { $difference }, more together than apart in { $share } of draws{ $unless }
effects-known-pair-less = { $subject } { $difference }, less together than apart in { $share } of draws{ $unless }
effects-known-pair-depends = { $subject } { $difference }, which depends on what nobody knows: { $neutral ->
    [yes] more
   *[no] more good
} together than apart in { $share } of draws
effects-known-pair-unknown = { $subject } { $difference }, which is not known: { $neutral ->
    [yes] more
   *[no] more good
} together than apart in { $share } of draws, and no single parameter would decide it
effects-known-pair-same = { $subject } have no interaction
effects-known-kind-need-each-other = they need each other (each helps only beside the other) in { $share } of draws
effects-known-kind-first-needs-second = { $first } helps only where { $second } is high in { $share } of draws
effects-known-kind-second-needs-first = { $second } helps only where { $first } is high in { $share } of draws
effects-known-kind-strengthen = both help and strengthen each other in { $share } of draws
effects-known-kind-stand-in = both help and each stands in for the other in { $share } of draws
effects-known-kind-crowd-out = one of them helps only without the other in { $share } of draws
effects-known-kind-none-of-these = whether one helps does not hang on the other in { $share } of draws
effects-known-order = Order of two reforms, over { $draws } draws of what nobody knows, { $outcome } a year over { $years } years ({ $sure } of { $count } pairs have one order ahead in 95% of draws, by most first): { $pairs }.
effects-known-order-label = { $first } before { $second }
effects-known-order-turned = { $known }, though once both are in force the other order is ahead in { $share } of draws
effects-known-order-end = In the last { $one ->
    [one] year
   *[many] { $span } years
} { $sure } of { $count } pairs have one order ahead in 95% of draws, by most: { $pairs }.
effects-known-doses = Best doses for { $outcome }, draw by draw ({ $draws } draws): { $doses }.
effects-known-dose = { $lever } is best inside its range in { $inside } of draws, at its start in { $at_start }, at its end in { $at_end }{ $nothing }; the best dose is { $median } [{ $low } to { $high }]{ $point }
effects-known-dose-hardly = { ", and hardly matters in " }{ $share }
effects-known-dose-point = , { $dose } with declared parameters
effects-known-dose-label = { $lever } at { $dose } instead of { $own }
effects-known-dose-nothing = { $lever } hardly matters at any dose
effects-known-cost = What a unit of administrative cost brings over draws, as improvement of { $outcome }: { $levers }.
effects-known-cost-dearer = { $lever } { $ratio }
effects-known-cost-cheaper = { $lever } costs less in all draws, and each unit saved changes it by { $ratio }
effects-known-cost-either = { $lever } costs more in { $share } of draws only, so no ratio is told
effects-method-draws = Of each draw, effects of single levers meet { $effects } seeds, levers together and in turn { $together }, doses { $doses }; { $runs } runs in all.

## Words of figures

effects-forest-band = Thin brackets beside effects on net social value: what they are with transfers weighted 0 to 1 and public funds at 1 to 1.3.
effects-figure-draws = Effect of each lever moved alone over draws of what nobody knows: median, middle 90% of draws, and the share of draws that is better (at the right); { $sure } of { $count } are the same way in 95% of draws (coloured: blue better, orange worse), the others are grey.
effects-figure-interactions-draws = How much more one of two levers does where the other is high, over draws of what nobody knows: median, middle 90% of draws, and the share of draws in which they do more good together than apart (at the right); { $sure } of { $count } are the same way in 95% of draws (coloured: blue more good together, orange less), the others are grey.
effects-figure-order-draws = { $outcome } year by year with A first, then B, less that with B first, then A: median and middle 90% of draws of what nobody knows, dotted the years of the two reforms; dots are blue where 95% of draws are better with A first, orange where 95% are worse, else grey. In the last year A first is better in this share of draws: { $ends }.
effects-figure-order-end = { $first } before { $second } { $share }
effects-figure-share = share of draws
effects-figure-dose-draws = { $outcome } at each dose less that at the scenario’s own (ring), median and middle 90% of draws of what nobody knows, and below in what share of draws a dose is best: { $best }.
effects-figure-inside = { $lever } inside its range in { $inside }, at its start in { $start }, at its end in { $end }
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
effects-plane-ratios = ; one unit of cost brings, in brackets with 95% intervals, { $ratios }
effects-plane-ratio = { $ratio } by { $lever }
effects-plane-others = ; { $levers }
effects-plane-other = { $lever } is { $standing }
effects-standing-buys = costs more and is better
effects-standing-saves = costs less and is worse
effects-standing-dominates = better and cheaper
effects-standing-dominated = worse and costlier
effects-standing-dearer = costs more, no clear effect
effects-standing-cheaper = costs less, no clear effect
effects-standing-free = costs the same
effects-standing-cost-unclear = cost not clearly different

## What was asked, and how the numbers were made

effects-title = Effects of levers in { $name }
effects-lead = { $scenario }: { $levers }, moved from year { $year } on, alone and together, in the same { $seeds } { $one ->
    [one] world
   *[many] worlds
}{ $draws ->
    [0] { "" }
   *[other] { " with declared parameters, and" } under { $draws } draws of what nobody knows
}.
effects-method = Levers move in year { $year }; every point is compared with the scenario as it is, or with its counterpart, in the same worlds.
effects-method-means = Outcomes are { $one ->
    [one] those of the last
   *[many] means over the last { $last }
} of { $years } years of a run; intervals are 95% t intervals over seeds.
effects-method-points = { $points } points, { $seeds } common { $one ->
    [one] seed
   *[many] seeds
}, { $runs } runs in all.
effects-missed = the precision was not reached; the results are those of all replications that were allowed

## Tables

effects-table-of = { $title }: { $outcome }
effects-table-levers = Levers
effects-table-effects = Effect of each lever, moved alone
effects-table-dose = Dose and response: difference from the scenario
effects-table-factorial = Main effects and interactions ({ $corners } corners, { $full ->
    [yes] full
   *[no] a fraction of resolution IV
})
effects-table-sequencing = Order of two reforms: first before second, less second before first
effects-table-cost = Cost-effectiveness: improvement and administrative cost
effects-head-lever = Lever
effects-head-key = Key
effects-head-own = Scenario’s own
effects-head-low = Low
effects-head-high = High
effects-head-outcome = Outcome
effects-head-before = Before
effects-head-difference = Difference
effects-head-simultaneous = Simultaneous interval
effects-head-glass-delta = Δ
effects-head-g-z = g
effects-head-p = p (Holm)
effects-head-verdict = For the public
effects-head-band = Band
effects-head-dose = Dose
effects-head-step = Step from the dose before
effects-head-best = Best
effects-head-term = Levers together
effects-head-effect = Effect
effects-head-aliases = Mixed with
effects-head-first = First
effects-head-second = Second
effects-head-window = Years
effects-head-order = A year
effects-head-total = Added up over the years
effects-head-better-first = Better first
effects-head-cost = Cost
effects-head-improvement = Improvement
effects-head-ratio = Gain per unit of cost
effects-head-standing = Standing
effects-head-zero = No effect at
effects-head-draws = Over draws
effects-head-point = Declared parameters
effects-head-best-dose = Best dose
effects-head-at-start = At the start of the range
effects-head-inside = Inside
effects-head-at-end = At its end
effects-head-hardly-matters = Hardly matters
effects-head-beside-low = Of the first, the second low
effects-head-beside-high = The second high
effects-head-need-each-other = Need each other
effects-head-first-needs-second = First needs second
effects-head-second-needs-first = Second needs first
effects-head-strengthen = Strengthen each other
effects-head-stand-in = Stand in for each other
effects-head-crowd-out = One only without the other
effects-head-none-of-these = None of these
effects-table-effects-draws = Effect of each lever, moved alone, over draws of parameters
effects-table-interactions-draws = Interactions over draws of parameters
effects-table-sequencing-draws = Order of two reforms over draws of parameters: first before second, less second before first
effects-note-interactions-draws = Of two levers: how much larger the effect of one is with the other high than with it low; of three: how much larger that is with the third high. “Better”: they do more good together than apart.
effects-note-sequencing-draws = Means a year over the years of each window; “better”: the first reform should come first.
effects-table-structures = In which worlds it holds{ $part ->
    [interactions] { ", interactions" }
    [sequencing] { ", order of two reforms over all years" }
   *[effects] { "" }
}
effects-table-flips = What would turn the sign of { $part ->
    [interactions] an interaction
    [sequencing] a difference of two orders
    [dose] what the dose that is best in most draws does
   *[effects] an effect
}
effects-table-pairs = How pairs of levers go together, draw by draw
effects-note-pairs = What the first lever brings with the second low and high: medians and middle 90% of { $draws } draws; then shares of draws. “Need each other”: each helps only beside the other.
effects-note-draws = Medians over { $draws } draws of what nobody knows, with the middle 90% of them, and in what share of draws it is better or worse for the public; beside them means with declared parameters and their 95% intervals over { $seeds } seeds. “Better” or “worse”: 95% of draws say so; “unless …”: not as surely under another structure of the model or stance on welfare; “depends”: parameters are known that would turn it; “not known”: none is.
effects-table-best = The best dose of each lever, draw by draw
effects-note-best = Median and middle 90% of the best dose over draws in which doses matter; then shares of all { $draws } draws. “Hardly matters”: the whole curve lies within a hundredth of the outcome’s level.
effects-mark-own = own
effects-mark-best = best
effects-mark-as-good = as good
effects-mark-own-best = own, best
effects-mark-own-as-good = own, as good
effects-note-means = Means over the last { $last } of { $years } years, levers moved in year { $year }; { $seeds } paired { $one ->
    [one] replication
   *[many] replications
} with 95% t intervals.
effects-note-effects = “Better” and “worse” hold after adjustment for { $count } comparisons (p, Holm); simultaneous intervals hold all together (Bonferroni). Δ: in standard deviations between seeds (Glass); g: in standard deviations of the paired differences; both corrected for few seeds (Hedges).
effects-note-band = Band: the change of net social value with transfers weighted 0, .5 or 1 and public funds at 1 or 1.3 per unit. Where that holds gains and losses, nothing is called better.
effects-note-dose = Own: the scenario’s value, from which differences are taken. As good: not told apart from the best dose by a paired comparison (Bonferroni over the curve).
effects-note-factorial = Of one lever: its effect on average over the others; of two: how much larger the effect of one is with the other high than with it low; of three: how much larger that is with the third high. Verdicts hold after adjustment for all rows (p, Holm).
effects-note-aliases = In this fraction these two-way interactions cannot be told apart, and their row is their sum: { $terms }. Three-way interactions cannot be told from main effects; take six levers or fewer for all corners.
effects-note-sequencing = First reform in year { $first }, second in year { $second }; means over the years of each window, with 95% t intervals. What is added up over all years holds the head start of { $waiting }, in which one reform works alone. Verdicts hold after adjustment for all rows (p, Holm).
effects-note-cost = The ratio has Fieller’s 95% interval. Where the cost does not clearly differ, or a lever is better and cheaper or worse and costlier, a ratio means nothing and none is told.
effects-note-hidden = Doses in between, added to find the best, are not shown.
effects-note-elsewhere = All rows and outcomes: { $file }.

## What is asked

effects-help = Estimate what levers do: paired effects, doses, interactions, the order of reforms, cost-effectiveness. All points meet the same seeds, so effects are paired. Tables are written as CSV, Markdown and LaTeX.
effects-ask-scenario = Name or path of a scenario, or path of a study file.
effects-ask-levers = Move a lever: LOW:HIGH, HIGH alone (from the scenario’s value), LOW:HIGH:DOSES, a,b,..., or KEY alone (to a strong value); several by comma, repeatable. Default: monitoring_intensity, result_use, staff, information_systems.
effects-ask-switch = Move several levers together, as one; repeatable.
effects-ask-parts = Parts of the answer: { $options }. Default: all.
effects-ask-refine = Add doses around the best one of each lever, until its place is known as well as seeds allow.
effects-ask-from-year = Recorded year in which levers move, after the burn-in under the scenario as it is.
effects-ask-second-year = Year of the second of two reforms in turn. Default: after a third of the years under reform.
effects-ask-doses = Equally spaced doses of each lever. Default: 7.
effects-ask-precision = Add replications until the widest 95% interval of a main effect has at most this half-width, in units of the outcome (scores: in parts of 100 points).
effects-ask-precision-outcome = Outcomes that must reach this precision, or all. Default: the first one shown.
effects-ask-max-replications = Stop here even if that is not precise enough; the exit code is then 1. Default: 10000.
effects-ask-outcomes = Outcomes to show, the most important first.
effects-ask-last = Years at the end whose mean counts. Default: 3.

## What is wrong with what is asked

effects-lacking-factorial = interactions need two levers
effects-lacking-sequencing = an order needs two levers
effects-lacking-sequencing-years = two reforms in turn need two years
effects-lacking-dose = no lever is a number, so there are no doses
effects-fault-late = the reform would begin after the last of { $years } recorded years
effects-fault-never-begins = the reform of { $scenario } begins in year { $year }; take as many years or more
effects-fault-last = at most { $most } years of { $years } follow the reform in year { $year }
    .remedy = take fewer
effects-fault-second-year = the second reform must come after the first, of year { $first }, and by year { $last }
effects-fault-other-part = this is of the part { $part }, which is not among --parts
    .remedy = leave it out
effects-fault-no-precision = belongs to --precision H
    .remedy = give the half-width too
effects-fault-precision = this is about the effects of levers moved alone
    .remedy = add effects to --parts
effects-fault-precision-drawn = precision is about chance with declared parameters; more seeds do not make ignorance of parameters less
    .remedy = leave --parameters out, or give --parameters point
effects-fault-two-replications = with --precision an interval needs at least 2 replications to begin with
effects-fault-too-few = is less than --replications { $replications }
    .remedy = give more of them, or begin with fewer
effects-fault-not-shown = is not among the outcomes shown: { $outcomes }
    .remedy = there is none such
effects-fault-contrast = no contrast
    .remedy = write KEY, KEY=HIGH, KEY=LOW:HIGH, KEY=LOW:HIGH:DOSES, or KEY=a,b,...
effects-fault-contrast-of-file = no contrast
    .remedy = write { $lever } = "LOW:HIGH", "HIGH", "LOW:HIGH:DOSES", or a list of doses
effects-fault-settings = { $kind }, not a table of settings
    .remedy = write [switches.{ $switch }] on a line of its own
effects-fault-always = a lever moves in the year of the reform
    .remedy = to take later changes of the scenario away, add --set { $key }=VALUE
effects-fault-no-lever = this is no lever: the bureau does not decide it
    .remedy = set it with --set, or vary it with `budgetsim sensitivity`
effects-fault-no-values = no values after =
effects-fault-for-some = scenario { $scenario } gives it to some departments only, so that its own value is not one number
    .remedy = start from a scenario without that change; a contrast moves a lever for all departments
effects-fault-two-values = a contrast has two values; the scenario's is { $own }
    .remedy = write { $lever }=a,b with two of: { $options }
effects-fault-already = the scenario's value is { $own } already
    .remedy = give both ends: { $lever }=LOW:HIGH
effects-fault-doses = the number of doses must be a whole number from 2 to { $most }
effects-fault-switch = must be NAME=KEY=VALUE,KEY=VALUE
    .remedy = such as --switch platform="information_systems=0.9,monitoring_intensity=0.3"
effects-fault-switch-always = switch { $switch }: { $all } is not taken here
    .remedy = a reform sets it from its year on
effects-fault-switch-no-lever = switch { $switch }: this is no lever
effects-fault-twice = moved twice: by { $lever } and by { $other }
    .remedy = move it once
effects-point = point { $point }; choose other values or another scenario
effects-fault-unpaired = effects are paired by seed: every point must have met every seed once

## While it runs

effects-takes = effects { $scenario }: { $points } points{ $more ->
    [yes] { " and more around the best doses, " }
   *[no] { ", " }
}{ $draws ->
    [0] { "" }
   *[other] { $draws } draws of what nobody knows,{ " " }
}
effects-not-precise = { $replications } replications: half-width { $half }, not yet { $wanted }; about { $needed } are needed
