#!/bin/sh
# Makes .venv from a pinned requirements file and installs the tracker into it; does nothing if that is done already.
# usage: environment.sh PYTHON VENV REQUIREMENTS
set -eu
python=$1 venv=$2 requirements=$3

fail() { echo "make: $1" >&2; exit 1; }

command -v "$python" >/dev/null 2>&1 || fail "$python is not there; install Python 3.11 or newer, or say PYTHON=/path/to/python"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
    || fail "$("$python" --version 2>&1) is too old; the tracker needs Python 3.11 or newer (PYTHON=/path/to/python)"

# The stamp is the content that decides the environment, so an edit of it makes the environment anew and nothing else does.
wanted=$(cat "$requirements" pyproject.toml | cksum | tr ' ' '-')
stamp="$venv/.made-from-$(basename "$requirements" .txt)"
[ -x "$venv/bin/tracker" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && exit 0

if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    "$python" -c 'import venv, ensurepip' 2>/dev/null \
        || fail "this Python cannot make environments; on Debian: apt-get install python3-venv"
    echo "Making $venv with $("$python" --version)"
    rm -rf "$venv"
    "$python" -m venv "$venv" || fail "$venv could not be made"
fi
echo "Installing the pinned packages of $requirements (about a minute the first time)"
# What pip says on the way is of use only where it fails.
said=$("$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements" 2>&1) \
    || fail "the packages could not be installed; is the package index reachable? $(echo "$said" | tail -n 1)"
# The build backend's advice on editable installs is of no use to anyone here; its errors are.
said=$("$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . 2>&1) \
    || fail "the tracker itself could not be installed: $(echo "$said" | tail -n 1)"
echo "$wanted" > "$stamp"
echo "Ready: $venv/bin/tracker --help"
