# What the lab's server says itself.

gate-nothing-there = There is no such page
    .about = The address is not one of the lab's. It may have been typed or cut off wrongly.
gate-full = The lab is full
    .about = Every place in this lab is taken. Close pages of it that you no longer need, or try again in half a minute.
gate-foreign-host = This lab does not go by the name { $name }. If it should, start it with --allow-host and that name.
gate-other-site = Pages of other sites cannot use this lab.
gate-method = { $method } is not allowed here.
gate-uploads = The lab takes no uploads.

## Addresses that were typed, and why the lab cannot be opened

gate-fault-path = { $text } is not a path. Allowed are letters, digits and . _ ~ @ + - between slashes, as in /lab or /user/jo/proxy/8765
gate-fault-reserved = { $text } begins with the name of one of the lab’s own addresses ({ $known }). Take another, such as /lab/{ $first }
gate-fault-url = { $text } is not an address like https://lab.example.org/lab
gate-fault-host = { $text } is not the name of a host. Give the name alone, without http:// and port, as in lab.example.org
gate-fault-two-paths = --root-path { $path } is not the path of --base-url { $url }: give one of the two
gate-fault-origin = { $text } is not an origin like https://moodle.example.org
gate-launch-packages = the teaching lab needs packages that are not installed ({ $names }): pip install "budgetsim[lab]", or, in a checkout, make lab
gate-launch-scenario-there = the lab offers every reference scenario already
    .remedy = choose it on the pages, or give a file of your own, which ends in .toml; with --room and --sides a class plays it
gate-launch-scenario-name = the lab has a scenario of this name already
    .remedy = rename the file: a scenario without a name has that of its file
gate-launch-scenario-large = the pages of the lab show at most { $most }
    .remedy = take fewer, or study it with budgetsim run
gate-launch-no-host = --host { $host }: no such host. Use 127.0.0.1 for this machine only, or 0.0.0.0 for a class
gate-launch-taken = --port { $port }: something else listens there already (another lab?). Try --port { $other }, or --port 0 for any that is free
gate-launch-not-allowed = --port { $port }: not allowed for this user; take one from 1024 to 65535
gate-launch-other-machine = --host { $host } is not an address of this machine. Use 127.0.0.1 for this machine only, or 0.0.0.0 for a class
gate-launch-failed = { $address } cannot be opened: { $reason }
gate-launch-assets = solara { $solara } asks for files that solara-assets { $assets } lacks ({ $names }): pip install --upgrade solara-assets, or an earlier solara
