package io.portreeve.controls.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumsTest {
  @ParameterizedTest
  @CsvSource({
    "CARD, 4111111111111111",
    "CARD, 378282246310005",
    "IBAN, DE89370400440532013000",
    "IBAN, GB82WEST12345698765432",
    "BSN, 111222333",
    "DNI, 12345678Z",
    "GERMAN_TAX_ID, 86095742719",
    "CPF, 52998224725",
    "NIR, 255081416802538"
  })
  void oneDigitThatIsWrong_isNotTaken(Check check, String number) {
    assertThat(check.accepted(number)).isEqualTo(number.length());
    for (int at = 0; at < number.length(); at++) {
      if (Character.isDigit(number.charAt(at))) {
        char other = (char) ('0' + (number.charAt(at) - '0' + 1) % 10);
        String wrong = number.substring(0, at) + other + number.substring(at + 1);
        assertThat(check.accepted(wrong)).as(wrong).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"CARD, 9999999999999995", "IBAN, ZZ82WEST12345698765432", "CPF, 11111111111"})
  void whatNobodyGivesOut_isNotTaken_whateverItsDigits(Check check, String number) {
    assertThat(check.accepted(number)).isZero();
  }

  @Test
  void accountNumber_endsWhereItsCountrySays() {
    String account = "DE89 3704 0044 0532 0130 00";

    assertThat(Check.IBAN.accepted(account + " BIC COBADEFF")).isEqualTo(account.length());
    assertThat(Check.IBAN.accepted(account + "7")).isZero();
  }
}
