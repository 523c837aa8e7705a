package io.portreeve.gateway.scan.program;

import java.util.regex.Pattern;

/** Where runners take packages from. */
public enum Registry {
  NPM("[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?"),
  PYPI("([0-9]+!)?[0-9]+(\\.[0-9]+)*[0-9A-Za-z.+-]*"),
  IMAGES("sha256:[0-9a-f]{64}");

  private final Pattern exact;

  Registry(String exact) {
    this.exact = Pattern.compile(exact);
  }

  /** Whether this names one version, and no range or tag. */
  boolean isExact(String version) {
    return exact.matcher(version).matches();
  }
}
