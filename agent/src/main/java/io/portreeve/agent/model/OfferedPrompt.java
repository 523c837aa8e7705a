package io.portreeve.agent.model;

import java.util.List;

/** A prompt that a user may put into a conversation; all that it says of itself is its server's. */
public record OfferedPrompt(String name, String description, List<Argument> arguments) {
  public OfferedPrompt {
    arguments = List.copyOf(arguments);
  }

  /** What it is filled in with. */
  public record Argument(String name, String description, boolean required) {}
}
