package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.UriScheme;
import java.util.Set;

/** Which schemes a URL may have. */
public sealed interface UrlSchemes {
  /** Whether this scheme, in lower case, is among them. */
  boolean allow(String scheme);

  /** These and no others. */
  record Only(Set<String> schemes) implements UrlSchemes {
    public Only {
      schemes = Set.copyOf(schemes);
    }

    @Override
    public boolean allow(String scheme) {
      return schemes.contains(scheme);
    }
  }

  /** All that do not run code, read local files or start programs: for servers with their own. */
  record NotActive() implements UrlSchemes {
    @Override
    public boolean allow(String scheme) {
      return !UriScheme.active(scheme + ":x", 0);
    }
  }
}
