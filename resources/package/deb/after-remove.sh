#!/bin/bash
# Run as postrm: `remove` and `upgrade` keep the data; `apt purge` takes it, which is what purging means.

case "${1-}" in
  upgrade | failed-upgrade | abort-*) exit 0 ;;
esac

rm -f '/usr/bin/${executable}'
if [ -f '/etc/apparmor.d/${executable}' ]; then
  apparmor_parser --remove '/etc/apparmor.d/${executable}' >/dev/null 2>&1 || true
  rm -f '/etc/apparmor.d/${executable}'
fi

if [ "${1-}" = purge ]; then
  rm -rf '/var/lib/${executable}'
  delgroup --quiet '${executable}' 2>/dev/null || groupdel '${executable}' 2>/dev/null || true
fi
exit 0
