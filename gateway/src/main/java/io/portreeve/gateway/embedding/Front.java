package io.portreeve.gateway.embedding;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.ConditionReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A whole gateway in front of an MCP server of the same process. Clients come to {@link
 * #address()}; the server listens on the loopback interface, for nobody but the front.
 *
 * <p>Promise: what comes this way meets every control of the configuration in both directions, and
 * is on record first, as with a gateway of its own. That nothing comes another way is the server's
 * to see to: it answers no request that its {@link Pass} does not open.
 */
public final class Front implements AutoCloseable {
  private final Gateway gateway;

  private Front(Gateway gateway) {
    this.gateway = gateway;
  }

  /**
   * Starts one; it answers when this returns. Secrets that the file refers to are those of this
   * process.
   *
   * @param file a configuration of the gateway, which names this server among others; {@code url}
   *     may be left out
   * @param server the id of the server in the file
   * @param url where the server listens: {@code http:} on the loopback interface
   * @param pass what the server asks for
   * @throws StartFault with all that is wrong with the file, or the part that cannot be made; the
   *     server can be reached by nobody then
   * @throws IllegalArgumentException if {@code url} is not on this machine
   */
  public static Front start(Path file, String server, URI url, Pass pass) throws StartFault {
    refuseElsewhere(url);
    Configuration configuration = written(file, new Behind(server, url, pass));
    return new Front(Gateway.start(configuration, SecretSource.ofProcess()));
  }

  /** On its way to another machine, everybody could read the pass. */
  private static void refuseElsewhere(URI url) {
    String host = Objects.requireNonNullElse(url.getHost(), "");
    if (!"http".equals(url.getScheme())
        || !(host.equals("localhost")
            || host.equals("[::1]")
            || host.matches("127(\\.\\d{1,3}){3}"))) {
      throw new IllegalArgumentException(
          "the server of this process is reached by http on 127.0.0.1, ::1 or localhost, not at "
              + url);
    }
  }

  private static Configuration written(Path file, Behind behind) throws StartFault {
    Path whole = file.toAbsolutePath().normalize();
    Surroundings surroundings =
        new Surroundings(
            Objects.requireNonNullElse(whole.getParent(), whole),
            Surroundings.Follower.NONE,
            new ConditionReader());
    return switch (new ConfigurationFile(surroundings, behind).read(whole)) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused(List<Problem> problems) ->
          throw new StartFault(
              problems.stream()
                  .map(problem -> problem.render(file.toString()))
                  .collect(Collectors.joining("\n")));
    };
  }

  /** Where clients come to, as {@code listen} says; the path is {@code /mcp}. */
  public InetSocketAddress address() {
    return gateway.address();
  }

  /** Lets what is under way end, as long as {@code http.drain} says, and stops. */
  @Override
  public void close() {
    gateway.close();
  }
}
