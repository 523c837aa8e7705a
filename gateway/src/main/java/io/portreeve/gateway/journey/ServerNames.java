package io.portreeve.gateway.journey;

import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ServerId;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the names of several servers apart by the operator's id for each: {@code files__read} for
 * tools and prompts, {@code files+file:///a} for URIs. Ids hold no underscore and no plus, so the
 * first separator ends the id whatever the server calls its things.
 */
final class ServerNames {
  private static final String URI_SEPARATOR = "+";

  private final Set<ServerId> servers;

  ServerNames(Set<ServerId> servers) {
    this.servers = servers;
  }

  /** A name in a server's own words, and whose it is. */
  record Owned(ServerId server, String name) {}

  Optional<Owned> name(String prefixed) {
    return split(prefixed, ServerId.NAME_SEPARATOR);
  }

  Optional<Owned> uri(ResourceUri prefixed) {
    return split(prefixed.value(), URI_SEPARATOR);
  }

  static String prefixed(ServerId server, String name) {
    return server.value() + ServerId.NAME_SEPARATOR + name;
  }

  static ResourceUri prefixed(ServerId server, ResourceUri uri) {
    return new ResourceUri(server.value() + URI_SEPARATOR + uri.value());
  }

  private Optional<Owned> split(String prefixed, String separator) {
    int end = prefixed.indexOf(separator);
    if (end < 0) {
      return Optional.empty();
    }
    ServerId server = new ServerId(prefixed.substring(0, end));
    return servers.contains(server)
        ? Optional.of(new Owned(server, prefixed.substring(end + separator.length())))
        : Optional.empty();
  }
}
