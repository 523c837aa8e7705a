package io.portreeve.testkit;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.ToolSchemas;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;

/** Schemas that say one thing of all arguments and one of all structured content. */
public record FakeSchemas(Check input, Check output, boolean promisesOutput)
    implements ToolSchemas {
  /** Everything is valid, and nothing is promised. */
  public static FakeSchemas lenient() {
    return new FakeSchemas(new Check.Valid(), new Check.Valid(), false);
  }

  public static FakeSchemas ofInput(Check input) {
    return new FakeSchemas(input, new Check.Valid(), false);
  }

  /** The tool promises structured content. */
  public static FakeSchemas ofOutput(Check output) {
    return new FakeSchemas(new Check.Valid(), output, true);
  }

  @Override
  public Check input(Exchange exchange, ToolName tool, JsonObject arguments) {
    return input;
  }

  @Override
  public Check output(Exchange exchange, ToolName tool, Json structuredContent) {
    return output;
  }

  @Override
  public boolean promisesOutput(Exchange exchange, ToolName tool) {
    return promisesOutput;
  }
}
