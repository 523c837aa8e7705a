package io.portreeve.gateway.comparison;

import io.portreeve.guard.Subject;

/** What somebody may do with a thing other than before. */
public record AccessChange(String caller, Subject subject, Access before, Access after) {}
