package io.portreeve.gateway.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnreachedTest {
  static List<Arguments> failures() {
    return Stream.of(
            Arguments.of(Unreached.NO_HOST, new UnknownHostException("db.example")),
            Arguments.of(Unreached.REFUSED, new ConnectException("Connection refused")),
            Arguments.of(Unreached.NO_ROUTE, new NoRouteToHostException("No route to host")),
            Arguments.of(Unreached.NO_ROUTE, new IOException("Network is unreachable")),
            Arguments.of(Unreached.UNTRUSTED, new CertPathBuilderException("none")),
            Arguments.of(Unreached.UNTRUSTED, new IOException("PKIX path building failed: x")),
            Arguments.of(Unreached.EXPIRED, new CertificateExpiredException("NotAfter")),
            Arguments.of(Unreached.OTHER_NAME, new IOException("No name matching a found")),
            Arguments.of(Unreached.NO_TLS, new IOException("The server does not support SSL.")),
            Arguments.of(Unreached.NO_TLS, new IOException("not an SSL/TLS record: 2d45")),
            Arguments.of(Unreached.SILENT, new IOException("timed out waiting for an answer")),
            Arguments.of(Unreached.TIMED_OUT, new SocketTimeoutException("Read")),
            Arguments.of(Unreached.TIMED_OUT, new IOException("Connect timed out")),
            Arguments.of(Unreached.TIMED_OUT, new TimeoutException()),
            Arguments.of(Unreached.CLOSED, new IOException("Connection closed prematurely")),
            Arguments.of(Unreached.CLOSED, new IOException("Connection reset by peer")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failure_isKnownByItsCause(Unreached why, Exception cause) {
    assertThat(Unreached.of(cause)).contains(why);
    assertThat(Unreached.of(new IllegalStateException("wrapped", new IOException("x", cause))))
        .contains(why);
  }

  /** What is said of a certificate is more than that the connection ended by it. */
  @Test
  void ofSeveral_theOneThatSaysMost_isTaken() {
    assertThat(Unreached.of(new IOException("connection closed", new CertPathBuilderException())))
        .contains(Unreached.UNTRUSTED);
  }

  @Test
  void anythingElse_isNone() {
    assertThat(Unreached.of(new IOException("out of paper"))).isEqualTo(Optional.empty());
    assertThat(Unreached.of(new IOException())).isEmpty();
  }

  @Test
  void trouble_namesTheKeys() {
    assertThat(Unreached.NO_HOST.trouble("a.url", "a.ca").line())
        .isEqualTo("there is no host of that name; correct the host in `a.url`");
    assertThat(Unreached.UNTRUSTED.trouble("a.url", "a.ca").fix()).contains("`a.ca`");
  }
}
