package io.portreeve.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriTemplateTest {
  @ParameterizedTest
  @CsvSource({
    "f:///{name}, f:///a, true",
    "f:///{name}, f:///, true",
    "f:///{name}, f:///a/b, false",
    "f:///{name}/x, f:///a/x, true",
    "f:///{name}/x, f:///a/y, false",
    "f:///{+path}, f:///a/b/c, true",
    "f:///{a}/{b}, f:///1/2, true",
    "f:///{a}{/more}, f:///1/2/3, true",
    "f:///{a}{?q}, f:///1?q=x/y, true",
    "f:///{a}-{b}.txt, f:///x-y-z.txt, true",
    "f:///fixed, f:///fixed, true",
    "f:///fixed, f:///fixed2, false",
    "{+any}, g:whatever, true",
    "f:///{open, f:///x, true",
    "f:///{open, g:///x, false",
    "f:///{}, f:///x, true",
    "docs://{path*}, docs://a/b, true",
    "docs://{path:9}, docs://a/b, true",
    "docs://{!path}, docs://a/b, true",
    "docs://{path:path}, docs://a/b, true",
    "docs://{path}, docs://a/b, false",
    "'docs://{a,b}', docs://a/b, false"
  })
  void address_fitsWhatItMayBeMadeFrom(String template, String address, boolean fits) {
    assertThat(UriTemplate.of(template).fits(address)).isEqualTo(fits);
  }

  @Test
  void templateTooLongToFollow_fitsWhateverBeginsLikeIt() {
    String endless = "f:///{+a}" + "{+b}c".repeat(1_000);

    assertThat(UriTemplate.of(endless).fits("f:///x")).isTrue();
    assertThat(UriTemplate.of(endless).fits("g:///x")).isFalse();
  }
}
