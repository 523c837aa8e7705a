package io.portreeve.mcp;

/** The name of a prompt as its own server knows it. */
public record PromptName(String value) {
  @Override
  public String toString() {
    return value;
  }
}
