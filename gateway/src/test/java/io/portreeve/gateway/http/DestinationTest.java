package io.portreeve.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

  @ParameterizedTest
  @CsvSource({
    "http://Example.COM/x, example.com, 80, false, example.com",
    "https://example.com, example.com, 443, true, example.com",
    "http://example.com:443, example.com, 443, false, example.com:443",
    "https://example.com:80, example.com, 80, true, example.com:80",
    "HTTP://127.0.0.1:8080, 127.0.0.1, 8080, false, 127.0.0.1:8080",
    "https://[::1]:8443/a?b, ::1, 8443, true, [::1]:8443",
    "http://[2001:db8::1], 2001:db8::1, 80, false, [2001:db8::1]",
  })
  void uri_isItsOrigin(String uri, String host, int port, boolean secure, String authority) {
    Destination destination = Destination.of(URI.create(uri));
    assertThat(destination.host()).isEqualTo(host);
    assertThat(destination.port()).isEqualTo(port);
    assertThat(destination.tls().isPresent()).isEqualTo(secure);
    assertThat(destination.authority()).isEqualTo(authority);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a/",
        "a",
        "/a",
        "mailto:a@b",
        "http:///x",
        "http://u@a/",
        "http://u:p@a/",
        "https://a_b:c/",
        "file:///etc/passwd",
        "http://a:70000/"
      })
  void uri_thatIsNoOrigin_isRefused(String uri) {
    assertThatThrownBy(() -> Destination.of(URI.create(uri)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "a/b", "a\r\nhost: b", "u@a", "a:1:b\n", "[::1]", "a#", "\u00e9"})
  void host_thatIsNone_isRefused(String host) {
    assertThatThrownBy(() -> new Destination(host, 80, Optional.empty(), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void poolKey_makesAnotherDestination_atTheSamePlace() {
    Destination one = Destination.of(URI.create("https://a"));
    assertThat(one.as("x")).isNotEqualTo(one).isEqualTo(one.as("x"));
    assertThat(one.as("x").authority()).isEqualTo(one.authority());
  }

  @ParameterizedTest
  @CsvSource({
    "http://a, http://a:80, true",
    "https://A, https://a:443, true",
    "http://a, https://a, false",
    "http://a:443, https://a, false",
    "http://a:443, https://a:443, false",
    "http://a, http://a:81, false",
    "http://a, http://b, false",
    "http://[::1]:81, http://[::1:81], false",
  })
  void destinations_areEqual_ifHostAndPortAndTlsAre(String one, String other, boolean equal) {
    Destination first = Destination.of(URI.create(one));
    Destination second = Destination.of(URI.create(other));
    assertThat(first.equals(second)).isEqualTo(equal);
    assertThat(first.hashCode() == second.hashCode() || !equal).isTrue();
  }
}
