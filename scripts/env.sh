# Sourced by the other scripts: build and test the same way, so that they share
# what is compiled, and the binary is static.
export CGO_ENABLED=0
case " ${GOFLAGS:-} " in
*" -trimpath "*) ;;
*) export GOFLAGS="${GOFLAGS:+$GOFLAGS }-trimpath" ;;
esac
