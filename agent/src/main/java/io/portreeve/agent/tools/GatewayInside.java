package io.portreeve.agent.tools;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.keys.SecretSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A whole gateway in this process, for one agent: every server of its configuration, of either era,
 * behind every control. It listens nowhere.
 */
public final class GatewayInside implements Link {
  private final Pipe toIt = new Pipe();
  private final Pipe fromIt = new Pipe();
  private final Thread thread;
  private volatile Optional<String> fault = Optional.empty();

  private GatewayInside(
      Configuration configuration, ServedEndpoint endpoint, SecretSource secrets) {
    this.thread =
        Thread.ofPlatform()
            .name("gateway-inside")
            .daemon()
            .unstarted(() -> serve(configuration, endpoint, secrets));
  }

  /**
   * Starts one as the file says, with every server of it; secrets are those of this process.
   *
   * @throws StartFault with all that is wrong with the file
   */
  public static GatewayInside start(Path file) throws StartFault {
    return start(Written.in(file));
  }

  private static GatewayInside start(Configuration configuration) {
    ServedEndpoint whole = ServedEndpoint.whole(configuration);
    return start(configuration, whole, SecretSource.ofProcess());
  }

  /** Starts it; whether it can be started shows with the first message. */
  public static GatewayInside start(
      Configuration configuration, ServedEndpoint endpoint, SecretSource secrets) {
    GatewayInside inside = new GatewayInside(configuration, endpoint, secrets);
    inside.thread.start();
    return inside;
  }

  private void serve(Configuration configuration, ServedEndpoint endpoint, SecretSource secrets) {
    try {
      Gateway.serve(configuration, endpoint, secrets, toIt.in(), fromIt.out());
    } catch (StartFault cannot) {
      fault = Optional.of(String.valueOf(cannot.getMessage()));
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } finally {
      close(fromIt.out());
    }
  }

  @Override
  public InputStream in() {
    return new Answers(fromIt.in());
  }

  @Override
  public OutputStream out() {
    return toIt.out();
  }

  /** Lets it end what is under way, as long as its configuration says, and waits for that. */
  @Override
  public void close() {
    close(toIt.out());
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private static void close(OutputStream out) {
    try {
      out.close();
    } catch (IOException impossible) {
      throw new IllegalStateException("a queue takes whatever it is given", impossible);
    }
  }

  /** Where it ends because the gateway could not start, the end says why. */
  private final class Answers extends FilterInputStream {
    Answers(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      if (count < 0 && fault.isPresent()) {
        throw new IOException(fault.get());
      }
      return count;
    }
  }
}
