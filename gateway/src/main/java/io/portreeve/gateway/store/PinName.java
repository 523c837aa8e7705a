package io.portreeve.gateway.store;

/**
 * What a pin is about: one definition of one server.
 *
 * @param server the configured id of the server
 * @param kind what sort of definition: tool, prompt, resource, resource-template, instructions
 * @param name its name on that server, without any prefix of ours; may be empty for instructions
 */
public record PinName(String server, String kind, String name) {
  public PinName {
    if (server.isBlank() || kind.isBlank()) {
      throw new IllegalArgumentException("a pin names a server and a kind");
    }
  }
}
