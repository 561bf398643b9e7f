# Sourced by scripts/test. Makes sure of a Chromium for the browser tests where that is possible.

find_browser() {
    local name
    [[ -n "${CAREERCLUSTERS_CHROMIUM:-}" ]] && return 0
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}

# Installs Debian's Chromium when run as root with apt-get; otherwise says what will be skipped. Never fails.
prepare_browser() {
    find_browser && return 0
    if [[ "$(id -u)" == 0 ]] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing Chromium for the browser tests ..."
        { apt-get update && apt-get install -y --no-install-recommends chromium; } >/dev/null 2>&1 || true
        find_browser && return 0
    fi
    echo "No Chromium here: the browser tests are skipped. Install it, or name one in CAREERCLUSTERS_CHROMIUM."
}
