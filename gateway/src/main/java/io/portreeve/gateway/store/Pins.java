package io.portreeve.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which definitions of the servers were approved. At most one version of a definition is approved
 * at any time, and only {@link #approve} and a first {@link #trustFirst} make it so: seeing a
 * server again never overwrites a decision.
 */
public interface Pins extends Sightings {
  /** So many versions of one definition wait for a decision. */
  int MAX_UNDECIDED = 16;

  /** So many versions of all definitions of one server are kept. */
  int MAX_PER_SERVER = 20_000;

  /** The version that may be used. */
  Optional<Pin> approved(PinName name);

  /** Every version ever seen of one definition, oldest first. */
  List<Pin> versions(PinName name);

  /** Every version of every definition of one server, by kind and name, oldest first. */
  List<Pin> of(String server);

  /** All that waits for a decision: pending and quarantined versions, oldest first. */
  List<Pin> waiting();

  /**
   * Notes what a server shows now and answers with the state of each: a known version keeps its
   * state, except that a superseded one becomes quarantined; a new one is pending if nothing was
   * decided under its name, else quarantined. A server cannot fill the disk: of one definition the
   * oldest undecided version beyond {@link #MAX_UNDECIDED} is forgotten, and beyond {@link
   * #MAX_PER_SERVER} versions in all {@link TooManyDefinitions} is thrown.
   *
   * @param shown canonical form by name
   */
  @Override
  Map<PinName, Pin> sight(Map<PinName, String> shown, Instant at);

  /** Makes exactly this version the approved one; empty if that version was never seen. */
  Optional<Pin> approve(PinName name, Digest version, String by, Instant at);

  /** Refuses exactly this version, even if approved until now; empty if it was never seen. */
  Optional<Pin> quarantine(PinName name, Digest version, String by, Instant at);
}
