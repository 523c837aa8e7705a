package io.portreeve.gateway.config;

import io.portreeve.guard.EndpointId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One endpoint as it is served, with what it has of its own and what it has in common with others.
 *
 * @param path where clients speak Streamable HTTP to it
 * @param ssePath where those do that know only HTTP+SSE
 * @param servers the servers that exist for its clients, in the order of their names in lists
 * @param transparent whether the only server's names are kept as they are
 * @param authentication how its callers prove who they are; tokens are meant for it alone
 */
public record ServedEndpoint(
    EndpointId id,
    String path,
    Optional<String> ssePath,
    List<String> servers,
    boolean transparent,
    AuthenticationSettings authentication) {

  /** The one without a name: every server, and the resource that all tokens are meant for. */
  public static ServedEndpoint whole(Configuration configuration) {
    return new ServedEndpoint(
        EndpointId.unnamed(),
        configuration.http().path(),
        configuration.http().ssePath(),
        List.copyOf(configuration.servers().keySet()),
        configuration.transparent(),
        configuration.authentication());
  }

  static ServedEndpoint named(String name, EndpointSettings settings, Configuration configuration) {
    AuthenticationSettings all = configuration.authentication();
    String path = path(name, settings);
    return new ServedEndpoint(
        new EndpointId(name),
        path,
        Optional.empty(),
        settings.servers(),
        settings.transparent(),
        all.oauth().map(oauth -> all.withOAuth(oauth.at(path, settings))).orElse(all));
  }

  static String path(String name, EndpointSettings settings) {
    return settings.path().orElse("/" + name + "/mcp");
  }

  /** What tokens must be meant for here; nothing, where none are accepted. */
  public Optional<URI> resource() {
    return authentication.oauth().map(OAuthSettings::resource);
  }
}
