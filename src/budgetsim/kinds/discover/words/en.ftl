### Discovery of scenarios in which a policy fails: findings, and words in figures.

## What failing means

discover-failing-quantile = its { $of ->
    [change] change of { $outcome } against { $base }
   *[level] { $outcome }
} is among the { $end ->
    [low] lowest
   *[high] highest
} { $share }
discover-failing-level = { $outcome } is { $end ->
    [low] below
   *[high] above
} { $bound }
discover-failing-worse = { $outcome } is { $end ->
    [low] below
   *[high] above
} that under { $base }
discover-failing-change = { $outcome } changes by { $end ->
    [low] less
   *[high] more
} than { $bound } against { $base }

## Limits

discover-scenario = scenario
discover-delivered = delivered { $lever }
discover-or = { " or " }
discover-range = { $low } to { $high }
discover-limit-other = { $factor } other than { $levels }
discover-limit-levels = { $factor } { $levels }
discover-limit-equal = { $factor } of { $value }
discover-limit-between = { $factor } between { $low } and { $high }
discover-limit-least = { $factor } at least { $low }
discover-limit-above = { $factor } above { $low }
discover-limit-most = { $factor } at most { $high }

## Findings

discover-number = { $number }
discover-none = In none of { $states } states (95% interval of such states: 0 to { $high }) { $failing }.
discover-none-policy = { $policy } fails in none of { $states } states (95% interval of such states: 0 to { $high }): in none { $failing }.
discover-every = In all of { $states } states (95% interval of such states: { $low } to 100%) { $failing }.
discover-every-policy = { $policy } fails in all of { $states } states (95% interval of such states: { $low } to 100%): in every one { $failing }.
discover-part = In { $part } of { $states } states (95% interval { $low } to { $high }) { $failing }.
discover-part-policy = { $policy } fails in { $part } of { $states } states (95% interval { $low } to { $high }): there { $failing }.
discover-weakest = Worst are the { $share } of the states where { $of ->
    [change] the change of { $outcome }
   *[level] { $outcome }
} is { $end ->
    [low] at most
   *[high] at least
} { $value }.
discover-weakest-policy = { $policy } does least well in the { $share } of the states where { $of ->
    [change] the change of { $outcome }
   *[level] { $outcome }
} is { $end ->
    [low] at most
   *[high] at least
} { $value }.
discover-more-states = With { $least } states or more (--samples) it would be told where it does least well.
discover-too-few = Too few { $lack ->
    [failures] fail
   *[successes] hold
} for rules; states.csv tells which.
discover-no-rule = No rule is clearly better than the share of all states. If { $among ->
    [failures] failing
   *[worst] being among them
} depends on these uncertainties, so many states do not show how.
discover-unclear = For { $share } of the states the seeds cannot tell whether they { $among ->
    [failures] fail
   *[worst] are among them
}; more --replications can.
discover-rule = { $word ->
    [mostly] Mostly
   *[clearly] Most clearly
} with { $limits }: this covers { $coverage } of { $among ->
    [failures] the failures
   *[worst] them
} (95% interval { $least } to { $most }), and { $density } of the states in this box { $among ->
    [failures] fail
   *[worst] are among them
} ({ $low } to { $high }), against { $rate } of all; counted on states that did not find the rule.
discover-further = With { $number } further { $one ->
    [one] rule
   *[many] rules
} { $coverage } of { $among ->
    [failures] the failures
   *[worst] them
} are covered (95% interval { $least } to { $most }); { $density } of the states there { $among ->
    [failures] fail
   *[worst] are among them
} ({ $low } to { $high }), against { $rate } of all.

## Figures

discover-holds = holds
discover-fails = fails
discover-others = other states
discover-worst = among the worst
discover-first-rule = first rule
discover-change-of = change of { $outcome }
discover-tried = range tried
discover-each-range = Range of each factor, from the lowest to the highest value tried
discover-rule-fails = rule { $number }: { $share } { $among ->
    [failures] fail
   *[worst] among the worst
}
discover-without = { $limit }  ({ $share } without)

## The command

discover-help = Find the conditions under which a policy fails, as rules validated on held-out states. Every state of the world is simulated with the policy and without, under the same seeds.
discover-title = Conditions under which { $name } fails
discover-ask-scenario = The base, a study file, or the directory of a finished sweep or discovery, whose runs are asked again.
discover-ask-policy = The policy that may fail.
discover-ask-against = The base that it is compared with, instead of naming it first.
discover-ask-fails = When it fails: OUTCOME<NUMBER or OUTCOME>NUMBER for the change against the base, level:OUTCOME<NUMBER for the level, OUTCOME:worse, OUTCOME:quantile:0.1.
discover-ask-uncertain = What nobody decides or knows, in both scenarios: KEY=LOW:HIGH, KEY=A,B,C, or KEY alone (several by comma); repeatable. Default: a set of behaviour and capacity.
discover-ask-delivered = What the policy in fact attains of a lever that it moves; KEY alone: from the base’s value to the announced one; repeatable.
discover-ask-samples = States of the world that are drawn (Latin hypercube).
discover-ask-design-seed = Seed of the sampled states and of the split into halves.
discover-ask-replications = Seeds of each state, the same for all and for both scenarios.
discover-ask-name = Name of the study, which also names its directory; default: the policy’s.

## What was asked, and how

discover-lead = { $policy } in { $states } states of the world, drawn over { $one ->
    [one] one factor
   *[many] { $factors } factors
} that nobody knows or decides{ $against ->
    [yes] , against { $base } in the same states
   *[no] {""}
}.
discover-method = { $states } states{ $design ->
    [latin] {" "}(Latin hypercube)
   *[other] {""}
}, { $seeds } { $one ->
    [one] seed
   *[many] seeds
}, { $runs } runs.
discover-means = Outcomes are { $one ->
    [one] those of the last
   *[many] means over the last { $last }
} of { $years } years of each run; intervals of a state are 95% t intervals over seeds.
discover-judged = A tree found its boxes on { $found } states; what is said of rules is counted on the other { $held }.
discover-named = { $factor } in { $share }
discover-other-halves = Of { $halves } other halves of the states, the first box limits { $often }{ $accident ->
    [yes] ; a limit that few of them name is an accident of this half
   *[no] {""}
}.
discover-one-seed = With one seed it cannot be told which verdicts are luck; take more --replications.
discover-no-probabilities = Shares are of the values that were tried, each part of a range counting alike; they are no probabilities.

## Tables

discover-table-rules = Rules
discover-table-worst = Rules; to fail is to be among the worst { $share }
discover-note-rules = Counted on states that did not find the rules. Fail without it: the share that fails in the box if this limit is dropped.
discover-head-rule = rule
discover-head-where = where
discover-head-without = fail without it
discover-head-support = of all states
discover-head-coverage = covers
discover-head-density = fail
discover-head-states = states
discover-head-lift = lift
discover-head-p = p (adjusted)
discover-head-meaning = meaning
discover-means-scenario = the scenario from which a state departs
discover-means-switch = on: { $settings }
discover-means-delivered = what the policy attains of: { $meaning }
discover-means-levels = { $meaning } (one of { $levels })
discover-means-range = { $meaning } ({ $low } to { $high }{ $has ->
    [yes] {" "}{ $unit }
   *[no] {""}
})
