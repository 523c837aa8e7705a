package io.portreeve.gateway.oauth;

import io.portreeve.gateway.outage.Outage;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the operator was told of an outage. */
final class Told {
  final List<String> lines = new CopyOnWriteArrayList<>();
  final Outage outage;

  Told(InstantSource clock) {
    this.outage = new Outage("it", clock, (level, text) -> lines.add(level + " " + text));
  }
}
