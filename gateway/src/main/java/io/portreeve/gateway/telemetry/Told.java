package io.portreeve.gateway.telemetry;

import java.util.ArrayList;
import java.util.List;

/** What is said in a span. */
record Told(List<Attribute> attributes, boolean failed) {
  Told {
    attributes = List.copyOf(attributes);
  }

  static Told good(List<Attribute> attributes) {
    return new Told(attributes, false);
  }

  /** What it failed by is one of a closed set. */
  static Told failed(List<Attribute> attributes, String by) {
    List<Attribute> all = new ArrayList<>(attributes);
    all.add(Name.ERROR.is(by));
    return new Told(all, true);
  }
}
