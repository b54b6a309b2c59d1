### Directories of results: what is listed, shown, compared, extended and removed.

results-none = There are no results in { $directory }; run something first, for example: budgetsim run wangcheng_2022
results-head-directory = directory
results-head-command = command
results-head-date = date
results-head-size = size
results-head-state = state
results-head-what = what
results-state-complete = finished
results-state-running = being written
results-state-unfinished = not finished
results-state-damaged = damaged
results-list-note = `budgetsim results show DIR` tells the line that made one, `budgetsim report DIR` reports it.
results-line = Made by: { $line }
results-line-unknown = a line that was not kept (a program, or an earlier version)
results-about = { $date } UTC, { $size }, { $state }.
results-go-on = To go on, give its line again with --out { $directory }.
results-settings = Settings
results-numbers = Headline numbers
results-settings-same = All settings are the same.
results-numbers-same = All headline numbers are the same.
results-more = … and { $number } more; --json has all.
results-extended = { $directory } has { $replications } seeds now. The line that made it was not kept, so its answer and figures were not made anew: give it again with --out.
results-pruned = Removed: { $number } { $number ->
    [1] directory
   *[other] directories
}, { $size }.
results-would-prune = { $number } { $number ->
    [1] directory
   *[other] directories
}, { $size }; nothing was removed: give --yes to do it.
results-nothing-to-prune = There is nothing to remove.
results-prune-which = which ones? Give --older-than DAYS, --unfinished, or both; everything is removed by hand only
