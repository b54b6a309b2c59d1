#!/bin/sh
# Print the command of a Python that can run this project. PYTHON=... names one; otherwise the newest known to
# work is taken. Each candidate is started, since a command of that name need not lead to an interpreter.
set -u

oldest="3.11"

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

can_make_environments() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

candidates="${PYTHON:-python3.13 python3.12 python3.11 python3 python}"
without_venv=""
for candidate in $candidates; do
    is_new_enough "$candidate" || continue
    if can_make_environments "$candidate"; then
        echo "$candidate"
        exit 0
    fi
    without_venv="${without_venv:-$candidate}"
done

if [ -n "$without_venv" ]; then
    version=$("$without_venv" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "Python $version ($without_venv) cannot create virtual environments: its venv module is missing." >&2
    echo "On Debian or Ubuntu: apt-get install python3-venv   (or python$version-venv)" >&2
elif [ -n "${PYTHON:-}" ]; then
    echo "PYTHON=$PYTHON is not a Python $oldest or newer that can be started." >&2
else
    echo "No Python $oldest or newer was found (looked for: $candidates)." >&2
    echo "Install one (Debian 12 or Ubuntu 24.04: apt-get install python3 python3-venv), or name yours:" >&2
    echo "    make PYTHON=/path/to/python3" >&2
fi
exit 1
