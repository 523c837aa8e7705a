package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ClaimSettings;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.config.SignatureAlgorithm;
import io.portreeve.guard.Reason;
import io.portreeve.testkit.Jsons;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody without a token is told, in the document and in the challenge alike. */
class ResourceMetadataTest {
  private static OAuthSettings settings(String resource, String... scopes) {
    IssuerSettings issuer =
        new IssuerSettings(
            URI.create("https://id.example.com/realms/corp"),
            Optional.empty(),
            List.of(),
            List.of(SignatureAlgorithm.ES256),
            false,
            List.of(),
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            new ClaimSettings("sub", List.of(), Map.of(), Map.of()));
    return new OAuthSettings(URI.create(resource), List.of(scopes), Map.of("corp", issuer));
  }

  /** RFC 9728, section 3.1. */
  @ParameterizedTest
  @CsvSource({
    "https://h/mcp, /.well-known/oauth-protected-resource/mcp",
    "https://h/a/b, /.well-known/oauth-protected-resource/a/b",
    "https://h/, /.well-known/oauth-protected-resource",
    "https://h, /.well-known/oauth-protected-resource"
  })
  void document_liesBetweenTheHostAndThePathOfTheResource(String resource, String path) {
    assertThat(new ResourceMetadata(settings(resource)).path()).isEqualTo(path);
  }

  @Test
  void document_namesTheResourceItsIssuersAndTheScopesThatAllNeed() {
    assertThat(new ResourceMetadata(settings("https://h/mcp", "mcp", "x:y")).document())
        .isEqualTo(
            Jsons.object(
                "{'resource':'https://h/mcp',"
                    + "'authorization_servers':['https://id.example.com/realms/corp'],"
                    + "'bearer_methods_supported':['header'],'scopes_supported':['mcp','x:y']}"));
  }

  @ParameterizedTest
  @CsvSource({
    "CREDENTIAL_INVALID, invalid_token",
    "CREDENTIAL_EXPIRED, invalid_token",
    "CREDENTIAL_REVOKED, invalid_token",
    "CREDENTIAL_INSUFFICIENT, insufficient_scope"
  })
  void challenge_saysWhatIsWrong_whatToAskForAndWhere(Reason reason, String error) {
    assertThat(
            new TokenChallenges(settings("https://h/mcp", "mcp", "x:y"))
                .of(reason)
                .all("www-authenticate"))
        .containsExactly(
            "Bearer error=\""
                + error
                + "\", scope=\"mcp x:y\","
                + " resource_metadata=\"https://h/.well-known/oauth-protected-resource/mcp\"");
  }

  /** RFC 6750, section 3.1: who showed nothing made no error. */
  @Test
  void challenge_toSomebodyWithoutACredential_namesNoError() {
    assertThat(
            new TokenChallenges(settings("https://h/mcp", "mcp"))
                .of(Reason.CREDENTIAL_MISSING)
                .all("www-authenticate"))
        .containsExactly(
            "Bearer scope=\"mcp\","
                + " resource_metadata=\"https://h/.well-known/oauth-protected-resource/mcp\"");
  }

  @Test
  void challenge_withoutScopes_namesNone() {
    assertThat(
            new TokenChallenges(settings("https://h/"))
                .of(Reason.CREDENTIAL_MISSING)
                .all("www-authenticate"))
        .containsExactly(
            "Bearer resource_metadata=\"https://h/.well-known/oauth-protected-resource\"");
  }
}
