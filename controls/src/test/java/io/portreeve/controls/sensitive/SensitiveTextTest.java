package io.portreeve.controls.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SensitiveTextTest {
  private static final SensitiveText SHIPPED = SensitiveText.shipped();
  private static final Wanted ALL = Wanted.everything();
  private static final String TOKEN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
  private static final String MARK = "[redacted: github-token]";

  static Stream<String> disguises() {
    return Stream.of(
        TOKEN,
        String.join("\u200B", TOKEN.split("")),
        TOKEN.replace("e", "e\u00AD"),
        letters(0xFF01 - '!'),
        TOKEN.chars().mapToObj(c -> "&#" + c + ";").collect(Collectors.joining()),
        base64("the token is " + TOKEN),
        HexFormat.of().formatHex(("token " + TOKEN).getBytes(StandardCharsets.UTF_8)));
  }

  static Stream<String> unseen() {
    return Stream.of(
        new StringBuilder(TOKEN).reverse().toString(),
        base64(base64("the token is " + TOKEN)),
        TOKEN.replace("", " "),
        TOKEN.substring(0, 20),
        TOKEN.replace("_", "%5F"));
  }

  private static String letters(int shift) {
    return TOKEN
        .chars()
        .map(c -> c + shift)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("disguises")
  void token_isFoundAsAWhole_inADisguise(String disguised) {
    assertThat(SHIPPED.redacted("Take " + disguised + " with you.", ALL))
        .isEqualTo("Take " + MARK + " with you.");
  }

  /** What docs/redaction.md says that it does not see. */
  @ParameterizedTest
  @MethodSource("unseen")
  void token_isNotFound_inOthers(String disguised) {
    assertThat(SHIPPED.in("Take " + disguised + " with you.", ALL)).isEmpty();
  }

  @Test
  void whatShowsNothing_hidesNoTokenBesideIt() {
    assertThat(SHIPPED.redacted("name\u202E" + TOKEN, ALL)).isEqualTo("name\u202E" + MARK);
    assertThat(SHIPPED.redacted("name\u0000" + TOKEN, ALL)).isEqualTo("name\u0000" + MARK);
  }

  @Test
  void onlyTheGroupsThatWereAskedFor_areFound() {
    String text = "ann@acme.io has " + TOKEN;

    assertThat(SHIPPED.redacted(text, Wanted.of(Group.SECRETS)))
        .isEqualTo("ann@acme.io has " + MARK);
    assertThat(SHIPPED.redacted(text, Wanted.of(Group.PERSONAL)))
        .isEqualTo("[redacted: email-address] has " + TOKEN);
    assertThat(SHIPPED.in(text, Wanted.of())).isEmpty();
  }

  @Test
  void whatIsFoundTwice_isWhatTheSurestRuleSays() {
    assertThat(kinds("password=" + TOKEN)).containsExactly("github-token");
    assertThat(kinds("postgres://app:q7Kd2mZr@db.acme.io/x")).containsExactly("url-password");
  }

  @Test
  void valueUnderTheNameOfASecret_isOneAsAWhole() {
    assertThat(SHIPPED.in("db_password", "q7Kd2mZr9xW, and more", ALL))
        .containsExactly(new Found(kind("assigned-secret"), 0, 21));
    assertThat(SHIPPED.in("comment", "q7Kd2mZr9xW, and more", ALL)).isEmpty();
    assertThat(SHIPPED.in("password", "q7Kd2mZr9xW", Wanted.of(Group.PERSONAL))).isEmpty();
  }

  @Test
  void nameOfASecret_hidesNothingElse_andIsNoReasonWhereItsKindIsLetBe() {
    String value = "q7Kd2mZr9xW ann@acme.io";
    Wanted personalFirst = kind -> kind.group() == Group.PERSONAL ? 2 : 1;
    Wanted others = kind -> kind.id().equals("assigned-secret") ? 0 : 1;

    assertThat(SHIPPED.in("password", value, personalFirst))
        .containsExactly(
            new Found(kind("assigned-secret"), 0, value.length()),
            new Found(kind("email-address"), 12, value.length()));
    assertThat(SHIPPED.in("api_key", TOKEN + " and more", others))
        .containsExactly(new Found(kind("github-token"), 0, TOKEN.length()));
    assertThat(SHIPPED.in("api_key", TOKEN, ALL))
        .containsExactly(new Found(kind("github-token"), 0, TOKEN.length()));
  }

  @Test
  void whatIsHandledMoreStrictly_isFoundInsideOfWhatIsSurer() {
    String url = "https://ann:4111111111111111@db.acme.io";

    assertThat(kinds(url)).containsExactly("url-password");
    assertThat(kinds(url, kind -> kind.id().equals("payment-card") ? 2 : 1))
        .containsExactly("url-password", "payment-card");
    assertThat(kinds(url, kind -> kind.id().equals("url-password") ? 0 : 1))
        .containsExactly("email-address");
  }

  @Test
  void everyKindInsideOfWhatIsEncoded_isFound_andSharesAPlaceholder() {
    String encoded = base64("the token is " + TOKEN + " of 4111 1111 1111 1111");

    assertThat(kinds(encoded)).containsExactly("github-token", "payment-card");
    assertThat(SHIPPED.redacted("a " + encoded + " b", ALL)).isEqualTo("a " + MARK + " b");
  }

  private static Kind kind(String id) {
    return SHIPPED.kinds().stream().filter(kind -> kind.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> kinds(String text) {
    return kinds(text, ALL);
  }

  private static List<String> kinds(String text, Wanted wanted) {
    return SHIPPED.in(text, wanted).stream().map(found -> found.kind().id()).toList();
  }
}
