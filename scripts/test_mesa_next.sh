#!/bin/sh
# Test the Mesa face of the model with the next Mesa, pre-releases included, on Python 3.12 or newer.
# MESA_VENV is where packages are installed, MESA which versions are wanted, PYTHON the interpreter; arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."

venv=${MESA_VENV:-.venv-mesa-next}
mesa=${MESA:->=4.0.0a0,<5}
tests="tests/test_mesa_face.py tests/test_mesa_end.py tests/test_faces.py tests/test_solara_viz.py"

if [ ! -x "$venv/bin/python" ]; then
    python=$(PYTHON="${PYTHON:-python3.12 python3.13}" sh scripts/find_python.sh)
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' || {
        echo "Mesa's pre-releases need Python 3.12 or newer; $python is $("$python" --version)." >&2
        echo "Name one: make test-mesa-next PYTHON=/path/to/python3.12" >&2
        exit 2
    }
    echo "Creating $venv with $("$python" --version)"
    "$python" -m venv "$venv"
fi

# The pins hold for everything else. A pre-release in the specifier lets pip take pre-releases of Mesa alone.
grep -iv '^mesa==' constraints.txt >"$venv/constraints.txt"
"$venv/bin/python" -m pip --disable-pip-version-check --quiet install -c "$venv/constraints.txt" \
    -e ".[lab]" "mesa$mesa" "mesa[viz]$mesa" pytest hypothesis
"$venv/bin/python" -c 'import mesa, sys; print(f"Mesa {mesa.__version__} on Python {sys.version.split()[0]}")'
# shellcheck disable=SC2086 # a list of files
exec "$venv/bin/python" -m pytest -m "" $tests "$@"
