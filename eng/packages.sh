# Installs Debian packages that are missing. To be sourced.

# install_packages REASON PACKAGE…: as root by apt-get, else says what to install; 1 when something stays missing.
install_packages() {
  local reason=$1 missing=() package log
  shift
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing for $reason: ${missing[*]} (Debian packages). Install: apt-get install ${missing[*]}" >&2
    return 1
  fi
  echo "installing ${missing[*]} (for $reason)…" >&2
  log=$(mktemp)
  if apt_install "${missing[@]}" >"$log" 2>&1 || { apt-get -qq update >>"$log" 2>&1 && apt_install "${missing[@]}" >>"$log" 2>&1; }; then
    rm -f "$log"
    return 0
  fi
  tail -n 20 "$log" >&2
  rm -f "$log"
  echo "Could not install ${missing[*]} (for $reason)." >&2
  return 1
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends install "$@" </dev/null
}

# The PostgreSQL server's programs, whichever way they came.
has_postgres() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null
}

# Figures are drawn with the fonts of this folder and no others.
has_fonts() {
  [ -n "$(find -L /usr/share/fonts -type f \( -name '*.ttf' -o -name '*.otf' \) -print -quit 2>/dev/null)" ]
}
