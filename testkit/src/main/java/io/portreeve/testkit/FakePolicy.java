package io.portreeve.testkit;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;
import java.util.Set;

/** A policy whose word is a set of names; everything else it denies. */
public final class FakePolicy implements PolicyEngine {
  private final Set<String> visible;
  private final Set<String> callable;

  public FakePolicy(Set<String> visible, Set<String> callable) {
    this.visible = Set.copyOf(visible);
    this.callable = Set.copyOf(callable);
  }

  @Override
  public Ruling discover(Exchange exchange, Subject subject) {
    return ruling(visible, subject);
  }

  @Override
  public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
    return ruling(callable, subject);
  }

  private static Ruling ruling(Set<String> named, Subject subject) {
    String name =
        switch (subject) {
          case Subject.OfTool tool -> tool.name().value();
          case Subject.OfPrompt prompt -> prompt.name().value();
          case Subject.OfResource resource -> resource.uri().value();
        };
    return named.contains(name)
        ? new Ruling.Allow("named")
        : new Ruling.Deny(Reason.POLICY_NO_RULE, "default", "");
  }
}
