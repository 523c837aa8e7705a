package io.portreeve.gateway.login;

import io.portreeve.mcp.json.JsonObject;

/** Port: puts on record what became of logins. */
@FunctionalInterface
public interface LoginRecords {
  /** Whether it is on record now; what is not goes no further. */
  boolean record(String event, JsonObject fields);
}
