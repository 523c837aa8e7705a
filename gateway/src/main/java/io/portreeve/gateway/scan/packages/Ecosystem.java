package io.portreeve.gateway.scan.packages;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a package comes from, and so how its name and its versions are read. */
public enum Ecosystem {
  NPM("npm", "npm") {
    @Override
    Comparator<String> versions() {
      return SemanticVersions.ORDER;
    }
  },
  PYPI("PyPI", "pypi") {
    @Override
    Comparator<String> versions() {
      return PythonVersions.ORDER;
    }

    // PEP 503
    @Override
    String name(String written) {
      return SEPARATORS.matcher(written).replaceAll("-").toLowerCase(Locale.ROOT);
    }
  },
  MAVEN("Maven", "maven") {
    @Override
    Comparator<String> versions() {
      return MavenVersions.ORDER;
    }
  };

  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  private final String osv;
  private final String purl;

  Ecosystem(String osv, String purl) {
    this.osv = osv;
    this.purl = purl;
  }

  /** How OSV calls it. */
  String osv() {
    return osv;
  }

  /** Orders versions as this ecosystem does. */
  abstract Comparator<String> versions();

  /** One of the ways in which a name is written, the same for all of them. */
  String name(String written) {
    return written;
  }

  static Optional<Ecosystem> ofOsv(String name) {
    return Stream.of(values()).filter(one -> one.osv.equals(name)).findFirst();
  }

  static Optional<Ecosystem> ofPurl(String type) {
    return Stream.of(values()).filter(one -> one.purl.equals(type)).findFirst();
  }
}
