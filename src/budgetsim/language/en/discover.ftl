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
