package io.portreeve.controls;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.json.JsonObject;
import java.util.function.Function;

/**
 * A policy that is asked about a resource in every reading of its address: allowed is only what a
 * rule allows as it is written, and what no rule denies in any reading.
 */
public final class EveryReading implements PolicyEngine {
  private final PolicyEngine policy;

  public EveryReading(PolicyEngine policy) {
    this.policy = policy;
  }

  @Override
  public Ruling discover(Exchange exchange, Subject subject) {
    return ruling(subject, reading -> policy.discover(exchange, reading));
  }

  @Override
  public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
    return ruling(
        subject, reading -> policy.call(exchange, reading, about(subject, reading, arguments)));
  }

  private static Ruling ruling(Subject subject, Function<Subject, Ruling> ask) {
    Ruling written = ask.apply(subject);
    if (written instanceof Ruling.Deny || !(subject instanceof Subject.OfResource resource)) {
      return written;
    }
    for (String reading : AddressReadings.of(resource.uri().value())) {
      Subject other = new Subject.OfResource(resource.server(), new ResourceUri(reading));
      boolean same = reading.equals(resource.uri().value());
      if (!same && ask.apply(other) instanceof Ruling.Deny deny && isDenied(deny)) {
        return deny;
      }
    }
    return written;
  }

  /**
   * That no rule speaks of another reading, or none allows it to this token, says nothing: rules
   * allow what is written.
   */
  private static boolean isDenied(Ruling.Deny deny) {
    return deny.reason() != Reason.POLICY_NO_RULE && deny.reason() != Reason.SCOPE_INSUFFICIENT;
  }

  private static JsonObject about(Subject subject, Subject reading, JsonObject arguments) {
    if (subject instanceof Subject.OfResource written
        && reading instanceof Subject.OfResource read
        && arguments.string("uri").filter(written.uri().value()::equals).isPresent()) {
      return arguments.with("uri", read.uri().value());
    }
    return arguments;
  }
}
