package io.portreeve.controls.improperaccess;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.guard.Creations;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;

/**
 * Authorize access (9b), down to the object: what a call made belongs to whoever called, before he
 * hears of it, and never what belongs to somebody else.
 *
 * <p>Goes by the results of the tools that the operator named, and by those that are no errors. The
 * answer about an object that cannot be given to him is withheld; that the call was executed, he is
 * told.
 */
public final class ObjectOwnership implements ResponseControl {
  private final Creations creations;

  public ObjectOwnership(Creations creations) {
    this.creations = creations;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.ACCESS_AUTHORIZATION;
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    return switch (message) {
      case ToolResult result when !result.isError() && exchange.asked() instanceof CallTool call ->
          verdict(creations.made(exchange, call, result));
      case Result _, Failure _, Notification _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  private static Verdict<ServerMessage> verdict(Creations.Standing standing) {
    return switch (standing) {
      case Creations.Standing.Nothing _ -> pass(Reason.NOT_CONCERNED);
      case Creations.Standing.Owned(String objects) -> pass(Reason.OBJECTS_OWNED, objects);
      case Creations.Standing.Refused(Reason reason, String detail) -> deny(reason, detail);
    };
  }
}
