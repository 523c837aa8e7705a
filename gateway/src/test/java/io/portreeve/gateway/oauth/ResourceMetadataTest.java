package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.guard.Reason;
import io.portreeve.testkit.Jsons;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody without a token is told, in the document and in the challenge alike. */
class ResourceMetadataTest {
  private static OAuthSettings settings(String resource, String... scopes) {
    return TestSettings.oauth(
        resource,
        List.of(scopes),
        TestSettings.usual().of(URI.create("https://id.example.com/realms/corp")));
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
                    + "'bearer_methods_supported':['header'],'dpop_signing_alg_values_supported':"
                    + "['ES256','ES384','ES512','PS256','PS384','PS512','RS256','RS384','RS512'],"
                    + "'scopes_supported':['mcp','x:y']}"));
  }

  private static void assertChallenge(OAuthSettings settings, Reason reason, String parameters) {
    assertThat(new TokenChallenges(settings, "a token").of(reason).all("www-authenticate"))
        .containsExactly(
            "Bearer " + parameters,
            "DPoP "
                + parameters
                + ", algs=\"ES256 ES384 ES512 PS256 PS384 PS512 RS256 RS384 RS512\"");
  }

  @ParameterizedTest
  @CsvSource({
    "CREDENTIAL_INVALID, invalid_token",
    "CREDENTIAL_EXPIRED, invalid_token",
    "CREDENTIAL_REVOKED, invalid_token",
    "CREDENTIAL_INSUFFICIENT, insufficient_scope"
  })
  void challenge_saysWhatIsWrong_whatToAskForAndWhere(Reason reason, String error) {
    assertChallenge(
        settings("https://h/mcp", "mcp", "x:y"),
        reason,
        "error=\""
            + error
            + "\", scope=\"mcp x:y\","
            + " resource_metadata=\"https://h/.well-known/oauth-protected-resource/mcp\"");
  }

  /** RFC 6750, section 3.1: who showed nothing made no error. */
  @Test
  void challenge_toSomebodyWithoutACredential_namesNoError() {
    assertChallenge(
        settings("https://h/mcp", "mcp"),
        Reason.CREDENTIAL_MISSING,
        "scope=\"mcp\","
            + " resource_metadata=\"https://h/.well-known/oauth-protected-resource/mcp\"");
  }

  @Test
  void challenge_withoutScopes_namesNone() {
    assertChallenge(
        settings("https://h/"),
        Reason.CREDENTIAL_MISSING,
        "resource_metadata=\"https://h/.well-known/oauth-protected-resource\"");
  }
}
