package io.portreeve.controls;

import io.portreeve.guard.Subject;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Invocation;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;

/** Finds what a message is about, so that every control asks about the same thing. */
public final class Subjects {
  private Subjects() {}

  /** The one named thing that an invocation is about. */
  public static Subject of(ServerId server, Invocation invocation) {
    return switch (invocation) {
      case CallTool call -> new Subject.OfTool(server, call.tool());
      case GetPrompt get -> new Subject.OfPrompt(server, get.prompt());
      case ReadResource read -> new Subject.OfResource(server, read.uri());
      case Complete complete -> of(server, complete.reference());
    };
  }

  private static Subject of(ServerId server, Complete.Reference reference) {
    return switch (reference) {
      case Complete.Reference.ToPrompt to -> new Subject.OfPrompt(server, to.prompt());
      case Complete.Reference.ToResource to -> new Subject.OfResource(server, to.uri());
    };
  }

  /** The arguments of an invocation, as policy sees them. */
  public static JsonObject arguments(Invocation invocation) {
    return switch (invocation) {
      case CallTool call -> call.arguments();
      case GetPrompt get -> get.arguments();
      case ReadResource read -> JsonObject.empty().with("uri", read.uri().value());
      case Complete complete -> completed(complete);
    };
  }

  /** What is typed now, and what was typed before it: a rule about either must see both. */
  private static JsonObject completed(Complete complete) {
    return complete.givenBefore().with(complete.argumentName(), complete.argumentValue());
  }
}
