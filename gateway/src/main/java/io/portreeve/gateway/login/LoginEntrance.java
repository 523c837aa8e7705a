package io.portreeve.gateway.login;

import io.portreeve.gateway.downstream.Authenticator;
import io.portreeve.guard.EndpointId;
import io.portreeve.mcp.ServerId;
import java.util.Set;

/**
 * The callers of one endpoint, on their way to a login.
 *
 * @param servers those that there are for them
 * @param authenticator what proves who they are
 */
public record LoginEntrance(
    EndpointId endpoint, Set<ServerId> servers, Authenticator authenticator) {
  public LoginEntrance {
    servers = Set.copyOf(servers);
  }
}
