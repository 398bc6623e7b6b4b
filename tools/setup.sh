#!/bin/sh
# Make .venv: find or fetch uv, find or fetch a Python, install what uv.lock names.
# Does nothing when nothing changed. Says in one sentence what is missing when it cannot.
set -eu
cd "$(dirname "$0")/.."

unset VIRTUAL_ENV PYTHONPATH PYTHONHOME
export UV_PROJECT_ENVIRONMENT=.venv

# A company network may have certificates of its own.
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    export UV_SYSTEM_CERTS=1
fi

oldest='>=3.12'
stamp=.venv/.ready

stop() {
    printf 'plushka: %s\n' "$*" >&2
    exit 1
}

# What the environment was made from; the folder counts, for scripts in .venv name it.
fingerprint() {
    cat pyproject.toml uv.lock .python-version tools/setup.sh | cksum
    pwd
}

is_ready() {
    [ -x .venv/bin/python ] && [ -x .venv/bin/plushka ] && [ -f "$stamp" ] &&
        [ "$(cat "$stamp")" = "$(fingerprint)" ]
}

# An uv that runs (a pyenv shim may not) and knows this lock file.
is_usable() {
    [ -n "$1" ] && version=$("$1" --version 2>/dev/null) || return 1
    case $version in
        "uv 0."[0-5].*) return 1 ;;
        "uv "*) return 0 ;;
        *) return 1 ;;
    esac
}

find_uv() {
    for uv in "$(command -v uv || true)" "${HOME:-}/.local/bin/uv" "${HOME:-}/.cargo/bin/uv" \
        /opt/homebrew/bin/uv /usr/local/bin/uv "$PWD/.make/bin/uv"; do
        if is_usable "$uv"; then
            return 0
        fi
    done
    return 1
}

# Pythons that can carry a private environment for uv. Not from PATH: with the
# .python-version of this folder a pyenv shim there may refuse to be any Python.
pythons() {
    for python in /usr/bin/python3 /usr/local/bin/python3 /opt/homebrew/bin/python3 \
        "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.*/bin/python3 \
        "${HOME:-}"/.local/share/uv/python/*/bin/python3; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null; then
            printf '%s\n' "$python"
        fi
    done
}

# Three ways, for Debian ships Python without venv, without pip, or without both.
install_uv() {
    rm -rf .make
    mkdir .make
    if "$1" -m venv .make >/dev/null 2>&1; then
        .make/bin/python -m pip install --quiet uv >.make/log 2>&1
        return
    fi
    rm -rf .make
    mkdir .make
    if "$1" -m pip --version >/dev/null 2>&1; then
        "$1" -m pip install --quiet --target .make uv >.make/log 2>&1
    else
        "$1" -c 'import sys, urllib.request; urllib.request.urlretrieve(*sys.argv[1:])' \
            https://bootstrap.pypa.io/pip/pip.pyz .make/pip.pyz >.make/log 2>&1 &&
            "$1" .make/pip.pyz install --quiet --target .make uv >.make/log 2>&1
    fi
}

fetch_uv() {
    candidates=$(pythons)
    [ -n "$candidates" ] ||
        stop "no Python found to install uv with: apt install python3-venv, or install uv" \
            "(https://docs.astral.sh/uv/)."
    printf 'Installing uv into .make\n'
    while read -r python; do
        if install_uv "$python" </dev/null && is_usable "$PWD/.make/bin/uv"; then
            uv=$PWD/.make/bin/uv
            return 0
        fi
    done <<EOF
$candidates
EOF
    stop "uv could not be installed ($(tail -n 1 .make/log)): check the network, apt install" \
        "python3-venv, or install uv yourself (https://docs.astral.sh/uv/)."
}

# The version of .python-version, else any that will do, else one that uv downloads.
find_python() {
    for request in "" "$oldest"; do
        # shellcheck disable=SC2086 # no request at all is another question than an empty one
        if python=$("$uv" python find --no-python-downloads $request 2>/dev/null); then
            return 0
        fi
    done
    for python in "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.1[2-9]*/bin/python3; do
        if "$python" -c '' 2>/dev/null; then
            return 0
        fi
    done
    python=$(cat .python-version)
    "$uv" python install "$python" ||
        stop "Python 3.12 or newer is missing and could not be downloaded: install one" \
            "(apt install python3.13, pyenv install 3.13, or brew install python@3.13)."
}

# The extra holds the receipts of the demo; a system without its packages does without.
install_packages() {
    if "$uv" sync --frozen --python "$python" --extra demo; then
        return 0
    fi
    printf 'Trying again without the packages of the demo.\n'
    "$uv" sync --frozen --python "$python" ||
        stop "the packages could not be installed: check the network and the lines above."
}

if is_ready; then
    exit 0
fi
find_uv || fetch_uv
find_python
install_packages
fingerprint >"$stamp"
