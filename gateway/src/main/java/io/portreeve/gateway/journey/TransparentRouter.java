package io.portreeve.gateway.journey;

import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import java.util.Map;

/** One server, and its names as they are. */
public final class TransparentRouter implements Router {
  private final ServerId server;

  public TransparentRouter(ServerId server) {
    this.server = server;
  }

  @Override
  public Route route(Request request) {
    return new Route.To(server, request);
  }

  @Override
  public ServerMessage outward(ServerId from, ServerMessage message) {
    return switch (message) {
      case DiscoverResult offer -> OwnOffer.of(offer);
      case ListResult page -> PrivatePages.of(page);
      case ResourceResult contents -> PrivatePages.of(contents);
      case Result _, Failure _, Notification _ -> message;
    };
  }

  @Override
  public ServerMessage merge(Request request, Map<ServerId, ServerMessage> answers) {
    return answers.values().iterator().next();
  }
}
