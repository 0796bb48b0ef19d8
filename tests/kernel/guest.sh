#!/bin/sh
# The first process of the guest (see boot.sh). Mounts what a JVM and the tests need, runs the tests, writes their exit
# code to OUT/result and switches the machine off. JAVA_DIR, FLAGS and WHAT come from the kernel's command line.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp LANG=C.UTF-8
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs tmpfs /run
mkdir /run/work /run/tests /run/out
mount --bind "$ROOT" /run/work # before /tmp, which may hold it, is covered
mount -t 9p -o trans=virtio,version=9p2000.L hostout /run/out
mount -t tmpfs tmpfs /tmp
mkdir -p "$ROOT" 2>/dev/null && mount --bind /run/work "$ROOT"
mountpoint -q /dev || mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts -o ptmxmode=666 devpts /dev/pts
mount -t tmpfs shm /dev/shm
mount -t configfs none /sys/kernel/config
mount -t tracefs none /sys/kernel/tracing
ip link set lo up
hostname guest 2>/dev/null

cd /tmp || exit 1
# shellcheck disable=SC2046 # words of the command line, made by accept.sh
"$JAVA_DIR/bin/java" $(echo "$FLAGS" | tr , ' ') -XX:AOTCache="$ROOT/tests/target/kernel/tests.aot" -Xlog:aot*=off -Xlog:cds*=off \
  -Djava.util.logging.config.file="$ROOT/tests/kernel/logging.properties" \
  -Dhubfloor.root="$ROOT" -Dhubfloor.java="$JAVA_DIR/bin/java" -Dhubfloor.out=/run/out \
  ${SEED:+-Dhubfloor.seed="$SEED"} ${ENCODER:+-Dhubfloor.encoder-seconds="$ENCODER"} ${SORTING:+-Dhubfloor.sorting-seconds="$SORTING"} \
  -jar "$ROOT/tests/target/kernel/tests.jar" $(echo "$WHAT" | tr , ' ') 2>&1
echo $? > /run/out/result
sync
busybox poweroff -f
