package io.portreeve.gateway.catalog;

/** What takes room. */
interface Sized {
  /** How much, with the thing itself. */
  int size();
}
