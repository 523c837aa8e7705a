package io.portreeve.agent.chat;

import io.portreeve.gateway.display.VisibleText;
import io.portreeve.mcp.ServerId;
import java.util.Set;

/**
 * A tool as a person reads it: its server, and its own name.
 *
 * @param server empty where no server is known for it
 */
record ToolName(String server, String own) {
  /** A name as clients see it. The ids are the operator's; the rest may be anybody's. */
  static ToolName of(String seen, Set<String> servers) {
    int at = seen.indexOf(ServerId.NAME_SEPARATOR);
    if (at > 0 && servers.contains(seen.substring(0, at))) {
      return new ToolName(
          seen.substring(0, at), seen.substring(at + ServerId.NAME_SEPARATOR.length()));
    }
    return new ToolName(servers.size() == 1 ? servers.iterator().next() : "", seen);
  }

  /** The server of an address as clients see it; empty where none is known for it. */
  static String serverOf(String address, Set<String> servers) {
    return servers.stream()
        .filter(server -> address.startsWith(server + "+"))
        .findFirst()
        .orElse(servers.size() == 1 ? servers.iterator().next() : "");
  }

  @Override
  public String toString() {
    String shown = VisibleText.line(own);
    return server.isEmpty() ? shown : server + " " + shown;
  }
}
