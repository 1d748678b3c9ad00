#!/usr/bin/env bash
# Makes a bare Debian with only Python, git and make, and runs `make run` and `make test` in it.
#
# Needs root and debootstrap (fetched when apt can).  The mirror, the certificates and the
# registry settings are this machine's own.  The machine's processes live in their own process
# and mount namespaces: when this script ends, so do they, and every mount with them.
# BARE_TESTS=no stops after `make run`; BARE_KEEP=yes leaves the folder behind.
set -euo pipefail

[ "$(id -u)" = 0 ] || { echo "make bare makes a chroot: run it as root." >&2; exit 1; }
command -v apt-get >/dev/null || { echo "make bare needs Debian or Ubuntu with apt." >&2; exit 1; }
source_tree=$(git rev-parse --show-toplevel)
machine=$(mktemp -d "${TMPDIR:-/var/tmp}/parta-bare.XXXXXX")
[ "${BARE_KEEP:-no}" = yes ] || trap 'rm -rf --one-file-system "$machine"' EXIT
chmod 755 "$machine"

mirror_of() { # archive label, suite: the address that this machine's apt uses
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' \
    "Label: $1" "Codename: $2" | head -n 1
}

command -v debootstrap >/dev/null || { apt-get update -qq; apt-get install -y -qq debootstrap; }
. /etc/os-release
[ -n "$(mirror_of Debian "$VERSION_CODENAME")" ] || apt-get update -qq
mirror=$(mirror_of Debian "$VERSION_CODENAME")
security=$(mirror_of Debian-Security "$VERSION_CODENAME-security")

echo "bare: making a bare $VERSION_CODENAME in $machine"
debootstrap --variant=minbase --include=python3-venv,git,make,ca-certificates \
  "$VERSION_CODENAME" "$machine" "$mirror" >"$machine.log" 2>&1 ||
  { tail -n 20 "$machine.log" >&2; exit 1; }
rm -f "$machine.log"

echo "bare: giving it this machine's registry settings"
[ -z "$security" ] ||
  echo "deb $security $VERSION_CODENAME-security main" >"$machine/etc/apt/sources.list.d/security.list"
for path in /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf.d/99* /etc/apt/auth.conf.d /etc/pip.conf \
  /etc/npmrc /etc/uv /etc/resolv.conf /etc/hosts /usr/local/share/ca-certificates \
  "$HOME/.npmrc" "$HOME/.config/pip" "$HOME/.config/uv" "$HOME/.config/go" "$HOME/.netrc"; do
  [ -e "$path" ] || continue
  place=$machine${path/#$HOME//root}
  mkdir -p "$(dirname "$place")"
  cp -aLT "$path" "$place"
done
chroot "$machine" update-ca-certificates >/dev/null 2>&1

git -c safe.directory='*' clone --quiet "$source_tree" "$machine/srv/parta"

keep=(HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
keep+=("BARE_TESTS=${BARE_TESTS:-yes}")
while IFS= read -r -d '' variable; do
  [[ ${variable%%=*} =~ ^(.*_proxy|.*_PROXY|PIP_.*|UV_.*|npm_config_.*|NPM_CONFIG_.*|GO(PROXY|SUMDB|NOSUMDB|PRIVATE|INSECURE|FLAGS)|SSL_CERT_.*|.*_CA_BUNDLE|.*_CA_CERTS|.*SSL_CAINFO|PARTA_.*)$ ]] &&
    keep+=("$variable")
done < <(env -0)

unshare --mount --pid --fork --kill-child bash -euc '
  mount -t proc proc "$1/proc"
  mount --rbind /sys "$1/sys"
  mount --rbind /dev "$1/dev"
  exec chroot "$1" env -i "${@:2}" bash /srv/parta/tests/bare/inside.sh
' bare "$machine" "${keep[@]}"
echo "bare: from nothing to three sites and the media server, and the tests: all well"
