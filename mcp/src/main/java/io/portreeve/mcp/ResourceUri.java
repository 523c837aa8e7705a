package io.portreeve.mcp;

/** The URI of a resource, or the URI template that names a family of them. */
public record ResourceUri(String value) {
  @Override
  public String toString() {
    return value;
  }
}
