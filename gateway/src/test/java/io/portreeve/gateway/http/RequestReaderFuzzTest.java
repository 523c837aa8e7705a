package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.text;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Bytes of any kind: read or refused, and the same however they are cut. */
class RequestReaderFuzzTest {

  @FuzzTest(maxDuration = "30s")
  void anyBytes_areReadAlike_howeverTheyAreCut(byte[] input) {
    String wire = text(input);
    String whole = Reading.atOnce(wire);
    String slow = Reading.slowly(wire);
    if (!whole.equals(slow)) {
      throw new AssertionError(whole + " but " + slow);
    }
  }
}
