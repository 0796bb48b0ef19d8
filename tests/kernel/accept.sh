#!/usr/bin/env bash
# The acceptance test on a kernel: the packaged program on real GPIO and serial devices of a small Linux that boots under
# QEMU. Needs a finished `mvn verify` (or `mvn package`). With words as arguments only the tests whose names hold one of
# them. ENCODER and SORTING (seconds; else 60 and 40) size the two long ones, SEED chooses the parcels. Skipped, with the
# reason, where the kernel cannot be built.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

skip() { echo "KERNEL TEST SKIPPED: $*"; exit 0; }

command -v qemu-system-x86_64 >/dev/null || skip "install qemu-system-x86"
command -v busybox >/dev/null || skip "install busybox-static"
[ "$(uname -m)" = x86_64 ] || skip "the emulated machine is an x86-64 one, with this machine's own programs"
classpath=tests/target/test.dependencies
[ -s "$root/$classpath" ] || { echo "no $classpath: run mvn verify first" >&2; exit 2; }
java=
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null || true)
  [ -n "$version" ] && [ "$version" -ge 25 ] && java=$home && break
done
[ -n "$java" ] || skip "no JDK 25 found"
status=0
kernel=$("$here/build.sh") || status=$?
[ "$status" -eq 0 ] || skip "the kernel could not be built (see above)"

out=$(mktemp -d "${TMPDIR:-/tmp}/hubfloor-kernel-out.XXXXXX")
trap 'rm -rf "$out"' EXIT

# under emulation most of a start is loading classes: the launcher makes the class cache that it would make on a device
"$root/hubfloor" check "$root/firmware-config/src/main/resources/hubfloor/lines/demo.yaml" >/dev/null

# And the JVM of the tests: their classes in a jar, because a class cache takes none from a folder, nor from a jar that a
# manifest names by an absolute path. GuestRun trains it here.
tests=$root/tests/target/kernel
flags=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx400m)
if [ ! -s "$tests/tests.aot" ] ||
    [ -n "$(find "$root"/*/target/*.jar "$root/tests/target/test-classes/hubfloor" -newer "$tests/tests.aot" -print -quit)" ]; then
  mkdir -p "$tests"
  {
    echo "Main-Class: hubfloor.kernel.GuestRun"
    echo "Enable-Native-Access: ALL-UNNAMED"
    echo "Class-Path: $(tr : '\n' <"$root/$classpath" | xargs realpath --relative-to="$tests" | tr '\n' ' ')" \
      | fold -b -w 70 | sed '2,$s/^/ /'
  } >"$tests/manifest"
  "$java/bin/jar" --create --file "$tests/tests.jar" --manifest "$tests/manifest" -C "$root/tests/target/test-classes" .
  "$java/bin/java" "${flags[@]}" -XX:AOTCacheOutput="$tests/tests.aot" -Xlog:disable -Dhubfloor.root="$root" \
    -Djava.io.tmpdir="$out" -jar "$tests/tests.jar" warm-up >"$out/warm-up" 2>&1 \
    || { rm -f "$tests/tests.aot"; echo "no class cache for the tests, they start slower:" >&2; tail -3 "$out/warm-up" >&2; }
fi

for tool in "$here"/*.c; do
  gcc -O2 -Wall -Werror -o "$out/$(basename "$tool" .c)" "$tool"
done
guest() {
  rm -f "$out/result" "$out/failed"
  "$here/boot.sh" "$kernel" "$out" ROOT="$root" JAVA_DIR="$java" FLAGS="$(IFS=,; echo "${flags[*]}")" WHAT="$(IFS=,; echo "$*")" \
    "ENCODER=${ENCODER:-}" "SORTING=${SORTING:-}" "SEED=${SEED:-}"
  [ "$(cat "$out/result" 2>/dev/null)" = 0 ]
}
verdict="KERNEL TEST PASSED"
if ! guest "$@"; then
  # an emulated processor that its host stopped for long may fail a bound in time: what failed must hold in a fresh guest
  failed=()
  if [ -f "$out/failed" ]; then read -r -a failed <"$out/failed" || true; fi
  [ ${#failed[@]} -gt 0 ] && [ ${#failed[@]} -le 2 ] || { echo "KERNEL TEST FAILED"; exit 1; }
  echo "once more, in a fresh guest: ${failed[*]}"
  guest "${failed[@]%Guest}" || { echo "KERNEL TEST FAILED twice: ${failed[*]}"; exit 1; }
  verdict="KERNEL TEST PASSED, ${failed[*]} at the second try"
fi
echo "$verdict"
