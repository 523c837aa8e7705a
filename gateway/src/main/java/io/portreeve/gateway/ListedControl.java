package io.portreeve.gateway;

import io.portreeve.controls.chain.Chain;
import io.portreeve.controls.chain.Placed;
import io.portreeve.controls.chain.Ports;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.guard.Control;
import io.portreeve.guard.Mitigation;
import java.util.ArrayList;
import java.util.List;

/**
 * One control of the chain, as `portreeve controls` shows it.
 *
 * @param judges whose messages it judges
 * @param place its place among those, from 1
 * @param why why it stands there
 * @param inForce whether it judges anything under the configuration
 * @param givenUp whether the operator gave it up by name; else it is one that he has to turn on
 */
public record ListedControl(
    Judges judges,
    int place,
    String name,
    Mitigation mitigation,
    String why,
    boolean inForce,
    boolean givenUp) {

  /** Whose messages a control judges. */
  public enum Judges {
    /** Whoever arrives, before a message is read. */
    ARRIVALS,
    /** Clients. */
    CLIENTS,
    /** Servers. */
    SERVERS
  }

  /** The whole chain under a configuration, in order. */
  public static List<ListedControl> under(Configuration configuration) {
    Ports ports = ClosedPorts.ports();
    Controls controls = new Controls(configuration, ports);
    var all = new ArrayList<ListedControl>();
    all.addAll(list(Judges.ARRIVALS, Chain.connection(ports), controls));
    all.addAll(list(Judges.CLIENTS, Chain.request(ports), controls));
    all.addAll(list(Judges.SERVERS, Chain.response(ports), controls));
    return List.copyOf(all);
  }

  private static <C extends Control> List<ListedControl> list(
      Judges judges, List<Placed<C>> chain, Controls controls) {
    var out = new ArrayList<ListedControl>();
    for (Placed<C> placed : chain) {
      Control control = placed.control();
      out.add(
          new ListedControl(
              judges,
              out.size() + 1,
              control.name(),
              control.mitigates(),
              placed.why(),
              controls.inForce(control),
              controls.isGivenUp(control)));
    }
    return out;
  }
}
