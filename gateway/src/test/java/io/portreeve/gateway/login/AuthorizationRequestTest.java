package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationRequestTest {
  private static final URI ISSUER = URI.create("https://id.example/a");
  private static final URI SOMEWHERE = URI.create("https://id.example/x");

  /** RFC 9207, section 2.4: compared as it stands (RFC 3986, section 6.2.1). */
  @ParameterizedTest
  @CsvSource({
    "https://id.example/a,true",
    "https://id.example/a/,false",
    "https://id.example/A,false",
    "https://ID.example/a,false",
    "HTTPS://id.example/a,false",
    "https://id.example:443/a,false",
    "https://id.example/b/../a,false",
    "https://id.example/%61,false",
  })
  void answer_isOfWhoseNameItBears_toTheLetter(String iss, boolean taken) {
    AuthorizationServer server =
        new AuthorizationServer(
            ISSUER,
            SOMEWHERE,
            SOMEWHERE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            false,
            true,
            true);
    AuthorizationRequest asked =
        new AuthorizationRequest(
            server, Client.without("us"), SOMEWHERE, "state", new Pkce("v"), List.of());

    assertThat(asked.isAnswerOf(Optional.of(iss))).isEqualTo(taken);
  }
}
