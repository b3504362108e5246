#!/usr/bin/env bash
# Makes the FTP servers of the fault lab available, and the tools that the lab and its oracle use. Root, Debian, after
# `apt-get update`. As packages the servers conflict: vsftpd is installed, the others are unpacked into a folder, whose
# path is the first argument, or $FTPDIAG_LAB_SERVERS, or ~/.cache/ftpdiag/lab-servers.
set -euo pipefail

folder=${1:-${FTPDIAG_LAB_SERVERS:-$HOME/.cache/ftpdiag/lab-servers}}
unpacked=(proftpd-core proftpd-mod-crypto pure-ftpd pure-ftpd-common inetutils-ftpd python3-pyftpdlib)
installed=(vsftpd python3 python3-openssl nftables iproute2 openssl curl lftp tcpdump util-linux)
export DEBIAN_FRONTEND=noninteractive

is_installed() { dpkg-query -W -f '${db:Status-Status}\n' "$@" 2> /dev/null | grep -cx installed; }

# What `unpacked` holds is named in this file once all of it is there.
complete="$folder/.complete"
if [ "$(cat "$complete" 2> /dev/null)" = "${unpacked[*]}" ] && [ "$(is_installed "${installed[@]}")" = "${#installed[@]}" ]; then
  exit 0
fi

scratch=$(mktemp -d)
chmod 755 "$scratch"
owned=("$scratch")
trap 'rm -rf "${owned[@]}"' EXIT

# The vsftpd package would start a server of its own.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod +x "$policy"
  owned+=("$policy")
fi

cd "$scratch"
apt-get download -qq -o APT::Sandbox::User=root "${unpacked[@]}"
libraries=$(for package in ./*.deb; do dpkg-deb -f "$package" Depends; done |
  tr ',' '\n' | sed -nE 's/^ *(lib[^ |(:]+).*/\1/p' | sort -u)
# shellcheck disable=SC2086
apt-get install -y -qq -o DPkg::Lock::Timeout=300 --no-install-recommends --no-upgrade "${installed[@]}" $libraries > /dev/null

mkdir -p "$folder"
for package in ./*.deb; do dpkg-deb -x "$package" "$folder"; done
printf '%s\n' "${unpacked[*]}" > "$complete"
