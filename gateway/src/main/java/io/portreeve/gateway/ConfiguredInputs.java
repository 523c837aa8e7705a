package io.portreeve.gateway;

import io.portreeve.controls.insecureresponsehandling.MayAsk;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServerInput;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.ServerId;

/** What the operator lets each server ask for; a server that is not named, nothing. */
record ConfiguredInputs(Configuration configuration) implements MayAsk {
  @Override
  public boolean allows(ServerId server, InputRequest request) {
    ServerSettings settings = configuration.servers().get(server.value());
    return settings != null && settings.mayAsk().contains(input(request));
  }

  private static ServerInput input(InputRequest request) {
    return switch (request) {
      case InputRequest.Roots _ -> ServerInput.ROOTS;
      case InputRequest.Sample _ -> ServerInput.SAMPLING;
      case InputRequest.Elicit elicit ->
          elicit.url() ? ServerInput.ELICITATION_URL : ServerInput.ELICITATION_FORM;
    };
  }
}
