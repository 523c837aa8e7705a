package io.portreeve.controls.insecureinput;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceAddressTest {
  /** What a rule for {@code file:///private/*} or {@code db://private/*} would not recognize. */
  @ParameterizedTest
  @CsvSource({
    "file:///%70rivate/a, URL_AMBIGUOUS",
    "FILE:///private/a, URL_AMBIGUOUS",
    "file:////private/a, URL_AMBIGUOUS",
    "file:///private//a, URL_AMBIGUOUS",
    "file:///./private/a, URL_AMBIGUOUS",
    "file:///x/./../private/a, OUTSIDE_ROOT",
    "file:///x%2f.%2fprivate/a, URL_AMBIGUOUS",
    "file:///private%2f., URL_AMBIGUOUS",
    "file:///private%5c., URL_AMBIGUOUS",
    "file:///private%252f., URL_AMBIGUOUS",
    "db://private\uFF0F\uFF0E, URL_AMBIGUOUS",
    "db://private/.;x, URL_AMBIGUOUS",
    "file:///x/../private/a, OUTSIDE_ROOT",
    "file:///x/%2e%2e/private/a, URL_AMBIGUOUS",
    "file:///x%2f..%2fprivate/a, URL_AMBIGUOUS",
    "file:///private%2fa, URL_AMBIGUOUS",
    "file:///private%5Ca, URL_AMBIGUOUS",
    "db://x%2f..%2fprivate/a, OUTSIDE_ROOT",
    "file://localhost/private/a, URL_AMBIGUOUS",
    "file:/private/a, URL_AMBIGUOUS",
    "file:private/a, URL_AMBIGUOUS",
    "Db://private/a, URL_AMBIGUOUS",
    "db://private/%61, URL_AMBIGUOUS",
    "docs://a/\uFF052e\uFF052e/secret, OUTSIDE_ROOT",
    "db://%70rivate/a, URL_AMBIGUOUS"
  })
  void addressThatHasAPlainerForm_isRefused(String uri, ArgumentFlaw flaw) {
    assertThat(ResourceAddress.flaw(uri)).contains(flaw);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///private/a",
        "file:///a%20b/%C3%A9.txt",
        "file:///C:/notes/a.txt",
        "file:///",
        "db://table/row%2F1",
        "s3://bucket//key",
        "memo://insights",
        "test://static-resource",
        "https://a.example/%E2%82%AC?q=%61#%61",
        "urn:isbn:0451450523",
        "a/b"
      })
  void plainAddress_goesOn(String uri) {
    assertThat(ResourceAddress.flaw(uri)).isEmpty();
  }
}
