package io.portreeve.mcp;

/** The name of a tool as its own server knows it, without any prefix of ours. */
public record ToolName(String value) {
  @Override
  public String toString() {
    return value;
  }
}
