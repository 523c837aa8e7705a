package io.portreeve.testkit;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;
import java.util.Set;

/** A policy whose word is a set of names; everything else it denies. */
public final class FakePolicy implements PolicyEngine {
  private static final Ruling NAMED = new Ruling.Allow("named");

  private final Set<String> visible;
  private final Set<String> callable;
  private final Ruling call;

  public FakePolicy(Set<String> visible, Set<String> callable) {
    this(visible, callable, NAMED);
  }

  /** Likewise, with this ruling on whatever may be called. */
  public FakePolicy(Set<String> visible, Set<String> callable, Ruling call) {
    this.visible = Set.copyOf(visible);
    this.callable = Set.copyOf(callable);
    this.call = call;
  }

  @Override
  public Ruling discover(Exchange exchange, Subject subject) {
    return ruling(visible, subject, NAMED);
  }

  @Override
  public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
    return ruling(callable, subject, call);
  }

  private static Ruling ruling(Set<String> named, Subject subject, Ruling ruling) {
    String name =
        switch (subject) {
          case Subject.OfTool tool -> tool.name().value();
          case Subject.OfPrompt prompt -> prompt.name().value();
          case Subject.OfResource resource -> resource.uri().value();
        };
    return named.contains(name) ? ruling : new Ruling.Deny(Reason.POLICY_NO_RULE, "default", "");
  }
}
