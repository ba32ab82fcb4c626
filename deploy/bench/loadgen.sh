# The load generator beside the repository, for the scripts here. To be sourced by one that has fail,
# WORK for what is written, and JAVA, the Java to run it with.
# shellcheck shell=bash

PERF="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/../shared/perf"

require_loadgen() {
  [[ -n "${LOADGEN_JAR:-}" || -d "$PERF" ]] || fail "the load generator is not here: $PERF is missing"
}

build_loadgen() {
  JAR="${LOADGEN_JAR:-$WORK/loadgen/target/loadgen.jar}"
  [[ -f "$JAR" ]] && return
  echo "Building the load generator ..."
  mkdir -p "$WORK/loadgen"
  cp -r "$PERF/loadgen/pom.xml" "$PERF/loadgen/src" "$WORK/loadgen"
  (cd "$WORK/loadgen" && mvn -q -B package) >"$WORK/loadgen.log" 2>&1 || fail "see $WORK/loadgen.log"
}

# Runs it; the last line that it says is its result.
loadgen() {
  "$JAVA" -Xmx1g -XX:+UseParallelGC -jar "$JAR" "$@" 2>>"$WORK/loadgen.err" | tee -a "$WORK/loadgen.out" | tail -n 1
}

# The first number of a field in a line of JSON, 0 if there is none.
field() {
  local value
  value="$(grep -o "\"$1\":[-0-9.e+]*" <<<"$2" | head -n 1 || true)"
  value="${value#*:}"
  echo "${value:-0}"
}
