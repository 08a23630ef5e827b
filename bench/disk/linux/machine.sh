# shellcheck shell=sh disable=SC2034,SC2154 # for run.sh, which sets $arch, $root, $bench and $work
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# The Linux guest: Debian's cloud kernel and an initramfs with nothing but the benchmark and the modules of
# a virtio disk, in the order that they need.
case $arch in
x86_64)
	linux_qemu="qemu-system-x86_64 -cpu max" linux_console=ttyS0 linux_cc="${CC:-gcc}"
	linux_package=$root/build/sources/linux-image-cloud-amd64-amd64
	;;
aarch64)
	linux_qemu="qemu-system-aarch64 -M virt -cpu cortex-a53" linux_console=ttyAMA0 linux_cc=aarch64-linux-gnu-gcc
	linux_package=$root/build/sources/linux-image-cloud-arm64-arm64
	;;
esac
linux_modules="virtio/virtio_ring virtio/virtio virtio/virtio_pci_legacy_dev virtio/virtio_pci_modern_dev
	virtio/virtio_pci block/virtio_blk"

linux_prepare() {
	linux_kernel=$(echo "$linux_package"/boot/vmlinuz-*)
	if [ ! -f "$linux_kernel" ]; then
		echo "bench: there is no Linux kernel in $linux_package. Run tools/setup/setup.sh bench-$arch." >&2
		return 1
	fi
	$linux_cc -O2 -static -Wall -I "$bench" -I "$bench/arch/$arch" -o "$work/init" "$bench/linux/main.c" -lpthread ||
		return 1
	set --
	for module in $linux_modules; do
		file=$(echo "$linux_package"/lib/modules/*/kernel/drivers/"$module".ko)
		[ -f "$file" ] && set -- "$@" "$file" # else it is built in
	done
	python3 "$bench/initramfs.py" "$work/initramfs" "$work/init" "$@"
}
