package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.scan.program.Grounds;

/**
 * Who answers for packages.
 *
 * @param server its id; empty: no server does by name, so nothing of it quarantines one
 * @param among what else tells whose they may be
 */
record Holder(String server, String among) {
  static Holder server(String id) {
    return new Holder(id, "");
  }

  static Holder of(Grounds.Shared shared) {
    String servers = String.join(", ", shared.servers().stream().sorted().toList());
    return new Holder("", " of one of " + servers + " (in " + shared.folder() + ")");
  }

  /** How a finding calls something of them. */
  String subject(String what) {
    return what + among;
  }
}
