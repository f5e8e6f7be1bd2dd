# Sourced by the other scripts: build and test the same way, so that they share
# what is compiled, and the binary is static.
export CGO_ENABLED=0
case " ${GOFLAGS:-} " in
*" -trimpath "*) ;;
*) export GOFLAGS="${GOFLAGS:+$GOFLAGS }-trimpath" ;;
esac

# scratch prints where the tests put what lives for a moment: in memory where there is
# room for it, unless TMPDIR says where. A database of a test is some thousand files in
# PostgreSQL, and ext4 looks past each file that was lately removed whenever it makes a
# new one: on a disk that costs more than all the queries.
scratch() {
	local free
	free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1 || true)
	if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && [ "${free:-0}" -gt 2000000 ] &&
		[ "$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo)" -gt 4000000 ]; then
		echo /dev/shm
	else
		echo "${TMPDIR:-/tmp}"
	fi
}
