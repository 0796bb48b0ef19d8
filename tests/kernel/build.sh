#!/usr/bin/env bash
# Builds the small kernel of kernel.config from Debian's linux-source package and prints the image's path.
# The image is kept outside the repository, in $HUBFLOOR_KERNEL_CACHE (default: the user's cache folder), named by a hash
# of the config, this script and the source package's version: a second call costs nothing. About 3 minutes on 2 cores.
# Exit 3, with words, where it cannot be built.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${HUBFLOOR_KERNEL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/hubfloor}

cannot() { echo "no kernel: $*" >&2; exit 3; }

package=$(dpkg-query -W -f '${Package} ${Status}\n' 'linux-source-[0-9]*' 2>/dev/null \
  | awk '/ installed$/ { print $1 }' | sort -V | tail -1)
[ -n "$package" ] || cannot "install linux-source-6.1 (Debian)"
for tool in gcc make flex bison bc xz; do
  command -v "$tool" >/dev/null || cannot "install $tool"
done
version=$(dpkg-query -W -f '${Version}' "$package")
key=$({ echo "$package $version"; cat "$here/kernel.config" "$here/build.sh"; } | sha256sum | cut -c1-16)
image=$cache/kernel-$key
if [ ! -s "$image" ]; then
  work=$(mktemp -d "${TMPDIR:-/tmp}/hubfloor-kernel.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  echo "building $package $version, about 3 minutes" >&2
  tar -C "$work" -xf "$(dpkg -L "$package" | grep 'tar\.xz$')" || cannot "no room for the source (1.5 GB) in $work"
  make -s -C "$work/$package" ARCH=x86_64 O="$work/out" KCONFIG_ALLCONFIG="$here/kernel.config" allnoconfig >&2
  while read -r line; do
    grep -qxF "$line" "$work/out/.config" || cannot "kernel.config: $line did not survive"
  done < <(grep '^CONFIG_' "$here/kernel.config")
  make -s -C "$work/$package" ARCH=x86_64 O="$work/out" -j"$(nproc)" bzImage >&2 || cannot "the build failed"
  mkdir -p "$cache"
  cp "$work/out/arch/x86/boot/bzImage" "$image.part"
  mv "$image.part" "$image"
fi
echo "$image"
