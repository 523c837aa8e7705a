package io.portreeve.gateway.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a command ended. The numbers are a stable contract. */
public enum ExitCode {
  /** Done, and nothing was found. */
  OK(0, "done"),
  /**
   * Done, and the answer is no: something was denied, differs, failed verification or is insecure.
   */
  FINDING(1, "done, and the answer is no: denied, different, not verified, insecure"),
  /**
   * The command line or the configuration is wrong, or a secret that it names is missing or unfit.
   */
  USAGE(
      2,
      "the command line or the configuration is wrong, or a secret that it names is missing or unfit"),
  /** Something that the command needs is not to be had: a file, an address, a server, the store. */
  UNAVAILABLE(3, "something it needs is not to be had: a file, an address, a server, the store"),
  /** A fault of Portreeve itself. */
  FAULT(4, "a fault of Portreeve itself");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** What the operating system is told. */
  public int number() {
    return number;
  }

  static Map<String, String> meanings() {
    var out = new LinkedHashMap<String, String>();
    Arrays.stream(values()).forEach(code -> out.put("  " + code.number, code.meaning));
    out.put(
        "130",
        "cut off by Ctrl-C; 143 by a request to terminate; what runs until it is stopped ends with 0");
    return out;
  }
}
