package io.portreeve.gateway.login;

import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.upstream.Scopes;
import io.portreeve.guard.EndpointId;
import io.portreeve.mcp.json.JsonObject;

/** Puts on record what becomes of logins at the pages, and at which endpoint that is. */
record LoginNotes(LoginRecords records) {
  private static final System.Logger LOG = System.getLogger("io.portreeve.login.refused");

  /** What is not on record does not go on. */
  void require(String event, EndpointId endpoint, Who who, Authorization authorization)
      throws LoginFailed {
    JsonObject fields =
        about(endpoint, who)
            .with("issuer", authorization.server().issuer().toString())
            .with("scopes", Scopes.text(authorization.scopes()));
    if (!records.record(event, fields)) {
      throw new LoginFailed("the audit log cannot be written");
    }
  }

  void refused(EndpointId endpoint, Who who, String why) {
    LOG.log(
        System.Logger.Level.WARNING,
        () -> "login of " + who.principal() + " at server " + who.server() + " refused: " + why);
    var _ = records.record("login-refused", about(endpoint, who).with("reason", why));
  }

  private static JsonObject about(EndpointId endpoint, Who who) {
    JsonObject about = ServerLogin.about(who);
    return endpoint.equals(EndpointId.unnamed()) ? about : about.with("endpoint", endpoint.value());
  }
}
