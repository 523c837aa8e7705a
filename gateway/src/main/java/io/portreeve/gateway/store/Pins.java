package io.portreeve.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which definitions of the servers were approved. Only {@link #approve}, {@link #approveBeside} and
 * a first {@link #trustFirst} make a version so: seeing a server again never overwrites a decision.
 */
public interface Pins extends Sightings {
  /** So many versions of one definition wait for a decision. */
  int MAX_UNDECIDED = 16;

  /**
   * So many versions of all definitions of one server are kept. Those that one principal was shown
   * first are never more than half of the room that the others leave, so there is always some left.
   */
  int MAX_PER_SERVER = 20_000;

  /** The version that may be used; of several, the one that was approved last. */
  Optional<Pin> approved(PinName name);

  /** Every version ever seen of one definition, oldest first. */
  List<Pin> versions(PinName name);

  /** Every version of every definition of one server, by kind and name, oldest first. */
  List<Pin> of(String server);

  /** All that waits for a decision: pending and quarantined versions, oldest first. */
  List<Pin> waiting();

  /** How many wait, by the server; of those without any, nothing. */
  Map<String, Long> countWaiting();

  /**
   * Notes what a server shows now and answers with the state of each: a known version keeps its
   * state, except that a superseded one becomes quarantined; a new one is pending if nothing was
   * decided under its name, else quarantined. A server cannot fill the disk: of one definition the
   * oldest undecided version beyond {@link #MAX_UNDECIDED} is forgotten, of those that were shown
   * to whoever was shown the most; and beyond what {@link #MAX_PER_SERVER} allows {@link
   * TooManyDefinitions} is thrown.
   *
   * @param shown canonical form by name
   */
  @Override
  Map<PinName, Pin> sight(Map<PinName, String> shown, Look look);

  /** Makes exactly this version the approved one; empty if that version was never seen. */
  Optional<Pin> approve(PinName name, Digest version, String by, Instant at);

  /**
   * Approves this version, and leaves those approved that are: a server may show different
   * principals different definitions. Empty if that version was never seen.
   */
  Optional<Pin> approveBeside(PinName name, Digest version, String by, Instant at);

  /** Refuses exactly this version, even if approved until now; empty if it was never seen. */
  Optional<Pin> quarantine(PinName name, Digest version, String by, Instant at);
}
