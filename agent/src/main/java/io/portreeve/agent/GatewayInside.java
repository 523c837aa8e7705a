package io.portreeve.agent;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.keys.SecretSource;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A whole gateway in this process, for one agent: every server of its configuration, of either era,
 * behind every control. It listens nowhere.
 */
public final class GatewayInside implements Link {
  private GatewayInside() {}

  /** Starts it; whether it can be started shows with the first message. */
  public static GatewayInside start(
      Configuration configuration, ServedEndpoint endpoint, SecretSource secrets) {
    throw new UnsupportedOperationException(configuration + " " + endpoint + " " + secrets);
  }

  @Override
  public InputStream in() {
    return InputStream.nullInputStream();
  }

  @Override
  public OutputStream out() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public void close() {}
}
