# Sourced by the scripts beside it. Finds a Python, prepares .venv, and leaves $root and $bin set.

unset PYTHONPATH PYTHONHOME VIRTUAL_ENV
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
bin="$root/.venv/bin"

# The first Python that is recent enough and can create environments; $PYTHON names another one.
find_python() {
    local candidate found=""
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python3.14 python; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        "$candidate" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
        found="$candidate"
        "$candidate" -I -c 'import venv, ensurepip' >/dev/null 2>&1 || continue
        command -v "$candidate"
        return 0
    done
    if [[ -n "$found" ]]; then
        echo "Error: $found can't create environments: its module venv or ensurepip is missing." >&2
        echo "On Debian or Ubuntu install the package python3-venv, or set PYTHON to another Python." >&2
    else
        echo "Error: no Python 3.11 or later was found. Install one, or set PYTHON to its path." >&2
    fi
    return 1
}

prepare() {
    local python
    python="$(find_python)"
    "$python" -I "$root/scripts/environment.py"
}
