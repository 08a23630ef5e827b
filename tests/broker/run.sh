#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh MACHINE [pins]
#
# Boot broker-test.elf on a machine with devices on its root bus and behind bridges. "pins": the machine
# has no messages as interrupts, so the test must see none. KAAL_ARCH chooses the architecture.
cd "$(dirname "$0")/../.." || exit 1
build=build/${KAAL_ARCH:-x86_64}
machine=$1
messages=1
[ "${2:-}" = pins ] && messages=0

# three on one interrupt line: (device + pin) modulo 4 is the same
set -- -device edu,addr=4,dma_mask=0xffffffffff -device edu,addr=8,dma_mask=0xffffffffff \
	-device pci-bridge,id=bridge,chassis_nr=1,addr=5 \
	-device e1000,bus=bridge,addr=4,mac=52:54:00:12:34:77 \
	-device virtio-net-pci,bus=bridge,addr=3,mac=52:54:00:13:34:77
case $machine in
virt*) set -- "$@" -device virtio-rng-device ;;
esac
case $machine in
pc*) set -- "$@" -device rocker,name=rocker,addr=9 ;;
*) set -- "$@" -device pcie-root-port,id=root_port,addr=6,chassis=2 -device rocker,name=rocker,bus=root_port ;;
esac
console=$("$build"/bin/kaal-boot --machine "$machine" "$build"/kernel.elf "$build"/broker-test.elf -- \
	-nic none "$@" </dev/null)
status=$?
printf '%s\n' "$console"
expect() {
	printf '%s\n' "$console" | grep -q "$1" || { echo "Bail out! the console lacks: $1"; exit 1; }
}
[ $status = 0 ] || { echo "Bail out! the machine failed"; exit 1; }
expect "^# edu: pins 1, MSI $messages, MSI-X 0"
expect 'broker_test *finds no pci:1111:2222 for missing; PCI has .* 1234:11e8'
expect 'broker_test *asks for virtio:none, which names no device'
expect 'broker_test *asks for pci:0x1234:0x11e8, which victim has already'
expect 'peeker *faulted: read from'
case $machine in
q35*)
	expect 'snooper *is granted the ports of PCI.s configuration space: every device is in its hands'
	expect '^# snooper: victim.s device does not master the bus'
	expect 'Interrupt line 0.20 keeps interrupting, and none of its devices says why: masked'
	;;
virt*) expect '^# virtio outside PCI' ;;
esac
