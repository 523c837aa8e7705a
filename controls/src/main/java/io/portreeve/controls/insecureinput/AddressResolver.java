package io.portreeve.controls.insecureinput;

import io.portreeve.controls.network.IpAddress;
import java.util.List;

/**
 * Port: the addresses of a host name.
 *
 * <p>The server resolves the name again, and may get another answer; only a filter on its own
 * connections closes that gap.
 */
@FunctionalInterface
public interface AddressResolver {
  /**
   * All addresses of {@code host}; none if there are none or they cannot be found out, which
   * refuses the argument.
   */
  List<IpAddress> addresses(String host);

  /** For judgements that may ask nobody: every name is taken for one of a public host. */
  static AddressResolver unasked() {
    return _ -> List.of(IpAddress.of(new byte[] {8, 8, 8, 8}));
  }
}
