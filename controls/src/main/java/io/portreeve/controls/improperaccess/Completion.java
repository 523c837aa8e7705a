package io.portreeve.controls.improperaccess;

import io.portreeve.controls.Subjects;
import io.portreeve.guard.OutsideDecisions.Use;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/** A completion that was asked for, and what could be used with the values that complete it. */
record Completion(ServerId server, Complete asked) {
  /**
   * What somebody could do with a value: use the prompt with it, or read the address that the
   * template makes of it and of what was given before.
   *
   * @return empty for a value that has no place in the template: nothing can be said of it
   */
  Optional<Use> use(String value) {
    return switch (asked.reference()) {
      case Complete.Reference.ToPrompt _ -> Optional.of(about(value));
      case Complete.Reference.ToResource to ->
          new AddressTemplate(to.uri().value())
              .with(arguments(value), asked.argumentName())
              .map(this::reading);
    };
  }

  /** What was asked about, with this value: of a resource, the template. */
  Use about(String value) {
    return new Use(Subjects.of(server, asked), arguments(value));
  }

  private JsonObject arguments(String value) {
    return asked.givenBefore().with(asked.argumentName(), value);
  }

  private Use reading(String uri) {
    return new Use(
        new Subject.OfResource(server, new ResourceUri(uri)), JsonObject.empty().with("uri", uri));
  }
}
