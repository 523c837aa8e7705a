package io.portreeve.agent.tools;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * Port: the way to a gateway, which speaks revision 2026-07-28 over it, a message a line.
 *
 * @see GatewayInside
 * @see GatewayElsewhere
 */
public interface Link extends AutoCloseable {
  /** What the gateway says. */
  InputStream in();

  /** What is said to it. */
  OutputStream out();

  /** Ends it, and what stands behind it, if that is its own. */
  @Override
  void close();
}
