package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.scan.finding.Finding;
import java.util.List;

/** Looks at one definition by itself. */
@FunctionalInterface
interface DefinitionLook {
  List<Finding> of(Offered offered);
}
