/**
 * What tests of gateways, controls and servers are made of: clocks, messages, fakes and contracts.
 */
@NullMarked
package io.portreeve.testkit;

import org.jspecify.annotations.NullMarked;
