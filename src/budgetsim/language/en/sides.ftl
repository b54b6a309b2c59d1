# A room with two sides: students as departments, under a bureau that somebody plays.

# What cannot be done
sides-fault-missing = { $action } is missing
sides-fault-action = { $action } is no action of a department; there are { $actions }
sides-fault-range = { $action } = { $value } is not between { $lower } and { $upper }
sides-fault-full = All { $departments } departments of this district are taken.
sides-fault-fixed = With two sides a class shares one district: it goes year by year, for public value, once.
sides-fault-bots = With two sides there are no bots: the model plays every department that nobody has taken.
sides-fault-size = { $departments } departments: a district with two sides has { $least } to { $most }
sides-fault-other-size = This room has two sides already, in a district of { $departments } departments; another room may have another size.
sides-fault-begun = Years have been closed in this room with one side: open another room for a game with two.
sides-fault-few = { $count } students are here, more than { $departments } departments: choose a larger district.
