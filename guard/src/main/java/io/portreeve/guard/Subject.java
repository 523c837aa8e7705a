package io.portreeve.guard;

import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;

/** What a policy decides about: one named thing of one server. */
public sealed interface Subject {
  ServerId server();

  /** A tool; in the call phase with its arguments. */
  record OfTool(ServerId server, ToolName name) implements Subject {}

  /** A prompt. */
  record OfPrompt(ServerId server, PromptName name) implements Subject {}

  /** A resource or a resource template, by its URI. */
  record OfResource(ServerId server, ResourceUri uri) implements Subject {}
}
