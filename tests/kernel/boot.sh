#!/usr/bin/env bash
# boot.sh KERNEL OUT [KEY=VALUE...]: boots the kernel under QEMU's own emulation (no KVM, no root needed) on this machine's
# root, read-only over 9p, and runs guest.sh there with KEY=VALUE in its environment (no spaces in a value). OUT is the
# one folder the guest may write. The console comes out here.
#
#   guest ttyS0 = console    ttyS1 <-> ttyS2 = a scanner's cable    ttyS3 <-> ttyUSB0 (FTDI) = another one, through USB
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
kernel=$1 out=$2
shift 2
sockets=$(mktemp -d "${TMPDIR:-/tmp}/hubfloor-boot.XXXXXX")
trap 'rm -rf "$sockets"' EXIT
timeout "${LIMIT:-420}" qemu-system-x86_64 -M pc -accel tcg,thread=multi -cpu max -smp 2 -m 2048 \
  -nodefaults -no-user-config -display none -no-reboot -kernel "$kernel" \
  -virtfs "local,id=hostroot,path=/,mount_tag=hostroot,security_model=none,readonly=on,multidevs=remap" \
  -virtfs "local,id=hostout,path=$out,mount_tag=hostout,security_model=none" \
  -chardev stdio,id=s0,signal=off -serial chardev:s0 \
  -chardev "socket,path=$sockets/cable,server=on,wait=off,id=s1" -serial chardev:s1 \
  -chardev "socket,path=$sockets/cable,server=off,id=s2" -serial chardev:s2 \
  -chardev "socket,path=$sockets/usb,server=on,wait=off,id=s3" -serial chardev:s3 \
  -device qemu-xhci -chardev "socket,path=$sockets/usb,server=off,id=u0" -device usb-serial,chardev=u0,always-plugged=on \
  -monitor none \
  -append "console=ttyS0 quiet panic=-1 root=hostroot rootfstype=9p rootflags=trans=virtio,version=9p2000.L,cache=loose,msize=512000 ro init=$here/guest.sh $*" \
  </dev/null
