package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.util.List;

/**
 * Where a monitor asks for metrics, and whether the gateway is alive and ready: a listener of its
 * own, which asks nobody who he is.
 *
 * @param allowedHosts the names in {@code Host} that are answered, besides addresses; empty: the
 *     loopback names
 * @param insecureOpen whether other machines can reach it
 */
public record OperationsSettings(Listen listen, List<String> allowedHosts, boolean insecureOpen) {
  static final Key<OperationsSettings, Listen> LISTEN =
      Key.of(
          "listen",
          Listen.form(),
          Listen.of("127.0.0.1", 9464),
          OperationsSettings::listen,
          Listen.strength(),
          "The address and port for monitors: `/metrics`, `/healthz` and `/readyz`.");
  static final Key<OperationsSettings, List<String>> ALLOWED_HOSTS =
      Key.of(
          "allowed-hosts",
          Forms.list(Scalars.host()),
          List.of(),
          OperationsSettings::allowedHosts,
          Strength.moreIsWeaker(),
          "The names in `Host` that are answered, besides addresses; absent, the loopback names.");
  static final Key<OperationsSettings, Boolean> INSECURE_OPEN =
      Key.of(
          "insecure-open",
          Forms.truth(),
          false,
          OperationsSettings::insecureOpen,
          Strength.onIsWeaker("now tells whoever reaches it how the gateway and its servers are"),
          "Lets `listen` be reached from other machines, in plaintext and by anybody.");

  static final Section<OperationsSettings> SECTION =
      Section.of(
              "how the gateway is watched",
              OperationsSettings::of,
              LISTEN,
              ALLOWED_HOSTS,
              INSECURE_OPEN)
          .check(OperationsSettings::openOnlyIfSaid, LISTEN, INSECURE_OPEN);

  private static OperationsSettings of(Values values) {
    return new OperationsSettings(
        values.get(LISTEN), values.get(ALLOWED_HOSTS), values.get(INSECURE_OPEN));
  }

  private static void openOnlyIfSaid(Values values, Spot spot) {
    boolean open = !values.get(LISTEN).loopback();
    boolean allowed = values.get(INSECURE_OPEN);
    if (open && !allowed) {
      spot.at(LISTEN)
          .problem(
              "can be reached from other machines, by anybody",
              "listen on 127.0.0.1, or accept it with `insecure-open: true`");
    } else if (allowed && !open) {
      spot.at(INSECURE_OPEN).problem("has no effect here", "remove it");
    }
  }
}
