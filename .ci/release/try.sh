#!/usr/bin/env bash
# Runs an installed program as people do, in an empty folder: `try.sh PROGRAM VERSION`.
set -euo pipefail
program=$1 version=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

refuse() { echo "error: $*" >&2; exit 1; }

"$program" --version >version.txt
grep -qx "skillgap ${version//./\\.}" <(tr -d '\r' <version.txt) || refuse "\`--version\` says $(head -n 1 version.txt)"

"$program" demo >demo.txt 2>&1
grep -q '</html>' skillgap-demo.html || refuse "\`demo\` wrote no finished page"

"$program" page -o quiz.html 2>page.txt || refuse "\`page\` failed: $(cat page.txt)"
tail -n 1 quiz.html | grep -q '</html>' || refuse "\`page\` wrote no finished page"
[ "$(wc -c <quiz.html)" -gt 500000 ] || refuse "\`page\` wrote a page without an engine"

# Enter starts, Enter skips the name, 3 answers the first question, q stops.
printf '\n\n3\nq\n' | "$program" quiz --plain --out mine.yaml >quiz.txt 2>&1
grep -q 'Saved, 1 of ' quiz.txt || refuse "\`quiz --plain\` did not save the answer: $(tail -n 3 quiz.txt)"
grep -q 'rating: 3' mine.yaml || refuse "\`quiz --plain\` wrote no rating"

# A person of whom every competency is rated 3.
"$program" template --format csv | tr -d '\r' >class.csv
head -n 1 class.csv | awk -F, -v OFS=, '{ for (i = 1; i <= NF; i++) { name = $i; $i = rated ? 3 : i == 1 ? "p1" : ""
  if (name == "holds") rated = 1 } print }' >>class.csv
"$program" score class.csv -o scores.csv 2>score.txt || refuse "\`score\` failed: $(cat score.txt)"
[ "$(wc -l <scores.csv)" -eq 2 ] && grep -q '^p1,' scores.csv || refuse "\`score\` did not write one row"

echo "$(head -n 1 version.txt): demo, page, quiz --plain and score work"
