package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Reference;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a server is reached. */
public sealed interface Reach {
  /**
   * A program that we start and speak to over its standard streams.
   *
   * @param command the program and its arguments, never read by a shell
   * @param environment all that it gets besides what a process cannot do without
   * @param directory where it runs
   */
  record Program(List<String> command, Map<String, Reference> environment, Path directory)
      implements Reach {}

  /**
   * An HTTP endpoint.
   *
   * @param headers sent with every request
   * @param bearerToken sent as {@code Authorization: Bearer}
   */
  record Endpoint(URI url, Map<String, Reference> headers, Optional<Reference> bearerToken)
      implements Reach {}
}
