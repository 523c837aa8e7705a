# shellcheck shell=bash
# install_packages FOLDER: installs exactly what FOLDER/package-lock.json names, unless that is
# what is installed. Quiet unless it fails.
install_packages() {
  local folder=$1 stamp=$1/node_modules/.installed-lock log
  command -v npm >/dev/null || {
    echo "npm is needed, and was not found" >&2
    return 1
  }
  if cmp -s "$folder/package-lock.json" "$stamp"; then return 0; fi
  use_installed_headers
  log=$(mktemp)
  echo "installing the npm packages of ${folder##*/} ..." >&2
  if ! npm ci --prefix "$folder" --no-audit --no-fund >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
  cp "$folder/package-lock.json" "$stamp"
}

# use_installed_headers: lets packages with native parts be built with the headers of the installed
# node, so that nothing but the registry is asked.
use_installed_headers() {
  local prefix
  prefix=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
  if [[ -z ${npm_config_nodedir:-} && -f $prefix/include/node/node_api.h ]]; then
    export npm_config_nodedir=$prefix
  fi
}

# install_java_clients FOLDER MAVEN: builds the Java clients, unless what is built is of these sources.
install_java_clients() {
  local folder=$1 maven=$2 stamp=$1/target/.built sum
  sum=$(find "$folder/pom.xml" "$folder/src" -type f -print0 | sort -z | xargs -0 cat | cksum)
  if [[ -f $stamp && $(<"$stamp") == "$sum" ]]; then return 0; fi
  echo "building the Java clients ..." >&2
  "$maven" -q -B -f "$folder/pom.xml" clean prepare-package >&2
  printf '%s\n' "$sum" >"$stamp"
}
