package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.guard.Exchange;
import java.util.List;

/**
 * The credentials with which one server is spoken to, exchange by exchange.
 *
 * <p>Whoever implements it promises that what it grants for an exchange is that principal's own at
 * this server, or the operator's for everybody, and never the credential that the caller showed to
 * us.
 */
public interface UpstreamCredentials {
  /** For the next attempt; asked before each, so what is known must be told without delay. */
  UpstreamCredential of(Exchange exchange) throws InterruptedException;

  /**
   * The server refused what was granted.
   *
   * @return whether to ask again, which is done once and may bring another answer
   */
  boolean refused(Exchange exchange, UpstreamCredential.Granted granted, Refusal refusal)
      throws InterruptedException;

  /**
   * Whether what was opened with this credential may live on. Asked every second of what lives
   * long; answered from what is known or kept here, without asking anybody else.
   *
   * @param exchange one that it was granted for
   */
  boolean lasts(Exchange exchange, UpstreamCredential.Granted granted);

  /**
   * How a server refused a credential.
   *
   * @param status 401, or 403 with a challenge
   * @param challenges the values of its {@code WWW-Authenticate} fields, as they came
   */
  record Refusal(int status, List<String> challenges) {
    public Refusal {
      challenges = List.copyOf(challenges);
    }
  }

  /** No credential. */
  static UpstreamCredentials none() {
    return shared(HttpFields.empty());
  }

  /** The operator's, the same for everybody. */
  static UpstreamCredentials shared(HttpFields fields) {
    return new SharedCredential(UpstreamCredential.Granted.fields(fields, "shared"));
  }
}
