#!/usr/bin/env bash
# fuzz.sh SECONDS [TARGET...]: feeds each target of the fuzz table in README.md, one after the other, for so long with
# inputs that Jazzer varies by the branches they took; without names, all targets. Every one is tried; the exit code is 1
# when one failed, and the input that did it is then kept in tests/target/fuzz/TARGET.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?fuzz.sh SECONDS [TARGET...]}
shift
mvn -B -q -Pfuzz -DskipTests -Dspotless.check.skip package
java=
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null || true)
  [ -n "$version" ] && [ "$version" -ge 25 ] && java=$home/bin/java && break
done
[ -n "$java" ] || { echo "no JDK 25 found" >&2; exit 2; }
classpath=tests/target/fuzz-classes:$(cat tests/target/fuzz.dependencies)
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  mapfile -t targets < <("$java" -cp "$classpath" hubfloor.fuzz.AnyBytes)
fi
status=0
for target in "${targets[@]}"; do
  kept=$PWD/tests/target/fuzz/$target
  mkdir -p "$kept/inputs"
  for corpus in */src/test/resources/corpus/"$target"; do
    [ ! -d "$corpus" ] || cp "$corpus"/* "$kept/inputs"
  done
  failed=0
  "$java" -XX:+EnableDynamicAgentLoading --sun-misc-unsafe-memory-access=allow -Xmx700m -cp "$classpath" \
    -Dhubfloor.target="$target" com.code_intelligence.jazzer.Jazzer --target_class=hubfloor.fuzz.AnyBytes \
    --instrumentation_includes='hubfloor.**' --reproducer_path="$kept" -artifact_prefix="$kept/" -max_len=65536 \
    -max_total_time="$seconds" -rss_limit_mb=2048 -print_final_stats=1 "$kept/inputs" >"$kept/log" 2>&1 || failed=$?
  replay=
  if [ "$failed" -eq 0 ]; then
    replay=$("$java" -cp "$classpath" hubfloor.fuzz.AnyBytes "$target" "$kept/inputs" 2>>"$kept/log") || failed=$?
  fi
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$kept/log")
  if [ "$failed" -eq 0 ]; then
    echo "$target: ${runs:-no} inputs in $seconds s, none failed; $replay"
  else
    status=1
    echo "$target: FAILED, see $kept/log"
  fi
done
exit "$status"
