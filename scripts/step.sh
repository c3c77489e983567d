# To be sourced: names the step that runs, and says afterwards how long it took.
# shellcheck shell=bash

step() {
    local words=$1 started=${EPOCHREALTIME//[!0-9]/} tenths
    shift
    printf '==> %s\n' "$words"
    "$@"
    tenths=$(((${EPOCHREALTIME//[!0-9]/} - started) / 100000))
    printf '    %s: %d.%d s\n' "$words" $((tenths / 10)) $((tenths % 10))
}
