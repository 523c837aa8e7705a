package io.portreeve.controls.insecureinput;

import io.portreeve.controls.network.AddressRanges;
import io.portreeve.controls.network.IpAddress;
import java.util.List;
import java.util.Optional;

/** Which addresses a URL may lead to. */
public enum Reach {
  /** Only such as anybody on the internet could reach, also after the name is resolved. */
  PUBLIC_ONLY,
  /** Loopback, private and link-local ones as well; metadata services still not. */
  INSECURE_PRIVATE;

  boolean allows(IpAddress address) {
    return switch (AddressRanges.owner(address)) {
      case PUBLIC -> true;
      case PRIVATE -> this == INSECURE_PRIVATE;
      case METADATA, NOBODY -> false;
    };
  }

  /** Why a host at all of these addresses may not be reached, if it may not. */
  Optional<ArgumentFlaw> flaw(List<IpAddress> addresses) {
    return addresses.stream().allMatch(this::allows)
        ? Optional.empty()
        : Optional.of(ArgumentFlaw.ADDRESS_NOT_ALLOWED);
  }
}
