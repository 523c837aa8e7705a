package io.portreeve.gateway.upstream;

import io.portreeve.guard.Exchange;

/** One credential for everybody, which lasts as long as the configuration. */
record SharedCredential(UpstreamCredential.Granted granted) implements UpstreamCredentials {
  @Override
  public UpstreamCredential of(Exchange exchange) {
    return granted;
  }

  @Override
  public boolean refused(Exchange exchange, UpstreamCredential.Granted refused, Refusal refusal) {
    return false;
  }

  @Override
  public boolean lasts(Exchange exchange, UpstreamCredential.Granted opened) {
    return true;
  }
}
