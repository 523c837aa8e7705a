package io.portreeve.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonSizeTest {
  /** One byte at a time. */
  private static long counted(byte[] bytes) {
    long values = 0;
    for (byte each : bytes) {
      values += each == ',' || each == '{' || each == '[' || each == '\f' ? 1 : 0;
    }
    return values;
  }

  @Test
  void everyByteAtEveryPlace_isJudgedForItself() {
    for (int length = 1; length <= 20; length++) {
      for (int place = 0; place < length; place++) {
        for (int b = 0; b < 256; b++) {
          for (byte around : new byte[] {0, 'a', ',', '{', (byte) 0xAC, (byte) 0xFF}) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, around);
            bytes[place] = (byte) b;
            if (JsonSize.values(bytes) != counted(bytes)) {
              assertThat(bytes).as("%d at %d", b, place).isEmpty();
            }
          }
        }
      }
    }
  }

  @Test
  void nothingButBeginnings_areAllCounted_howeverMany() {
    for (int length : new int[] {0, 7, 8, 254 * 8, 255 * 8, 255 * 8 + 7, 256 * 8, 100_003}) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) '[');
      assertThat(JsonSize.values(bytes)).isEqualTo(length);
    }
  }

  @Test
  void bytesDrawnAtRandom_areCountedAsOneByOne() {
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(5_000)];
      random.nextBytes(bytes);
      assertThat(JsonSize.values(bytes)).isEqualTo(counted(bytes));
    }
  }
}
