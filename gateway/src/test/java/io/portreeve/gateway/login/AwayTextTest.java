package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.guard.EndpointId;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwayTextTest {
  private static final EndpointId ENDPOINT = new EndpointId("office");
  private static final Who WHO = new Who(new ServerId("files"), "corp/anna", "[\"corp/desk\"]");

  private static AuthorizationRequest request(Optional<URI> place, Optional<String> secret) {
    return new AuthorizationRequest(
        new AuthorizationServer(
            URI.create("https://as.example"),
            URI.create("https://as.example/authorize"),
            URI.create("https://as.example/token"),
            place,
            place,
            List.of("a", "b"),
            List.of("client_secret_post"),
            true,
            false,
            true),
        new Client("us", secret, secret.isPresent() ? Client.Method.POST : Client.Method.NONE),
        URI.create("https://gateway.example/login/callback"),
        "the state",
        new Pkce("the verifier"),
        List.of("a"));
  }

  private static List<AuthorizationRequest> requests() {
    return List.of(
        request(Optional.empty(), Optional.empty()),
        request(Optional.of(URI.create("https://as.example/more")), Optional.of("the secret")));
  }

  @Test
  void whoLeftToLogIn_isReadAsHeWasWritten() {
    for (AuthorizationRequest request : requests()) {
      Left left = new Left(ENDPOINT, WHO, new Authorization(request, "https://files.example/mcp"));

      assertThat(AwayText.left(AwayText.of(left))).isEqualTo(left);
    }
  }

  @Test
  void whoLeftToSignIn_isReadAsHeWasWritten() {
    for (AuthorizationRequest request : requests()) {
      SignInRequest asked = new SignInRequest("corp", request, true, "the nonce");
      SigningIn signing = new SigningIn(asked, ENDPOINT, WHO);

      assertThat(AwayText.signingIn(AwayText.of(signing))).isEqualTo(signing);
      assertThat(SignInRequest.read(asked.written())).isEqualTo(asked);
    }
  }

  @Test
  void whatWasNeverWritten_doesNotRead() {
    assertThatThrownBy(() -> AwayText.left(JsonObject.empty()))
        .isInstanceOf(NoSuchElementException.class);
  }
}
