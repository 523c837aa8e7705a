package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.ServerId;

/** Port: what the operator lets a server ask of the client, or of the person there. */
@FunctionalInterface
public interface MayAsk {
  boolean allows(ServerId server, InputRequest request);
}
