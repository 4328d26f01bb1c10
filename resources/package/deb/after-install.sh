#!/bin/bash
# ${executable} and ${sanitizedProductName} are filled in by electron-builder.

# `pickspan` is the script that answers on a command line, not the program itself.
ln -sfn '/opt/${sanitizedProductName}/bin/${executable}' '/usr/bin/${executable}'

# The data folder of all who work at this computer's bench, and of nobody else: `adduser USER ${executable}`.
if ! getent group '${executable}' >/dev/null; then addgroup --system '${executable}' || groupadd --system '${executable}'; fi
if [ ! -d '/var/lib/${executable}' ]; then
  mkdir -p '/var/lib/${executable}'
  chown 'root:${executable}' '/var/lib/${executable}'
  # New files belong to the group as well.
  chmod 2770 '/var/lib/${executable}'
fi

# Chromium's sandbox uses namespaces of the user where the kernel gives them, else this helper.
if [ -e /proc/self/ns/user ] && unshare --user true 2>/dev/null; then
  chmod 0755 '/opt/${sanitizedProductName}/chrome-sandbox' || true
else
  chmod 4755 '/opt/${sanitizedProductName}/chrome-sandbox' || true
fi

# Ubuntu 24.04 and later give namespaces only to programs that have a profile; older AppArmor cannot read ours.
profile='/opt/${sanitizedProductName}/resources/apparmor-profile'
if [ -f "$profile" ] && command -v apparmor_parser >/dev/null && apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp -f "$profile" '/etc/apparmor.d/${executable}'
  apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' >/dev/null 2>&1 || true
fi

if command -v update-desktop-database >/dev/null; then update-desktop-database /usr/share/applications || true; fi
exit 0
