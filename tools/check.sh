#!/usr/bin/env bash
# Checks what a compiler does not: format, import direction, the house rules of CONTRIBUTING.md.
#
# Warnings are errors in every build (Package.swift), which is the last of the checks.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

status=0

# Runs a check, and shows what it found if it fails.
check() {
  local name=$1 found
  shift
  if found=$("$@" 2>&1); then
    echo "ok      $name"
  else
    printf 'FAILED  %s\n%s\n' "$name" "$found"
    status=1
  fi
}

swift_files() { git ls-files -z --cached --others --exclude-standard -- "$@"; }

formatted() {
  swift_files '*.swift' | xargs -0 swift format lint --strict --parallel
}

short_files() {
  swift_files '*.swift' ':!*/Generated/*' \
    | xargs -0 awk 'FNR == 401 { print FILENAME ": more than 400 lines"; bad = 1 } END { exit bad }'
}

# Nothing that a user hands in may end in a trap.
no_traps() {
  local found
  found=$(swift_files 'Sources/*.swift' 'Mechanisms/*.swift' \
    | xargs -0 grep -nE '(^|[^A-Za-z])(fatalError\(|try!|as! )' | grep -vE ':[0-9]+: *//') || true
  [ -z "$found" ] || { echo "$found"; return 1; }
}

# The text of every relative link in a page must lead to a file.
whole_links() {
  local page target bad=0
  while IFS= read -r -d '' page; do
    while IFS= read -r target; do
      [ -e "$(dirname "$page")/$target" ] && continue
      echo "$page: there is no $target"
      bad=1
    done < <(grep -oE '\]\([^)#]+' "$page" | cut -c3- | grep -vE '^[a-z]+:')
  done < <(swift_files '*.md')
  return "$bad"
}

check "Swift is formatted (fix: swift format --in-place FILE)" formatted
check "no Swift file has more than 400 lines" short_files
check "no fatalError, try!, as! in Sources and Mechanisms" no_traps
check "links between pages lead somewhere" whole_links
check "imports follow docs/architecture.md" python3 tools/check_imports.py
check "no warnings" tools/build.sh
exit "$status"
