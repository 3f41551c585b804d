#!/bin/sh
# Makes .venv with everything the program and its tests need. Every make target runs it first (through the stamp file).
# What the system lacks is installed by apt-get when that is allowed; otherwise it is named, and nothing is half done.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed, as 'python3' or as PYTHON=... make ($("$python" --version 2>&1))." >&2
    exit 1
}

# What Qt loads at run time, by the name the linker knows, and the Debian package that holds it.
# The first seven are enough without a screen (QtPdf wants libatomic); the xcb ones open a window on X11.
libraries="
libGL.so.1              libgl1
libEGL.so.1             libegl1
libxkbcommon.so.0       libxkbcommon0
libfontconfig.so.1      libfontconfig1
libdbus-1.so.3          libdbus-1-3
libglib-2.0.so.0        libglib2.0-0
libatomic.so.1          libatomic1
libxcb-cursor.so.0      libxcb-cursor0
libxkbcommon-x11.so.0   libxkbcommon-x11-0
libxcb-icccm.so.4       libxcb-icccm4
libxcb-keysyms.so.1     libxcb-keysyms1
libxcb-image.so.0       libxcb-image0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0       libxcb-shape0
libxcb-xinerama.so.0    libxcb-xinerama0
"

missing() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
    [ "$(uname -s)" = Linux ] || return 0
    present=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    echo "$libraries" | while read -r soname package; do
        [ -z "$soname" ] && continue
        case $present in *"$soname "*) ;; *) echo "$package" ;; esac
    done
}

needed=$(missing | tr '\n' ' ')
if [ -n "$needed" ]; then
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        as_root=none
    fi
    if [ "$as_root" = none ] || ! command -v apt-get >/dev/null; then
        echo "These system packages are missing (Debian's names): $needed" >&2
        echo "Install them, for instance with:  sudo apt-get install --no-install-recommends $needed" >&2
        exit 1
    fi
    echo "Installing system packages: $needed"
    # An unreachable source that has nothing to do with these packages must not stop the set-up.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || true
    # shellcheck disable=SC2086  # a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $needed >/dev/null
fi

# A folder that was copied from elsewhere, or whose Python is gone, is made anew.
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c "import pip, sys; sys.exit(sys.prefix != '$PWD/.venv')" 2>/dev/null; then
    "$python" -m venv --clear .venv
fi
echo "Installing the locked packages into .venv (the first time this takes a minute or two)"
pip=".venv/bin/python -m pip --disable-pip-version-check --quiet"
$pip install --only-binary :all: --require-hashes -r requirements.lock
$pip install --no-deps --no-build-isolation --editable .
