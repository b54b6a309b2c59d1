### Words of tables.

table-yes = yes
table-no = no
table-on = on
table-off = off
table-interval = { $low } to { $high }
table-lever = lever
table-uncertainty = uncertainty
table-factors = What was varied
head-factor = factor
head-group = group
head-key = key
head-role = role
head-values = values
head-unit = unit
