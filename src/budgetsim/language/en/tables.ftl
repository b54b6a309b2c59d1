### Words of tables.

table-yes = yes
table-no = no
table-on = on
table-off = off
table-interval = { $low } to { $high }
table-verdict-better = better
table-verdict-worse = worse
table-verdict-better-in = better { $share }
table-verdict-worse-in = worse { $share }
table-verdict-disputed = disputed
table-verdict-unclear = not clear
table-verdict-same = the same
table-verdict-more = more
table-verdict-less = less
table-verdict-single = (one seed)
table-lever = lever
table-uncertainty = uncertainty
table-factors = What was varied
head-factor = factor
head-group = group
head-key = key
head-role = role
head-values = values
head-unit = unit
head-outcome = outcome
head-mean = mean
head-change = change
head-better = better
head-what = what it is
head-base = base

## What notebooks show

table-same-as = the same as { $name }
table-declared-defaults = declared defaults
table-from-year = { $name } from year { $year }
table-levers-from-year = from year { $year }: { $levers }
table-seeds-and-years = { $seeds } seeds; means over the last { $last } years, 95 % intervals over seeds
table-no-year-closed = no year is closed yet
table-head-parameter = parameter
table-head-here = here
table-head-declared-source = source
table-head-about = about
table-head-value = value
table-about-net-social-value = public value less all costs
table-about-value-to-first-best = of what would be possible
table-about-performance = what departments achieve
table-about-active-waste = money diverted
table-about-passive-waste = money lost to incompetence
table-about-score-inflation = self-scores above external scores
table-about-validity = do scores tell who is good?
table-about-money-moved = budgets that change hands
table-about-december-share = year-end rush
table-about-credibility = belief that results are used
table-about-workload-ratio = work asked of staff per time
table-about-administrative-cost = staff, systems, fees, audits
