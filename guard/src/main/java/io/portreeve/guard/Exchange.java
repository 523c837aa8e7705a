package io.portreeve.guard;

import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import java.time.Instant;

/**
 * One client message and all that comes of it at one server.
 *
 * @param credential what the principal was proved by, for whoever gets the credentials of servers
 * @param revision the revision that the client speaks
 * @param endpoint where the client sent the message
 * @param server where the message goes, by the operator's name for it
 * @param asked the message as it is forwarded; while request controls run, as it was received
 */
public record Exchange(
    ExchangeId id,
    Instant at,
    String peer,
    Principal principal,
    Credential credential,
    Revision revision,
    EndpointId endpoint,
    ServerId server,
    ClientMessage asked) {
  /** One whose credential nobody asks for, where endpoints have no names. */
  public Exchange(
      ExchangeId id,
      Instant at,
      String peer,
      Principal principal,
      Revision revision,
      ServerId server,
      ClientMessage asked) {
    this(
        id,
        at,
        peer,
        principal,
        Credential.lasting(),
        revision,
        EndpointId.unnamed(),
        server,
        asked);
  }

  public Exchange asking(ClientMessage message) {
    return new Exchange(id, at, peer, principal, credential, revision, endpoint, server, message);
  }

  /** Likewise, sent to another endpoint. */
  public Exchange at(EndpointId other) {
    return new Exchange(id, at, peer, principal, credential, revision, other, server, asked);
  }
}
