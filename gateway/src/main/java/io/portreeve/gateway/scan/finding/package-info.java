/** What a scan finds, and the rules it finds it by: rules are data, in files beside the classes. */
@NullMarked
package io.portreeve.gateway.scan.finding;

import org.jspecify.annotations.NullMarked;
