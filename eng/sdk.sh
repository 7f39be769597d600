# Finds the .NET SDK that global.json asks for. To be sourced; $root is the root of the checkout.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export MSBUILDDISABLENODEREUSE=1

# Puts dotnet on the PATH and sets DOTNET_ROOT, so that built executables find the runtime as well.
find_dotnet() {
  local at
  if ! at=$(command -v dotnet); then
    for at in "${DOTNET_ROOT:-}/dotnet" "$HOME/.dotnet/dotnet" /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /opt/dotnet/dotnet; do
      [ -x "$at" ] && break
      at=
    done
  fi
  if [ -z "$at" ]; then
    echo "The .NET SDK is missing: no dotnet on the PATH. Needed: $(sdk_needed)." >&2
    return 1
  fi
  DOTNET_ROOT=$(dirname "$(readlink -f "$at")")
  export DOTNET_ROOT PATH="$DOTNET_ROOT:$PATH"
}

# Refuses an SDK that global.json does not accept.
check_sdk() {
  find_dotnet || return 1
  if ! (cd "$root" && dotnet --version) >/dev/null 2>&1; then
    local found
    found=$(cd / && dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' -)
    echo "The .NET SDK does not fit. Found: ${found:-none} (in $DOTNET_ROOT). Needed: $(sdk_needed)." >&2
    return 1
  fi
}

sdk_needed() {
  local version
  version=$(sed -n 's/.*"version": *"\([0-9.]*\)".*/\1/p' "$root/global.json")
  echo "$version, or a later patch of ${version%??}xx (https://dotnet.microsoft.com/download)"
}
