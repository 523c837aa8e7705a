package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.config.CertificateSettings;
import io.portreeve.gateway.config.LocalSettings;
import io.portreeve.gateway.identity.CertificateNames;
import io.portreeve.gateway.identity.Credentials;
import io.portreeve.guard.Reason;
import io.portreeve.testkit.ManualClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentificationTest {
  private static final CertificateSettings ANNA =
      new CertificateSettings(
          Optional.empty(),
          Optional.of("anna.example.com"),
          Optional.empty(),
          Optional.empty(),
          "anna",
          List.of());

  private static List<String> challenged(boolean apiKeys) {
    Identification identification =
        new Identification(
            new AuthenticationSettings(
                apiKeys,
                List.of(ANNA),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                new LocalSettings("local", List.of(), false),
                Optional.empty()),
            new Credentials(
                Optional.empty(),
                Optional.empty(),
                new CertificateNames(List.of(ANNA), ManualClock.atNewYear()),
                Optional.empty()));
    return identification.challenges().of(Reason.CREDENTIAL_MISSING).all("www-authenticate");
  }

  @Test
  void whoeverCanShowAKey_isToldOfTheSchemeForIt() {
    assertThat(challenged(true)).containsExactly("Bearer");
  }

  /** A client that is told of a bearer token asks its user for one, and nobody has any. */
  @Test
  void whoeverCanOnlyShowACertificate_isToldOfNoScheme() {
    assertThat(challenged(false)).isEmpty();
  }
}
